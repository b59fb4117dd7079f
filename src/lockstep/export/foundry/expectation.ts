/**
 * Expectations of an exported test: what the model says, as Solidity expressions.
 */
import type { Abi, AbiFunction, AbiEvent, AbiParameter } from '../../../evm/abi/abi.ts'
import { encodeParameters, parameterTypes } from '../../../evm/abi/parameters.ts'
import { signatureOf, topicOf } from '../../../evm/abi/signature.ts'
import { abiType } from '../../../evm/abi/type.ts'
import type { AbiValue } from '../../../evm/abi/value.ts'
import { projectBuild, type Build } from '../../../evm/build.ts'
import { artifactsOf } from '../../../evm/interface.ts'
import { toHex } from '../../../evm/machine/hex.ts'
import type { Names } from '../../../evm/names.ts'
import { isPair, type Account } from '../../../model/interface/accounts.ts'
import type { Event, Value } from '../../../model/interface/outcome.ts'
import { REVERT_CODES } from '../../../model/surface/revert-strings.ts'
import type { AddressBook } from './address-book.ts'

const NOTHING = new Uint8Array()

export class Expectations {
  private readonly build: Build
  private readonly names: Names
  private readonly book: AddressBook

  constructor(build: Build, names: Names, book: AddressBook) {
    this.build = build
    this.names = names
    this.book = book
  }

  /** Call data as an expression: readable where all arguments are single words. */
  call(contract: Account, fn: string, data: Uint8Array, args: readonly Value[]): string {
    const item = this.functionOf(contract, fn)
    const signature = signatureOf(item)
    if (item.inputs.some(({ type }) => abiType(type).dynamic))
      return `bytes.concat(bytes4(keccak256("${signature}")), ${hexLiteral(data.subarray(4))})`
    const words = args.map((arg, index) => this.word(arg, item.inputs[index]!))
    return `abi.encodeWithSignature(${[`"${signature}"`, ...words].join(', ')})`
  }

  /** What a function or view returns, encoded. */
  returned(contract: Account, fn: string, value: Value | undefined): string {
    const { outputs } = this.functionOf(contract, fn)
    const values = listOf(value, outputs.length)
    if (outputs.some(({ type }) => abiType(type).dynamic))
      return hexLiteral(
        encodeParameters(
          parameterTypes(outputs),
          values.map((one) => this.valueFor(one)),
          NOTHING,
        ),
      )
    return values.length === 0
      ? '""'
      : `abi.encode(${values.map((one, index) => this.word(one, outputs[index]!)).join(', ')})`
  }

  /** Whether the call just made reverted with a code. */
  reverted(code: string): string {
    const codes = new Map(Object.entries({ ...REVERT_CODES, ...this.build.reverts }))
    const errors = Object.values({ ...artifactsOf(projectBuild()), ...artifactsOf(this.build) })
      .flatMap(({ abi }) => abi)
      .filter((item) => item.type === 'error' && (codes.get(item.name) ?? item.name) === code)
      .map((item) => `_isCustom("${signatureOf(item as { name: string; inputs: readonly AbiParameter[] })}")`)
    const messages = [...codes]
      .filter(([, known]) => known === code)
      .map(([message]) => `_isError(${stringLiteral(message)})`)
    // A text that no table knows.
    const text = /^Error\((".*")\)$/s.exec(code)
    const panic = /^Panic\((0x[0-9a-f]+)\)$/.exec(code)
    const checks = [
      ...new Set(errors),
      ...messages,
      ...(text === null ? [] : [`_isError(${stringLiteral(JSON.parse(text[1]!) as string)})`]),
      ...(panic === null ? [] : [`_isPanic(${panic[1]})`]),
      ...(code === 'NoReason' ? ['_isEmpty()'] : []),
      ...(code === 'NoContract' ? ['_isMissing()'] : []),
    ]
    return checks.length === 0 ? '_failed()' : checks.join(' || ')
  }

  /** Emitter, topics and data of an event, as three expressions; undefined if no ABI has it. */
  event({ on, name, args }: Event): readonly [string, string, string] | undefined {
    const item = this.eventOf(on, name, args.length)
    if (item === undefined) return undefined
    const values = args.map((arg) => this.valueFor(arg))
    const indexed = item.inputs.map((input) => input.indexed)
    const topics = item.inputs.flatMap(({ type }, index) => {
      const known = abiType(type)
      return indexed[index] && !known.dynamic ? [known.toWord(values[index]!)] : []
    })
    const data = encodeParameters(
      parameterTypes(item.inputs.filter((_, index) => !indexed[index])),
      values.filter((_, index) => !indexed[index]),
      NOTHING,
    )
    const words = [topicOf(signatureOf(item)), ...topics].map((word) => word.toString(16).padStart(64, '0'))
    return [this.book.of(on), `hex"${words.join('')}"`, hexLiteral(data)]
  }

  private functionOf(contract: Account, fn: string): AbiFunction {
    const found = this.abiOf(contract).find((item) => item.type === 'function' && item.name === fn)
    if (found === undefined) throw new Error(`expected a function ${fn} of ${contract}`)
    return found as AbiFunction
  }

  private eventOf(on: Account, name: string, count: number): AbiEvent | undefined {
    const abis = [this.abiOf(on), ...Object.values(artifactsOf(projectBuild())).map(({ abi }) => abi)]
    return abis
      .flat()
      .find(
        (item): item is AbiEvent =>
          item.type === 'event' && item.name === name && item.inputs.length === count,
      )
  }

  private abiOf(contract: Account): Abi {
    const artifacts: Readonly<Record<string, { readonly abi: Abi }>> = artifactsOf(this.build)
    return artifacts[isPair(contract) ? 'pair' : contract]?.abi ?? []
  }

  /** A value in one word, as an expression. */
  private word(value: Value, { type }: AbiParameter): string {
    if (type === 'address') return this.book.of(value as Account)
    if (typeof value === 'bigint') return `${type}(${value})`
    return typeof value === 'boolean' ? `${value}` : `${type}(${String(value)})`
  }

  private valueFor(value: Value): AbiValue {
    if (Array.isArray(value)) return value.map((one: Value) => this.valueFor(one))
    if (typeof value !== 'string' || value.startsWith('0x')) return value as AbiValue
    return this.names.addressOf(value)
  }
}

/** A text as a Solidity literal. */
export function stringLiteral(text: string): string {
  const literal = JSON.stringify(text)
  return /^[\x20-\x7e]*$/.test(text) ? literal : `unicode${literal}`
}

/** Return values in a list: none, the value, or several. */
function listOf(value: Value | undefined, count: number): readonly Value[] {
  if (value === undefined) return []
  return count > 1 && Array.isArray(value) ? (value as readonly Value[]) : [value]
}

export function hexLiteral(bytes: Uint8Array): string {
  return `hex"${toHex(bytes).slice(2)}"`
}
