/**
 * Sobol' indices against functions whose indices are known in closed form.
 */
import { describe, expect, test } from 'vitest'
import { normalQuantile } from '../../src/sim/math/normal.ts'
import { source } from '../../src/sim/random/stream.ts'
import { InvalidOutput, InvalidRange, TooFew, type Ranges } from '../../src/statistics/ranges.ts'
import { indicesOf, saltelliPoints, sobolIndices } from '../../src/statistics/sobol-indices.ts'
import { TooManyDimensions } from '../../src/statistics/sobol-sequence.ts'

const SEED = source(1n, 0)
const ROWS = 1024

/** T. Ishigami, T. Homma (1990), with a = 7 and b = 0.1, on [-π, π]³. */
const ishigami = ([x, y, z]: readonly number[]): number => {
  const [a, b, c] = [x!, y!, z!].map((place) => (2 * place - 1) * Math.PI) as [number, number, number]
  return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a)
}
const V1 = (1 + (0.1 * Math.PI ** 4) / 5) ** 2 / 2
const V2 = 49 / 8
const V13 = (0.01 * Math.PI ** 8 * 8) / 225
const V = V1 + V2 + V13

/** Sobol's g-function: Π (|4x - 2| + a) / (1 + a). Each factor has mean 1 and variance 1/(3(1+a)²). */
const A = [0, 1, 4.5, 99]
const g = (point: readonly number[]): number =>
  point.reduce((product, x, i) => (product * (Math.abs(4 * x - 2) + A[i]!)) / (1 + A[i]!), 1)
const parts = A.map((a) => 1 / (3 * (1 + a) ** 2))
const gTotal = parts.reduce((product, part) => product * (1 + part), 1) - 1

const CASES = [
  {
    name: 'Ishigami’s function',
    f: ishigami,
    first: [V1 / V, V2 / V, 0],
    total: [(V1 + V13) / V, V2 / V, V13 / V],
  },
  {
    name: 'Sobol’s g-function',
    f: g,
    first: parts.map((part) => part / gTotal),
    total: parts.map((part) => (part * (gTotal + 1)) / (1 + part) / gTotal),
  },
]

/**
 * Five standard errors of the mean of `terms`, had they been drawn independently: a quasi-random sample does
 * no worse than that.
 */
function bound(terms: readonly number[], variance: number): number {
  const mean = terms.reduce((sum, term) => sum + term, 0) / terms.length
  const spread = terms.reduce((sum, term) => sum + (term - mean) ** 2, 0) / terms.length
  return (5 * Math.sqrt(spread / terms.length)) / variance
}

describe.for(CASES)('Sobol’ indices of $name', ({ f, first, total }) => {
  const k = first.length
  const names = first.map((_index, side) => `x${side}`)
  const outputs = saltelliPoints(names, ROWS, SEED).map(f)
  const mean = outputs.slice(0, 2 * ROWS).reduce((sum, y) => sum + y, 0) / (2 * ROWS)
  const variance = outputs.slice(0, 2 * ROWS).reduce((sum, y) => sum + (y - mean) ** 2, 0) / (2 * ROWS)
  const at = (block: number, row: number) => outputs[block * ROWS + row]! - mean
  const rows = Array.from({ length: ROWS }, (_, row) => row)
  const indices = indicesOf(k, outputs)!

  test('are the known ones within five standard errors of their terms', () => {
    for (let side = 0; side < k; side++) {
      const terms = rows.map((row) => at(1, row) * (at(2 + side, row) - at(0, row)))
      const squares = rows.map((row) => (at(2 + side, row) - at(0, row)) ** 2 / 2)
      expect(Math.abs(indices[side]!.first.value - first[side]!)).toBeLessThan(bound(terms, variance) + 1e-12)
      expect(Math.abs(indices[side]!.total.value - total[side]!)).toBeLessThan(
        bound(squares, variance) + 1e-12,
      )
    }
  })

  test('lie in their intervals, which are no wider than ten standard errors', () => {
    for (const { first: one, total: all } of indices)
      for (const { value, low, high } of [one, all]) {
        expect(low!).toBeLessThanOrEqual(value)
        expect(value).toBeLessThanOrEqual(high!)
        expect(high! - low!).toBeLessThan(0.5)
      }
  })

  test('are not those of another parameter', () => {
    const order = first.map((_index, side) => (side + 1) % k)
    const wrong = order.filter((other, side) => Math.abs(indices[side]!.total.value - total[other]!) > 0.05)
    expect(wrong.length).toBeGreaterThan(0)
  })
})

