/**
 * ABI values: what a value of an ABI type is here, and what a type can do.
 *
 * - Integers are bigints; addresses lower-case `0x` strings (upper case is read, too); `bytesN` and `bytes` are hex;
 *   arrays are arrays.
 * - Reading is as strict as Solidity's own decoder: a word that is out of its type's range is an error, never cut off.
 */
import { WORD_MAX } from '../machine/word.ts'

export type AbiValue = bigint | boolean | string | readonly AbiValue[]

/** A type whose values take one word each. */
export interface StaticType {
  readonly name: string
  readonly dynamic: false
  /** The value as a word. Throws `AbiValueError`. */
  toWord(value: AbiValue): bigint
  /** The word as a value. Throws `AbiDataError`. */
  fromWord(word: bigint): AbiValue
}

/** A type whose values vary in length: they are written behind the words, at an offset that stands in their place. */
export interface DynamicType {
  readonly name: string
  readonly dynamic: true
  /** Bytes behind the offset, a multiple of 32. Throws `AbiValueError` if the value has the wrong kind. */
  sizeOf(value: AbiValue): number
  /** Writes the value at `at`, where `sizeOf(value)` zero bytes are free. Throws `AbiValueError`. */
  write(value: AbiValue, bytes: Uint8Array, at: number): void
  /** Reads a value that starts at `at`. Throws `AbiDataError`. */
  read(bytes: Uint8Array, at: number): AbiValue
}

/** A value does not belong to its parameter's type. */
export class AbiValueError extends Error {
  override readonly name = 'AbiValueError'
  constructor(type: string, value: unknown) {
    const shown =
      typeof value === 'bigint' && (value > WORD_MAX || value < -WORD_MAX) ? 'a huge integer' : String(value)
    super(
      `expected a value of type ${type}, got ${shown} (${typeof value}); integers are bigints, bytes are 0x hex`,
    )
  }
}

/** Bytes do not follow the types that they are read by. */
export class AbiDataError extends Error {
  override readonly name = 'AbiDataError'
  constructor(detail: string) {
    super(`the data does not follow the ABI: ${detail}`)
  }
}
