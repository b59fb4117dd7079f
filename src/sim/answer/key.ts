/**
 * Key metrics: those of a run that a reader sees first.
 */
import type { Scenario } from '../definition/scenario.ts'
import type { RunResult } from '../result.ts'
import type { Fan } from '../study/fan.ts'
import { quotedBy } from './answer.ts'

/** Names of the metrics that answer the question: the primary one, then those that the answer quotes. */
export const keyOf = (scenario: Scenario, result: RunResult, paths: Fan | undefined): readonly string[] => [
  ...(scenario.primary === undefined ? [] : [scenario.primary.metric]),
  ...quotedBy(scenario, result, paths),
]
