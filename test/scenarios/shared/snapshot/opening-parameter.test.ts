/** The parameter `opening`: every scenario starts from the example snapshot, to the wei. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromBase, toBase } from '../../../../src/model/kernel/units.ts'
import baseline from '../../../../src/scenarios/baseline/index.ts'
import catchUp from '../../../../src/scenarios/catch-up/index.ts'
import { scenarios } from '../../../../src/scenarios/index.ts'
import { ConflictingSettings } from '../../../../src/sim/definition/parameter.ts'
import { withTables, type Scenario } from '../../../../src/sim/definition/scenario.ts'
import { chainSnapshot } from '../../../../src/sim/opening/chain-snapshot.ts'
import { parseHolders } from '../../../../src/sim/opening/holders-csv.ts'
import { parseLabels } from '../../../../src/sim/opening/labels-csv.ts'
import { parseSnapshot } from '../../../../src/sim/opening/snapshot-csv.ts'
import { parseHistory } from '../../../../src/sim/process/history-csv.ts'
import type { RunResult } from '../../../../src/sim/result.ts'
import { runScenario } from '../../../../src/sim/run.ts'

const example = (name: string): string =>
  readFileSync(new URL(`../../../../docs/examples/${name}`, import.meta.url), 'utf8')

const SNAPSHOT = chainSnapshot(
  parseSnapshot(example('opening.csv')),
  parseHolders(example('opening-holders.csv')),
  parseLabels(example('opening-labels.csv')),
)
const { history } = parseHistory(example('history.csv'))
const TABLES = new Map<string, typeof SNAPSHOT | typeof history>([
  ['opening.csv', SNAPSHOT],
  ['history.csv', history],
])
const SET = { opening: 'opening.csv' }

const opened = (scenario: Scenario, set: Readonly<Record<string, string>> = {}, days = 1): RunResult =>
  runScenario(withTables(scenario, TABLES), { seed: 1n, days, set: { ...SET, ...set } })

function column({ tables }: RunResult, table: string, name: string): readonly string[] {
  return tables.find((each) => each.name === table)!.columns.find((each) => each.name === name)!.cells
}

describe('every scenario', () => {
  it.each(scenarios)('$name opens from the snapshot', (scenario) => {
    const result = opened(scenario)
    expect(Object.values(result.invariants).every(({ holds }) => holds)).toBe(true)
    // Supply, RCL, both reserves, LP tokens and locked liqAMT.
    expect(column(result, 'opening', 'difference').slice(0, 6)).toEqual(['0', '0', '0', '0', '0', '0'])
    // Each reserve is 304 wei of LP tokens for a wei of BTCB.
    const wrapped = Number(column(result, 'opening', 'difference')[6])
    expect(wrapped).toBeLessThanOrEqual(0)
    expect(wrapped).toBeGreaterThanOrEqual(-2 * 306)
  })
})

it('catch-up names no price of July 2023', () => {
  const { comparison } = withTables(catchUp, TABLES).at(SET).bound
  const texts = JSON.stringify([comparison!.charts, comparison!.hypotheses])
  expect(texts).toContain('the initial price')
  expect(texts).not.toContain('July 2023')
  expect(JSON.stringify(catchUp.at({}).bound.comparison!.charts)).toContain('the price of July 2023')
})

describe('baseline', () => {
  it('has every listed holder as a person with the same balance', () => {
    const { bound } = withTables(baseline, TABLES).at(SET)
    const people = bound.agents.flatMap((agent) => agent.people).filter(({ amt = 0n }) => amt > 0n)
    const known = new Set(['pair', 'dead', 'project', 'staking-vault', 'buy-back-vault'])
    const listed = SNAPSHOT.holders.filter(({ address }) => !known.has(SNAPSHOT.labels.get(address) ?? ''))
    // The depositors of the vaults have no address of their own.
    const depositors = people.filter(({ name }) => /^(buy-back-)?staker/.test(name))
    const others = people.filter((person) => !depositors.includes(person))
    const sorted = (amounts: readonly bigint[]): readonly string[] => amounts.map(fromBase).toSorted()
    expect(sorted(others.map(({ amt }) => amt!))).toEqual(sorted(listed.map(({ amt }) => amt)))
    expect(depositors).toHaveLength(8)
  })

  it('has its labelled miners and traders', () => {
    const { bound } = withTables(baseline, TABLES).at(SET)
    const amounts = (agent: string) =>
      bound.agents.find(({ name }) => name === agent)!.people.map(({ amt }) => amt)
    expect(amounts('miner')).toContain(toBase('9000000.000000000000000007'))
    expect(amounts('trader')).toContain(toBase('1100000.000000000000000011'))
  })

  it('starts on the date of the block, with the launch before it', () => {
    const result = opened(baseline, { daysSinceLaunch: '300' }, 2)
    expect(column(result, 'daily', 'date')).toEqual(['2024-02-12', '2024-02-13'])
    expect(column(result, 'opening', 'difference').slice(0, 6)).toEqual(['0', '0', '0', '0', '0', '0'])
  })

  it('says nothing about the launch and the halving of July 2023', () => {
    const result = opened(baseline)
    expect(result.metrics).not.toHaveProperty('launchPrice')
    const { hypotheses } = withTables(baseline, TABLES).at(SET).bound
    expect(hypotheses.map(({ statement }) => statement).join()).not.toMatch(/At launch|July 2023/)
  })

  it('names neither the pool nor the rows that the snapshot has', () => {
    const { texts } = withTables(baseline, TABLES).at(SET)
    expect(texts).toMatchObject({ opening: 'opening.csv', ownMiners: '55' })
    for (const name of ['pool', 'backing', 'holders', 'traders', 'ownMarket', 'rawLiquidity'])
      expect(texts).not.toHaveProperty(name)
    expect(baseline.at({}).texts).not.toHaveProperty('opening')
  })

  it('deals holders by the rows of the cap table', () => {
    const share = (set: Readonly<Record<string, string>>): number =>
      Number(column(opened(baseline, set), 'classes', 'amtAtStart')[4])
    expect(share({ ownTraders: '12' })).toBeGreaterThan(1.5 * share({}))
  })
})

describe('settings that do not fit together', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['a backing beside the snapshot’s', { backing: '30' }],
    ['a pool beside the snapshot’s', { pool: 'after-reset' }],
    ['a number of holders', { holders: '100' }],
    ['a replay that starts on another day', { environment: 'replay', history: 'history.csv' }],
  ])('%s', (_what, set) => {
    expect(() => withTables(baseline, TABLES).at({ ...SET, ...set })).toThrow(ConflictingSettings)
  })

  it('people of the scenario with more AMT than the project has', () => {
    expect(() => withTables(baseline, TABLES).at({ ...SET, whale: '6', accumulators: '5' })).not.toThrow()
    expect(() => withTables(baseline, TABLES).at({ ...SET, whale: '6', accumulators: '6' })).toThrow(
      ConflictingSettings,
    )
  })

  it('a replay on the block’s day is none', () => {
    const short = { ...history, firstDay: history.firstDay + 60 }
    const tables = new Map<string, typeof SNAPSHOT | typeof history>([...TABLES, ['history.csv', short]])
    const set = { ...SET, environment: 'replay', history: 'history.csv', historyFrom: '2024-02-12' }
    expect(() => withTables(baseline, tables).at(set)).not.toThrow()
  })
})
