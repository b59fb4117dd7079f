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
import { N, cursor, fixed, sample, scripted } from './sampling.ts'

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

  test('draws two words by inversion below a mean of 10, and four a try from there on', () => {
    for (const mean of [0, 3, 9, 9.5, 9.999]) {
      const from = cursor(86)
      poisson(from, mean)
      expect(from.drawn).toBe(2)
    }
    for (const [id, mean] of [10, 10.5, 1e3].entries()) {
      const from = cursor(87 + id)
      poisson(from, mean)
      expect([from.drawn > 0, from.drawn % 4]).toEqual([true, 0])
    }
  })

  test('is the smallest count whose cumulated probability exceeds the uniform', () => {
    // P(0) for a mean of 1/2 as a multiple of 2^-53.
    const none = 5463142506141194 * 2 ** -53
    expect(none).toBe(Math.exp(-0.5))
    expect(poisson(scripted(none), 0.5)).toBe(1)
    expect(poisson(scripted(none - 2 ** -53), 0.5)).toBe(0)
  })

  test('ends for the largest uniform, where rounding leaves the sum of all probabilities below it', () => {
    for (let mean = 0.01; mean < 10; mean += 0.1) expect(poisson(fixed(0xffffffff), mean)).toBeLessThan(400)
  })

  // At a mean this large the exact test compares numbers with a spacing of 2^-18, so both sides can be equal.
  test('by rejection accepts where both sides of the exact test are equal', () => {
    const from = scripted(0.5 + 0.4600000000000001, 1 - 0.49383558329508004, 0.5, 0.5)
    expect([poisson(from, 1e9), from.drawn]).toEqual([1_000_082_493, 4])
  })

  // The uniforms are those of the paper's U + 1/2 and 1 - V; after them come the second pair's.
  test('by rejection accepts up to the edges of the squeeze and of the exact test', () => {
    const vr = 0.6360626790041966
    const u = 2 ** -53 * Math.round((0.5 - 0.4299828) * 2 ** 53)
    // At the squeeze itself, where the exact test would draw again.
    expect(poisson(scripted(u, 1 - vr, 0.5, 0.5), 28.43)).toBe(18)
    expect(poisson(scripted(u, 1 - vr - 2 ** -53, 0.5, 0.5), 28.43)).toBe(28)
    // No event at a mean of 10, and 27 in the outermost part of the upper tail.
    expect(poisson(scripted(0.5 - 0.47265625, 1 - 2 ** -8, 0.5, 0.5), 10)).toBe(0)
    expect(poisson(scripted(0.5 + 0.4875, 1 - 2 ** -9, 0.5, 0.5), 10)).toBe(27)
  })

  test('is 0 for a mean of 0, ends for the largest uniform, and rejects invalid means', () => {
    expect(poisson(cursor(85), 0)).toBe(0)
    // P(X > 30) < 2^-53 for a mean of 3: nothing beyond can be drawn by inversion, and the search stops soon
    // after.
    expect(poisson(fixed(0xffffffff), 3)).toBeLessThan(200)
    for (const mean of [-1, NaN, Infinity]) expect(() => poisson(cursor(0), mean)).toThrow(NegativeMean)
    for (const mean of [2e9, 1e9 + 1]) expect(() => poisson(cursor(0), mean)).toThrow(MeanTooLarge)
    expect(() => poisson(cursor(0), 2e9)).toThrow('expected a mean of at most 1000000000, got 2000000000')
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
