/**
 * Parameters: a list of values as ABI data, heads first, then what varies in length.
 *
 * Types are looked up once, when a list is prepared; encoding allocates the result and nothing else.
 */
import { viewOf } from '../machine/word.ts'
import type { AbiParameter } from './abi.ts'
import type { AbiType } from './type.ts'
import { abiType } from './type.ts'
import type { AbiValue } from './value.ts'
import { putWord, wordAt } from './word.ts'

/** Types of a parameter list, in order. */
export type ParameterTypes = readonly AbiType[]

/** Looks the types up. Throws `UnsupportedAbiType`. */
export function parameterTypes(parameters: readonly AbiParameter[]): ParameterTypes {
  return parameters.map(({ type }) => abiType(type))
}

/**
 * `prefix` followed by the encoded `values`.
 *
 * @throws {ArgumentCountError} there are not as many values as types.
 * @throws {AbiValueError} a value does not belong to its type.
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
 * Values of `bytes`. Bytes behind the last value are ignored, as Solidity does.
 *
 * @throws {AbiDataError} the bytes do not follow the types, e.g. because they end early.
 */
export function decodeParameters(types: ParameterTypes, bytes: Uint8Array): readonly AbiValue[] {
  const view = viewOf(bytes)
  return types.map((type, index) => {
    const word = wordAt(view, 32 * index)
    if (!type.dynamic) return type.fromWord(word)
    // An offset too great to be exact as a number is far behind the end, where nothing can be read.
    return type.read(bytes, Number(word))
  })
}

/** A call was given too many or too few values. */
export class ArgumentCountError extends Error {
  override readonly name = 'ArgumentCountError'
  constructor(expected: number, given: number) {
    super(`expected ${expected} values, got ${given}`)
  }
}
