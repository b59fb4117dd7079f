/**
 * Fan run: the further paths around a run, as every caller runs them, and the fan of all.
 */
import { countingLog } from '../engine/journal.ts'
import type { Scenario } from '../definition/scenario.ts'
import type { RunResult } from '../result.ts'
import type { RunOptions } from '../run.ts'
import { fanOf, fanPathOf, type Fan, type FanPath } from './fan.ts'

/** What all paths of a fan have in common. */
export interface FanSettings {
  /** Decimal text: threads receive it by structured clone, like everything here. */
  readonly seed: string
  readonly days: number
  readonly set: Readonly<Record<string, string>>
}

/** Runs one further path, with the scenario's variants unless they are for the detailed path only. */
export function fanPathAt(
  run: (scenario: Scenario, options: RunOptions) => RunResult,
  scenario: Scenario,
  { seed, days, set }: FanSettings,
  path: number,
): FanPath {
  const variants = scenario.at(set).bound.comparison?.detailedPathOnly !== true
  return fanPathOf(
    run(scenario, { seed: BigInt(seed), path, days, set, variants, brief: true, log: countingLog() }),
  )
}

/** The run among further paths. The metrics of benchmarks are no risk of who holds AMT. */
export const fanAmong = (result: RunResult, others: readonly FanPath[], scenario: Scenario): Fan =>
  fanOf([fanPathOf(result), ...others], scenario.choices, withoutBenchmarks(scenario, result.metrics))

const withoutBenchmarks = ({ benchmarks }: Scenario, metrics: RunResult['metrics']): RunResult['metrics'] =>
  Object.fromEntries(Object.entries(metrics).filter(([name]) => !benchmarks.includes(name)))

/** Numbers of the further paths around `own`: the first of the seed other than that. */
export const furtherPaths = (own: number, count: number): readonly number[] =>
  Array.from({ length: count + 1 }, (_, path) => path)
    .filter((path) => path !== own)
    .slice(0, count)
