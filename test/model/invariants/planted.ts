/**
 * MutatedSystem faults for tests of invariants: the same world with one answer changed, or the same outcome with one event changed.
 */
import type { Action } from '../../../src/model/interface/action.ts'
import type { Invariant, ObservedStep } from '../../../src/model/invariants/invariant.ts'
import { INVARIANTS, type AnyInvariant } from '../../../src/model/invariants/invariants.ts'
import { viewKey, type Observed } from '../../../src/model/surface/observation.ts'
import type { Event, Outcome, Value } from '../../../src/model/interface/outcome.ts'
import type { ModelWorld } from '../../support/model-world.ts'

/** Answers by `viewKey` that are told instead of the truth. */
export type Lies = Readonly<Record<string, Value>>

function lying(observed: Observed, lies: Lies): Observed {
  return { read: (view) => lies[viewKey(view)] ?? observed.read(view) }
}

export function named(name: string): AnyInvariant {
  return INVARIANTS.find((invariant) => invariant.name === name)!
}

/** One invariant following a stage. */
export interface Follower {
  /** Acts and follows; what is wrong, if anything. */
  act(action: Action): string | undefined
  /** Acts, but lets the invariant see another outcome or hear other answers. */
  pretend(action: Action, change: (outcome: Outcome) => Outcome, lies?: Lies): string | undefined
}

export function follow<S>(invariant: Invariant<S>, world: ModelWorld): Follower {
  let state = invariant.start(world, world.domain)
  const see = (action: Action, outcome: Outcome, lies: Lies): string | undefined => {
    const taken: ObservedStep = { action, outcome, observed: lying(world, lies), domain: world.domain }
    const verdict = invariant.next(state, taken)
    if ('violation' in verdict) return verdict.violation
    state = verdict.state
    return undefined
  }
  return {
    act: (action) => see(action, world.act(action), {}),
    pretend: (action, change, lies = {}) => see(action, change(world.act(action)), lies),
  }
}

/** The outcome with its events changed. */
export function withEvents(
  change: (events: readonly Event[]) => readonly Event[],
): (outcome: Outcome) => Outcome {
  return (outcome) => (outcome.ok ? { ...outcome, events: change(outcome.events) } : outcome)
}

export const asItWas = (outcome: Outcome): Outcome => outcome
