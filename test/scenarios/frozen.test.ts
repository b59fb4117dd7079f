/**
 * No regression: what happens in a short run of each scenario, frozen as a digest.
 *
 * Every other test of agents states a property that many changes keep. This one notices any change of what
 * agents and processes do, and nothing else: texts for readers are left out. After an intended change write
 * the digests anew with `npx vitest run test/scenarios/frozen.test.ts -u`, and say why they changed.
 */
import { expect, test } from 'vitest'
import { sha256 } from '../../src/report/hash.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import type { RunResult } from '../../src/sim/result.ts'
import { runScenario } from '../../src/sim/run.ts'

/** Small populations, so that a run can be longer than a month: payments, claims and emissions happen. */
const SMALL = { holders: '10', traders: '3' } as const
const DAYS = 33

/** Optional agents, absent by default. */
const OPTIONAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  baseline: { accumulators: '4', whale: '3', whaleFrom: '5', whaleImpact: '200' },
}

function shortRun(scenario: (typeof scenarios)[number]): RunResult {
  const known = new Set(scenario.parameters.map(({ name }) => name))
  const set = Object.fromEntries(
    Object.entries({ ...SMALL, ...OPTIONAL[scenario.name] }).filter(([name]) => known.has(name)),
  )
  return runScenario(scenario, { seed: 5n, days: Math.min(scenario.days, DAYS), set })
}

/** Actions, reverts, values and tables without their titles. */
function whatHappened({ actions, reverts, metrics, tables, invariants }: RunResult): string {
  return JSON.stringify(
    [
      actions,
      reverts,
      Object.entries(metrics).map(([name, { value }]) => [name, value]),
      tables.map(({ name, columns }) => [name, columns.map(({ name, cells }) => [name, cells])]),
      Object.entries(invariants).map(([name, { holds, checks }]) => [name, holds, checks]),
    ],
    (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value),
  )
}

test('a short run of every scenario is the same as when its digest was written', () => {
  const digests = Object.fromEntries(
    scenarios.map((scenario) => [scenario.name, sha256(whatHappened(shortRun(scenario))).slice(0, 16)]),
  )
  expect(digests).toMatchInlineSnapshot(`
    {
      "bank-run": "c5dd5893b4c666ef",
      "baseline": "63f577bd7324af7f",
      "bear-market": "7d57550b7fb3201a",
      "buyback-flywheel": "7b63d89456a16a50",
      "catch-up": "0db667e7540ac710",
      "depeg": "af940b04bab569c7",
      "dilution": "68f8ae5cdc7fcd51",
      "great-reset": "81fbd53d1e85acc5",
      "halving": "94b12d49c75c35be",
      "hashprice-crash": "af8cf608048b149f",
      "liquidity-flight": "313e123113a865b5",
      "market-arbitrage": "b3e2c839bf1168a0",
      "small-holder": "7044a3e5de026298",
      "split-policy": "fe3229db55bd5d38",
    }
  `)
})
