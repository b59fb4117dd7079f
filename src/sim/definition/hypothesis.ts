/**
 * Hypotheses: statements that a scenario makes before a run, and how a run decides them.
 */
import type { Summary } from '../recording/summary.ts'

/** A statement and its decision rule. */
export interface Hypothesis<Run = Summary> {
  readonly statement: string
  /**
   * The observed outcome in words and numbers, and whether it agrees with the statement; undefined if the run
   * cannot decide it.
   */
  readonly check: (run: Run) => { readonly found: string; readonly asExpected: boolean } | undefined
}
