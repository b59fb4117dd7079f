import { describe, expect, test } from 'vitest'

import { NegativeMean, exponential } from '../../../src/sim/random/exponential.ts'
import {
  SIX_SIGMA,
  chiSquare,
  chiSquareBound,
  histogram,
  sigmasOfMean,
  sigmasOfVariance,
} from '../../support/statistics.ts'
import { cursor, equal, sample } from './sampling.ts'

describe('exponential', () => {
  // Mean m, variance m^2, fourth central moment 9 m^4.
  test('has the moments of theory and fills its deciles evenly', () => {
    const xs = sample(50, (from) => exponential(from, 2))
    expect(sigmasOfMean(xs, 2, 4)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(xs, { mean: 2, variance: 4, fourth: 144 })).toBeLessThan(SIX_SIGMA)
    const deciles = histogram(
      xs.map((x) => Math.floor(10 * (1 - Math.exp(-x / 2)))),
      10,
    )
    expect(chiSquare(deciles, equal(10))).toBeLessThan(chiSquareBound(10))
    expect(sigmasOfMean(xs, 2.1, 4)).toBeGreaterThan(SIX_SIGMA)
  })

  test('is 0 for a mean of 0 and rejects a negative one', () => {
    expect(exponential(cursor(51), 0)).toBe(0)
    for (const mean of [-1, NaN, Infinity]) expect(() => exponential(cursor(0), mean)).toThrow(NegativeMean)
  })
})
