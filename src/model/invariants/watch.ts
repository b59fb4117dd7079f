/**
 * Watch: several invariants at once, beside a run.
 *
 * An immutable value like the economy, so that a fork or a rewind of one goes with the other. A broken invariant is told once and then
 * left out, since all that follows from it would be told again.
 */
import type { Extent, Observed } from '../observation.ts'
import type { Taken } from './invariant.ts'
import type { AnyInvariant } from './invariants.ts'

export interface Watch {
  readonly watched: readonly Watched[]
  readonly broken: readonly Broken[]
}

interface Watched {
  readonly invariant: AnyInvariant
  readonly state: unknown
}

export interface Broken {
  readonly invariant: AnyInvariant
  /** What was found. */
  readonly violation: string
}

export function startWatch(invariants: readonly AnyInvariant[], observed: Observed, extent: Extent): Watch {
  return {
    watched: invariants.map((invariant) => ({ invariant, state: invariant.start(observed, extent) })),
    broken: [],
  }
}

/** The watch after an action. What `broken` has more than before was broken by this action. */
export function nextWatch(watch: Watch, taken: Taken): Watch {
  const watched: Watched[] = []
  const broken: Broken[] = []
  for (const { invariant, state } of watch.watched) {
    const verdict = invariant.next(state, taken)
    if ('violation' in verdict) broken.push({ invariant, violation: verdict.violation })
    else watched.push({ invariant, state: verdict.state })
  }
  return { watched, broken: broken.length === 0 ? watch.broken : [...watch.broken, ...broken] }
}
