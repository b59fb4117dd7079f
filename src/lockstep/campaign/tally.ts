/**
 * Tally: what the batches of a campaign add up to, in the order of their numbers and whatever order they
 * finish in. Batches after the first failing one do not count.
 */
import { addCounts, type Counts } from '../../evm/coverage/block-counts.ts'
import type { Difference } from '../../evm/machine/trace.ts'
import { addCoverage, newCoverage, type Coverage } from '../report/coverage.ts'
import { newStateCounts, type StateCounts } from '../report/states.ts'
import type { BatchFailure, BatchResult } from './batch.ts'

export interface CampaignTotals {
  /** Batches that count: from the first on, without a gap. */
  readonly batches: number
  readonly sequences: number
  readonly actions: number
  /** Answers to views that were compared. */
  readonly answers: number
  readonly coverage: Coverage
  readonly states: StateCounts
  readonly crossChecked: {
    readonly sequences: number
    readonly messages: number
    readonly differences: readonly Difference[]
  }
  /** Sequences that count towards source coverage, and the blocks that they executed. */
  readonly covered: { readonly sequences: number; readonly counts: Counts } | undefined
  /** The first failure in the order of sequences. */
  readonly failure: BatchFailure | undefined
  /** The batch in which it was found. */
  readonly failedBatch: number | undefined
}

export class CampaignTally {
  private readonly first: number
  private readonly waiting = new Map<number, BatchResult>()
  private readonly coverage = newCoverage()
  private readonly states = newStateCounts()
  private readonly differences: Difference[] = []
  private sum = { batches: 0, sequences: 0, actions: 0, answers: 0, checked: 0, messages: 0 }
  private covered: CampaignTotals['covered']
  private failed: BatchResult | undefined

  /**
   * @param first number of the first batch. @default 1
   * @param earlier totals of batches from the first on, none of which failed, to which the others are added
   */
  constructor(first = 1, earlier?: CampaignTotals) {
    this.first = first
    if (earlier === undefined) return
    const { batches, sequences, actions, answers, coverage, states, crossChecked, covered } = earlier
    this.sum = {
      batches,
      sequences,
      actions,
      answers,
      checked: crossChecked.sequences,
      messages: crossChecked.messages,
    }
    addCoverage(this.coverage, coverage)
    addStates(this.states, states)
    this.differences.push(...crossChecked.differences)
    this.covered = covered
  }

  /** Takes the result of a batch. */
  add(result: BatchResult): void {
    this.waiting.set(result.batch, result)
    for (;;) {
      const next = this.waiting.get(this.first + this.sum.batches)
      if (next === undefined || this.failed !== undefined) return
      this.waiting.delete(next.batch)
      this.take(next)
    }
  }

  /** Whether a batch can no longer count, because an earlier one failed. */
  isOver(): boolean {
    return (
      this.failed !== undefined || [...this.waiting.values()].some(({ failure }) => failure !== undefined)
    )
  }

  totals(): CampaignTotals {
    const { batches, sequences, actions, answers, checked, messages } = this.sum
    return {
      batches,
      sequences,
      actions,
      answers,
      coverage: this.coverage,
      states: this.states,
      crossChecked: { sequences: checked, messages, differences: this.differences },
      covered: this.covered,
      failure: this.failed?.failure,
      failedBatch: this.failed?.batch,
    }
  }

  private take(result: BatchResult): void {
    const { sum } = this
    const { sequences, actions, answers, coverage, states, crossChecked, covered, failure } = result
    sum.batches++
    sum.sequences += sequences
    sum.actions += actions
    sum.answers += answers
    sum.checked += crossChecked.sequences
    sum.messages += crossChecked.messages
    this.differences.push(...crossChecked.differences)
    addCoverage(this.coverage, coverage)
    addStates(this.states, states)
    if (covered !== undefined)
      this.covered = {
        sequences: covered.sequences + (this.covered?.sequences ?? 0),
        counts: this.covered === undefined ? covered.counts : addCounts(this.covered.counts, covered.counts),
      }
    if (failure !== undefined) this.failed = result
  }
}

function addStates(counts: StateCounts, other: StateCounts): void {
  for (const [name, count] of other) counts.set(name, counts.get(name)! + count)
}
