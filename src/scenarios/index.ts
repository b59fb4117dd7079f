/**
 * All scenarios, by name.
 */
import type { Scenario } from '../sim/scenario.ts'
import bankRun from './bank-run.ts'
import baseline from './baseline.ts'

export const scenarios: readonly Scenario[] = [baseline, bankRun]
