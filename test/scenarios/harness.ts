/**
 * Shared assertions of the scenario tests: findings as expected on several seeds, invariants, charts with
 * their columns, and equality of model and contracts for every action of a run and its variants.
 */
import { expect } from 'vitest'

import { replay } from '../../src/lockstep/compare/replay.ts'
import { isWait } from '../../src/model/interface/action.ts'
import { INVARIANTS } from '../../src/model/invariants/invariants.ts'
import type { Timestamp } from '../../src/model/kernel/units.ts'
import { chart } from '../../src/report/chart.ts'
import { report } from '../../src/report/report.ts'
import { answerOf } from '../../src/sim/answer/answer.ts'
import { cellsOf } from '../../src/sim/recording/recorder.ts'
import type { RunResult, Table } from '../../src/sim/result.ts'
import { runScenario } from '../../src/sim/run.ts'
import type { Scenario } from '../../src/sim/definition/scenario.ts'

/** Consecutive, so that no seed is selected by its result. */
export const SIX_SEEDS = [1n, 2n, 3n, 4n, 5n, 6n] as const

export type Settings = Readonly<Record<string, string>>

/** Results of one scenario by their options: several tests of a file ask for the same run. */
const known = { scenario: undefined as Scenario | undefined, results: new Map<string, RunResult>() }

export function run(scenario: Scenario, set: Settings = {}, days?: number, seed = 1n): RunResult {
  // Only of the last scenario, to bound the memory.
  if (known.scenario !== scenario) known.results.clear()
  known.scenario = scenario
  const key = JSON.stringify([`${seed}`, days, Object.entries(set).toSorted()])
  const result =
    known.results.get(key) ?? runScenario(scenario, { seed, set, ...(days === undefined ? {} : { days }) })
  known.results.set(key, result)
  return result
}

export const metric = (result: RunResult, name: string): number => Number(result.metrics[name]!.value)

export const tableOf = (result: RunResult, name: string): Table =>
  result.tables.find((table) => table.name === name)!

export const cells = (result: RunResult, column: string, table = 'daily'): readonly string[] =>
  cellsOf(tableOf(result, table), column)

export const numbers = (result: RunResult, column: string, table = 'daily'): readonly number[] =>
  cells(result, column, table).map(Number)

/** The one finding whose statement contains these words. */
export const finding = (result: RunResult, words: string): RunResult['findings'][number] => {
  const found = result.findings.filter(({ statement }) => statement.includes(words))
  expect(found, words).toHaveLength(1)
  return found[0]!
}

/**
 * Calls of a variant's accounts as `account function`, to check that a verified variant exercises its
 * purpose.
 */
export const callsOf = ({ variants }: RunResult, name: string): readonly string[] =>
  variants
    .find((variant) => variant.name === name)!
    .actions.flatMap((action) => (isWait(action) ? [] : [`${action.by} ${action.call}`]))

/** Findings that are not as expected. */
export const surprises = (result: RunResult): RunResult['findings'] =>
  result.findings.filter(({ asExpected }) => !asExpected)

/**
 * Every finding is as expected. All six seeds are tried in `six-seeds.full.test.ts`. @default the first seed
 */
export function expectNoSurprises(
  scenario: Scenario,
  set: Settings = {},
  days?: number,
  seeds: readonly bigint[] = SIX_SEEDS.slice(0, 1),
): void {
  for (const seed of seeds) {
    const result = run(scenario, set, days, seed)
    expect({ seed, surprises: surprises(result) }).toEqual({ seed, surprises: [] })
    expectAnswer(scenario, result)
  }
}

/** The answer is worded from the run, without gaps. */
export function expectAnswer(scenario: Scenario, result: RunResult): void {
  const answer = answerOf(scenario, result)
  expect(answer).toMatch(/^[A-Z].*\d.*\.$/)
  expect(answer).not.toMatch(/undefined|NaN|Infinity|day never|\$\{/)
}

/** In `baseline` ordered by gas price, the sandwicher makes more than five sandwiches and gains by them. */
export function expectGain(scenario: Scenario, set: Settings, seed: bigint): void {
  const { findings } = run(scenario, set, 60, seed)
  const found = findings.find(({ statement }) => statement.startsWith('Ordered by gas price'))!
  expect(found).toMatchObject({ asExpected: true })
  expect(Number(/^\d+/.exec(found.found)![0])).toBeGreaterThan(5)
}

/** Every invariant holds after every action of the run and its variants. */
export function expectInvariants(result: RunResult): void {
  const actions = [result, ...result.variants].reduce((sum, each) => sum + each.actions.length, 0)
  expect(Object.keys(result.invariants).length).toBe(INVARIANTS.length)
  for (const [name, verdict] of Object.entries(result.invariants))
    expect({ name, ...verdict }).toMatchObject({ holds: true, checks: actions })
}

/** Every chart can be drawn from the run's tables, and the report renders. */
export function expectCharts(result: RunResult, names: readonly string[]): void {
  expect(result.charts.map(({ name }) => name)).toEqual(names)
  for (const each of result.charts) expect(chart(each, result.tables).id).toBe(each.name)
  const versions = { package: '0', node: '0', dependencies: {}, compilers: {} }
  const input = { result, command: '', versions, settings: [], plotly: '' }
  expect([...report(input).keys()]).toContain('report.html')
}

/**
 * Model and contracts agree on every action of the run and its variants, or of the named variants where a
 * grid has many similar ones.
 *
 * Cross-checks with EthereumJS are off, since they take ten times as long. The EVM has its own tests against
 * it, and `--verify` runs both.
 */
export async function expectVerified(result: RunResult, names?: readonly string[]): Promise<void> {
  const variants = result.variants.filter(({ name }) => names?.includes(name) ?? true)
  expect(variants).toHaveLength(names?.length ?? result.variants.length)
  for (const { deployment, actions } of [result, ...variants]) {
    const from = { ...deployment, timestamp: BigInt(deployment.timestamp) as Timestamp }
    const replayed = await replay(from, actions, { crossChecks: false })
    expect(replayed).toMatchObject({ actions: actions.length, divergences: 0 })
    expect(replayed.answers).toBeGreaterThan(actions.length)
  }
}
