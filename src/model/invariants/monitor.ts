/**
 * Watch: several invariants at once, beside a run.
 *
 * An immutable value like the economy, so that a fork or a rewind of one goes with the other. A broken invariant is told once and then
 * left out, since all that follows from it would be told again.
 */
import type { Extent, Observed } from '../surface/observation.ts'
import type { Taken } from './invariant.ts'
import type { AnyInvariant } from './invariants.ts'
import { EVERYTHING, type Subjects } from './touched.ts'

export interface Watch {
  readonly watched: readonly Watched[]
  readonly broken: readonly Broken[]
}

interface Watched {
  readonly invariant: AnyInvariant
  readonly state: unknown
  readonly about: Subjects
}

export interface Broken {
  readonly invariant: AnyInvariant
  /** What was found. */
  readonly violation: string
}

export function startWatch(invariants: readonly AnyInvariant[], observed: Observed, extent: Extent): Watch {
  return {
    watched: invariants.map((invariant) => ({
      invariant,
      state: invariant.start(observed, extent),
      about: invariant.about ?? EVERYTHING,
    })),
    broken: [],
  }
}

/** The watch after an action; the very same one if it has changed nothing. What `broken` has more than before was broken by this action. */
export function nextWatch(watch: Watch, taken: Taken): Watch {
  const { watched: before } = watch
  const touched = taken.touched ?? EVERYTHING
  let watched: Watched[] | undefined
  const broken: Broken[] = []
  for (let at = 0; at < before.length; at++) {
    const { invariant, state, about } = before[at]!
    if ((about & touched) === 0) continue
    const verdict = invariant.next(state, taken)
    if ('violation' in verdict) broken.push({ invariant, violation: verdict.violation })
    else if (verdict.state !== state) {
      watched ??= before.slice()
      watched[at] = { invariant, state: verdict.state, about }
    }
  }
  if (broken.length > 0) return without(watched ?? before, broken, watch.broken)
  return watched === undefined ? watch : { watched, broken: watch.broken }
}

function without(watched: readonly Watched[], broken: readonly Broken[], known: readonly Broken[]): Watch {
  const isBroken = ({ invariant }: Watched): boolean => broken.some((one) => one.invariant === invariant)
  return { watched: watched.filter((one) => !isBroken(one)), broken: [...known, ...broken] }
}
