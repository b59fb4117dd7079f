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
  readonly broken: readonly Broken[]
}

interface Monitored {
  readonly invariant: AnyInvariant
  readonly state: unknown
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
    monitored: invariants.map((invariant) => ({
      invariant,
      state: invariant.start(observed, domain),
      about: invariant.about ?? EVERYTHING,
    })),
    broken: [],
  }
}

/**
 * The monitor after an action; the same object if nothing has changed.
 *
 * Entries added to `broken` were broken by this action.
 */
export function nextMonitor(monitor: Monitor, taken: ObservedStep): Monitor {
  const { monitored: before } = monitor
  const touched = taken.touched ?? EVERYTHING
  let monitored: Monitored[] | undefined
  const broken: Broken[] = []
  for (let at = 0; at < before.length; at++) {
    const { invariant, state, about } = before[at]!
    if ((about & touched) === 0) continue
    const verdict = invariant.next(state, taken)
    if ('violation' in verdict) broken.push({ invariant, violation: verdict.violation })
    else if (verdict.state !== state) {
      monitored ??= before.slice()
      monitored[at] = { invariant, state: verdict.state, about }
    }
  }
  if (broken.length > 0) return without(monitored ?? before, broken, monitor.broken)
  return monitored === undefined ? monitor : { monitored, broken: monitor.broken }
}

function without(
  monitored: readonly Monitored[],
  broken: readonly Broken[],
  known: readonly Broken[],
): Monitor {
  const isBroken = ({ invariant }: Monitored): boolean => broken.some((one) => one.invariant === invariant)
  return { monitored: monitored.filter((one) => !isBroken(one)), broken: [...known, ...broken] }
}
