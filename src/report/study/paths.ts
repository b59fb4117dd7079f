/**
 * What a report tells of single paths and of events, beside the study's result.
 */
import type { Place } from '../../sim/study/row.ts'
import type { Proportion } from '../../sim/study/proportion.ts'
import type { Ranked } from '../../sim/study/tally.ts'
import type { Verification } from '../manifest.ts'

/** How often an event happened, over all paths and at each of the first points. */
export interface EventProbability {
  readonly event: string
  readonly all: Proportion
  readonly points: readonly Proportion[]
}

export interface WorstPath extends Ranked {
  /** What to type to run it alone. */
  readonly command: string
  /** What replaying it on the EVM gave. */
  readonly verified?: Verification
}

export interface WorstPaths {
  readonly metric: string
  readonly end: 'lowest' | 'highest'
  readonly paths: readonly WorstPath[]
}

export interface FailedPath extends Place {
  readonly error: string
  readonly command: string
}
