/**
 * Watch: a campaign on the chain alone, and the first example of each property that it breaks.
 *
 * Properties read views and events only. A sequence ends where an invariant breaks; probes are asked where it
 * has ended. A property that is broken is not watched any more.
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
import type { AmtSorts } from '../census/runner.ts'
import { answeredBy, Unanswered } from '../answered.ts'
import { ChainRunner, type BrokenNow, type Unwatched } from './chain-runner.ts'
import { isProbe, type Property } from './property.ts'

/** A property with the actions whose last one breaks it. */
export interface BrokenProperty {
  readonly property: Property
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
  /** Properties that could not be watched in at least one sequence, each with the first reason. */
  readonly unwatched: readonly Unwatched[]
  /** Whether time ended it before its budget of actions. */
  readonly stopped: boolean
}

export interface WatchOptions {
  readonly build: Build
  readonly properties: readonly Property[]
  /** Actions to run. */
  readonly budget: number
  readonly seed: number
  readonly maxActions: number
  readonly corpus: readonly CorpusEntry[]
  /** Asked before every sequence. @default never */
  readonly isOver?: () => boolean
}

/**
 * Number of the first batch. The comparison counts its batches from 1 and makes less than a million of them,
 * so the two campaigns never have a seed in common.
 */
const FIRST_BATCH = 1_000_000

/** Sequences of a batch: as many as in the comparison. */
const BATCH = 20

/**
 * Probes that are asked where a sequence has ended: they take turns. One costs about as much as playing the
 * sequence, and what breaks a property breaks it in many states.
 */
const PROBES_AT_ONCE = 4

/** Runs the campaign. */
export function watch(options: WatchOptions): Watched {
  const { build, properties, budget, seed, maxActions, corpus, isOver = () => false } = options
  const broken = new Map<string, BrokenProperty>()
  const unwatched = new Map<string, Unwatched>()
  let actions = 0
  let isLate = false
  const keep = (played: Played): void => {
    actions += played.actions.length
    for (const each of played.unwatched) if (!unwatched.has(each.property)) unwatched.set(each.property, each)
    for (const { property, violation } of played.broken)
      broken.set(property.name, { property, violation, foundAfter: actions, ...played })
  }
  let turn = 0
  const left = (): readonly Property[] => properties.filter(({ name }) => !broken.has(name))
  const next = (): readonly Property[] => {
    const all = left()
    const probes = all.filter(isProbe)
    const first = probes.length === 0 ? 0 : (turn++ * PROBES_AT_ONCE) % probes.length
    const asked = new Set<Property>([...probes, ...probes].slice(first, first + PROBES_AT_ONCE))
    return all.filter((property) => !isProbe(property) || asked.has(property))
  }
  const goesOn = (): boolean => {
    isLate ||= isOver()
    return actions < budget && left().length > 0 && !isLate
  }
  for (const entry of corpus) {
    if (!goesOn()) break
    keep(play(build, entry.amtSorts, entry.actions, next()))
  }
  for (let batch = FIRST_BATCH; goesOn(); batch++) {
    const sampled = { seed: batchSeed(seed, batch), numRuns: BATCH }
    for (const sequence of fc.sample(arbitrarySequence(maxActions), sampled))
      if (goesOn()) keep(generated(build, sequence, maxActions, next()))
  }
  return {
    actions,
    broken: [...broken.values()],
    unwatched: [...unwatched.values()],
    stopped: isLate && actions < budget,
  }
}

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
): Played {
  const runner = new ChainRunner(build, amtSorts, peopleIn(actions), properties)
  return driven(runner, amtSorts, (take) => void actions.every(take))
}

function generated(
  build: Build,
  { genesis, steps }: Sequence,
  maxActions: number,
  properties: readonly Property[],
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
  const actions = answeredBy(() => actionsOf(step, runner.context()))
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
