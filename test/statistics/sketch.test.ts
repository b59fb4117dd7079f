import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quantilesOf, DAY_GRID, METRIC_GRID, statistic } from '../../src/sim/study/quantiles.ts'
import {
  emptySketch,
  mergeSketches,
  quantileOf,
  relativeError,
  sizeOf,
  sketchOf,
  SketchSum,
  type Grid,
  type Sketch,
} from '../../src/statistics/sketch.ts'

const TINY: Grid = { bits: 52, buckets: 8 }
const ROUGH: Grid = { bits: 20, buckets: 16 }
/** The smallest normal float64: what is below counts as zero. */
const NORMAL = 2 ** -1022

const grids = fc.constantFrom(TINY, ROUGH, DAY_GRID, METRIC_GRID)
/** Far apart, or so close that the resolution matters. */
const values = fc.oneof(
  fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 })), {
    maxLength: 60,
  }),
  fc.array(fc.double({ noNaN: true, min: 1, max: 2 }), { maxLength: 60, size: 'max' }),
  fc.array(fc.integer({ min: 1000, max: 1100 }), { maxLength: 60, size: 'max' }),
)

/** The value of that rank, by sorting. */
function exactQuantile(sample: readonly number[], perMille: number): number {
  const sorted = sample.map((x) => (Math.abs(x) < NORMAL ? 0 : x)).toSorted((a, b) => a - b)
  return sorted[Math.max(1, Math.ceil((sorted.length * perMille) / 1000)) - 1]!
}

/** Parts of `sample`, cut where `cuts` say. */
function parts(sample: readonly number[], cuts: readonly number[]): number[][] {
  const places = [0, ...cuts.map((cut) => cut % (sample.length + 1)).toSorted((a, b) => a - b), sample.length]
  return places.slice(1).map((end, index) => sample.slice(places[index], end))
}

describe('a sketch', () => {
  test('is the same bucket by bucket, however the values are ordered, cut and merged', () => {
    fc.assert(
      fc.property(
        grids,
        values,
        fc.array(fc.nat(), { maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (grid, sample, cuts, order) => {
          const whole = sketchOf(sample, grid)
          const shuffled = sample
            .map((value) => ({ value, key: order.next().value as number }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ value }) => value)
          const pieces = parts(shuffled, cuts).map((part) => sketchOf(part, grid))
          const forwards = pieces.reduce((a, b) => mergeSketches(a, b, grid), emptySketch(grid))
          const backwards = pieces.reduceRight((a, b) => mergeSketches(b, a, grid), emptySketch(grid))
          expect(forwards).toEqual(whole)
          expect(backwards).toEqual(whole)
          const sum = new SketchSum(grid)
          for (const piece of pieces) sum.add(piece)
          expect(sum.sketch()).toEqual(whole)
        },
      ),
    )
  })

  test('gives every quantile within its relative error, and counts every value', () => {
    fc.assert(
      fc.property(grids, values, fc.integer({ min: 0, max: 1000 }), (grid, sample, level) => {
        const sketch = sketchOf(sample, grid)
        expect(sizeOf(sketch)).toBe(sample.length)
        if (sample.length === 0) {
          expect(quantileOf(sketch, level, grid)).toBeUndefined()
          return
        }
        const truth = exactQuantile(sample, level)
        const quantile = quantileOf(sketch, level, grid)!
        // Half of the smallest subnormal is lost where a bucket is narrower than that.
        expect(Math.abs(quantile - truth)).toBeLessThanOrEqual(
          Math.abs(truth) * relativeError(sketch, grid) * (1 + 1e-15) + Number.MIN_VALUE,
        )
      }),
    )
  })

  test('is not changed by what is added to a sum after it', () => {
    fc.assert(
      fc.property(grids, values, values, (grid, first, second) => {
        const sketches = [first, second].map((each) => sketchOf(each, grid))
        const sum = new SketchSum(grid)
        for (const sketch of sketches) sum.add(sketch)
        expect(sketches).toEqual([first, second].map((each) => sketchOf(each, grid)))
      }),
    )
  })

  test('never uses more buckets than its grid allows, but at the coarsest resolution', () => {
    fc.assert(
      fc.property(grids, values, (grid, sample) => {
        const { keys, bits } = sketchOf(sample, grid)
        expect(keys.length <= grid.buckets || bits === 0).toBe(true)
        expect([...keys]).toEqual([...keys].toSorted((a, b) => a - b))
      }),
    )
  })

  test('of few different values is exact, and is as fine as its buckets allow of many', () => {
    const few = sketchOf([0.1, 0.2, 0.2, 0.3], TINY)
    expect(relativeError(few, TINY)).toBe(0)
    expect(quantilesOf(few, [500], TINY)).toEqual({ p50: '0.2' })
    // 1 … 16 occupy four octaves; at two bits of fraction 1, 2, 3, 4 … 7, 8 … 15 step 2, 16 are 12 buckets,
    // at one bit 8.
    const many = sketchOf(
      Array.from({ length: 16 }, (_, index) => index + 1),
      TINY,
    )
    expect(many.bits).toBe(1)
    expect([...many.keys]).toEqual([1, 2, 3, 4, 6, 8, 12, 16])
    expect([...many.counts]).toEqual([1, 1, 1, 2, 2, 4, 4, 1])
    expect(relativeError(many, TINY)).toBe(0.25)
  })

  test('keeps negative values below zero and zero between', () => {
    const sketch = sketchOf([5, -5, 0, -0, -1e300, 1e300], TINY)
    expect([...sketch.keys]).toEqual([-1e300, -5, 0, 5, 1e300])
    expect([...sketch.counts]).toEqual([1, 1, 2, 1, 1])
  })

  test('of days keeps whole numbers up to two million as they are', () => {
    for (const height of [798_200, 1_999_999, 2 ** 21])
      expect(quantileOf(sketchOf([height], DAY_GRID), 500, DAY_GRID)).toBe(height)
  })

  test('differs if a value is missing or in the wrong bucket', () => {
    const sample = Array.from({ length: 100 }, (_, index) => 1 + index / 7)
    const whole: Sketch = sketchOf(sample, ROUGH)
    expect(sketchOf(sample.slice(1), ROUGH)).not.toEqual(whole)
    expect(sketchOf([...sample.slice(1), 15], ROUGH)).not.toEqual(whole)
  })
})

test('statistics are written in plain decimals of at most 12 digits', () => {
  for (const [value, text] of [
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [-1234.5, '-1234.5'],
    [1e21, '1000000000000000000000'],
    [1 / 3, '0.333333333333'],
    [-1e-7 / 3, '-0.0000000333333333333'],
    [0.000001082, '0.000001082'],
  ] as const)
    expect(statistic(value)).toBe(text)
})
