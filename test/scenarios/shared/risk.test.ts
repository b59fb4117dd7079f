import { describe, expect, test } from 'vitest'

import baseline from '../../../src/scenarios/baseline/index.ts'
import { annualRate, longestWithout, rateOver } from '../../../src/scenarios/shared/risk.ts'
import { internalRateOfReturn } from '../../../src/statistics/internal-rate-of-return.ts'
import { readSettings } from '../../../src/sim/definition/parameter.ts'
import { MINING } from '../../../src/scenarios/shared/mining.ts'
import { capTable, OWNERSHIP } from '../../../src/scenarios/shared/ownership.ts'
import { metric, numbers, run } from '../harness.ts'

describe('the annual rate', () => {
  test.each([[[-100, 0, 0, 110]], [[-100, 1, 2, 60, 5]], [[-100, 10, 0, 80]]])(
    'is the library’s internal rate of return, compounded: %j',
    (flows) => {
      const daily = internalRateOfReturn(flows)
      if (daily.kind !== 'one') throw new Error('expected one rate')
      expect(Number(annualRate(flows)) / (100 * ((1 + daily.rate) ** 365 - 1))).toBeCloseTo(1, 9)
    },
  )

  test('is none where nothing is received', () => {
    expect(annualRate([-100, 0, 0])).toBe('none')
  })

  test('doubles in a year of daily flows at 100%', () => {
    expect(Number(annualRate([-1, ...Array<number>(364).fill(0), 2]))).toBeCloseTo(100, 9)
  })
})

describe('a rate over some days', () => {
  test('is the gain itself for one receipt at their end', () => {
    expect(Number(rateOver(30, [-1, ...Array<number>(29).fill(0), 1.25]))).toBeCloseTo(25, 9)
  })

  test('is what a run of less than a year has, by the same names', () => {
    const short = run(baseline, {}, 30)
    const titles = ['rateInBtc', 'rateInUsd', 'rateOfBtc'].map((name) => short.metrics[name]!.title)
    expect(titles).toEqual([
      'Rate of return over 30 days in BTC, above holding BTC',
      'Rate of return over 30 days in USD',
      'Rate of return over 30 days of BTC in USD',
    ])
    const btc = numbers(short, 'btcPrice')
    const opening = Number(readSettings(MINING, {}).settings.btcPrice)
    expect(1 + metric(short, 'rateOfBtc') / 100).toBeCloseTo(btc.at(-1)! / opening, 6)
    expect(metric(short, 'rateInBtc')).toBeCloseTo(metric(short, 'wealthReturn'), 0)
    expect(run(baseline, {}, 1).metrics['rateInUsd']!.title).toBe('Rate of return over 1 day in USD')
  })
})

test('a streak without payouts counts consecutive days only', () => {
  expect(longestWithout([1n, 0n, 0n, 2n, 0n, 1n])).toBe(2)
  expect(longestWithout([1n, 1n])).toBe(0)
  expect(longestWithout([0n, 0n, 0n])).toBe(3)
})

test('risk metrics agree with the daily table of the run', () => {
  const days = 60
  // Expensive power stops payouts for some days, but not for all.
  const result = run(baseline, { powerPrice: '0.1' }, days)
  const [price, floor, paid] = ['poolPrice', 'floorPrice', 'payoutToDate'].map((name) =>
    numbers(result, name),
  )
  const opening = metric(result, 'openingPrice')
  const cost = opening / 0.9975
  const wealth = price!.map((each, day) => paid![day]! + Math.max(each * 0.9975, floor![day]!))
  const fall = (series: readonly number[]): number =>
    Math.max(...series.map((value, day) => 100 * (1 - value / Math.max(...series.slice(0, day + 1)))))
  expect(metric(result, 'priceReturn')).toBeCloseTo(100 * (price!.at(-1)! / opening - 1), 6)
  expect(metric(result, 'wealthReturn')).toBeCloseTo(100 * (wealth.at(-1)! / cost - 1), 6)
  expect(metric(result, 'priceDrawdown')).toBeCloseTo(fall([opening, ...price!]), 6)
  expect(metric(result, 'wealthDrawdown')).toBeCloseTo(fall([cost, ...wealth]), 6)
  const payouts = numbers(result, 'payoutPerAmt').map((each) => (each > 0 ? 1n : 0n))
  expect(metric(result, 'longestWithoutPayout')).toBe(longestWithout(payouts))
  expect(metric(result, 'longestWithoutPayout')).toBeGreaterThan(0)
  expect(metric(result, 'payoutPerAmt')).toBeGreaterThan(0)
  // In USD a rate is the rate in BTC times that of BTC only without payouts in between; here they are small.
  const [btc, usd, held] = ['rateInBtc', 'rateInUsd', 'rateOfBtc'].map(
    (name) => 1 + metric(result, name) / 100,
  )
  expect(usd! / (btc! * held!)).toBeCloseTo(1, 1)
})

test('coverage is the RCL over the market value of all AMT outside the pool and the project', () => {
  const result = run(baseline, {}, 20)
  const [price, backing, supply, inPool] = ['poolPrice', 'backing', 'supply', 'poolAmt'].map((name) =>
    numbers(result, name).at(-1)!,
  ) as [number, number, number, number]
  const { reserve, ownMarket } = capTable({ ...readSettings(OWNERSHIP, {}).settings, pool: 'after-reset' })
  const ofProject = Number(reserve + ownMarket) / 1e18
  expect(metric(result, 'rclCoverage')).toBeCloseTo(
    (100 * backing) / ((supply - inPool - ofProject) * price),
    6,
  )
})

test('wealth is valued at the RCL where that pays more than the pool', () => {
  // With 700 BTC and nobody who buys up to it, the floor is above the pool price.
  const result = run(baseline, { backing: '700', arbitrageCapital: '0', ownTraders: '0' }, 1)
  const [price, floor, paid] = ['poolPrice', 'floorPrice', 'payoutToDate'].map((name) =>
    numbers(result, name).at(-1)!,
  ) as [number, number, number]
  expect(price * 0.9975).toBeLessThan(floor)
  const cost = metric(result, 'openingPrice') / 0.9975
  expect(metric(result, 'wealthReturn')).toBeCloseTo(100 * ((paid + floor) / cost - 1), 6)
})
