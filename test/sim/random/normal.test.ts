import { describe, expect, test } from 'vitest'

import { NegativeSpread, normal, standardNormal } from '../../../src/sim/random/normal.ts'
import { type Stream } from '../../../src/sim/random/stream.ts'
import { uniform, uniformOpen } from '../../../src/sim/random/uniform.ts'
import { SIX_SIGMA, sigmasOfMean, sigmasOfVariance } from '../../support/statistics.ts'
import { cursor, sample } from './sampling.ts'

describe('normal', () => {
  // Mean m, variance s^2, fourth central moment 3 s^4; the sixth and eighth of the standard normal are 15 and
  // 105.
  test('has the first four moments of theory', () => {
    const zs = sample(40, standardNormal)
    expect(sigmasOfMean(zs, 0, 1)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(zs, { mean: 0, variance: 1, fourth: 3 })).toBeLessThan(SIX_SIGMA)
    expect(
      sigmasOfMean(
        zs.map((z) => z ** 3),
        0,
        15,
      ),
    ).toBeLessThan(SIX_SIGMA)
    expect(
      sigmasOfMean(
        zs.map((z) => z ** 4),
        3,
        105 - 9,
      ),
    ).toBeLessThan(SIX_SIGMA)
    const shifted = sample(41, (from) => normal(from, 10, 3))
    expect(sigmasOfMean(shifted, 10, 9)).toBeLessThan(SIX_SIGMA)
    expect(sigmasOfVariance(shifted, { mean: 10, variance: 9, fourth: 243 })).toBeLessThan(SIX_SIGMA)
  })

  test('fails the check of the fourth moment when it is the sum of four uniforms', () => {
    // Scaled to variance 1; its fourth moment is 3 - 6/5/4 = 2.7.
    const four = (from: Stream) => uniform(from) + uniform(from) + uniform(from) + uniform(from)
    const fakes = sample(42, (from) => (four(from) - 2) * Math.sqrt(3))
    expect(
      sigmasOfMean(
        fakes.map((z) => z ** 4),
        3,
        105 - 9,
      ),
    ).toBeGreaterThan(SIX_SIGMA)
  })

  test('rises with its uniform and takes one of them', () => {
    const [a, b] = [cursor(43), cursor(43)]
    const pairs = Array.from({ length: 1000 }, () => [uniformOpen(a), standardNormal(b)] as const)
    pairs.sort(([u], [v]) => u - v)
    for (let i = 1; i < pairs.length; i++) expect(pairs[i]?.[1]).toBeGreaterThan(pairs[i - 1]?.[1] ?? NaN)
    expect(b.drawn).toBe(2000)
  })

  test('takes any mean', () => {
    expect(normal(cursor(44), -5, 0)).toBe(-5)
    expect(normal(cursor(44), NaN, 1)).toBeNaN()
  })

  test('rejects a negative spread', () => {
    for (const sd of [-1, NaN]) expect(() => normal(cursor(0), 0, sd)).toThrow(NegativeSpread)
    expect(() => normal(cursor(0), 3, -2)).toThrow('a standard deviation of at least 0, got -2')
  })
})
