/** Dynamic ABI types: `bytes`, `string` and arrays of static types, a length and then the content in whole words. */
import { fromHex, toHex } from '../machine/hex.ts'
import { readWord, viewOf, writeWord } from '../machine/word.ts'
import type { AbiValue, DynamicType, StaticType } from './value.ts'
import { AbiDataError, AbiValueError } from './value.ts'

export const bytes: DynamicType = dynamicBytes(
  'bytes',
  (value) => {
    if (typeof value !== 'string' || !/^0x(?:[\da-f]{2})*$/i.test(value))
      throw new AbiValueError('bytes', value)
    return fromHex(value)
  },
  toHex,
)

export const string: DynamicType = dynamicBytes(
  'string',
  (value) => {
    if (typeof value !== 'string') throw new AbiValueError('string', value)
    return new TextEncoder().encode(value)
  },
  (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
)

function dynamicBytes(
  name: string,
  toBytes: (value: AbiValue) => Uint8Array,
  fromBytes: (bytes: Uint8Array) => string,
): DynamicType {
  return {
    name,
    dynamic: true,
    sizeOf: (value) => 32 + Math.ceil(toBytes(value).length / 32) * 32,
    write: (value, bytes, at) => {
      const content = toBytes(value)
      writeWord(viewOf(bytes), at, content.length)
      bytes.set(content, at + 32)
    },
    read: (bytes, at) => {
      const length = readLength(bytes, at, 1)
      return fromBytes(bytes.subarray(at + 32, at + 32 + length))
    },
  }
}

/** `T[]` of a static type `T`. */
export function arrayOf(item: StaticType): DynamicType {
  const name = `${item.name}[]`
  const itemsOf = (value: AbiValue): readonly AbiValue[] => {
    if (!Array.isArray(value)) throw new AbiValueError(name, value)
    return value as readonly AbiValue[]
  }
  return {
    name,
    dynamic: true,
    sizeOf: (value) => 32 + 32 * itemsOf(value).length,
    write: (value, bytes, at) => {
      const view = viewOf(bytes)
      const items = itemsOf(value)
      writeWord(view, at, items.length)
      items.forEach((entry, index) => writeWord(view, at + 32 + 32 * index, item.toWord(entry)))
    },
    read: (bytes, at) => {
      const length = readLength(bytes, at, 32)
      return Array.from({ length }, (_, index) => item.fromWord(readBig(bytes, at + 32 + 32 * index)))
    },
  }
}

/** The word at `at`. Throws `AbiDataError` beyond the end. */
export function readBig(bytes: Uint8Array, at: number): bigint {
  if (at + 32 > bytes.length) throw new AbiDataError(`a word at byte ${at} of ${bytes.length} is missing`)
  return BigInt(readWord(viewOf(bytes), at))
}

/** A length, checked against what follows it: hostile data must not make us allocate. */
function readLength(bytes: Uint8Array, at: number, unit: number): number {
  const length = readBig(bytes, at)
  if (length * BigInt(unit) > BigInt(bytes.length - at - 32)) {
    throw new AbiDataError(`${length} items at byte ${at} do not fit into ${bytes.length} bytes`)
  }
  return Number(length)
}
