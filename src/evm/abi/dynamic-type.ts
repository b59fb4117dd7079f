/**
 * Dynamic ABI types: `bytes`, `string` and arrays of static types. Encoded as a length and the content in
 * whole words.
 */
import { fromHex, toHex } from '../machine/hex.ts'
import { viewOf } from '../machine/word.ts'
import type { AbiValue, DynamicType, StaticType } from './value.ts'
import { AbiDataError, AbiValueError } from './value.ts'
import { putWord, wordAt } from './word.ts'

const utf8 = new TextEncoder()
// A byte order mark is kept: Solidity strings have no special characters.
const fromUtf8 = new TextDecoder('utf-8', { ignoreBOM: true })

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
    return utf8.encode(value)
  },
  (content) => fromUtf8.decode(content),
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
      putWord(viewOf(bytes), at, BigInt(content.length))
      bytes.set(content, at + 32)
    },
    read: (bytes, at) => {
      const length = lengthAt(bytes, at)
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
      putWord(view, at, BigInt(items.length))
      items.forEach((entry, index) => putWord(view, at + 32 + 32 * index, item.toWord(entry)))
    },
    read: (bytes, at) => {
      const length = lengthAt(bytes, at)
      return Array.from({ length }, (_, index) => item.fromWord(wordAt(bytes, at + 32 + 32 * index)))
    },
  }
}

/**
 * Reads a length and checks it against the remaining bytes, so that malformed data cannot force a large
 * allocation.
 */
function lengthAt(bytes: Uint8Array, at: number): number {
  const length = wordAt(bytes, at)
  if (length > BigInt(bytes.length - at - 32)) {
    throw new AbiDataError(`${length} items at byte ${at} exceed the ${bytes.length} bytes of data`)
  }
  return Number(length)
}
