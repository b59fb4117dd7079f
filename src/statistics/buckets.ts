/**
 * Buckets of quantile sketches: they are gathered, merged and coarsened in one room.
 *
 * Sketches are many and small: a study of a year merges ten thousand of them for each shard, and keeps only
 * what is left at the end. What is in the room is valid until the next one is made there.
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

/** Buckets that are being made, ascending, and their keys as halves. */
let room = openRoom(1024)

interface Room {
  readonly keys: Float64Array
  readonly halves: Uint32Array
  readonly counts: Float64Array
}

function openRoom(size: number): Room {
  const keys = new Float64Array(size)
  return { keys, halves: new Uint32Array(keys.buffer), counts: new Float64Array(size) }
}

function roomFor(size: number): Room {
  if (room.keys.length < size) room = openRoom(Math.max(size, 2 * room.keys.length))
  return room
}

/** Bits of the halves of a key that are left at a resolution. */
const upperMask = (bits: number): number => (bits >= 20 ? 0xffffffff : ~((1 << (20 - bits)) - 1))
const lowerMask = (bits: number): number =>
  bits >= 52 ? 0xffffffff : bits <= 20 ? 0 : ~((1 << (52 - bits)) - 1)

const single = openRoom(1)

/**
 * A key cut off after `bits` bits of fraction, towards zero: sign and magnitude stand apart in a float64, so
 * bits are cleared.
 */
function cut(key: number, bits: number): number {
  single.keys[0] = key
  single.halves[HIGH]! &= upperMask(bits)
  single.halves[1 - HIGH]! &= lowerMask(bits)
  return single.keys[0]!
}

/** How many buckets in the room are in use, and their resolution. */
export interface InRoom {
  readonly size: number
  readonly bits: number
}

/** Makes the sketch of these values, all of them finite, in the room. */
export function gathered(values: ArrayLike<number>, grid: Grid): InRoom {
  const { keys, counts } = roomFor(values.length)
  for (let i = 0; i < values.length; i++) keys[i] = roundedTo(values[i]!, grid.bits)
  keys.subarray(0, values.length).sort()
  counts.fill(1, 0, values.length)
  return fitted(compact(values.length), grid.bits, grid)
}

/** Makes the sketch of both sketches' values in the room. */
export function merged(a: Sketch, b: Sketch, grid: Grid): InRoom {
  const bits = Math.min(a.bits, b.bits)
  const [ofOne, ofTwo] = [a.keys.length, b.keys.length]
  const { keys, counts } = roomFor(ofOne + ofTwo)
  let [i, j, last] = [0, 0, -1]
  while (i < ofOne || j < ofTwo) {
    // The order of keys is that of what is left of them after the cut.
    const fromOne = j >= ofTwo || (i < ofOne && a.keys[i]! <= b.keys[j]!)
    const whole = fromOne ? a.keys[i]! : b.keys[j]!
    const key = (fromOne ? a : b).bits === bits ? whole : cut(whole, bits)
    if (last < 0 || keys[last] !== key) {
      keys[++last] = key
      counts[last] = 0
    }
    counts[last]! += fromOne ? a.counts[i++]! : b.counts[j++]!
  }
  return fitted(last + 1, bits, grid)
}

/**
 * Coarsens the first `size` buckets in the room to the finest resolution at which they fit the grid: in steps
 * that double while they do not, and then by halving.
 */
function fitted(size: number, bits: number, { buckets }: Grid): InRoom {
  if (size <= buckets || bits === 0) return { size, bits }
  const fits = (coarser: number): boolean => coarser === 0 || occupied(size, coarser) <= buckets
  // A coarser resolution never needs more buckets.
  let [fine, step] = [bits, 1]
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
  return { size: coarsened(size, coarse), bits: coarse }
}

/** A copy of the buckets in the room. */
export function taken({ size, bits }: InRoom): Sketch {
  return { bits, keys: room.keys.slice(0, size), counts: room.counts.slice(0, size) }
}

/** Copies the first `size` buckets in the room. */
export function copyBuckets(size: number, keys: Float64Array, counts: Float64Array): void {
  keys.set(room.keys.subarray(0, size))
  counts.set(room.counts.subarray(0, size))
}

/** Number of buckets that the first `size` ones are at a resolution. */
function occupied(size: number, bits: number): number {
  const { halves } = room
  const [upper, lower] = [upperMask(bits), lowerMask(bits)]
  let [number, high, low] = [0, 0, 0]
  for (let i = 0; i < 2 * size; i += 2) {
    const [nextHigh, nextLow] = [halves[i + HIGH]! & upper, halves[i + 1 - HIGH]! & lower]
    if (i === 0 || nextHigh !== high || nextLow !== low) number++
    high = nextHigh
    low = nextLow
  }
  return number
}

/** Coarsens the first `size` buckets in the room, and returns how many they are then. */
function coarsened(size: number, bits: number): number {
  const { halves } = room
  const [upper, lower] = [upperMask(bits), lowerMask(bits)]
  for (let i = 0; i < 2 * size; i += 2) {
    halves[i + HIGH]! &= upper
    halves[i + 1 - HIGH]! &= lower
  }
  return compact(size)
}

/** Adds up equal keys of the first `size` buckets in the room, and returns how many are left. */
function compact(size: number): number {
  const { keys, counts } = room
  let last = -1
  for (let i = 0; i < size; i++)
    if (last >= 0 && keys[i] === keys[last]) counts[last]! += counts[i]!
    else {
      keys[++last] = keys[i]!
      counts[last] = counts[i]!
    }
  return last + 1
}
