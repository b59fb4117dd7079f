import { beforeAll, describe, expect, test } from 'vitest'

import bearMarket from '../../../src/scenarios/bear-market/index.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import {
  expectInvariants,
  expectNoSurprises,
  expectCharts,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  surprises,
} from '../harness.ts'

describe('a bear market', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(bearMarket)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(7)
    expectNoSurprises(bearMarket)
  })

  test('the gas cost is that of 3 gwei per arbitrage; the hypothesis fails with dearer gas', () => {
    // BSC's floor is 3 gwei during the whole run.
    expect(metric(result, 'arbitrageGas')).toBeCloseTo(0.0000075 * metric(result, 'arbitrages'), 12)
    expect(metric(result, 'arbitrages')).toBeGreaterThan(20)
    const words = 'Gas takes less than 1%'
    const dear = run(bearMarket, { arbitrageGas: '0.001' }, 60)
    const share = metric(dear, 'arbitrageGas') / metric(dear, 'arbitrageProfit')
    expect(share).toBeGreaterThan(0.01)
    expect(finding(dear, words).asExpected).toBe(false)
    expect(finding(run(bearMarket, {}, 60), words).asExpected).toBe(true)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['price-against-band', 'rcl-drain', 'arbitrage-profit'])
  })

  test('without an arbitrageur the pool price falls far below the band; with one it follows the band', () => {
    const [band, held, free] = ['band', 'run', 'none'].map((name) => numbers(result, name, 'prices'))
    const touched = held!.filter((price, day) => price < band![day]! * 1.001).length
    expect(touched).toBeGreaterThan(20)
    // Gas of 0.0000075 BTC in a pool of 38 BTC allows at most 0.1% below the band: 2·√(G/(r·X)).
    for (const [day, price] of held!.entries()) expect(price).toBeGreaterThan(band![day]! * 0.998)
    expect(Math.min(...free!.map((price, day) => price / band![day]!))).toBeLessThan(0.5)
    // Nobody redeems without an arbitrageur, so the supply stays 55,035,719 AMT.
    const backing = numbers(result, 'noneBacking', 'prices')
    const lowest = Math.min(...free!.map((price, day) => (price * 55_035_719) / (backing[day]! * 0.9975)))
    expect(100 * (1 - lowest)).toBeCloseTo(metric(result, 'worstWithoutArbitrage'), 6)
  })

  test('the RCL’s balance accounts for its payments, and arbitrage profits only grow', () => {
    const paidIn = metric(result, 'backing') + metric(result, 'drained') - 120
    const same = numbers(result, 'noneBacking', 'prices').at(-1)! - 120
    // Payments to the RCL do not depend on the arbitrageur, and no other agent redeems.
    expect(paidIn).toBeCloseTo(same, 9)
    for (const name of ['runProfit', 'freeProfit', 'slowProfit']) {
      const profit = numbers(result, name, 'prices')
      expect(profit).toEqual(profit.toSorted((a, b) => a - b))
      expect(profit.at(-1)!).toBeGreaterThan(0.5)
    }
  })

  test('with an arbitrageur without capital the band hypothesis fails', () => {
    const poor = run(bearMarket, { arbitrageCapital: '0' }, 60)
    expect(metric(poor, 'arbitrages')).toBe(0)
    expect(finding(poor, 'prompt arbitrageur').asExpected).toBe(false)
  })

  test('dearer gas leaves a larger shortfall below the band', () => {
    const [cheap, dear] = ['0', '0.1'].map((arbitrageGas) => run(bearMarket, { arbitrageGas }, 60))
    expect(metric(dear!, 'arbitrages')).toBeLessThan(metric(cheap!, 'arbitrages'))
    expect(metric(dear!, 'worstBelowBand')).toBeGreaterThan(metric(cheap!, 'worstBelowBand'))
    expect(
      surprises(dear!)
        .map(({ statement }) => statement)
        .join(),
    ).not.toContain('prompt arbitrageur')
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(bearMarket, { sellers: '3', traders: '3', tradesPerDay: '2' }, 24))
  })
})
