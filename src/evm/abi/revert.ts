/**
 * Reverts: decodes revert data.
 *
 * Decoding never throws: data that cannot be decoded is `unknown`.
 */
import { toHex } from '../machine/hex.ts'
import type { Hex } from '../machine/hex.ts'
import type { Abi } from './abi.ts'
import { decodeParameters, parameterTypes } from './parameters.ts'
import type { ParameterTypes } from './parameters.ts'
import { selectorNumber, selectorOf, signatureOf } from './signature.ts'
import { UnsupportedAbiType } from './type.ts'
import type { AbiValue } from './value.ts'
import { AbiDataError } from './value.ts'

export type Revert =
  /** `require` or `revert` with a string. */
  | { readonly kind: 'error'; readonly message: string }
  /** A check by the compiler, for example 0x11 for overflow. */
  | { readonly kind: 'panic'; readonly code: bigint }
  /** A custom error of one of the prepared ABIs; arguments in order. */
  | { readonly kind: 'custom'; readonly name: string; readonly args: readonly AbiValue[] }
  /**
   * No data: a bare `revert`, out of gas, an invalid opcode, or Solidity's check of an address without code.
   */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown'; readonly data: Hex }

/** Custom errors, by selector as a number. */
export type PreparedErrors = ReadonlyMap<number, { readonly name: string; readonly types: ParameterTypes }>

/**
 * Prepares the custom errors of several contracts. Errors with unsupported types are omitted and decode as
 * `unknown`.
 */
export function prepareErrors(...abis: readonly Abi[]): PreparedErrors {
  const errors = new Map<number, { readonly name: string; readonly types: ParameterTypes }>()
  for (const item of abis.flat()) {
    if (item.type !== 'error') continue
    try {
      const selector = selectorNumber(selectorOf(signatureOf(item)))
      errors.set(selector, { name: item.name, types: parameterTypes(item.inputs) })
    } catch (error) {
      if (!(error instanceof UnsupportedAbiType)) throw error
    }
  }
  return errors
}

/**
 * Decodes revert data. Malformed data, and data of an error that is not prepared, is `unknown`.
 *
 * @param errors the custom errors to recognise. @default none
 */
export function decodeRevert(data: Uint8Array, errors: PreparedErrors = noErrors): Revert {
  if (data.length === 0) return { kind: 'empty' }
  const selector = selectorNumber(data)
  const found = data.length < 4 ? undefined : (builtIn.get(selector) ?? errors.get(selector))
  if (found === undefined) return { kind: 'unknown', data: toHex(data) }
  let args: readonly AbiValue[]
  try {
    args = decodeParameters(found.types, data.subarray(4))
  } catch (error) {
    if (error instanceof AbiDataError) return { kind: 'unknown', data: toHex(data) }
    throw error
  }
  const [first] = args
  if (found === reason && typeof first === 'string') return { kind: 'error', message: first }
  if (found === panic && typeof first === 'bigint') return { kind: 'panic', code: first }
  return { kind: 'custom', name: found.name, args }
}

const noErrors: PreparedErrors = new Map()

// Built-in errors (Solidity documentation, "Control structures", Panic via assert and Error via require).
const parameter = (type: string): ParameterTypes => parameterTypes([{ name: '', type }])
const reason = { name: 'Error', types: parameter('string') }
const panic = { name: 'Panic', types: parameter('uint256') }
const builtIn: PreparedErrors = new Map([
  [selectorNumber(selectorOf('Error(string)')), reason],
  [selectorNumber(selectorOf('Panic(uint256)')), panic],
])
