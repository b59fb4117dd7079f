/**
 * Monitor: several invariants checked alongside a run.
 *
 * Immutable like the economy, so a fork or rewind of the economy keeps the matching monitor. A broken
 * invariant is reported once and then removed, since later actions would only repeat the violation.
 */
import type { ViewDomain, Observed } from '../surface/observation.ts'
import type { ObservedStep } from './invariant.ts'
import type { AnyInvariant } from './invariants.ts'
import { EVERYTHING, type Subjects } from './touched.ts'

export interface Monitor {
  readonly monitored: readonly Monitored[]
  /** Of the folds of `monitored`, in its order. */
  readonly states: readonly unknown[]
  readonly broken: readonly Broken[]
}

interface Monitored {
  readonly invariant: AnyInvariant
  readonly about: Subjects
}

export interface Broken {
  readonly invariant: AnyInvariant
  /** Description of the violation. */
  readonly violation: string
}

/** A monitor of the current state. */
export function startMonitor(
  invariants: readonly AnyInvariant[],
  observed: Observed,
  domain: ViewDomain,
): Monitor {
  return {
    monitored: invariants.map((invariant) => ({ invariant, about: invariant.about ?? EVERYTHING })),
    states: invariants.map((invariant) => invariant.start(observed, domain)),
    broken: [],
  }
}

/**
 * The monitor after an action; the same object if nothing has changed.
 *
 * Entries added to `broken` were broken by this action.
 */
export function nextMonitor(monitor: Monitor, taken: ObservedStep): Monitor {
  const { monitored, states: before } = monitor
  const touched = taken.touched ?? EVERYTHING
  let states: unknown[] | undefined
  let broken: Broken[] | undefined
  for (let at = 0; at < monitored.length; at++) {
    const { invariant, about } = monitored[at]!
    if ((about & touched) === 0) continue
    const verdict = invariant.next(before[at], taken)
    if ('violation' in verdict) {
      broken ??= []
      broken.push({ invariant, violation: verdict.violation })
    } else if (verdict.state !== before[at]) {
      states ??= before.slice()
      states[at] = verdict.state
    }
  }
  if (broken !== undefined) return without(monitored, states ?? before, broken, monitor.broken)
  return states === undefined ? monitor : { monitored, states, broken: monitor.broken }
}

function without(
  monitored: readonly Monitored[],
  states: readonly unknown[],
  broken: readonly Broken[],
  known: readonly Broken[],
): Monitor {
  const holds = monitored.map(({ invariant }) => !broken.some((one) => one.invariant === invariant))
  return {
    monitored: monitored.filter((_, at) => holds[at]),
    states: states.filter((_, at) => holds[at]),
    broken: [...known, ...broken],
  }
}
