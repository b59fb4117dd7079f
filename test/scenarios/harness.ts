/**
 * What the tests of all scenarios ask: that findings come as expected on several seeds, that invariants hold, that the pictures have
 * their columns, and that model and contracts agree on every action of the run and of its variants.
 */
import { expect } from 'vitest'

import { replay } from '../../src/lockstep/compare/replay.ts'
import { isWait } from '../../src/model/interface/action.ts'
import { INVARIANTS } from '../../src/model/invariants/invariants.ts'
import type { Timestamp } from '../../src/model/kernel/units.ts'
import { chart } from '../../src/report/chart.ts'
import { report } from '../../src/report/report.ts'
import { cellsOf } from '../../src/sim/recording/recorder.ts'
import type { RunResult, Table } from '../../src/sim/result.ts'
import { runScenario } from '../../src/sim/run.ts'
import type { Scenario } from '../../src/sim/definition/scenario.ts'

/** Consecutive, so that none is chosen for what comes out. */
const SIX_SEEDS = [1n, 2n, 3n, 4n, 5n, 6n] as const

export type Settings = Readonly<Record<string, string>>

export const run = (scenario: Scenario, set: Settings = {}, days?: number, seed = 1n): RunResult =>
  runScenario(scenario, { seed, set, ...(days === undefined ? {} : { days }) })

export const metric = (result: RunResult, name: string): number => Number(result.metrics[name]!.value)

export const tableOf = (result: RunResult, name: string): Table =>
  result.tables.find((table) => table.name === name)!

export const cells = (result: RunResult, column: string, table = 'daily'): readonly string[] =>
  cellsOf(tableOf(result, table), column)

export const numbers = (result: RunResult, column: string, table = 'daily'): readonly number[] =>
  cells(result, column, table).map(Number)

/** The finding whose statement has these words. */
export const finding = (result: RunResult, words: string): RunResult['findings'][number] => {
  const found = result.findings.filter(({ statement }) => statement.includes(words))
  expect(found, words).toHaveLength(1)
  return found[0]!
}

/** What a variant's people sent, as `who what`: a variant that is verified is to do what it is there for. */
export const callsOf = ({ variants }: RunResult, name: string): readonly string[] =>
  variants
    .find((variant) => variant.name === name)!
    .actions.flatMap((action) => (isWait(action) ? [] : [`${action.by} ${action.call}`]))

/** Findings that did not come as expected. */
export const surprises = (result: RunResult): RunResult['findings'] =>
  result.findings.filter(({ asExpected }) => !asExpected)

/** Every finding is as expected on six consecutive seeds, whatever else is set. */
export function expectNoSurprises(scenario: Scenario, set: Settings = {}, days?: number): void {
  for (const seed of SIX_SEEDS)
    expect({ seed, surprises: surprises(run(scenario, set, days, seed)) }).toEqual({ seed, surprises: [] })
}

/** Every invariant held after every action of the run and of all variants. */
export function expectInvariants(result: RunResult): void {
  const actions = [result, ...result.variants].reduce((sum, each) => sum + each.actions.length, 0)
  expect(Object.keys(result.invariants).length).toBe(INVARIANTS.length)
  for (const [name, verdict] of Object.entries(result.invariants))
    expect({ name, ...verdict }).toMatchObject({ holds: true, checks: actions })
}

/** Every picture can be drawn from the run's own tables, and the report's files can be named. */
export function expectPictures(result: RunResult, names: readonly string[]): void {
  expect(result.charts.map(({ name }) => name)).toEqual(names)
  for (const picture of result.charts) expect(chart(picture, result.tables).id).toBe(picture.name)
  const versions = { package: '0', node: '0', dependencies: {}, compilers: {} }
  const input = { result, command: '', versions, settings: [], plotly: '' }
  expect([...report(input).keys()]).toContain('report.html')
}

/**
 * The contracts do what the model did, in the run and in its variants, or in those that are named, where a grid has many alike.
 *
 * Without EthereumJS beside the project's own machine, which would take ten times as long: the machine has tests of its own against it, and
 * `--verify` runs both.
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
