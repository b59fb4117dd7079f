/**
 * ABI values: the representation of values, and the operations of a type.
 *
 * - Integers are bigints. Addresses are lower-case `0x` strings; encoding accepts upper case. `bytesN` and
 *   `bytes` are `0x` hex strings. Arrays are arrays.
 * - Decoding is as strict as Solidity's: a word out of its type's range is an error and is never truncated.
 */
import { WORD_MAX } from '../machine/word.ts'

export type AbiValue = bigint | boolean | string | readonly AbiValue[]

/** A type whose values take one word. */
export interface StaticType {
  readonly name: string
  readonly dynamic: false
  /** Encodes a value. @throws {AbiValueError} when the value is not of the type. */
  toWord(value: AbiValue): bigint
  /** Decodes a word. @throws {AbiDataError} when the word is out of range. */
  fromWord(word: bigint): AbiValue
}

/** A type whose values vary in length. The head holds the offset of the value in the tail. */
export interface DynamicType {
  readonly name: string
  readonly dynamic: true
  /**
   * Length of the encoded value in bytes, a multiple of 32. @throws {AbiValueError} when it is not of the
   * type.
   */
  sizeOf(value: AbiValue): number
  /**
   * Writes a value to `sizeOf(value)` zero bytes at `at`. @throws {AbiValueError} when it is not of the type.
   */
  write(value: AbiValue, bytes: Uint8Array, at: number): void
  /** Reads a value at `at`. @throws {AbiDataError} when the bytes do not match the type. */
  read(bytes: Uint8Array, at: number): AbiValue
}

/** A value is not of its parameter's type. */
export class AbiValueError extends Error {
  override readonly name = 'AbiValueError'
  constructor(type: string, value: unknown) {
    const shown =
      typeof value === 'bigint' && (value > WORD_MAX || value < -WORD_MAX) ? 'a huge integer' : String(value)
    super(
      `expected a value of type ${type}, got ${shown} (${typeof value}); ` +
        'integers are bigints, bytes are 0x hex',
    )
  }
}

/** Bytes do not match the types that they are decoded with. */
export class AbiDataError extends Error {
  override readonly name = 'AbiDataError'
  constructor(detail: string) {
    super(`the data does not match the ABI: ${detail}`)
  }
}
