import { describe, expect, test } from 'vitest'

import { NotAProbability, bernoulli, uniform, uniformOpen } from '../../../src/sim/random/uniform.ts'
import {
  SIX_SIGMA,
  chiSquare,
  chiSquareBound,
  histogram,
  sigmasOfCount,
  sigmasOfMean,
  sigmasOfVariance,
} from '../../support/statistics.ts'
import { N, cursor, equal, fixed, sample } from './sampling.ts'

describe('uniform', () => {
  // Uniform on [0, 1): mean 1/2, variance 1/12, fourth central moment 1/80.
  const theory = { mean: 1 / 2, variance: 1 / 12, fourth: 1 / 80 }

  test('has the moments of theory and fills 256 classes evenly, from both of its words', () => {
    for (const [id, draw] of [uniform, uniformOpen].entries()) {
      const us = sample(id, draw)
      expect(sigmasOfMean(us, theory.mean, theory.variance)).toBeLessThan(SIX_SIGMA)
      expect(sigmasOfVariance(us, theory)).toBeLessThan(SIX_SIGMA)
      expect(
        chiSquare(
          histogram(
            us.map((u) => Math.floor(u * 256)),
            256,
          ),
          equal(256),
        ),
      ).toBeLessThan(chiSquareBound(256))
      // Bits 28 to 35 come from the second word.
      const low = us.map((u) => Math.floor(((u * 2 ** 28) % 1) * 256))
      expect(chiSquare(histogram(low, 256), equal(256))).toBeLessThan(chiSquareBound(256))
    }
  })

  test('is a multiple of 2^-53 from 0 on, or in its open form an odd one', () => {
    for (const u of sample(2, uniform, 1000))
      expect(Number.isInteger(u * 2 ** 53) && u >= 0 && u < 1).toBe(true)
    for (const u of sample(3, uniformOpen, 1000)) expect((u * 2 ** 53) % 2).toBe(1)
  })

  test('reaches its ends and no further when all bits are 0 or 1', () => {
    const [zeros, ones] = [0, 0xffffffff]
    expect([uniform(fixed(zeros)), uniform(fixed(ones))]).toEqual([0, 1 - 2 ** -53])
    expect([uniformOpen(fixed(zeros)), uniformOpen(fixed(ones))]).toEqual([2 ** -53, 1 - 2 ** -53])
  })

  test('fails its own check when a 64th is cut off', () => {
    const cut = sample(0, uniform).map((u) => u * (1 - 1 / 64))
    expect(sigmasOfMean(cut, theory.mean, theory.variance)).toBeGreaterThan(SIX_SIGMA)
  })
})

describe('bernoulli', () => {
  test('succeeds with its probability', () => {
    for (const [id, p] of [0.001, 0.2, 0.5, 0.9].entries()) {
      const successes = sample(10 + id, (from) => Number(bernoulli(from, p))).reduce((sum, x) => sum + x, 0)
      expect(sigmasOfCount(successes, N, p)).toBeLessThan(SIX_SIGMA)
      expect(sigmasOfCount(successes, N, p + 0.02)).toBeGreaterThan(SIX_SIGMA)
    }
  })

  test('never succeeds at 0 and always at 1, and rejects invalid probabilities', () => {
    expect(new Set(sample(15, (from) => Number(bernoulli(from, 0)), 1000))).toEqual(new Set([0]))
    expect([bernoulli(fixed(0), 0), bernoulli(fixed(0), 2 ** -53)]).toEqual([false, true])
    expect(new Set(sample(15, (from) => Number(bernoulli(from, 1)), 1000))).toEqual(new Set([1]))
    for (const p of [-0.1, 1.1, NaN]) expect(() => bernoulli(cursor(0), p)).toThrow(NotAProbability)
  })
})
