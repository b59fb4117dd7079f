/** Fit of growth and response of the network, on simulated difficulty of the assumed form. */
import { describe, expect, it } from 'vitest'
import { errorOf, leastSquares } from '../../src/calibration/least-squares.ts'
import { fitNetwork, PERIOD } from '../../src/calibration/network-fit.ts'
import { difficulties, NETWORK } from './synthetic.ts'
import { pricesOf, processes } from './simulated.ts'
import type { History } from '../../src/sim/process/history-csv.ts'

const FIRST_DAY = 18_840

function historyOf(seed: number, days: number): History {
  const prices = pricesOf(processes.gbm, seed, days - 1)
  const difficulty = difficulties(prices, FIRST_DAY, seed)
  return { firstDay: FIRST_DAY, days, values: { btc_usd: prices, difficulty } }
}

describe('the response to rewards', () => {
  const fits = Array.from({ length: 40 }, (_seed, seed) => fitNetwork(historyOf(seed + 1, 1400))!)

  it.each([
    ['after84', 6 * NETWORK.near],
    ['after168', 6 * (NETWORK.near + NETWORK.far)],
  ] as const)('has an interval that covers the true %s', (name, truth) => {
    const covers = fits.filter(({ response }) => {
      const { low, high } = response!.reward[name]
      return low! <= truth && truth <= high!
    })
    // Newey–West is somewhat narrow for 88 periods: P(X < 31) = 0.1% for X of 40 with 92%.
    expect(covers.length).toBeGreaterThanOrEqual(31)
  })

  it('has standard errors as large as the spread of the estimates', () => {
    const values = fits.map(({ response }) => response!.reward.after84.value)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = Math.sqrt(
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
    )
    const errors = fits
      .map(({ response }) => response!.reward.after84.standardError!)
      .toSorted((a, b) => a - b)
    expect(spread / errors[20]!).toBeGreaterThan(0.6)
    expect(spread / errors[20]!).toBeLessThan(1.6)
  })
})

describe('the growth of difficulty', () => {
  it('is exact for constant growth', () => {
    const difficulty = Array.from({ length: 366 }, (_day, day) => 1e13 * 1.5 ** (day / 365))
    const { growth, periods, periodSd } = fitNetwork({ firstDay: 19_000, days: 366, values: { difficulty } })!
    expect(growth.value).toBeCloseTo(0.5, 10)
    expect(periods).toBe(Math.floor(365 / PERIOD))
    expect(periodSd).toBeLessThan(1e-12)
  })

  it('needs 84 days', () => {
    const difficulty = Array.from({ length: 84 }, (_day, day) => 1e13 + day)
    expect(fitNetwork({ firstDay: 19_000, days: 84, values: { difficulty } })).toBeUndefined()
    expect(
      fitNetwork({ firstDay: 19_000, days: 85, values: { difficulty: [...difficulty, 2e13] } }),
    ).toBeDefined()
  })
})

describe('least squares', () => {
  const x = [0, 1, 2, 3, 4, 5].map((value) => [1, value])

  it('finds a line exactly', () => {
    const { coefficients, r2 } = leastSquares(x, [1, 3, 5, 7, 9, 11], 0)!
    expect(coefficients[0]).toBeCloseTo(1, 12)
    expect(coefficients[1]).toBeCloseTo(2, 12)
    expect(r2).toBeCloseTo(1, 12)
  })

  it('has White’s standard errors without lags', () => {
    // By hand: residuals ±1 around the mean of a constant; the variance of the mean is sum e² / n² = 1/4.
    const ones = [[1], [1], [1], [1]]
    expect(errorOf(leastSquares(ones, [1, -1, 1, -1], 0)!, [1])).toBeCloseTo(0.5, 12)
    // One lag with weight 1/2: sum e² + 2 · 1/2 · (-3) = 1, divided by 16.
    expect(errorOf(leastSquares(ones, [1, -1, 1, -1], 1)!, [1])).toBeCloseTo(0.25, 12)
  })

  it('gives nothing for collinear columns', () => {
    expect(
      leastSquares(
        x.map(([one]) => [one!, 2 * one!]),
        [1, 2, 3, 4, 5, 6],
        0,
      ),
    ).toBeUndefined()
  })
})
