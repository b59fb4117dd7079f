import { beforeAll, describe, expect, test } from 'vitest'

import { reportFiles } from '../../../src/cli/publish.ts'
import { AT_LAUNCH, IN_JULY_2023, marginalAmtPerTh } from '../../../src/model/economics/hash-rate-ledger.ts'
import { amt, toBase } from '../../../src/model/kernel/units.ts'
import baseline from '../../../src/scenarios/baseline/index.ts'
import halving from '../../../src/scenarios/halving/index.ts'
import {
  MACHINE_ORDERS,
  machineOrderHypotheses,
  policyOf,
} from '../../../src/scenarios/shared/machine-orders.ts'
import { BUYERS, MINER } from '../../../src/sim/agents/issuance/emitter.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { readSettings } from '../../../src/sim/definition/parameter.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import { cells, expectVerified, finding, run, type Settings } from '../harness.ts'

const OFTEN: Settings = { ordersPerYear: '100', orderSize: '20000' }
const FEW_HOLDERS: Settings = { ...OFTEN, holders: '10' }
const DAYS = 25
const STATEMENT = 'AMT is issued when machines arrive'

describe('machine orders', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(baseline, FEW_HOLDERS, DAYS)
  })

  const grown = (): bigint => BigInt(cells(result, 'hashRate').at(-1)!) - IN_JULY_2023.ths

  test('issue AMT exactly at the rate of launch to July 2023, and the finding confirms it', () => {
    expect(marginalAmtPerTh(AT_LAUNCH, IN_JULY_2023).toFixed(2)).toBe(MACHINE_ORDERS.orderAmtPerTh.default)
    expect(grown()).toBeGreaterThan(50_000n)
    const mints = result.actions.slice(result.actions.findIndex((each) => 'wait' in each))
    const minted = mints.flatMap((each) =>
      'call' in each && each.call === 'master.mintMaster' ? [(each.args as { amount: bigint }).amount] : [],
    )
    expect(minted.reduce((sum, each) => sum + each)).toBe(grown() * amt('73.55'))
    expect(finding(result, STATEMENT).asExpected).toBe(true)
  })

  test('lower the floor, so that the hypothesis of a floor that never falls fails', () => {
    expect(finding(result, 'and never falls').asExpected).toBe(false)
    const floors = cells(result, 'floorPrice').map(toBase)
    const rates = cells(result, 'hashRate')
    const falls = floors.flatMap((floor, day) => (day > 0 && floor < floors[day - 1]! ? [day] : []))
    expect(falls.length).toBeGreaterThan(0)
    for (const day of falls) expect(rates[day]).not.toBe(rates[day - 1])
  })

  test('the hypothesis fails for orders without an emission, or with more than the policy', () => {
    const found = (set: Settings): boolean => {
      const { bound } = baseline.at(set)
      const agents =
        set === FEW_HOLDERS ? bound.agents.filter(({ name }) => name !== 'order-emitter') : bound.agents
      const people = bound.agents.find(({ name }) => name === 'order-emitter')!.people
      const passive = { name: 'bystanders', people, phase: 'day', act: () => [] } as const
      const { summary } = simulateDays(
        { ...bound, agents: agents === bound.agents ? agents : [...agents, passive] },
        [],
        { from: source(1n, 0), days: DAYS, onClose: () => {} },
      )
      const [hypothesis] = machineOrderHypotheses(
        readSettings(MACHINE_ORDERS, { ordersPerYear: '100' }).settings,
      )
      return hypothesis!.check(summary)!.asExpected
    }
    expect(found(FEW_HOLDERS)).toBe(false)
    expect(found({ ...FEW_HOLDERS, orderAmtPerTh: '73.550000000000000001' })).toBe(false)
    expect(found({ ...FEW_HOLDERS, orderAmtPerTh: '73.55' })).toBe(true)
  })

  test('the recipients of the AMT claim payouts', () => {
    const later = run(baseline, FEW_HOLDERS, 62)
    const claimants = later.actions.flatMap((each) =>
      'call' in each && each.call === 'master.chargeFromTo' ? [each.by] : [],
    )
    expect(claimants).toContain(MINER)
    expect(claimants).toContain(BUYERS)
  })

  test('issue AMT in the scenario halving too, in every variant', () => {
    const other = run(halving, OFTEN, 12)
    expect(finding(other, STATEMENT).asExpected).toBe(true)
    const mints = ({ actions }: Pick<RunResult, 'actions'>) =>
      actions.filter((each) => 'call' in each && each.call === 'master.mintMaster')
    expect(mints(other).length).toBeGreaterThan(2)
    for (const variant of other.variants) expect(mints(variant)).toEqual(mints(other))
  })

  test('are the same on the contracts', async () => {
    await expectVerified(run(baseline, { ...FEW_HOLDERS, traders: '4', ordersPerYear: '500' }, 5))
  })

  test.each([
    [{}, { kind: 'per-th', amtPerTh: amt('73.55') }],
    [{ orderPolicy: 'keep-ratio' }, { kind: 'keep-ratio' }],
    [
      { orderPolicy: 'to-ratio', orderAmtPerTh: '246.3' },
      { kind: 'to-ratio', amtPerTh: amt('246.3') },
    ],
    [
      { orderPolicy: 'fixed', orderAmt: '1000.5' },
      { kind: 'fixed', amount: amt('1000.5') },
    ],
  ] as const)('%j selects the named policy', (set, policy) => {
    expect(policyOf(readSettings(MACHINE_ORDERS, set).settings)).toEqual(policy)
  })
})

test('the report lists the parameters of orders only where machines are ordered', () => {
  const page = (set: Settings): string => {
    const publication = { scenario: baseline, result: run(baseline, set, 1), command: 'npm run simulate' }
    return String(reportFiles(publication).get('report.html'))
  }
  const rows = (set: Settings) => page(set).includes(MACHINE_ORDERS.orderPolicy.title)
  expect([rows({ holders: '10' }), rows(FEW_HOLDERS)]).toEqual([false, true])
})

test('without orders there is no emission, no emitter and no hypothesis about orders', () => {
  const plain = run(baseline, { holders: '10' }, 2)
  expect(plain.deployment.people).not.toContain(MINER)
  expect(Object.keys(plain.parameters).filter((name) => name in MACHINE_ORDERS)).toEqual([
    'startHeight',
    'startDifficulty',
    'ordersPerYear',
    'orderSize',
  ])
  expect(plain.findings.filter(({ statement }) => statement.includes(STATEMENT))).toEqual([])
  const ordering = run(baseline, { ...FEW_HOLDERS, ordersPerYear: '1' }, 2)
  expect(ordering.parameters).toMatchObject({ orderPolicy: 'per-th', orderAmtPerTh: '73.55', orderAmt: '0' })
  expect(ordering.deployment.people).toContain(MINER)
})
