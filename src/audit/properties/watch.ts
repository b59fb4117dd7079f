/**
 * Watch: a campaign on the chain alone, and the first example of each property that it breaks.
 *
 * Properties read views and events only. A sequence ends where an invariant breaks; probes are asked where it
 * has ended. A property that is broken is not watched any more. It can be saved after every sequence, and
 * goes on from there to the same result.
 */
import * as fc from 'fast-check'
import type { Build } from '../../evm/build.ts'
import { batchSeed } from '../../lockstep/campaign/batch-seed.ts'
import type { CorpusEntry } from '../../lockstep/corpus/entry.ts'
import { arbitrarySequence, type Sequence } from '../../lockstep/generate/sequence.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { AmtSorts } from '../census/runner.ts'
import type { EventAdaptor } from '../grades.ts'
import type { Unwatched } from './chain-runner.ts'
import { play, playGenerated, type Played } from './play.ts'
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
  /** What is needed to go on, or not to run it again. */
  readonly save: () => SavedWatch
}

export interface WatchOptions {
  readonly build: Build
  readonly properties: readonly Property[]
  /** How events are read. @default as they are */
  readonly adaptors?: readonly EventAdaptor[] | undefined
  /** Actions to run. */
  readonly budget: number
  readonly seed: number
  readonly maxActions: number
  readonly corpus: readonly CorpusEntry[]
  /** Asked before every sequence. @default never */
  readonly isOver?: () => boolean
  /** A campaign to go on with, of the same seed, budget and properties. @default from the start */
  readonly resumed?: SavedWatch | undefined
  /** Called after every sequence, with what is needed to go on. */
  readonly onProgress?: (progress: () => SavedWatch) => void
}

/** What a campaign on the chain alone has to remember, as plain data. */
export interface SavedWatch {
  /** Sequences that were played, those of the corpus first. */
  readonly sequences: number
  readonly actions: number
  /** By name of the property. */
  readonly broken: readonly (Omit<BrokenProperty, 'property'> & { readonly property: string })[]
  readonly unwatched: readonly Unwatched[]
  /** Whether time was over. */
  readonly isLate: boolean
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
  const { build, properties, budget, maxActions, corpus, isOver = () => false, resumed } = options
  const broken = new Map(brokenIn(resumed, properties).map((each) => [each.property.name, each]))
  const unwatched = new Map(resumed?.unwatched.map((each) => [each.property, each]))
  let { actions, sequences, isLate } = resumed ?? { actions: 0, sequences: 0, isLate: false }
  const save = (): SavedWatch => ({
    sequences,
    actions,
    broken: [...broken.values()].map((each) => ({ ...each, property: each.property.name })),
    unwatched: [...unwatched.values()],
    isLate,
  })
  const keep = (played: Played): void => {
    const { amtSorts, outcomes } = played
    sequences++
    actions += played.actions.length
    for (const each of played.unwatched) if (!unwatched.has(each.property)) unwatched.set(each.property, each)
    for (const { property, violation } of played.broken)
      broken.set(property.name, {
        property,
        violation,
        foundAfter: actions,
        amtSorts,
        actions: played.actions,
        outcomes,
      })
    options.onProgress?.(save)
  }
  const left = (): readonly Property[] => properties.filter(({ name }) => !broken.has(name))
  const next = (): readonly Property[] => {
    const all = left()
    const probes = all.filter(isProbe)
    const first = probes.length === 0 ? 0 : (sequences * PROBES_AT_ONCE) % probes.length
    const asked = new Set<Property>([...probes, ...probes].slice(first, first + PROBES_AT_ONCE))
    return all.filter((property) => !isProbe(property) || asked.has(property))
  }
  const goesOn = (): boolean => {
    isLate ||= isOver()
    return actions < budget && left().length > 0 && !isLate
  }
  const generated = sequencesFrom(options.seed, maxActions, Math.max(0, sequences - corpus.length))
  while (goesOn()) {
    const entry = corpus[sequences]
    keep(
      entry === undefined
        ? playGenerated(build, generated.next().value, maxActions, next(), options.adaptors)
        : play(build, entry.amtSorts, entry.actions, next(), options.adaptors),
    )
  }
  options.onProgress?.(save)
  return {
    actions,
    broken: [...broken.values()],
    unwatched: [...unwatched.values()],
    stopped: isLate && actions < budget,
    save,
  }
}

/** Generated sequences without end, the first `skipped` left out. */
function* sequencesFrom(seed: number, maxActions: number, skipped: number): Generator<Sequence, never> {
  const arbitrary = arbitrarySequence(maxActions)
  for (let [batch, first] = [Math.floor(skipped / BATCH), skipped % BATCH]; ; batch++, first = 0)
    yield* fc.sample(arbitrary, { seed: batchSeed(seed, FIRST_BATCH + batch), numRuns: BATCH }).slice(first)
}

/** The properties that a saved campaign has seen broken. */
function brokenIn(
  resumed: SavedWatch | undefined,
  properties: readonly Property[],
): readonly BrokenProperty[] {
  return (resumed?.broken ?? []).flatMap((saved) => {
    const property = properties.find(({ name }) => name === saved.property)
    return property === undefined ? [] : [{ ...saved, property }]
  })
}
