/**
 * Runs: simulated paths of a scenario, for claims about the outside world. Several claims read the same
 * paths, so each path is simulated once.
 */
import type { RunResult } from '../sim/result.ts'
import { runScenario } from '../sim/run.ts'
import type { Scenario } from '../sim/definition/scenario.ts'
import { clopperPearson } from '../statistics/proportion.ts'
import { exact, percent } from './decimal.ts'

export interface RunsOf {
  readonly seed: bigint
  readonly paths: number
  /** @default the scenario's own number */
  readonly days?: number
  /** Parameters by name, as text. */
  readonly set?: Readonly<Record<string, string>>
}

const KEPT = new Map<string, RunResult>()

/** The paths from 0 on, without variants. */
export function runsOf(
  scenario: Scenario,
  { seed, paths, days = scenario.days, set = {} }: RunsOf,
): readonly RunResult[] {
  return Array.from({ length: paths }, (_, path) => {
    const key = [scenario.name, seed, path, days, JSON.stringify(set)].join()
    const kept = KEPT.get(key)
    if (kept !== undefined) return kept
    const result = runScenario(scenario, { seed, path, days, set, variants: false })
    KEPT.set(key, result)
    return result
  })
}

/** Cells of a column of the daily table, as exact decimals. */
export function dailyColumn({ tables }: RunResult, column: string): readonly string[] {
  return tables.find(({ name }) => name === 'daily')!.columns.find(({ name }) => name === column)!.cells
}

/** A metric of a run, as an exact decimal or a word such as `never`. */
export function metricOf({ metrics }: RunResult, name: string): string {
  return metrics[name]!.value
}

/** `3 of 5 paths (14.6% to 94.8% of all, 95% interval)`. */
export function shareOfPaths(count: number, paths: number): string {
  const { low, high } = clopperPearson(count, paths)
  return `${count} of ${paths} paths (${percent(low)} to ${percent(high)} of all, 95% interval)`
}

/** Paths of `baseline` that several claims read. */
export const BASELINE = { paths: 5, days: 365 } as const

/** Cells that are above the one before. */
export function risingSteps(cells: readonly string[]): number {
  const values = cells.map(exact)
  return values.slice(1).filter((value, index) => value > values[index]!).length
}
