/**
 * Campaign: the corpus, then batches of generated sequences, until the budget is used up.
 *
 * A budget of actions ends at the end of a sequence: the same seed and budget give the same census
 * everywhere. A limit of time ends at the end of a batch, which the report names.
 */
import * as fc from 'fast-check'
import { batchSeed } from '../../lockstep/campaign/batch-seed.ts'
import { loadShortLists } from '../../lockstep/corpus/corpus.ts'
import type { CorpusEntry } from '../../lockstep/corpus/entry.ts'
import { arbitrarySequence } from '../../lockstep/generate/sequence.ts'
import { Census } from './census.ts'
import type { SavedCampaign } from './saved.ts'
import type { CensusSetup } from './runner.ts'

export interface CampaignOptions {
  /** Actions to run; it ends with the sequence that reaches them. */
  readonly budget: number
  readonly seed: number
  /** Asked before every batch but the corpus, which takes a few seconds. @default never */
  readonly isOver?: () => boolean
  /** The most actions of a sequence after its genesis. @default 60 */
  readonly maxActions?: number
  /** @default the checked-in corpus */
  readonly corpus?: readonly CorpusEntry[]
  /** Called after every batch; the corpus is batch 0. */
  readonly onBatch?: (census: Census, batch: number) => void
  /** A comparison of the same seed and budget to go on with. @default from the start */
  readonly resumed?: SavedCampaign | undefined
  /**
   * Called within the corpus, after every batch that has run as a whole, and at the end, with what is needed
   * to go on.
   */
  readonly onProgress?: (progress: () => SavedCampaign) => void
}

export interface Campaign {
  readonly census: Census
  /** Batches that ran, the corpus not counted. */
  readonly batches: number
  readonly sequences: number
  /** Whether it ended by time and not by actions. */
  readonly stopped: boolean
}

/** Sequences of a batch: about a thousand actions, so that a limit of time is met within a second or two. */
const BATCH = 20

/** The most actions of a sequence after its genesis: as in lockstep runs. */
export const MAX_ACTIONS = 60

/** Runs a campaign. */
export function runCampaign(setup: CensusSetup, options: CampaignOptions): Campaign {
  const { budget, seed, isOver = () => false, maxActions = MAX_ACTIONS, onBatch, resumed } = options
  const census = new Census(setup, resumed?.census)
  let sequences = resumed?.sequences ?? 0
  let batches = resumed?.batches ?? 0
  const saved = (isEnd: boolean): void =>
    options.onProgress?.(() => ({ batches, sequences, census: census.save(), isOver: isEnd }))
  const ended = (isWhole: boolean): void => {
    onBatch?.(census, batches)
    if (isWhole) saved(false)
  }
  const wasOver = resumed?.isOver === true
  if (batches === 0 && !wasOver) {
    const corpus = options.corpus ?? loadShortLists()
    for (const { amtSorts, actions } of corpus.slice(sequences)) {
      if (census.actions >= budget) break
      census.runActions(amtSorts, actions)
      sequences++
      if (sequences % BATCH === 0) saved(false)
    }
    ended(sequences === corpus.length)
  }
  const arbitrary = arbitrarySequence(maxActions)
  const goesOn = (): boolean => !wasOver && census.actions < budget && !isOver()
  while (goesOn()) {
    batches++
    const before = sequences
    for (const sequence of fc.sample(arbitrary, { seed: batchSeed(seed, batches), numRuns: BATCH })) {
      if (census.actions >= budget) break
      census.runSequence(sequence, maxActions)
      sequences++
    }
    ended(sequences === before + BATCH)
  }
  saved(true)
  return { census, batches, sequences, stopped: census.actions < budget }
}
