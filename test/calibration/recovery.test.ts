/** Recovery of the parameters of all price models, on ten simulated histories each, and their comparison. */
import { describe, expect, it } from 'vitest'
import { fitGbm } from '../../src/calibration/gbm-fit.ts'
import { fitPrice } from '../../src/calibration/price.ts'
import { fitRegimes } from '../../src/calibration/regimes-fit.ts'
import { TooFewReturns } from '../../src/calibration/returns.ts'
import { recoverySuite } from './recovery-suite.ts'
import { processes, returnsOf } from './simulated.ts'

// P(X < 7) = 0.1% for X of 10 seeds with 95%. The spread of ten normal values is within a factor of 2.2.
recoverySuite({ seeds: 10, days: 1000, covering: 7, ratio: 2.3 })

describe('the comparison of models', () => {
  it.each(['gbm', 'merton', 'regimes'] as const)('finds %s in its own data', (model) => {
    const found = [1, 2, 3].map((seed) => fitPrice(returnsOf(processes[model], seed, 600)).best)
    expect(found.filter((best) => best === model).length).toBeGreaterThanOrEqual(2)
  })

  it('has the closed form of the likelihood of geometric Brownian motion', () => {
    const returns = returnsOf(processes.gbm, 1, 200)
    const n = returns.length
    const mean = returns.reduce<number>((sum, x) => sum + x!, 0) / n
    const variance = returns.reduce<number>((sum, x) => sum + (x! - mean) ** 2, 0) / n
    expect(fitGbm(returns).logLikelihood).toBeCloseTo((-n / 2) * (Math.log(2 * Math.PI * variance) + 1), 8)
  })

  it('never gives a richer model less likelihood than the model within it', () => {
    const { fits } = fitPrice(returnsOf(processes.gbm, 11, 400))
    expect(fits.merton.logLikelihood).toBeGreaterThan(fits.gbm.logLikelihood - 0.01)
    expect(fits.regimes.logLikelihood).toBeGreaterThan(fits.gbm.logLikelihood - 0.01)
  })

  it('needs thirty returns that are not all equal', () => {
    expect(() => fitPrice([...returnsOf(processes.gbm, 1, 29)])).toThrow(TooFewReturns)
    expect(() => fitPrice(Array.from({ length: 50 }, () => 0))).toThrow(TooFewReturns)
  })
})

describe('returns with gaps', () => {
  it('are fitted without the days that are missing', () => {
    const returns = returnsOf(processes.regimes, 3, 1000)
    const holes = returns.map((each, day) => (day % 10 === 0 ? undefined : each))
    const [whole, partial] = [fitRegimes(returns), fitRegimes(holes)]
    expect(partial.observations).toBe(900)
    for (const name of ['calmVolatility', 'wildVolatility']) {
      const { value, standardError } = whole.estimates[name]!
      expect(Math.abs(partial.estimates[name]!.value - value)).toBeLessThan(2 * standardError!)
    }
  })
})
