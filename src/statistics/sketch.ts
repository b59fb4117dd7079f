/**
 * Quantile sketch: bucket counts in bounded memory, independent of the order of values and merges.
 *
 * Buckets follow the bits of a float64: at resolution `bits`, a bucket holds the values that agree in sign,
 * exponent and the first `bits` bits of the fraction, so each octave has 2^bits of them and a bucket is at
 * most 2^-bits of its values wide. A sketch begins at the finest resolution and coarsens, two buckets into
 * one, while more than the allowed number are occupied (the uniform collapse of I. Epicoco, C. Melle, M.
 * Cafaro, M. Pulimeno, G. Morleo, "UDDSketch", 2020, on the bits of floats instead of powers of γ). The final
 * resolution depends on the set of all values alone: a subset never occupies more buckets than the whole. Two
 * sketches of the same values are therefore equal, bucket by bucket, however they were built.
 *
 * Error: a quantile is within {@link relativeError} of the value that has that rank; at the finest resolution
 * of 52 bits it is that value. Magnitudes below 2^-1022, the smallest normal float64, count as zero.
 */
import { exponentOf, powerOfTwo } from '../sim/math/float64.ts'
import { copyBuckets, gathered, merged, taken, type Grid, type Sketch } from './buckets.ts'

export type { Grid, Sketch }

/** A sketch without values. */
export function emptySketch(grid: Grid): Sketch {
  return { bits: grid.bits, keys: new Float64Array(0), counts: new Float64Array(0) }
}

/** The sketch of these values, all of them finite. They are sorted in a copy. */
export function sketchOf(values: ArrayLike<number>, grid: Grid): Sketch {
  return taken(gathered(values, grid))
}

/** The sketch of both sketches' values. */
export function mergeSketches(a: Sketch, b: Sketch, grid: Grid): Sketch {
  if (a.keys.length === 0) return b
  if (b.keys.length === 0) return a
  return taken(merged(a, b, grid))
}

/** A sum of sketches that is added to in place: thousands of them would leave as many arrays for each sum. */
export class SketchSum {
  private size = 0
  private bits: number
  private keys = NO_ROOM
  private counts = NO_ROOM
  private readonly grid: Grid

  constructor(grid: Grid) {
    this.grid = grid
    this.bits = grid.bits
  }

  add(sketch: Sketch): void {
    const { size, bits } = merged(this.sketch(), sketch, this.grid)
    if (this.keys.length < size) {
      const length = Math.min(Math.max(size, 2 * this.keys.length), Math.max(size, this.grid.buckets))
      this.keys = new Float64Array(length)
      this.counts = new Float64Array(length)
    }
    copyBuckets(size, this.keys, this.counts)
    this.size = size
    this.bits = bits
  }

  /** The sum so far, valid until the next one is added. */
  sketch(): Sketch {
    const { size, bits, keys, counts } = this
    return { bits, keys: keys.subarray(0, size), counts: counts.subarray(0, size) }
  }
}

const NO_ROOM = new Float64Array(0)

/** Number of values. */
export function sizeOf({ counts }: Sketch): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/**
 * The smallest value that at least `perMille` in a thousand of the values do not exceed (the inverse of the
 * empirical distribution function), within {@link relativeError}; undefined without values.
 */
export function quantileOf(sketch: Sketch, perMille: number, grid: Grid): number | undefined {
  return valueAtRank(sketch, rankOf(sizeOf(sketch), perMille), grid)
}

/** Rank of the smallest of `count` values that at least `perMille` in a thousand of them do not exceed. */
export function rankOf(count: number, perMille: number): number {
  return Math.max(1, Math.ceil((count * perMille) / 1000))
}

/**
 * The value of `rank`, from 1 for the smallest, within {@link relativeError}; undefined if there are fewer
 * values.
 */
export function valueAtRank(sketch: Sketch, rank: number, grid: Grid): number | undefined {
  let seen = 0
  for (let i = 0; i < sketch.keys.length; i++) {
    seen += sketch.counts[i]!
    if (seen >= rank) return middleOf(sketch.keys[i]!, sketch.bits, grid)
  }
  return undefined
}

/** All values, ascending, each within {@link relativeError}. */
export function valuesOf(sketch: Sketch, grid: Grid): Float64Array {
  const values = new Float64Array(sizeOf(sketch))
  let at = 0
  sketch.keys.forEach((key, index) => {
    const end = at + sketch.counts[index]!
    values.fill(middleOf(key, sketch.bits, grid), at, end)
    at = end
  })
  return values
}

/** Largest relative error of a quantile. */
export function relativeError({ bits }: Sketch, grid: Grid): number {
  const entering = grid.bits === 52 ? 0 : powerOfTwo(-(grid.bits + 1))
  return bits === grid.bits ? entering : entering + powerOfTwo(-(bits + 1))
}

/** Representative of a bucket: its value at the finest resolution, otherwise its middle. */
function middleOf(key: number, bits: number, grid: Grid): number {
  if (bits === grid.bits || key === 0) return key
  const half = powerOfTwo(exponentOf(key) - bits) / 2
  return key > 0 ? key + half : key - half
}
