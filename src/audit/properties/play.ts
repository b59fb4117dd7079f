/**
 * Play: actions on the chain alone, up to the first that breaks one of some properties.
 *
 * Probes are asked where the list has ended.
 */
import type { Build } from '../../evm/build.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import { genesisActions, peopleOf } from '../../lockstep/generate/genesis.ts'
import { actionsOf, type Sequence } from '../../lockstep/generate/sequence.ts'
import { ALL_COMMANDS } from '../../lockstep/generate/commands.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { AmtSorts } from '../census/runner.ts'
import { answeredBy, Unanswered } from '../answered.ts'
import type { EventAdaptor } from '../grades.ts'
import { ChainRunner, type BrokenNow, type Unwatched } from './chain-runner.ts'
import type { Property } from './property.ts'

/** What was played up to the first action that breaks a property, if any. */
export interface Played {
  readonly amtSorts: AmtSorts
  readonly actions: readonly Action[]
  readonly outcomes: readonly Outcome[]
  readonly broken: readonly BrokenNow[]
  readonly unwatched: readonly Unwatched[]
}

/** Plays a list of actions. */
export function play(
  build: Build,
  amtSorts: AmtSorts,
  actions: readonly Action[],
  properties: readonly Property[],
  adaptors: readonly EventAdaptor[] = [],
): Played {
  const runner = new ChainRunner(build, amtSorts, peopleIn(actions), properties, adaptors)
  return driven(runner, amtSorts, (take) => void actions.every(take))
}

/** Plays a generated sequence: its genesis, then at most `maxActions` actions. */
export function playGenerated(
  build: Build,
  { genesis, steps }: Sequence,
  maxActions: number,
  properties: readonly Property[],
  adaptors: readonly EventAdaptor[] = [],
): Played {
  const runner = new ChainRunner(build, genesis.amtSorts, peopleOf(genesis), properties, adaptors)
  return driven(runner, genesis.amtSorts, (take) => {
    if (!genesisActions(genesis).every(take)) return
    let left = maxActions
    for (const step of steps)
      for (const action of decided(runner, step)) if (left-- <= 0 || !take(action)) return
  })
}

/** The actions of a step; none where the build cannot answer a view that the command asks. */
function decided(runner: ChainRunner, step: Sequence['steps'][number]): readonly Action[] {
  const actions = answeredBy(() => actionsOf(step, runner.context(), ALL_COMMANDS))
  return actions instanceof Unanswered ? [] : actions
}

/** `take` says whether to go on. */
function driven(
  runner: ChainRunner,
  amtSorts: AmtSorts,
  drive: (take: (action: Action) => boolean) => void,
): Played {
  const actions: Action[] = []
  const outcomes: Outcome[] = []
  let broken: readonly BrokenNow[] = []
  drive((action) => {
    const taken = runner.step(action)
    if (taken === undefined) return true
    actions.push(action)
    outcomes.push(taken.outcome)
    broken = taken.broken
    return broken.length === 0
  })
  if (broken.length === 0) broken = runner.probe()
  return { amtSorts, actions, outcomes, broken, unwatched: runner.unwatched }
}
