/** Saved: what a comparison has to remember in order to go on, as plain data. */
import type { Calls, Entry } from './entry.ts'

/** What a census has to remember. */
export interface SavedCensus {
  readonly entries: readonly (readonly [string, Entry])[]
  readonly calls: readonly (readonly [string, Calls])[]
  readonly reverts: readonly string[]
  readonly actions: number
  readonly answers: number
  readonly states: number
  /** Turns of the attempts by others, and of the preconditions. */
  readonly turns: readonly [authority: number, preconditions: number]
}

/** A campaign within the corpus, after a whole batch, or at its end. */
export interface SavedCampaign {
  /** Batches that have run; the corpus comes before them. */
  readonly batches: number
  readonly sequences: number
  readonly census: SavedCensus
  /** Whether it has ended, by actions or by time. */
  readonly isOver: boolean
}
