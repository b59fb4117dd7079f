/**
 * Hypotheses: statements that a scenario makes before a run, and how a run decides them.
 */
import type { Summary } from '../recording/summary.ts'
import type { Unjudged } from '../result.ts'

/** A statement and its decision rule. */
export interface Hypothesis<Run = Summary> {
  readonly statement: string
  /** Days that a run needs; a shorter one does not judge it. @default 0 */
  readonly days?: number
  /** Why it does not apply at these settings, such as `about July 2023`; no run judges it then. */
  readonly leftOut?: string
  /**
   * The observed outcome in words and numbers, and whether it agrees with the statement; undefined if the run
   * cannot decide it.
   */
  readonly check: (run: Run) => { readonly found: string; readonly asExpected: boolean } | undefined
}

type Stated = Pick<Hypothesis, 'statement' | 'days' | 'leftOut'>

/** Whether a run of `days` days judges it. */
export const isJudged = ({ days: needed = 0, leftOut }: Stated, days: number): boolean =>
  leftOut === undefined && days >= needed

/** The hypotheses that a run of `days` days does not judge, with the reasons. */
export function unjudged(hypotheses: readonly Stated[], days: number): readonly Unjudged[] {
  return hypotheses
    .filter((each) => !isJudged(each, days))
    .map(({ statement, days: needed, leftOut }) => ({
      statement,
      reason: leftOut ?? `needs ${needed} days, this run has ${days}`,
    }))
}
