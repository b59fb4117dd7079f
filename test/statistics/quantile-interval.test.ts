import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { source, stream } from '../../src/sim/random/stream.ts'
import { uniform } from '../../src/sim/random/uniform.ts'
import { InvalidLevel } from '../../src/statistics/level.ts'
import { NotANumber, quantileRanks, valuesNeeded } from '../../src/statistics/order-statistics.ts'
import { quantileInterval, rankOf } from '../../src/statistics/quantile-interval.ts'
import { TooFew } from '../../src/statistics/ranges.ts'

/** P(X = k) for X binomial(n, p), by the product of its definition. */
function mass(k: number, n: number, p: number): number {
  let term = 1
  for (let i = 1; i <= k; i++) term *= ((n - k + i) / i) * p
  for (let i = k; i < n; i++) term *= 1 - p
  return term
}
const between = (from: number, to: number, n: number, p: number): number => {
  let sum = 0
  for (let k = Math.max(0, from); k <= Math.min(n, to); k++) sum += mass(k, n, p)
  return sum
}

describe('ranks that bound a quantile', () => {
  // Ranks and coverage by scipy.stats.binom; for the median also W. J. Conover, "Practical Nonparametric
  // Statistics", table A3: 40 and 61 of 100, 2 and 9 of 10.
  test.for([
    [100, 0.5, 0.95, 40, 61, 0.9647997997822951],
    [10, 0.5, 0.9, 2, 9, 0.978515625],
    [200, 0.05, 0.95, 4, 17, 0.9671521638567259],
    [1000, 0.99, 0.95, 983, 997, 0.976094763497977],
    [60, 0.95, 0.9, 54, 60, 0.9242360990581646],
    [20, 0.25, 0.99, 1, 11, 0.9928866463969825],
  ] as const)(
    'of %i values, quantile %f at level %f, are the published ones',
    ([n, p, level, low, high, coverage]) => {
      expect(quantileRanks(n, p, level)).toEqual({ low, high })
      const values = Array.from({ length: n }, (_, index) => index + 1)
      const interval = quantileInterval(values, p, level)
      expect(interval).toMatchObject({ low, high })
      expect(interval.coverage).toBeCloseTo(coverage, 10)
    },
  )

  test('cover with at least the level, and one rank nearer would have too large a tail', () => {
    const levels = fc.constantFrom(0.5, 0.9, 0.95, 0.99)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        levels,
        (n, p, level) => {
          const tail = (1 - level) / 2
          const { low = 0, high = n + 1 } = quantileRanks(n, p, level)
          // Sums of at most 81 products of at most 160 factors: 1e-13 is far above their roundings.
          expect(between(0, low - 1, n, p)).toBeLessThanOrEqual(tail + 1e-13)
          expect(between(0, low, n, p)).toBeGreaterThan(tail - 1e-13)
          expect(between(high, n, n, p)).toBeLessThanOrEqual(tail + 1e-13)
          expect(between(high - 1, n, n, p)).toBeGreaterThan(tail - 1e-13)
        },
      ),
    )
  })

  test('mirror each other', () => {
    for (const n of [12, 57, 300])
      for (const p of [0.125, 0.25, 0.375]) {
        const [one, other] = [quantileRanks(n, p), quantileRanks(n, 1 - p)]
        const mirrored = (rank: number | undefined) => (rank === undefined ? undefined : n + 1 - rank)
        expect([mirrored(one.high), mirrored(one.low)]).toEqual([other.low, other.high])
      }
  })

  test('do not exist in a small sample, which says how many values would do', () => {
    // ln(0.025) / ln(0.99) = 367.04, / ln(0.95) = 71.9; half of 2^-6 is the first power of 1/2 below 2.5%.
    expect(valuesNeeded(0.99)).toBe(368)
    expect(valuesNeeded(0.01)).toBe(368)
    expect(valuesNeeded(0.95)).toBe(72)
    expect(valuesNeeded(0.5)).toBe(6)
    // S. S. Wilks (1941): 59 values for the 95% quantile from one side at 95%, which is 90% from both.
    expect(valuesNeeded(0.95, 0.9)).toBe(59)
    fc.assert(
      fc.property(
        fc.double({ min: 0.005, max: 0.995, noNaN: true }),
        fc.double({ min: 0.3, max: 0.999, noNaN: true }),
        (p, level) => {
          const n = valuesNeeded(p, level)
          const { low, high } = quantileRanks(n, p, level)
          expect(low).toBeDefined()
          expect(high).toBeDefined()
          if (n > 1) {
            const fewer = quantileRanks(n - 1, p, level)
            expect(fewer.low === undefined || fewer.high === undefined).toBe(true)
          }
        },
      ),
    )
    const values = Array.from({ length: 200 }, (_, index) => index)
    const bare = quantileInterval(values, 0.99)
    expect(bare).toMatchObject({ value: 197, needs: 368 })
    expect(bare.high).toBeUndefined()
    // The value of rank 195 exceeds the quantile if fewer than 195 of 200 values are below it.
    expect(bare.low).toBe(194)
    expect(bare.coverage).toBeCloseTo(1 - between(0, 194, 200, 0.99), 10)
  })
})

test('the interval of a quantile holds it with its coverage', () => {
  const draw = stream(source(3n, 0), 1)
  const samples = 2000
  const p = 0.9
  let held = 0
  const { coverage } = quantileInterval(new Float64Array(100), p)
  for (let i = 0; i < samples; i++) {
    const { low, high } = quantileInterval(
      Array.from({ length: 100 }, () => uniform(draw)),
      p,
    )
    if (low! <= p && p <= high!) held++
  }
  // Four deviations of a binomial; the coverage is 95.6 to 97%.
  expect(Math.abs(held / samples - coverage)).toBeLessThan(
    4 * Math.sqrt((coverage * (1 - coverage)) / samples),
  )
})

test('the estimate is the smallest value that a share p does not exceed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 99 }),
      (sample, percent) => {
        const { value, low = -Infinity, high = Infinity } = quantileInterval(sample, percent / 100)
        const upTo = (x: number) => sample.filter((y) => y <= x).length
        expect(upTo(value) * 100).toBeGreaterThanOrEqual(sample.length * percent)
        expect(sample.filter((y) => y < value).length * 100).toBeLessThan(sample.length * percent)
        expect(low).toBeLessThanOrEqual(value)
        expect(high).toBeGreaterThanOrEqual(value)
      },
    ),
  )
  // 0.07 · 100 is 7.000000000000001 in float64.
  expect(rankOf(100, 0.07)).toBe(7)
})

test('what is no sample says so', () => {
  expect(() => quantileInterval([], 0.5)).toThrow(TooFew)
  expect(() => quantileInterval([1, NaN], 0.5)).toThrow(NotANumber)
  for (const p of [0, 1, 50]) expect(() => quantileInterval([1], p)).toThrow(InvalidLevel)
})
