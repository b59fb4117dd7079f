import { describe, expect, test } from 'vitest'

import { NegativeMean } from '../../../src/sim/random/exponential.ts'
import { MeanTooLarge, poisson } from '../../../src/sim/random/poisson.ts'
import { source, stream } from '../../../src/sim/random/stream.ts'
import {
  SIX_SIGMA,
  chiSquare,
  chiSquareBound,
  histogram,
  sigmasOfMean,
  sigmasOfVariance,
} from '../../support/statistics.ts'
import { N, cursor, fixed, sample } from './sampling.ts'

describe('poisson', () => {
  test('has the probabilities of theory on both sides of the change of algorithm', () => {
    for (const [i, mean] of [0.03, 0.5, 3, 9.99, 10, 30, 144].entries()) {
      const { probabilities, classOf } = poissonClasses(mean)
      const counts = histogram(
        sample(60 + i, (from) => classOf(poisson(from, mean))),
        probabilities.length,
      )
      expect(chiSquare(counts, probabilities), `mean ${mean}`).toBeLessThan(
        chiSquareBound(probabilities.length),
      )
    }
  })

  test('fails that check with a mean that is 2% off', () => {
    for (const [i, mean] of [3, 30, 144].entries()) {
      const { probabilities, classOf } = poissonClasses(mean)
      const counts = histogram(
        sample(70 + i, (from) => classOf(poisson(from, mean * 1.02))),
        probabilities.length,
      )
      expect(chiSquare(counts, probabilities), `mean ${mean}`).toBeGreaterThan(
        chiSquareBound(probabilities.length),
      )
    }
  })

  test('has mean and variance equal for large means', () => {
    // Variance m, fourth central moment m + 3 m^2.
    for (const [i, mean] of [1e4, 1e6, 1e9].entries()) {
      const counts = sample(80 + i, (from) => poisson(from, mean))
      expect(sigmasOfMean(counts, mean, mean)).toBeLessThan(SIX_SIGMA)
      expect(sigmasOfVariance(counts, { mean, variance: mean, fourth: mean + 3 * mean * mean })).toBeLessThan(
        SIX_SIGMA,
      )
    }
  })

  // The squeeze is as wide as in the paper, a little wider than the exact test: at this mean 3 of 10 million
  // tries are within one and not the other.
  test('accepts by the squeeze of the paper, where the exact test would draw again', () => {
    for (const step of [5_238_181, 14_005_509, 15_456_659]) {
      const from = stream(source(20230712n, 0), 0, step)
      expect([poisson(from, 28.43), from.drawn]).toEqual([18, 4])
    }
  })

  test('is 0 for a mean of 0, ends for the largest uniform, and rejects invalid means', () => {
    expect(poisson(cursor(85), 0)).toBe(0)
    // P(X > 30) < 2^-53 for a mean of 3: nothing beyond can be drawn by inversion, and the search stops soon
    // after.
    expect(poisson(fixed(0xffffffff), 3)).toBeLessThan(200)
    for (const mean of [-1, NaN, Infinity]) expect(() => poisson(cursor(0), mean)).toThrow(NegativeMean)
    expect(() => poisson(cursor(0), 2e9)).toThrow(MeanTooLarge)
  })
})

/**
 * Probabilities of the counts around a Poisson mean, each class expected at least 20 times in N draws, tails
 * lumped together.
 */
function poissonClasses(mean: number): { probabilities: number[]; classOf: (k: number) => number } {
  const all = [Math.exp(-mean)]
  for (let k = 1; k < mean + 12 * Math.sqrt(mean) + 20; k++) all.push(((all[k - 1] ?? NaN) * mean) / k)
  const low = all.findIndex((p) => p * N >= 20)
  const high = all.findLastIndex((p) => p * N >= 20)
  const sum = (ps: number[]) => ps.reduce((a, b) => a + b, 0)
  const middle = all.slice(low + 1, high)
  const below = sum(all.slice(0, low + 1))
  const probabilities = [below, ...middle, 1 - below - sum(middle)]
  return { probabilities, classOf: (k) => Math.min(Math.max(k, low), high) - low }
}
