import { beforeAll, describe, expect, test } from 'vitest'

import greatReset from '../../../src/scenarios/great-reset/index.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import {
  cells,
  expectInvariants,
  expectNoSurprises,
  expectCharts,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  tableOf,
} from '../harness.ts'

/** Row of a party in the table of wealth, by the party's title. */
const wealthOf = (result: RunResult, party: string): Readonly<Record<string, number>> => {
  const { columns } = tableOf(result, 'wealth')
  const row = columns[0]!.cells.indexOf(party)
  expect(row, party).toBeGreaterThanOrEqual(0)
  return Object.fromEntries(columns.map(({ name, cells: column }) => [name, Number(column[row])]))
}

const ALL = 'All outside the project'
const PROJECT = 'Project, with its BTCB'

describe('a Great Reset', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(greatReset)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(16)
    expectNoSurprises(greatReset)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, [
      'wealth-before-and-after',
      'largest-factor',
      'largest-part',
      'kept-in-total',
      'take',
    ])
  })

  test('sells the closed-form amount, and airdrops (φ-1) times the holdings', () => {
    const [x, phi, g] = [numbers(result, 'poolAmt')[3]!, 1.05, 0.9975]
    const sale = (x * (-(1 + g) + Math.sqrt((1 - g) ** 2 + 4 * g * phi))) / (2 * g)
    expect(metric(result, 'sold') / sale).toBeCloseTo(1, 8)
    // All AMT but the reserve, the pool, and the Market's stock, which is the project's.
    const [supply, reserve] = [numbers(result, 'supply')[3]!, metric(result, 'reserve')]
    const market = 0.01 * (supply - 7_877_440)
    const holdings = supply - reserve - x - market
    // 2λ(Y0-Y1)/P1 for providers, who own all but the locked part of the pool.
    const [y0, y1] = [numbers(result, 'poolBtcb')[3]!, numbers(result, 'poolBtcb')[4]!]
    const forProviders = metric(result, 'given') - (phi - 1) * holdings
    const share = (forProviders * metric(result, 'priceAfter')) / (2 * (y0 - y1))
    // Launch pool 49.5 BTCB, of which the historical sale to 1,082 sat left 23.2; deposits made it 85.22.
    expect(share).toBeCloseTo(1 - 23.172 / 85.22, 3)
  })

  test('takes the snapshot, sells, deploys and funds the distributor, and claims, in this order at one close', () => {
    const calls = result.actions.flatMap((action) => ('call' in action ? [action] : []))
    const at = calls.findIndex(({ call }) => call === 'deploy.distributor')
    expect(calls.slice(at - 3, at + 2).map(({ call }) => call)).toEqual([
      'master.payRent',
      'amt.approve',
      'router.swapExactTokensForTokens',
      'deploy.distributor',
      'amt.transfer',
    ])
    // 5 miners, 100 public holders, 24 traders, 12 redeemers, 12 providers, 8 depositors; one has lost the
    // key.
    const claims = calls.slice(at + 2, at + 2 + 160)
    expect(new Set(claims.map(({ call }) => call))).toEqual(new Set(['distributor.claim']))
    expect(calls.filter(({ call }) => call === 'distributor.claim')).toHaveLength(160)
    expect(calls.filter(({ call }) => call === 'distributor.reclaim')).toHaveLength(1)
    expect(result.reverts).toEqual({})
  })

  test('nobody else acts from day 0 on', () => {
    const day0 = run(greatReset, {}, 0).actions.length
    const senders = result.actions.slice(day0).flatMap((action) => ('call' in action ? [action.by] : []))
    expect(new Set(senders)).toEqual(new Set(['binance', 'payer', 'keeper', 'owner']))
  })

  test.for([
    // At the floor of July 2023 the largest miner sells everything, at a floor 13 times as high half of it.
    ['30', true],
    ['400', false],
  ] as const)(
    'wealth by an exit alone matches the closed form at %s BTC in the RCL',
    ([backing, sellsAll]) => {
      const of = backing === '30' ? result : run(greatReset, { backing }, 5)
      const floor = metric(of, 'floor')
      const g = 0.9975
      const bestSale = (x: number, y: number): number => (Math.sqrt((g * x * y) / floor) - x) / g
      const exit = (h: number, x: number, y: number): number => {
        const sale = Math.min(h, bestSale(x, y))
        return (g * sale * y) / (x + g * sale) + (h - sale) * floor
      }
      const [x0, x1] = [numbers(of, 'poolAmt')[3]!, numbers(of, 'poolAmt')[4]!]
      const [y0, y1] = [numbers(of, 'poolBtcb')[3]!, numbers(of, 'poolBtcb')[4]!]
      const miner = wealthOf(of, 'Miner')
      const holding = miner['spotBefore']! / metric(of, 'priceBefore')
      expect(holding < bestSale(x0, y0)).toBe(sellsAll)
      expect(miner['aloneBefore']! / exit(holding, x0, y0)).toBeCloseTo(1, 9)
      expect(miner['aloneAfter']! / exit(holding * 1.05, x1, y1)).toBeCloseTo(1, 6)
    },
  )

  test('together all take out no more than pool and RCL hold, of which the locked part stays', () => {
    const [people, project] = [wealthOf(result, ALL), wealthOf(result, PROJECT)]
    const held = numbers(result, 'poolBtcb')[3]! + metric(result, 'floor') * numbers(result, 'supply')[3]!
    const taken = people['jointBefore']! + project['jointBefore']!
    expect(taken).toBeLessThan(held)
    expect(taken).toBeGreaterThan(0.8 * held)
    // The project's part after the reset includes its take, which has left the pool.
    const left = numbers(result, 'poolBtcb')[4]! + metric(result, 'floor') * numbers(result, 'supply')[4]!
    const after = people['jointAfter']! + project['jointAfter']!
    expect(after).toBeLessThan(left + metric(result, 'soldFor'))
    expect(after).toBeLessThanOrEqual(taken + 1e-12)
    expect(taken - after).toBeLessThan(0.01)
    // Nobody values the crowd at the price of the first wei.
    expect(people['spotBefore']).toBeGreaterThan(5 * people['outsideBefore']!)
  })

  test('its take and the others’ loss are metrics', () => {
    const spread = numbers(result, 'poolBtcb')
    expect(metric(result, 'soldFor')).toBeCloseTo(spread[3]! - spread[4]!, 12)
    const people = wealthOf(result, ALL)
    expect(metric(result, 'peopleOutsideBtc')).toBeCloseTo(
      people['outsideAfter']! - people['outsideBefore']!,
      12,
    )
    expect(metric(result, 'peopleOutside')).toBeLessThan(-0.5)
    expect(Math.abs(metric(result, 'peopleSpot'))).toBeLessThan(0.001)
  })

  test('feasibility is a result: each largest factor is payable, and no larger one', () => {
    const [versions, parts, factors] = ['version', 'eligible', 'factor'].map((name) =>
      cells(result, name, 'largest'),
    )
    const feasible = tableOf(result, 'feasibility')
    const column = (name: string): readonly string[] =>
      feasible.columns.find((each) => each.name === name)!.cells
    let [yes, no] = [0, 0]
    for (const [row, verdict] of column('feasible').entries()) {
      const at = versions!.findIndex(
        (version, index) => version === column('version')[row] && parts![index] === column('eligible')[row],
      )
      const isPayable = Number(column('factor')[row]) <= Number(factors![at])
      expect({ row, payable: verdict === 'yes' }).toEqual({ row, payable: isPayable })
      if (isPayable) yes++
      else no++
    }
    // The same by the largest eligible part, where the sale itself is payable.
    for (const [row, verdict] of column('feasible').entries()) {
      const at = cells(result, 'version', 'parts').findIndex(
        (version, index) =>
          version === column('version')[row] &&
          cells(result, 'factor', 'parts')[index] === column('factor')[row],
      )
      const part = cells(result, 'eligible', 'parts')[at]!
      const isPayable = part !== 'not even the sale' && Number(column('eligible')[row]) <= Number(part)
      expect({ row, payable: verdict === 'yes' }).toEqual({ row, payable: isPayable })
    }
    expect(yes).toBeGreaterThan(15)
    expect(no).toBeGreaterThan(40)
  })

  test('an infeasible reset is not started, and says what it lacks', () => {
    const far = run(greatReset, { factor: '4.575' })
    expect(metric(far, 'sold')).toBe(0)
    expect(metric(far, 'given')).toBe(0)
    expect(metric(far, 'soldFor')).toBe(0)
    expect(metric(far, 'missing')).toBeCloseTo(metric(far, 'needed') - metric(far, 'reserve'), 6)
    expect(metric(far, 'missing')).toBeGreaterThan(1e8)
    // Of the run itself only feasibility and what is impossible for everybody are decided.
    expect(far.findings).toHaveLength(8)
    // The variants at the run's ownership have no reset either, those with a large reserve have.
    const worlds = cells(far, 'world', 'outcomes')
    const parties = cells(far, 'class', 'outcomes')
    for (const [row, world] of worlds.entries()) if (world === 'baseline') expect(parties[row]).toBe('Nobody')
    expect(worlds).toContain('tenth')
  })

  test('the largest feasible factor is carried out, a slightly larger one is not', () => {
    const largest = metric(result, 'largestSpot')
    const days = 5
    expect(metric(run(greatReset, { factor: largest.toFixed(6) }, days), 'sold')).toBeGreaterThan(0)
    expect(metric(run(greatReset, { factor: (largest + 0.000002).toFixed(6) }, days), 'sold')).toBe(0)
  })

  test('a part that is not eligible is not compensated, and one without holders’ AMT needs the sale only', () => {
    const none = run(greatReset, { eligible: '0' }, 5)
    expect(metric(none, 'given')).toBe(0)
    expect(metric(none, 'sold')).toBeGreaterThan(0)
    expect(wealthOf(none, 'Small holder')['spotPart']).toBeCloseTo(100 / 1.05, 6)
    const half = run(greatReset, { eligible: '50' }, 5)
    expect(wealthOf(half, 'Small holder')['spotPart']).toBeCloseTo(50 + 50 / 1.05, 6)
  })

  test('smaller miners leave the reserve more, and a larger factor is payable', () => {
    const rich = run(greatReset, { ownMiners: '5', ownLarge: '2' }, 5)
    expect(metric(rich, 'reserve')).toBeGreaterThan(6 * metric(result, 'reserve'))
    expect(metric(rich, 'largestSpot')).toBeGreaterThan(2)
    expect(finding(rich, 'The more a version makes good').asExpected).toBe(false)
  })

  test('is the same on the contracts, for some of the variants', async () => {
    await expectVerified(run(greatReset), ['literal', 'quarter-spot', 'tenth-execution-2', 'launch-spot'])
  })
})
