/**
 * Library: scenarios, engine and hashes as one module without imports, for browsers: `amt-lab/browser`.
 */
export { pathHash, resultHash } from '../report/hash.ts'
export { scenarios } from '../scenarios/index.ts'
export type { Parameter } from '../sim/definition/parameter.ts'
export type { Scenario } from '../sim/definition/scenario.ts'
export { canonicalText, type Metric, type RunResult, type Table } from '../sim/result.ts'
export { runScenario, type RunOptions } from '../sim/run.ts'
