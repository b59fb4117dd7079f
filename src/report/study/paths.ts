/**
 * Paths: types for event probabilities, worst paths and failed paths in a study's report.
 */
import type { Goal } from '../../statistics/goal-seek.ts'
import type { TaskId } from '../../sim/study/row.ts'
import type { ParameterSensitivity } from '../../sim/study/sensitivity.ts'
import type { Proportion } from '../../sim/study/proportion.ts'
import type { Ranked } from '../../sim/study/tally.ts'
import type { Verification } from '../manifest.ts'

/** Estimated probability of an event, over all paths and at each of the first points. */
export interface EventProbability {
  readonly event: string
  readonly all: Proportion
  readonly points: readonly Proportion[]
  /** Where the swept parameter gives the event the probability of `--goal`. */
  readonly goal?: SoughtGoal
  /** Sensitivity of the probability by parameter, with `morris` and `saltelli`. */
  readonly sensitivity?: Readonly<Record<string, ParameterSensitivity>>
}

export interface SoughtGoal {
  readonly parameter: string
  /** Probability to reach. */
  readonly target: string
  /** The answer in words, with its interval. */
  readonly found: string
  readonly answer: Goal
}

export interface WorstPath extends Ranked {
  /** Command that runs this path alone. */
  readonly command: string
  /** Result of the replay on the EVM; undefined when the path was not replayed. */
  readonly verified?: Verification
}

export interface WorstPaths {
  readonly metric: string
  readonly end: 'lowest' | 'highest'
  readonly paths: readonly WorstPath[]
}

export interface FailedPath extends TaskId {
  readonly error: string
  readonly command: string
}
