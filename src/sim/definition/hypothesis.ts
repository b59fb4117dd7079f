/**
 * Hypotheses: what a scenario states before it runs, and how the run decides it.
 */
import type { Summary } from '../recording/summary.ts'

/** A finding that the scenario expects: what it says, and how to see whether it came. */
export interface Hypothesis<Run = Summary> {
  readonly statement: string
  /** What was found, in words with numbers, and whether that is as stated; undefined if the run was too short to tell. */
  readonly check: (run: Run) => { readonly found: string; readonly asExpected: boolean } | undefined
}
