/**
 * All scenarios, by name.
 */
import type { Scenario } from '../sim/scenario.ts'
import baseline from './baseline.ts'

export const scenarios: readonly Scenario[] = [baseline]
