/**
 * Calls: what is sent to a contract, and what it returns.
 *
 * A call is prepared once per function; selector and types are looked up then, and encoding is writing words.
 */
import { fromHex } from '../machine/hex.ts'
import type { Hex } from '../machine/hex.ts'
import type { Abi, AbiFunction } from './abi.ts'
import { decodeParameters, encodeParameters, parameterTypes } from './parameters.ts'
import { selectorOf, signatureOf } from './signature.ts'
import type { AbiValue } from './value.ts'

export interface PreparedCall {
  readonly name: string
  /** Canonical signature, e.g. `transfer(address,uint256)`. */
  readonly signature: string
  /** Call data for these arguments. Throws `ArgumentCountError`, `AbiValueError`. */
  encode(...args: readonly AbiValue[]): Uint8Array
  /**
   * All return values, in order; none for a function that returns nothing. Throws `AbiDataError`, notably when the
   * function returns something and the data is empty: then there was no contract at the address.
   */
  decode(returned: Uint8Array): readonly AbiValue[]
}

/**
 * Prepares calls of a function, given by its name or, where names are overloaded, by its signature.
 *
 * @throws {FunctionNotFound} the ABI has no such function, or several of that name.
 * @throws {UnsupportedAbiType} a parameter or a return value is of a type that the codec leaves out.
 */
export function prepareCall(abi: Abi, nameOrSignature: string): PreparedCall {
  const functions = abi.filter((item): item is AbiFunction => item.type === 'function')
  const found = functions.filter(
    (item) => item.name === nameOrSignature || signatureOf(item) === nameOrSignature,
  )
  const [item] = found
  if (item === undefined || found.length > 1) throw new FunctionNotFound(nameOrSignature, found, functions)
  const signature = signatureOf(item)
  const selector = selectorOf(signature)
  const inputs = parameterTypes(item.inputs)
  const outputs = parameterTypes(item.outputs)
  return {
    name: item.name,
    signature,
    encode: (...args) => encodeParameters(inputs, args, selector),
    decode: (returned) => decodeParameters(outputs, returned),
  }
}

/**
 * What deploys a contract: its creation code, followed by the constructor's arguments.
 *
 * @throws {NotDeployable} an interface or an abstract contract has no creation code.
 * @throws {ArgumentCountError} the constructor takes another number of arguments.
 * @throws {AbiValueError} an argument does not belong to its parameter's type.
 */
export function creationCode(
  artifact: { readonly contract: string; readonly abi: Abi; readonly bytecode: Hex },
  ...args: readonly AbiValue[]
): Uint8Array {
  if (artifact.bytecode === '0x') throw new NotDeployable(artifact.contract)
  const constructor = artifact.abi.find((item) => item.type === 'constructor')
  return encodeParameters(parameterTypes(constructor?.inputs ?? []), args, fromHex(artifact.bytecode))
}

/** The ABI has no such function, or several. */
export class FunctionNotFound extends Error {
  override readonly name = 'FunctionNotFound'
  constructor(wanted: string, found: readonly AbiFunction[], functions: readonly AbiFunction[]) {
    const problem = found.length > 1 ? 'several functions' : 'no function'
    const choices = (found.length > 1 ? found : functions).map(signatureOf).join(', ')
    super(`the ABI has ${problem} ${wanted}; there are: ${choices || 'none'}`)
  }
}

/** The contract has no creation code. */
export class NotDeployable extends Error {
  override readonly name = 'NotDeployable'
  readonly contract: string
  constructor(contract: string) {
    super(`${contract} is an interface or abstract: it has no creation code`)
    this.contract = contract
  }
}
