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

/** Limits of a sketch. */
export interface Grid {
  /**
   * Bits of the fraction that values are rounded to when they enter, to nearest (the largest of all down); at
   * most 52, which keeps all.
   */
  readonly bits: number
  /** Most buckets in use; may be exceeded only at resolution 0, where there are at most 4,093. */
  readonly buckets: number
}

/** Counts of values in buckets of relative width. */
export interface Sketch {
  /** Resolution: not above the grid's. */
  readonly bits: number
  /** Ends of the occupied buckets that are nearer to zero, ascending. */
  readonly keys: Float64Array
  /** Number of values in each bucket. */
  readonly counts: Float64Array
}

/** A sketch without values. */
export function emptySketch(grid: Grid): Sketch {
  return { bits: grid.bits, keys: new Float64Array(0), counts: new Float64Array(0) }
}

/** The sketch of these values, all of them finite. They are sorted in a copy. */
export function sketchOf(values: ArrayLike<number>, grid: Grid): Sketch {
  const keys = new Float64Array(values.length)
  for (let i = 0; i < keys.length; i++) keys[i] = roundedTo(values[i]!, grid.bits)
  keys.sort()
  return fitted(compact(keys, new Float64Array(keys.length).fill(1), grid.bits), grid)
}

/** The sketch of both sketches' values. */
export function mergeSketches(a: Sketch, b: Sketch, grid: Grid): Sketch {
  if (a.keys.length === 0) return b
  if (b.keys.length === 0) return a
  const bits = Math.min(a.bits, b.bits)
  const [one, two] = [coarsened(a, bits), coarsened(b, bits)]
  const size = one.keys.length + two.keys.length
  const [keys, counts] = [new Float64Array(size), new Float64Array(size)]
  let [i, j, last] = [0, 0, -1]
  while (i < one.keys.length || j < two.keys.length) {
    const fromOne = j >= two.keys.length || (i < one.keys.length && one.keys[i]! <= two.keys[j]!)
    const key = fromOne ? one.keys[i]! : two.keys[j]!
    if (last < 0 || keys[last] !== key) keys[++last] = key
    counts[last]! += fromOne ? one.counts[i++]! : two.counts[j++]!
  }
  return fitted({ bits, keys: keys.subarray(0, last + 1), counts: counts.subarray(0, last + 1) }, grid)
}

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

/** `value` to `bits` bits of fraction, to nearest. */
function roundedTo(value: number, bits: number): number {
  if (Math.abs(value) < SMALLEST) return 0
  if (bits === 52) return value
  const step = powerOfTwo(Math.max(exponentOf(value) - bits, -1074))
  const nearest = Math.round(Math.abs(value) / step) * step
  // Only the largest floats of all would round up to infinity.
  const magnitude = nearest < Infinity ? nearest : Math.floor(Math.abs(value) / step) * step
  return value < 0 ? -magnitude : magnitude
}

/** 2^-1022. */
const SMALLEST = powerOfTwo(-1022)

/** Which half of a float64 has its sign, exponent and upper bits, on this machine. */
const HIGH = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1

/**
 * The keys cut off after `bits` bits of fraction, towards zero: sign and magnitude stand apart in a float64,
 * so bits are cleared.
 */
function cut(keys: Float64Array, bits: number): Float64Array {
  const shorter = keys.slice()
  const halves = new Uint32Array(shorter.buffer)
  const high = bits >= 20 ? 0xffffffff : ~((1 << (20 - bits)) - 1)
  const low = bits >= 52 ? 0xffffffff : bits <= 20 ? 0 : ~((1 << (52 - bits)) - 1)
  for (let i = 0; i < halves.length; i += 2) {
    halves[i + HIGH]! &= high
    halves[i + 1 - HIGH]! &= low
  }
  return shorter
}

function coarsened(sketch: Sketch, bits: number): Sketch {
  if (sketch.bits === bits) return sketch
  return compact(cut(sketch.keys, bits), sketch.counts, bits)
}

/**
 * The finest resolution at which the sketch fits its grid: in steps that double while it does not, and then
 * by halving.
 */
function fitted(sketch: Sketch, { buckets }: Grid): Sketch {
  if (sketch.keys.length <= buckets || sketch.bits === 0) return sketch
  const fits = (bits: number): boolean => bits === 0 || occupied(sketch.keys, bits) <= buckets
  // A coarser resolution never needs more buckets.
  let [fine, step] = [sketch.bits, 1]
  let coarse = fine - step
  while (!fits(coarse)) {
    step *= 2
    fine = coarse
    coarse = Math.max(0, coarse - step)
  }
  while (fine - coarse > 1) {
    const middle = (fine + coarse) >> 1
    if (fits(middle)) coarse = middle
    else fine = middle
  }
  return coarsened(sketch, coarse)
}

function occupied(keys: Float64Array, bits: number): number {
  let [number, last] = [0, NaN]
  for (const bucket of cut(keys, bits)) {
    if (bucket !== last) number++
    last = bucket
  }
  return number
}

/** Sketch of ascending keys with their counts; equal keys are merged. */
function compact(keys: Float64Array, counts: Float64Array, bits: number): Sketch {
  let last = -1
  const [kept, sums] = [new Float64Array(keys.length), new Float64Array(keys.length)]
  for (let i = 0; i < keys.length; i++) {
    if (last < 0 || keys[i] !== kept[last]) kept[++last] = keys[i]!
    sums[last]! += counts[i]!
  }
  return { bits, keys: kept.subarray(0, last + 1), counts: sums.subarray(0, last + 1) }
}
