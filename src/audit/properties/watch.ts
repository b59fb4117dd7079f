/**
 * Watch: a campaign on the chain alone, and the first example of each property that it breaks.
 *
 * Properties are the invariants of the model: they read views and events only. A sequence ends where a
 * property breaks; a property that is broken is not watched any more.
 */
import * as fc from 'fast-check'
import type { Build } from '../../evm/build.ts'
import { batchSeed } from '../../lockstep/campaign/batch-seed.ts'
import type { CorpusEntry } from '../../lockstep/corpus/entry.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import { genesisActions, peopleOf } from '../../lockstep/generate/genesis.ts'
import { actionsOf, arbitrarySequence, type Sequence } from '../../lockstep/generate/sequence.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import type { AmtSorts } from '../census/runner.ts'
import { ChainRunner, observed } from './chain-runner.ts'

/** A property with the actions whose last one breaks it. */
export interface BrokenProperty {
  readonly property: AnyInvariant
  readonly violation: string
  readonly amtSorts: AmtSorts
  readonly actions: readonly Action[]
  /** The chain's. */
  readonly outcomes: readonly Outcome[]
  readonly foundAfter: number
}

export interface Watched {
  readonly actions: number
  readonly broken: readonly BrokenProperty[]
}

export interface WatchOptions {
  readonly build: Build
  readonly properties: readonly AnyInvariant[]
  /** Actions to run. */
  readonly budget: number
  readonly seed: number
  readonly maxActions: number
  readonly corpus: readonly CorpusEntry[]
}

/** Far from the batches of the comparison, so that the two campaigns have different sequences. */
const FIRST_BATCH = 1_000_000

const BATCH = 20

/** Runs the campaign. */
export function watch({ build, properties, budget, seed, maxActions, corpus }: WatchOptions): Watched {
  const broken = new Map<string, BrokenProperty>()
  let actions = 0
  const keep = (played: Played): void => {
    actions += played.actions.length
    for (const { invariant, violation } of played.broken)
      broken.set(invariant.name, { property: invariant, violation, foundAfter: actions, ...played })
  }
  const left = (): readonly AnyInvariant[] => properties.filter(({ name }) => !broken.has(name))
  for (const entry of corpus) {
    if (actions >= budget) break
    keep(play(build, entry.amtSorts, entry.actions, left()))
  }
  const goesOn = (): boolean => actions < budget && left().length > 0
  for (let batch = FIRST_BATCH; goesOn(); batch++) {
    const options = { seed: batchSeed(seed, batch), numRuns: BATCH }
    for (const sequence of fc.sample(arbitrarySequence(maxActions), options))
      if (goesOn()) keep(generated(build, sequence, maxActions, left()))
  }
  return { actions, broken: [...broken.values()] }
}

/** What was played up to the first action that breaks a property, if any. */
export interface Played {
  readonly amtSorts: AmtSorts
  readonly actions: readonly Action[]
  readonly outcomes: readonly Outcome[]
  readonly broken: readonly { readonly invariant: AnyInvariant; readonly violation: string }[]
}

/** Plays a list of actions. */
export function play(
  build: Build,
  amtSorts: AmtSorts,
  actions: readonly Action[],
  properties: readonly AnyInvariant[],
): Played {
  const runner = new ChainRunner(build, amtSorts, peopleIn(actions), properties)
  return driven(runner, amtSorts, (take) => void actions.every(take))
}

function generated(
  build: Build,
  { genesis, steps }: Sequence,
  maxActions: number,
  properties: readonly AnyInvariant[],
): Played {
  const runner = new ChainRunner(build, genesis.amtSorts, peopleOf(genesis), properties)
  return driven(runner, genesis.amtSorts, (take) => {
    if (!genesisActions(genesis).every(take)) return
    let left = maxActions
    for (const step of steps)
      for (const action of decided(runner, step)) if (left-- <= 0 || !take(action)) return
  })
}

/** The actions of a step; none where the build cannot answer a view that the command asks. */
function decided(runner: ChainRunner, step: Sequence['steps'][number]): readonly Action[] {
  return observed(() => actionsOf(step, runner.context())) ?? []
}

/** `take` says whether to go on. */
function driven(
  runner: ChainRunner,
  amtSorts: AmtSorts,
  drive: (take: (action: Action) => boolean) => void,
): Played {
  const actions: Action[] = []
  const outcomes: Outcome[] = []
  let broken: Played['broken'] = []
  drive((action) => {
    const taken = runner.step(action)
    if (taken === undefined) return true
    actions.push(action)
    outcomes.push(taken.outcome)
    broken = taken.broken
    return broken.length === 0
  })
  return { amtSorts, actions, outcomes, broken }
}
