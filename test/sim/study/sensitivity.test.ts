/**
 * Sensitivity measures against functions whose indices are known in closed form.
 */
import { describe, expect, test } from 'vitest'
import { source } from '../../../src/sim/random/stream.ts'
import { readAxis } from '../../../src/sim/study/axis.ts'
import { morrisEffects, morrisPoints } from '../../../src/statistics/morris.ts'
import { sensitivityOf } from '../../../src/sim/study/sensitivity.ts'
import { saltelliPoints, sobolIndices } from '../../../src/statistics/sobol-indices.ts'

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
    name: 'Sobol’’s g-function',
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
  const indices = sobolIndices(k, outputs, SEED)!

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
        expect(low).toBeLessThanOrEqual(value)
        expect(value).toBeLessThanOrEqual(high)
        expect(high - low).toBeLessThan(0.5)
      }
  })

  test('are not those of another parameter', () => {
    const order = first.map((_index, side) => (side + 1) % k)
    const wrong = order.filter((other, side) => Math.abs(indices[side]!.total.value - total[other]!) > 0.05)
    expect(wrong.length).toBeGreaterThan(0)
  })
})

test('constant outputs have no Sobol’ indices; resampling is repeatable', () => {
  const outputs = saltelliPoints(['a', 'b'], 16, SEED).map(() => 3)
  expect(sobolIndices(2, outputs, SEED)).toBeUndefined()
  const varied = saltelliPoints(['a', 'b'], 16, SEED).map(([a, b]) => a! + b!)
  expect(sobolIndices(2, varied, SEED)).toEqual(sobolIndices(2, varied, SEED))
})

describe('elementary effects', () => {
  const walk = morrisPoints(3, 20, SEED)

  test('of a plane are its slopes, without spread', () => {
    const effects = morrisEffects(
      walk,
      walk.map(([x, y]) => 4 * x! - 2 * y! + 1),
    )
    // Each effect is a difference of two sums of at most 7, over 2/3: some 10 roundings of 2^-53.
    const close = (value: number, to: number) => expect(Math.abs(value - to)).toBeLessThan(2e-14)
    ;[4, -2, 0].forEach((slope, side) => {
      close(effects[side]!.mu, slope)
      close(effects[side]!.muStar, Math.abs(slope))
      close(effects[side]!.sigma, 0)
    })
  })

  test('of x·y have a spread, and cancel in the mean where the sign changes', () => {
    const effects = morrisEffects(
      walk,
      walk.map(([x, y]) => (x! - 0.5) * (y! - 0.5)),
    )
    expect(effects[0]!.sigma).toBeGreaterThan(0.2)
    expect(effects[0]!.muStar).toBeGreaterThan(Math.abs(effects[0]!.mu))
    expect(effects[2]).toEqual({ mu: 0, muStar: 0, muStarError: 0, sigma: 0 })
  })
})

test('the interval of a mean absolute effect holds it on about 95% of designs', () => {
  // The effect of x is (x + x')y + 1, x and x' being the ends of a step: never below 0.
  const output = ([x, y]: readonly number[]): number => x! * x! * y! + x!
  // A step goes from 0 to 2/3 or from 1/3 to 1, as often the one as the other, and y is 1/2 in the mean: (2/3
  // + 4/3)/2 · 1/2 + 1.
  const expected = 1.5
  const designs = 200
  let held = 0
  for (let seed = 0; seed < designs; seed++) {
    const walk = morrisPoints(2, 12, source(BigInt(seed), 0))
    const { muStar, muStarError } = morrisEffects(walk, walk.map(output))[0]!
    if (Math.abs(muStar - expected) <= muStarError!) held++
  }
  // Four deviations of a binomial around 95%, and one part in a hundred for values that are not normal: 190 ±
  // 14.
  expect(held).toBeGreaterThan(176)
  expect(held).toBeLessThan(200)
  const [alone] = morrisEffects(morrisPoints(2, 1, SEED), morrisPoints(2, 1, SEED).map(output))
  expect(alone!.muStarError).toBeUndefined()
})

test('every metric with numbers that vary gets its sensitivity, by parameter', () => {
  const axes = ['a', 'b'].map((name) =>
    readAxis({ name, title: '', unit: '', kind: 'decimal', default: '0' }, '0..1:8'),
  )
  const walk = morrisPoints(2, 8, SEED)
  const means = new Map([
    ['plane', Float64Array.from(walk, ([a, b]) => 3 * a! + b!)],
    ['constant', new Float64Array(walk.length).fill(5)],
    ['sometimes', Float64Array.from(walk, ([a], index) => (index === 3 ? NaN : a!))],
  ])
  const sensitivity = sensitivityOf('morris', axes, SEED, means)!
  expect(Object.keys(sensitivity.metrics)).toEqual(['plane'])
  expect(sensitivity.metrics['plane']!['a']).toMatchObject({ muStar: '3' })
  expect(sensitivity.metrics['plane']!['b']).toMatchObject({ muStar: '1' })
  expect(sensitivityOf('grid', axes, SEED, means)).toBeUndefined()
})
