import { beforeAll, describe, expect, test } from 'vitest'

import marketArbitrage from '../../../src/scenarios/market-arbitrage/index.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { parseSeed } from '../../../src/sim/random/seed.ts'
import { source } from '../../../src/sim/random/stream.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import {
  cells,
  expectInvariants,
  expectCharts,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  surprises,
} from '../harness.ts'

describe('the premium of the Market', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(marketArbitrage)
  })

  test('confirms its hypotheses, with rising and with falling BTC', () => {
    expect(result.findings).toHaveLength(6)
    const other = run(marketArbitrage, {}, undefined, 2n)
    expect(numbers(result, 'btcPrice').at(-1)).toBeGreaterThan(30_400)
    expect(numbers(other, 'btcPrice').at(-1)).toBeLessThan(30_400)
    expect([...surprises(result), ...surprises(other)]).toEqual([])
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['band', 'profit-to-date', 'profit-by-premium'])
  })

  test('starts at the lowest whole rate at least 10% above 0.3289 USD per AMT, 37 USDT per 100', () => {
    // 85.22 / 7,877,440 BTC at 30,400 USD is 0.32888 USD; 100 AMT plus 10% are 36.18.
    expect(numbers(result, 'ask')[0]).toBe(0.37)
    const rates = numbers(result, 'ask')
    for (const [day, rate] of rates.entries())
      if (day % 7 !== 0) expect(rate, `day ${day}`).toBe(rates[day - 1])
  })

  test('the USDT received equal the AMT sold times a rate within the run’s range', () => {
    const [sold, taken] = [metric(result, 'sold'), metric(result, 'taken')]
    const rates = numbers(result, 'ask')
    expect(sold).toBeGreaterThan(0)
    expect(taken / sold).toBeGreaterThanOrEqual(Math.min(...rates))
    expect(taken / sold).toBeLessThanOrEqual(Math.max(...rates))
  })

  test('the best premium is 5% with daily updates; with a short stock it is higher and the hypothesis fails', () => {
    expect(metric(result, 'bestPremium')).toBe(5)
    const profits = numbers(result, 'profit', 'profits')
    const [every, premiums] = ['every', 'premium'].map((name) => numbers(result, name, 'profits'))
    for (const [row, best] of numbers(result, 'profit', 'best-premiums').entries()) {
      const days = numbers(result, 'every', 'best-premiums')[row]!
      const tried = [...profits.keys()].filter((each) => every![each] === days)
      expect(best).toBe(Math.max(...tried.map((each) => profits[each]!)))
      const premium = numbers(result, 'premium', 'best-premiums')[row]!
      expect(profits[tried.find((each) => premiums![each] === premium)!]).toBe(best)
    }
    const words = 'by more than two standard deviations'
    expect(finding(result, words)).toMatchObject({ asExpected: true })
    const scarce = run(marketArbitrage, { stock: '100000', ownMarket: '0' })
    expect(metric(scarce, 'bestPremium')).toBeGreaterThan(5)
    expect(finding(scarce, words)).toMatchObject({ asExpected: false })
  })

  test('has one stock: that of the cap table, and the rest out of the reserve', () => {
    const stock = numbers(run(marketArbitrage, { customersPerDay: '0', premium: '1000' }, 1), 'stock')
    expect(stock).toEqual([1_000_000])
    // 1% of the AMT outside the pool is 471,583 AMT.
    expect(() => run(marketArbitrage, { stock: '471583' }, 1)).not.toThrow()
    expect(() => run(marketArbitrage, { stock: '471582' }, 1)).toThrow(/at least what ownMarket gives/)
    expect(() => run(marketArbitrage, { ownSmall: '13' }, 1)).toThrow(/at most 100%.*got 100.13%/)
  })

  test('pays with gas of its own unit, and leaves the gas of the floor arbitrageur alone', () => {
    const units = new Map(marketArbitrage.parameters.map(({ name, unit }) => [name, unit]))
    expect([units.get('marketArbitrageGas'), units.get('arbitrageGas')]).toEqual(['USDT', 'BTC'])
  })

  test('profits at all premiums are metrics of common paths, to tell which is best', () => {
    const [choice] = marketArbitrage.choices
    const names = Object.values(choice!.metrics)
    expect(Object.keys(choice!.metrics)).toEqual(['0%', '5%', '8%', '10%', '20%'])
    const profits = names.map((name) => metric(result, name))
    expect(profits.map((each) => each.toFixed(2))).toEqual(
      numbers(result, 'profit', 'profits')
        .slice(0, 5)
        .map((each) => each.toFixed(2)),
    )
    expect(Math.max(...profits)).toBe(metric(result, 'bestProfit'))
  })

  test('sales are judged by every measure: what the project gains, customers lose', () => {
    const parties = cells(result, 'party', 'wealth')
    expect(parties.slice(-2)).toEqual(['All outside the project', 'The project'])
    for (const measure of ['Spot', 'Alone', 'Joint']) {
      const gain = metric(result, `projectGain${measure}`)
      const row = (name: string): number =>
        Number(cells(result, `${measure.toLowerCase()}${name}`, 'wealth').at(-1))
      expect(gain).toBeCloseTo(row('Open') - row('Closed'), 9)
    }
    // There is no arbitrage, so that sales are between the two alone.
    expect(metric(result, 'projectGainSpot')).toBeCloseTo(-metric(result, 'customersGainSpot'), 9)
    expect(metric(result, 'projectGainJoint')).toBeCloseTo(-metric(result, 'customersGainJoint'), 9)
    expect(metric(result, 'othersGainJoint')).toBeCloseTo(0, 9)
    // Customers start without AMT, and USDT counts as its change.
    const closed = cells(result, 'spotClosed', 'wealth')
    expect(closed[parties.indexOf('Customers')]).toBe('0')
  })

  test('the hypothesis about customers fails if sales and no sales are exchanged', () => {
    const { comparison } = marketArbitrage.at({}).bound
    const hypothesis = comparison!.hypotheses.find(({ statement }) => statement.includes('Customers pay'))!
    const from = source(parseSeed(1n), 0)
    const [closed, open] = ['closed', 'premium-5-every-1'].map((name) => {
      const { set } = comparison!.variants.find((variant) => variant.name === name)!
      const { bound } = marketArbitrage.at(set)
      return simulateDays(bound, [], { from, days: 20, onClose: () => {} }).summary
    })
    const verdict = (one: Summary, two: Summary): boolean | undefined =>
      hypothesis.check({
        ...one,
        variants: new Map([
          ['closed', one],
          ['premium-5-every-1', two],
        ]),
      })?.asExpected
    expect(verdict(closed!, open!)).toBe(true)
    expect(verdict(open!, closed!)).toBe(false)
    expect(verdict(closed!, closed!)).toBeUndefined()
  })

  test('with a fee above the premium there is no arbitrage; with a fee far below it the Market loses', () => {
    // 12.5% with the rounding of the rate, plus what the price falls within a day: holders sell first.
    const fair = run(marketArbitrage, { marketUsdt: '50000', fee: '200', every: '1' }, 5)
    expect(metric(fair, 'arbitrage')).toBe(0)
    const dear = run(marketArbitrage, { marketUsdt: '50000', fee: '10' }, 5)
    expect(metric(dear, 'arbitrage')).toBeGreaterThan(1000)
    expect(metric(dear, 'profit')).toBeLessThan(-1000)
  })

  test('with prohibitive gas the pool leaves the band, and the hypothesis fails', () => {
    // 10,000 AMT at 20% below the pool are an arbitrage of some 650 USD, less than the gas.
    const cheap = { premium: '-20', every: '0', stock: '10000', ownMarket: '0', customersPerDay: '0' }
    const idle = run(marketArbitrage, { ...cheap, marketArbitrageGas: '1000' }, 5)
    expect(metric(idle, 'arbitrage')).toBe(0)
    expect(finding(idle, 'in the no-arbitrage band').asExpected).toBe(false)
    const there = run(marketArbitrage, cheap, 5)
    expect(metric(there, 'arbitrage')).toBeGreaterThan(300)
    expect(finding(there, 'in the no-arbitrage band').asExpected).toBe(true)
  })

  test('is the same on the contracts: purchases, sales, arbitrage both ways and new rates', async () => {
    const short = run(marketArbitrage, { marketUsdt: '20000', every: '2', tradesPerDay: '2' }, 6)
    expect(metric(short, 'arbitrage')).toBeGreaterThan(0)
    await expectVerified(short, ['premium-0-every-7'])
  })
})
