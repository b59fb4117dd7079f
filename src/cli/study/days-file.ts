/**
 * Days files: the quantile sketches of a shard's daily columns in a compact binary format, deflated with a
 * checksum (RFC 1950).
 *
 * - A line of JSON describes the columns.
 * - Four lists of 32-bit numbers follow, over all columns and days: the sketches' numbers of buckets, their
 *   resolutions, each bucket's difference from the previous key, and its count. A list has the lowest bytes
 *   of all its numbers first, then the second ones, and so on: high bytes are alike and deflate to little.
 * - A key is the upper 32 bits of a float64: keys are rounded to 20 bits of fraction, so nothing is lost.
 */
import { deflateSync, inflateSync } from 'node:zlib'
import type { Column } from '../../sim/result.ts'
import type { DayColumn, Days } from '../../sim/study/days.ts'
import type { Named } from '../../sim/study/kind.ts'
import type { Sketch } from '../../statistics/sketch.ts'

interface Header {
  readonly columns: readonly (Named & { readonly name: string; readonly days: number })[]
  readonly labels: readonly Column[]
}

/** `level` of deflation: 0 for bytes that only go from one thread to another. */
export function writeDays({ columns, labels }: Days, level = 4): Uint8Array {
  const header: Header = {
    columns: columns.map(({ name, title, unit, sketches }) => ({ name, title, unit, days: sketches.length })),
    labels,
  }
  const sketches = columns.flatMap((column) => column.sketches)
  const keys = new Uint32Array(sketches.reduce((sum, sketch) => sum + sketch.keys.length, 0))
  const counts = new Uint32Array(keys.length)
  let at = 0
  for (const sketch of sketches) {
    let before = 0
    for (let i = 0; i < sketch.keys.length; i++) {
      const key = orderOf(sketch.keys[i]!)
      keys[at] = key - before
      counts[at++] = sketch.counts[i]!
      before = key
    }
  }
  const text = Buffer.from(`${JSON.stringify(header)}\n`)
  const sizes = Uint32Array.from(sketches, (sketch) => sketch.keys.length)
  const bits = Uint32Array.from(sketches, (sketch) => sketch.bits)
  return deflateSync(Buffer.concat([text, ...[sizes, bits, keys, counts].map(planesOf)]), { level })
}

export function readDays(bytes: Uint8Array): Days {
  const plain = inflateSync(bytes)
  const end = plain.indexOf('\n')
  const { columns, labels } = JSON.parse(plain.toString('utf8', 0, end)) as Header
  let from = end + 1
  const next = (length: number): Uint32Array => {
    const numbers = fromPlanes(plain, from, length)
    from += length * PLANES
    return numbers
  }
  const number = columns.reduce((sum, { days }) => sum + days, 0)
  const [sizes, bits] = [next(number), next(number)]
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const [steps, counts] = [next(total), Float64Array.from(next(total))]
  // All keys in one array: one for each sketch would be ten thousand small pieces of memory.
  const keys = new Float64Array(total)
  let [sketch, at] = [0, 0]
  const nextSketch = (): Sketch => {
    const [from, end] = [at, at + sizes[sketch]!]
    for (let before = 0; at < end; at++) keys[at] = fromOrder((before += steps[at]!))
    return { bits: bits[sketch++]!, keys: keys.subarray(from, end), counts: counts.subarray(from, end) }
  }
  return {
    columns: columns.map(({ days, ...named }): DayColumn => ({
      ...named,
      sketches: Array.from({ length: days }, nextSketch),
    })),
    labels,
  }
}

/** Bytes of a number. */
const PLANES = 4

/** The lowest bytes of all numbers, then their second bytes, and so on. */
function planesOf(numbers: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(numbers.length * PLANES)
  for (let plane = 0, at = 0; plane < PLANES; plane++)
    for (let i = 0; i < numbers.length; i++) bytes[at++] = numbers[i]! >>> (8 * plane)
  return bytes
}

function fromPlanes(bytes: Uint8Array, from: number, length: number): Uint32Array {
  const numbers = new Uint32Array(length)
  for (let plane = 0, at = from; plane < PLANES; plane++)
    for (let i = 0; i < length; i++) numbers[i]! |= bytes[at++]! << (8 * plane)
  return numbers
}

const view = new DataView(new ArrayBuffer(8))

/** Order-preserving map from a key to an integer from 0: negative keys are mirrored below positive ones. */
function orderOf(key: number): number {
  view.setFloat64(0, key)
  const high = view.getUint32(0)
  return high < 0x80000000 ? high + 0x80000000 : 0x100000000 - high
}

function fromOrder(order: number): number {
  view.setFloat64(0, 0)
  view.setUint32(0, order >= 0x80000000 ? order - 0x80000000 : 0x100000000 - order)
  return view.getFloat64(0)
}
