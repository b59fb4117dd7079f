/**
 * Parameters: a list of values as ABI data, first the heads, then the tails of dynamic types.
 *
 * Types are resolved once, when a list is prepared. Encoding allocates the result only.
 */
import { viewOf } from '../machine/word.ts'
import type { AbiParameter } from './abi.ts'
import type { AbiType } from './type.ts'
import { abiType } from './type.ts'
import type { AbiValue } from './value.ts'
import { putWord, wordAt } from './word.ts'

/** Types of a parameter list, in order. */
export type ParameterTypes = readonly AbiType[]

/**
 * Resolves the types of parameters.
 *
 * @throws {UnsupportedAbiType} when a type is not supported.
 */
export function parameterTypes(parameters: readonly AbiParameter[]): ParameterTypes {
  return parameters.map(({ type }) => abiType(type))
}

/**
 * `prefix` followed by the encoded `values`.
 *
 * @throws {ArgumentCountError} when the numbers of values and types differ.
 * @throws {AbiValueError} when a value is not of its type.
 */
export function encodeParameters(
  types: ParameterTypes,
  values: readonly AbiValue[],
  prefix: Uint8Array,
): Uint8Array {
  if (values.length !== types.length) throw new ArgumentCountError(types.length, values.length)
  const start = prefix.length
  let tail = 32 * types.length
  let size = start + tail
  for (let i = 0; i < types.length; i++) {
    const type = types[i]!
    if (type.dynamic) size += type.sizeOf(values[i]!)
  }
  const bytes = new Uint8Array(size)
  bytes.set(prefix)
  const view = viewOf(bytes)
  for (let i = 0; i < types.length; i++) {
    const type = types[i]!
    const value = values[i]!
    if (type.dynamic) {
      putWord(view, start + 32 * i, BigInt(tail))
      type.write(value, bytes, start + tail)
      tail += type.sizeOf(value)
    } else {
      putWord(view, start + 32 * i, type.toWord(value))
    }
  }
  return bytes
}

/**
 * Decodes the values of `bytes`. Trailing bytes are ignored, as in Solidity.
 *
 * @throws {AbiDataError} when the bytes do not match the types, for example because they end early.
 */
export function decodeParameters(types: ParameterTypes, bytes: Uint8Array): readonly AbiValue[] {
  return types.map((type, index) => {
    const word = wordAt(bytes, 32 * index)
    if (!type.dynamic) return type.fromWord(word)
    // An offset above 2^53 is inexact as a number, but still beyond the end, so reading it throws.
    return type.read(bytes, Number(word))
  })
}

/** The number of values differs from the number of types. */
export class ArgumentCountError extends Error {
  override readonly name = 'ArgumentCountError'
  constructor(expected: number, given: number) {
    super(`expected ${expected} values, got ${given}`)
  }
}
