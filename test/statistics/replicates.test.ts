/**
 * Estimates from replicates: where the ratio is a mean, they are the mean with Student's interval.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jackknife, ratioEstimate, sum } from '../../src/statistics/replicates.ts'
import { EmptySample, meanWithInterval } from '../../src/statistics/student.ts'

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 })
/** Sums of at most 20 numbers up to 1,000 and their squares: roundings far below 1e-9. */
const close = (one: object, other: object) => {
  for (const key of ['value', 'low', 'high'] as const)
    expect(Math.abs(one[key as never] - other[key as never])).toBeLessThan(1e-9)
}

describe('an estimate from replicates', () => {
  test('is the mean with the interval of Student’s t, if the denominators are equal', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.9, 0.95, 0.99), (xs, level) => {
        const expected = meanWithInterval(xs, level)
        close(
          ratioEstimate(
            xs,
            xs.map(() => 1),
            level,
          ),
          expected,
        )
        close(
          jackknife(xs.length, level, (without) => {
            const kept = xs.filter((_x, index) => index !== without)
            return sum(kept) / kept.length
          }),
          expected,
        )
      }),
    )
  })

  test('of a mean has the published interval: 1, 2, 3, 4 give 2.5 ± 3.182 · √(5/3) / 2', () => {
    const { value, low, high } = meanWithInterval([1, 2, 3, 4])
    expect(value).toBe(2.5)
    expect(high! - value).toBeCloseTo((3.1824463052837078 * Math.sqrt(5 / 3)) / 2, 9)
    expect(value - low!).toBeCloseTo(high! - value, 12)
    expect(meanWithInterval([7])).toEqual({ value: 7 })
    expect(() => meanWithInterval([])).toThrow(EmptySample)
  })

  test('is exact, without width, where numerators are proportional to denominators', () => {
    expect(ratioEstimate([2, 4, 6], [1, 2, 3], 0.95)).toEqual({ value: 2, low: 2, high: 2 })
    expect(ratioEstimate([3], [2], 0.95)).toEqual({ value: 1.5 })
  })

  test('by the jackknife removes a bias of order 1/n: the variance with divisor n becomes the one with n - 1', () => {
    fc.assert(
      fc.property(values, (xs) => {
        const biased = (sample: readonly number[]) => {
          const mean = sum(sample) / sample.length
          return sum(sample.map((x) => (x - mean) * (x - mean))) / sample.length
        }
        const { value } = jackknife(xs.length, 0.95, (without) =>
          biased(xs.filter((_x, index) => index !== without)),
        )
        expect(value).toBeCloseTo((biased(xs) * xs.length) / (xs.length - 1), 6)
      }),
    )
  })
})
