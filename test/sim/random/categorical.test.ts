import { describe, expect, test } from 'vitest'

import { InvalidWeights, categorical } from '../../../src/sim/random/categorical.ts'
import { chiSquare, chiSquareBound, histogram } from '../../support/statistics.ts'
import { cursor, equal, fixed, sample } from './sampling.ts'

describe('categorical', () => {
  test('draws in proportion to weights of any sum, and never a weight of 0', () => {
    const weights = [0, 3, 0.5, 0, 6.5, 2, 0]
    const probabilities = weights.filter((w) => w > 0).map((w) => w / 12)
    const draws = sample(90, (from) => categorical(from, weights))
    const counts = histogram(draws, weights.length)
    expect([counts[0], counts[3], counts[6]]).toEqual([0, 0, 0])
    const drawn = counts.filter((_, i) => (weights[i] ?? 0) > 0)
    expect(chiSquare(drawn, probabilities)).toBeLessThan(chiSquareBound(4))
    expect(chiSquare(drawn, equal(4))).toBeGreaterThan(chiSquareBound(4))
  })

  test('never draws a weight of 0 before the others, even by the smallest uniform', () => {
    expect(categorical(fixed(0), [0, 0, 3])).toBe(2)
  })

  test('stays inside when rounding lifts the point to the sum', () => {
    // (1 - 2^-53) * 3e-320 rounds up to 3e-320.
    expect(categorical(fixed(0xffffffff), [1e-320, 2e-320, 0])).toBe(1)
  })

  test('rejects weights that cannot be drawn from', () => {
    for (const weights of [[], [0, 0], [-1, 2], [NaN, 1], [Infinity], [1e308, 1e308]]) {
      expect(() => categorical(cursor(0), weights)).toThrow(InvalidWeights)
    }
  })
})
