/**
 * Days files: the quantile sketches of a shard's daily columns in a compact binary format, deflated with a
 * checksum (RFC 1950).
 *
 * - A line of JSON describes the columns.
 * - For each column and day follow the sketch's resolution, its number of buckets, and for each bucket the
 *   difference from the previous key and the count, as LEB128 varints.
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

export function writeDays({ columns, labels }: Days): Uint8Array {
  const header: Header = {
    columns: columns.map(({ name, title, unit, sketches }) => ({ name, title, unit, days: sketches.length })),
    labels,
  }
  const numbers: number[] = []
  for (const { sketches } of columns) for (const sketch of sketches) pushSketch(numbers, sketch)
  const text = Buffer.from(`${JSON.stringify(header)}\n`)
  return deflateSync(Buffer.concat([text, variableLength(numbers)]), { level: 4 })
}

export function readDays(bytes: Uint8Array): Days {
  const plain = inflateSync(bytes)
  const end = plain.indexOf('\n')
  const { columns, labels } = JSON.parse(plain.toString('utf8', 0, end)) as Header
  const cursor = { bytes: plain, at: end + 1 }
  return {
    columns: columns.map(({ days, ...named }): DayColumn => ({
      ...named,
      sketches: Array.from({ length: days }, () => readSketch(cursor)),
    })),
    labels,
  }
}

function pushSketch(numbers: number[], { bits, keys, counts }: Sketch): void {
  numbers.push(bits, keys.length)
  let before = 0
  for (let i = 0; i < keys.length; i++) {
    const key = orderOf(keys[i]!)
    numbers.push(key - before, counts[i]!)
    before = key
  }
}

function readSketch(cursor: Cursor): Sketch {
  const bits = nextNumber(cursor)
  const size = nextNumber(cursor)
  const [keys, counts] = [new Float64Array(size), new Float64Array(size)]
  let before = 0
  for (let i = 0; i < size; i++) {
    before += nextNumber(cursor)
    keys[i] = fromOrder(before)
    counts[i] = nextNumber(cursor)
  }
  return { bits, keys, counts }
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

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

/** LEB128: seven bits per byte, lowest first; the eighth bit marks continuation. */
function variableLength(numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 5)
  let at = 0
  for (let number of numbers) {
    while (number >= 0x80) {
      bytes[at++] = (number % 0x80) + 0x80
      number = Math.floor(number / 0x80)
    }
    bytes[at++] = number
  }
  return bytes.subarray(0, at)
}

function nextNumber(cursor: Cursor): number {
  let [number, scale] = [0, 1]
  for (;;) {
    const byte = cursor.bytes[cursor.at++]!
    number += (byte % 0x80) * scale
    if (byte < 0x80) return number
    scale *= 0x80
  }
}
