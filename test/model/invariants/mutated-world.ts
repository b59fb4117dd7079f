/**
 * Mutated worlds for tests of invariants: one view answers falsely, or one event of an outcome is changed.
 */
import type { Action } from '../../../src/model/interface/action.ts'
import type { Invariant, ObservedStep } from '../../../src/model/invariants/invariant.ts'
import { INVARIANTS, type AnyInvariant } from '../../../src/model/invariants/invariants.ts'
import { viewKey, type Observed } from '../../../src/model/surface/observation.ts'
import type { Event, Outcome, Value } from '../../../src/model/interface/outcome.ts'
import type { ModelWorld } from '../../support/model-world.ts'

/** False answers by `viewKey`. */
export type FalseAnswers = Readonly<Record<string, Value>>

function withAnswers(observed: Observed, answers: FalseAnswers): Observed {
  return { read: (view) => answers[viewKey(view)] ?? observed.read(view) }
}

/** The invariant of that name. */
export function named(name: string): AnyInvariant {
  return INVARIANTS.find((invariant) => invariant.name === name)!
}

/** One invariant as it follows a world. */
export interface Follower {
  /** Applies an action; returns the violation, if any. */
  act(action: Action): string | undefined
  /** Applies an action, but shows the invariant a changed outcome or false answers. */
  mutate(action: Action, change: (outcome: Outcome) => Outcome, answers?: FalseAnswers): string | undefined
}

/** Starts an invariant on the world's current state. */
export function follow<S>(invariant: Invariant<S>, world: ModelWorld): Follower {
  let state = invariant.start(world, world.domain)
  const see = (action: Action, outcome: Outcome, answers: FalseAnswers): string | undefined => {
    const taken: ObservedStep = {
      action,
      outcome,
      observed: withAnswers(world, answers),
      domain: world.domain,
    }
    const verdict = invariant.next(state, taken)
    if ('violation' in verdict) return verdict.violation
    state = verdict.state
    return undefined
  }
  return {
    act: (action) => see(action, world.act(action), {}),
    mutate: (action, change, answers = {}) => see(action, change(world.act(action)), answers),
  }
}

/** Changes the events of an outcome. */
export function withEvents(
  change: (events: readonly Event[]) => readonly Event[],
): (outcome: Outcome) => Outcome {
  return (outcome) => (outcome.ok ? { ...outcome, events: change(outcome.events) } : outcome)
}

/** Leaves the outcome unchanged. */
export const unchanged = (outcome: Outcome): Outcome => outcome
