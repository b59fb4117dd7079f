/**
 * Calls: call data and return values of a function.
 *
 * A function is prepared once: selector and types are resolved then, and encoding only writes words.
 */
import { fromHex } from '../machine/hex.ts'
import type { Hex } from '../machine/hex.ts'
import type { Abi, AbiFunction } from './abi.ts'
import { ArgumentCountError, decodeParameters, encodeParameters, parameterTypes } from './parameters.ts'
import { selectorOf, signatureOf } from './signature.ts'
import { UnsupportedAbiType } from './type.ts'
import { AbiDataError, AbiValueError, type AbiValue } from './value.ts'

export interface PreparedCall {
  readonly name: string
  /** Canonical signature, e.g. `transfer(address,uint256)`. */
  readonly signature: string
  /**
   * Call data for the arguments.
   *
   * @throws {ArgumentCountError} when the number of arguments is wrong.
   * @throws {AbiValueError} when an argument is not of its parameter's type.
   */
  encode(...args: readonly AbiValue[]): Uint8Array
  /** Whether call data is of this function, by its first four bytes. */
  isCalledBy(data: Uint8Array): boolean
  /**
   * The arguments in call data of this function.
   *
   * @throws {AbiDataError} when the data is malformed.
   */
  argumentsIn(data: Uint8Array): readonly AbiValue[]
  /**
   * All return values, in order; an empty list for a function without return values.
   *
   * @throws {AbiDataError} when the data is malformed. Empty data where values are expected means that the
   * address has no contract.
   */
  decode(returned: Uint8Array): readonly AbiValue[]
}

/**
 * Prepares a function, identified by its name or, if overloaded, by its signature.
 *
 * @param contract the contract's name, for error messages, which also name the function.
 * @throws {FunctionNotFound} when the ABI has no such function, or several with that name.
 * @throws {UnsupportedAbiType} when a parameter or a return value has an unsupported type.
 */
export function prepareCall(abi: Abi, nameOrSignature: string, contract = 'the contract'): PreparedCall {
  const functions = abi.filter((item): item is AbiFunction => item.type === 'function')
  const found = functions.filter(
    (item) => item.name === nameOrSignature || signatureOf(item) === nameOrSignature,
  )
  const [item] = found
  if (item === undefined || found.length > 1)
    throw new FunctionNotFound(contract, nameOrSignature, found, functions)
  const signature = signatureOf(item)
  const selector = selectorOf(signature)
  const where = `${contract}.${signature}`
  const inputs = named(where, () => parameterTypes(item.inputs))
  const outputs = named(where, () => parameterTypes(item.outputs))
  return {
    name: item.name,
    signature,
    encode: (...args) => {
      try {
        return encodeParameters(inputs, args, selector)
      } catch (error) {
        throw namedError(where, error)
      }
    },
    isCalledBy: (data) => selector.every((byte, index) => data[index] === byte),
    argumentsIn: (data) => decodeParameters(inputs, data.subarray(4)),
    decode: (returned) => {
      try {
        return decodeParameters(outputs, returned)
      } catch (error) {
        throw namedError(`the answer of ${where}`, error)
      }
    },
  }
}

/** The result of `act`; an error of the codec says where it happened. */
function named<T>(where: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw namedError(where, error)
  }
}

function namedError(where: string, error: unknown): unknown {
  if (isOfCodec(error)) error.message = `${where}: ${error.message}`
  return error
}

/** Whether values do not fit what an ABI says. */
export function isOfCodec(error: unknown): error is Error {
  return (
    error instanceof ArgumentCountError ||
    error instanceof AbiValueError ||
    error instanceof AbiDataError ||
    error instanceof UnsupportedAbiType
  )
}

/**
 * Data of a deployment: the creation code, followed by the constructor's arguments.
 *
 * @throws {NotDeployable} when the contract is an interface or abstract, and so has no creation code.
 * @throws {ArgumentCountError} when the number of arguments is wrong.
 * @throws {AbiValueError} when an argument is not of its parameter's type.
 */
export function creationCode(
  artifact: { readonly contract: string; readonly abi: Abi; readonly bytecode: Hex },
  ...args: readonly AbiValue[]
): Uint8Array {
  if (artifact.bytecode === '0x') throw new NotDeployable(artifact.contract)
  const constructor = artifact.abi.find((item) => item.type === 'constructor')
  return named(`the constructor of ${artifact.contract}`, () =>
    encodeParameters(parameterTypes(constructor?.inputs ?? []), args, fromHex(artifact.bytecode)),
  )
}

/** The ABI has no such function, or several with that name. */
export class FunctionNotFound extends Error {
  override readonly name = 'FunctionNotFound'
  constructor(
    contract: string,
    wanted: string,
    found: readonly AbiFunction[],
    functions: readonly AbiFunction[],
  ) {
    const problem = found.length > 1 ? 'several functions' : 'no function'
    const choices = (found.length > 1 ? found : functions).map(signatureOf).join(', ')
    super(`${contract} has ${problem} ${wanted}; its ABI has: ${choices || 'none'}`)
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
