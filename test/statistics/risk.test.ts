/**
 * Value at risk and expected shortfall against closed forms and enumeration.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { source, stream } from '../../src/sim/random/stream.ts'
import { exponential } from '../../src/sim/random/exponential.ts'
import { uniform } from '../../src/sim/random/uniform.ts'
import { expectedShortfall, valueAtRisk, WorstExceeded } from '../../src/statistics/expected-shortfall.ts'
import { quantileInterval } from '../../src/statistics/quantile-interval.ts'
import { TooFew } from '../../src/statistics/ranges.ts'

const results = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 })

describe('value at risk', () => {
  test('is a loss of the lower tail: of gains 1 … 100, all but the worst 5 lose at most -6', () => {
    const gains = Array.from({ length: 100 }, (_, index) => index + 1)
    expect(valueAtRisk(gains).value).toBe(-6)
    expect(valueAtRisk(gains.map((gain) => -gain)).value).toBe(95)
    expect(valueAtRisk([0]).value).toBe(0)
  })

  test('is the quantile of the losses with its interval', () => {
    fc.assert(
      fc.property(results, fc.integer({ min: 1, max: 99 }), (gains, percent) => {
        const { coverage: _, ...interval } = quantileInterval(
          gains.map((gain) => 0 - gain),
          percent / 100,
        )
        expect(valueAtRisk(gains, percent / 100)).toEqual(interval)
      }),
    )
  })
})

describe('expected shortfall', () => {
  test('is the mean of the worst, the one at the edge in part', () => {
    const gains = [-10, -4, -1, 0, 3, 5, 6, 7, 8, 9]
    // The worst fifth is two of ten; the worst quarter 2.5 of them.
    expect(expectedShortfall(gains, 0.8).value).toBeCloseTo(7, 12)
    expect(expectedShortfall(gains, 0.75).value).toBeCloseTo((10 + 4 + 0.5) / 2.5, 12)
    expect(expectedShortfall(gains, 0.99).value).toBeCloseTo(10, 12)
  })

  test('is the minimum over a of a + E[max(loss - a, 0)] / (1 - confidence)', () => {
    // R. T. Rockafellar, S. Uryasev (2000): the minimum is at one of the losses.
    fc.assert(
      fc.property(results, fc.integer({ min: 1, max: 99 }), (gains, percent) => {
        const losses = gains.map((gain) => -gain)
        const over = (a: number) =>
          a +
          losses.reduce((sum, loss) => sum + Math.max(loss - a, 0), 0) / losses.length / (1 - percent / 100)
        const least = Math.min(...losses.map(over))
        // Sums of at most 60 terms up to 50, over at least 1%.
        expect(Math.abs(expectedShortfall(gains, percent / 100).value - least)).toBeLessThan(1e-9)
      }),
    )
  })

  test('is coherent: moves with a sure gain, scales, and never rises by pooling', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
          minLength: 1,
          maxLength: 40,
        }),
        (pairs) => {
          const [one, two] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
          const es = (gains: readonly number[]) => expectedShortfall(gains, 0.9).value
          expect(es(one.map((x) => 3 * x + 7))).toBeCloseTo(3 * es(one) - 7, 9)
          expect(es(pairs.map(([x, y]) => x + y))).toBeLessThanOrEqual(es(one) + es(two) + 1e-9)
        },
      ),
    )
  })

  test('lies in its interval on every one of 300 samples, which tightens with the sample', () => {
    // A uniform loss: the mean of the worst 5% is 0.975. The interval is conservative: Bonferroni's
    // inequality.
    const widths = [100, 1000].map((n) => {
      let width = 0
      for (let path = 0; path < 150; path++) {
        const draw = stream(source(5n, path), n)
        const gains = Array.from({ length: n }, () => -uniform(draw))
        const { low, high } = expectedShortfall(gains, 0.95, { worst: 1 })
        expect(low!).toBeLessThanOrEqual(0.975)
        expect(high!).toBeGreaterThanOrEqual(0.975)
        width += (high! - low!) / 150
      }
      return width
    })
    expect(widths[0]!).toBeLessThan(0.11)
    expect(widths[1]!).toBeLessThan(0.04)
  })

  test('has a standard error that is the deviation of the estimate', () => {
    // Exponential losses: the 90% quantile is ln 10, the shortfall one more.
    const [n, samples] = [500, 400]
    const estimates = Array.from({ length: samples }, (_, path) => {
      const draw = stream(source(6n, path), 1)
      return expectedShortfall(
        Array.from({ length: n }, () => -exponential(draw, 1)),
        0.9,
      )
    })
    const mean = estimates.reduce((sum, { value }) => sum + value, 0) / samples
    const spread = Math.sqrt(estimates.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / samples)
    const error = estimates.reduce((sum, each) => sum + each.standardError, 0) / samples
    expect(Math.abs(mean - (Math.log(10) + 1))).toBeLessThan((6 * spread) / Math.sqrt(samples))
    // The deviation of a deviation from 400 values is 1/√800; six of them, and 3% for the sample size.
    expect(Math.abs(error / spread - 1)).toBeLessThan(6 / Math.sqrt(2 * samples) + 0.03)
  })

  test('has no upper bound without the worst possible loss, and no lower one from few results', () => {
    const gains = Array.from({ length: 200 }, (_, index) => Math.sqrt(index))
    expect(expectedShortfall(gains).high).toBeUndefined()
    expect(expectedShortfall(gains).low).toBeDefined()
    expect(expectedShortfall([1, 2, 3], 0.1, { worst: 0 }).low).toBeUndefined()
    expect(() => expectedShortfall([-5], 0.95, { worst: 1 })).toThrow(WorstExceeded)
    expect(() => expectedShortfall([])).toThrow(TooFew)
  })
})
