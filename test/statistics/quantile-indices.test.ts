/**
 * Sensitivity of quantiles and probabilities against functions whose indices have a closed form.
 */
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../src/sim/math/normal.ts'
import { InvalidLevel } from '../../src/statistics/level.ts'
import { probabilityIndices } from '../../src/statistics/probability-indices.ts'
import { quantileIndices } from '../../src/statistics/quantile-indices.ts'
import { TooFew, type Ranges } from '../../src/statistics/ranges.ts'

const UNIT: Ranges<'a' | 'b' | 'c'> = { a: [0, 1], b: [0, 1], c: [0, 1] }
const SHARES = { a: 0.6, b: 0.3, c: 0.1 }
type Inputs = Readonly<Record<'a' | 'b' | 'c', number>>
/** A sum of normals whose shares of the variance are 60, 30 and 10%. */
const normals = ({ a, b, c }: Inputs): number =>
  Math.sqrt(SHARES.a) * normalQuantile(a) +
  Math.sqrt(SHARES.b) * normalQuantile(b) +
  Math.sqrt(SHARES.c) * normalQuantile(c)

describe('quantile-oriented indices', () => {
  // The least pinball loss of a normal is its deviation times a constant, and the conditional deviation is
  // √(1 - share).
  test.for([0.5, 0.9])(
    'of a sum of normals hold 1 - √(1 - share) on about 95% of 60 seeds, at quantile %f',
    (p) => {
      const seeds = 60
      const held = { a: 0, b: 0, c: 0 }
      const mean = { a: 0, b: 0, c: 0 }
      for (let seed = 0; seed < seeds; seed++) {
        const indices = quantileIndices(normals, UNIT, p, { points: 256, seed: BigInt(seed) })!
        for (const input of ['a', 'b', 'c'] as const) {
          const { value, low, high } = indices[input]
          const truth = 1 - Math.sqrt(1 - SHARES[input])
          if (low! <= truth && truth <= high!) held[input]++
          mean[input] += (value - truth) / seeds
          expect(high! - low!).toBeLessThan(0.25)
        }
      }
      // 57 less four deviations of a binomial, √(60 · 0.95 · 0.05) = 1.7; of all 180 together 171 less 12.
      for (const count of Object.values(held)) expect(count).toBeGreaterThanOrEqual(50)
      expect(held.a + held.b + held.c).toBeGreaterThanOrEqual(159)
      expect(held.a + held.b + held.c).toBeLessThan(180)
      for (const bias of Object.values(mean)) expect(Math.abs(bias)).toBeLessThan(0.012)
    },
  )

  test('of a sum of two uniforms are 1/4 at the median', () => {
    // Least losses: half the mean deviation, which is 1/3 of the triangle and 1/4 of a uniform.
    const indices = quantileIndices(({ a, b }) => a + b, { a: [0, 1], b: [0, 1] }, 0.5)!
    for (const { value, low, high } of Object.values(indices)) {
      expect(Math.abs(value - 0.25)).toBeLessThan(high! - low!)
      expect(high! - low!).toBeLessThan(0.08)
    }
  })

  test('are about 1 for the only input that matters, and 0 for one that does not', () => {
    const { a, b } = quantileIndices(({ a }) => a * a, { a: [1, 2], b: [0, 1] }, 0.9)!
    // 40 bins without their linear trend; with it the index would be about 1 - 1/40.
    expect(a.value).toBeGreaterThan(0.995)
    // The bias of a bin's own quantile is corrected to 0.002, the mean over 100 seeds.
    expect(Math.abs(b.value)).toBeLessThan(b.high! - b.low!)
    expect(b.high! - b.low!).toBeLessThan(0.05)
  })

  test('differ between quantiles where an input matters in one tail only', () => {
    // b matters only if a is low.
    const f = ({ a, b }: { a: number; b: number }): number => (a < 0.2 ? a - 5 * b : a)
    const ranges: Ranges<'a' | 'b'> = { a: [0, 1], b: [0, 1] }
    const [low, high] = [quantileIndices(f, ranges, 0.05)!, quantileIndices(f, ranges, 0.9)!]
    expect(low.b.low!).toBeGreaterThan(high.b.high!)
  })

  test('repeat, and say what is missing', () => {
    const options = { points: 64, replicates: 4 }
    expect(quantileIndices(normals, UNIT, 0.5, options)).toEqual(quantileIndices(normals, UNIT, 0.5, options))
    expect(quantileIndices(() => 7, UNIT, 0.5, options)).toBeUndefined()
    expect(() => quantileIndices(normals, UNIT, 1)).toThrow(InvalidLevel)
    expect(() => quantileIndices(normals, UNIT, 0.5, { replicates: 1 })).toThrow(TooFew)
    expect(() => quantileIndices(normals, UNIT, 0.5, { points: 4, bins: 15 })).toThrow(TooFew)
  })
})

describe('indices of a probability', () => {
  test('of a corner: a < 1/4 and b < 1/2 has p = 1/8, and indices from conditional probabilities', () => {
    // Given a: 1/2 with probability 1/4, variance 3/64; given b: 1/4 with 1/2, variance 1/64; all: 7/64.
    const corner = ({ a, b }: Inputs): number => (a < 0.25 && b < 0.5 ? 0 : 1)
    const { probability, indices } = probabilityIndices(corner, UNIT, (y) => y < 0.5, { rows: 512 })
    for (const [{ value, low, high }, truth] of [
      [probability, 1 / 8],
      [indices!.a.first, 3 / 7],
      [indices!.b.first, 1 / 7],
      // What is left of the variance of one input is the first order of the others.
      [indices!.a.total, 6 / 7],
      [indices!.b.total, 4 / 7],
      [indices!.c.total, 0],
    ] as const) {
      // 5.41/2.36 of the half width is the 99.9% interval of Student's t with 7 degrees of freedom.
      expect(Math.abs(value - truth)).toBeLessThanOrEqual((5.41 / 2.36) * (high! - low!) * 0.5 + 1e-12)
      expect(high! - low!).toBeLessThan(0.1)
    }
  })

  test('has none if the event always or never happens', () => {
    const never = probabilityIndices(normals, UNIT, (y) => y > 1e9, { rows: 8 })
    expect(never).toEqual({ probability: { value: 0, low: 0, high: 0 } })
  })
})