/** Unit ranges of as many inputs, and the function of their values in order. */
const unit = (inputs: number): Ranges<string> =>
  Object.fromEntries(Array.from({ length: inputs }, (_, side) => [`x${side}`, [0, 1]]))
const inOrder = (f: (point: readonly number[]) => number) => (point: Readonly<Record<string, number>>) =>
  f(Object.values(point))

/**
 * 95% of 200, with four standard deviations of a binomial below, √(200 · 0.95 · 0.05) = 3.1: 178 to 199. 200
 * of 200, what a bootstrap of the rows gave, would happen with probability 0.95^200 = 3.5e-5.
 */
const DESIGNS = 200
const [FEWEST, MOST] = [178, 199]

describe.for(CASES)('the intervals for $name', ({ f, first, total }) => {
  test.for([128, 32])('hold the truth on about 95% of 200 seeds, with 8 replicates of %i rows', (rows) => {
    const held = first.map(() => [0, 0])
    for (let seed = 0; seed < DESIGNS; seed++) {
      const indices = sobolIndices(inOrder(f), unit(first.length), { rows, seed: BigInt(seed) })!
      Object.values(indices).forEach((own, side) => {
        const truths = [first[side]!, total[side]!]
        ;[own.first, own.total].forEach(({ low, high }, which) => {
          if (low! <= truths[which]! && truths[which]! <= high!) held[side]![which]!++
        })
      })
    }
    for (const count of held.flat()) {
      expect(count).toBeGreaterThanOrEqual(FEWEST)
      expect(count).toBeLessThanOrEqual(MOST)
    }
  })
})

test('the indices of a sum of normals are their shares of the variance, through their quantile function', () => {
  const { a, b } = sobolIndices(({ a, b }) => 2 * normalQuantile(a) + normalQuantile(b), {
    a: [0, 1],
    b: [0, 1],
  })!
  // Interactions do not exist; at 99.9%, one seed in a thousand misses.
  for (const [index, truth] of [
    [a.first, 0.8],
    [a.total, 0.8],
    [b.first, 0.2],
    [b.total, 0.2],
  ] as const) {
    const half = (index.high! - index.low!) / 2
    expect(Math.abs(index.value - truth)).toBeLessThan((5.41 / 2.36) * half)
    expect(half).toBeLessThan(0.05)
  }
})

test('a range only names the units: indices do not depend on it', () => {
  const plane = sobolIndices(({ a, b }) => a + b, { a: [0, 1], b: [0, 1] })
  const scaled = sobolIndices(({ a, b }) => (a - 32) / 256 + b / 4, { a: [32, 288], b: [0, 4] })
  expect(scaled).toEqual(plane)
})

test('options: level widens, a seed changes, the same seed repeats', () => {
  const f = ({ a, b }: { a: number; b: number }): number => a * a * b
  const ranges: Ranges<'a' | 'b'> = { a: [0, 1], b: [1, 2] }
  const [usual, wide] = [sobolIndices(f, ranges)!, sobolIndices(f, ranges, { level: 0.99 })!]
  // Student's t with 7 degrees of freedom: 2.3646 and 3.4995.
  const width = ({ low, high }: { low?: number; high?: number }): number => high! - low!
  expect(width(wide.a.first) / width(usual.a.first)).toBeCloseTo(3.4994832974 / 2.3646242516, 8)
  expect(sobolIndices(f, ranges, { seed: 1n })).toEqual(usual)
  expect(sobolIndices(f, ranges, { seed: 2n })).not.toEqual(usual)
})

test('what has no indices says why', () => {
  const ranges = { a: [0, 1], b: [0, 1] } as const
  expect(sobolIndices(() => 3, ranges)).toBeUndefined()
  // 0.1 has no exact float64, so a mean of it may be rounded.
  expect(sobolIndices(() => 0.1, ranges, { rows: 3 })).toBeUndefined()
  expect(() => sobolIndices(() => NaN, ranges)).toThrow(InvalidOutput)
  expect(() => sobolIndices(() => 1, { a: [1, 1] })).toThrow(InvalidRange)
  expect(() => sobolIndices(() => 1, { a: [0, Infinity] })).toThrow(InvalidRange)
  expect(() => sobolIndices(() => 1, {})).toThrow(InvalidRange)
  expect(() => sobolIndices(() => 1, ranges, { replicates: 1 })).toThrow(TooFew)
  expect(() => sobolIndices(() => 1, ranges, { rows: 0 })).toThrow(TooFew)
  expect(() => sobolIndices(() => 1, unit(33), { rows: 1 })).toThrow(TooManyDimensions)
})
