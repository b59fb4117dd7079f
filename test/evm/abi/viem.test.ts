import * as fc from 'fast-check'
import {
  decodeFunctionData,
  encodeAbiParameters,
  encodeDeployData,
  encodeErrorResult,
  encodeEventTopics,
  encodeFunctionData,
  toEventSelector,
  toFunctionSelector,
} from 'viem'
import type { Abi as ViemAbi, AbiParameter as ViemParameter } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Abi, AbiEvent, AbiFunction, AbiParameter } from '../../../src/evm/abi/abi.ts'
import { creationCode, prepareCall } from '../../../src/evm/abi/call.ts'
import { decodeLog, prepareEvents } from '../../../src/evm/abi/log.ts'
import { decodeRevert, prepareErrors } from '../../../src/evm/abi/revert.ts'
import { selectorOf, signatureOf, topicOf } from '../../../src/evm/abi/signature.ts'
import type { AbiValue } from '../../../src/evm/abi/value.ts'
import { outsideArtifacts } from '../../../src/evm/compile/outside.ts'
import { projectArtifacts } from '../../../src/evm/compile/project.ts'
import { fromHex, toHex } from '../../../src/evm/machine/hex.ts'

const artifacts = [...projectArtifacts(), ...Object.values(outsideArtifacts())]

/** Every supported type, alone and mixed, beyond those of the artifacts. */
const kinds = (
  'uint256 uint112 uint32 uint8 int256 int24 bool address bytes32 bytes4 ' +
  'string bytes uint256[] uint8[] address[] bool[] bytes32[] int8[]'
).split(' ')
const named = (types: readonly string[]): AbiParameter[] =>
  types.map((type, index) => ({ name: `p${index}`, type }))
const mixed: Abi = [
  ...kinds.map((kind): AbiFunction => {
    const parameters = named([kind])
    return {
      type: 'function',
      name: `only_${kind.replace('[]', 's')}`,
      inputs: parameters,
      outputs: parameters,
      stateMutability: 'view',
    }
  }),
  {
    type: 'function',
    name: 'all',
    inputs: named(kinds),
    outputs: named(kinds.toReversed()),
    stateMutability: 'view',
  },
  { type: 'error', name: 'All', inputs: named(kinds) },
  {
    type: 'event',
    name: 'All',
    anonymous: false,
    inputs: named(kinds).map((parameter, index) => ({
      ...parameter,
      indexed: index % 5 === 1 && !/\[|s$/.test(parameter.type),
    })),
  },
]

const subjects: readonly (readonly [name: string, abi: Abi])[] = [
  ...artifacts.map(({ contract, abi }) => [contract, abi] as const),
  ['every type', mixed],
]

/** Values of a type, including its bounds. */
function valuesOf(type: string): fc.Arbitrary<AbiValue> {
  if (type.endsWith('[]')) return fc.array(valuesOf(type.slice(0, -2)), { maxLength: 5 })
  const bytes = (length: { minLength: number; maxLength: number }) =>
    fc
      .oneof(
        fc.uint8Array(length),
        fc.constant(new Uint8Array(length.minLength)),
        fc.constant(new Uint8Array(length.minLength).fill(0xff)),
      )
      .map(toHex)
  const [, kind, digits] = /^([a-z]+)(\d*)$/.exec(type)!
  const size = Number(digits)
  switch (kind) {
    case 'uint': {
      const max = (1n << BigInt(size)) - 1n
      return fc.oneof(fc.constantFrom(0n, 1n, max - 1n, max, max >> 1n), fc.bigInt({ min: 0n, max }))
    }
    case 'int': {
      const half = 1n << BigInt(size - 1)
      return fc.oneof(fc.constantFrom(0n, -1n, -half, half - 1n), fc.bigInt({ min: -half, max: half - 1n }))
    }
    case 'bool':
      return fc.boolean()
    case 'address':
      return bytes({ minLength: 20, maxLength: 20 })
    case 'string':
      return fc.string({ unit: 'grapheme', maxLength: 70 })
    case 'bytes':
      return size === 0 ? bytes({ minLength: 0, maxLength: 70 }) : bytes({ minLength: size, maxLength: size })
    default:
      throw new Error(`no values of type ${type}`)
  }
}

const valuesFor = (parameters: readonly AbiParameter[]): fc.Arbitrary<AbiValue[]> =>
  fc.tuple(...parameters.map(({ type }) => valuesOf(type)))

/** viem uses numbers for integers of up to 48 bits. */
function forViem(type: string, value: AbiValue): unknown {
  if (Array.isArray(value)) return value.map((item: AbiValue) => forViem(type.slice(0, -2), item))
  const bits = /^u?int(\d+)$/.exec(type)?.[1]
  return bits !== undefined && Number(bits) <= 48 ? Number(value) : value
}

const allForViem = (parameters: readonly AbiParameter[], values: readonly AbiValue[]): unknown[] =>
  parameters.map(({ type }, index) => forViem(type, values[index]!))

const viemData = (parameters: readonly AbiParameter[], values: readonly AbiValue[]): Uint8Array =>
  fromHex(encodeAbiParameters(parameters as readonly ViemParameter[], allForViem(parameters, values)))

const each = { numRuns: 40 }

describe.each(subjects)('the ABI of %s', (_, abi) => {
  const viemAbi = abi as ViemAbi
  const functions = abi.filter((item) => item.type === 'function')
  const events = abi.filter((item) => item.type === 'event')
  const errors = abi.filter((item) => item.type === 'error')

  it('has the signatures, selectors and topics that viem computes', () => {
    for (const item of functions) {
      expect(toHex(selectorOf(signatureOf(item)))).toBe(toFunctionSelector(item as never))
    }
    for (const item of events) expect(topicOf(signatureOf(item))).toBe(BigInt(toEventSelector(item as never)))
  })

  it('encodes calls as viem does, and viem decodes them', () => {
    for (const item of functions) {
      const call = prepareCall(abi, signatureOf(item))
      fc.assert(
        fc.property(valuesFor(item.inputs), (args) => {
          const data = toHex(call.encode(...args))
          const only = [item] as unknown as ViemAbi
          expect(data).toBe(
            encodeFunctionData({ abi: only, functionName: item.name, args: allForViem(item.inputs, args) }),
          )
          expect(lowerCased(decodeFunctionData({ abi: only, data }).args ?? [])).toEqual(
            allForViem(item.inputs, args),
          )
        }),
        each,
      )
    }
  })

  it('decodes the return values that viem encodes', () => {
    for (const item of functions) {
      const call = prepareCall(abi, signatureOf(item))
      fc.assert(
        fc.property(valuesFor(item.outputs), (values) => {
          expect(call.decode(viemData(item.outputs, values))).toEqual(values)
        }),
        each,
      )
    }
  })

  it('decodes the logs that viem encodes, with arguments in the ABI’s order', () => {
    const prepared = prepareEvents(abi)
    for (const item of events) {
      fc.assert(
        fc.property(valuesFor(item.inputs), (values) => {
          const unindexed = item.inputs.filter(({ indexed }) => !indexed)
          const valueOf = (parameter: AbiParameter) => values[item.inputs.indexOf(parameter as never)]!
          const topics = encodeEventTopics({
            abi: [item] as unknown as ViemAbi,
            eventName: item.name,
            args: allForViem(item.inputs, values).filter((__, index) => item.inputs[index]!.indexed) as never,
          })
          const data = viemData(unindexed, unindexed.map(valueOf))
          const log = { topics: topics.map((topic) => BigInt(topic as string)), data }
          expect(decodeLog(log, prepared)).toEqual({ name: item.name, args: values })
        }),
        each,
      )
    }
  })

  it('decodes the custom errors that viem encodes', () => {
    const prepared = prepareErrors(abi)
    for (const item of errors) {
      fc.assert(
        fc.property(valuesFor(item.inputs), (args) => {
          const data = encodeErrorResult({
            abi: [item] as unknown as ViemAbi,
            errorName: item.name,
            args: allForViem(item.inputs, args),
          })
          expect(decodeRevert(fromHex(data), prepared)).toEqual({ kind: 'custom', name: item.name, args })
        }),
        each,
      )
    }
  })

  it('encodes the constructor as viem does', () => {
    const inputs = abi.find((item) => item.type === 'constructor')?.inputs ?? []
    fc.assert(
      fc.property(valuesFor(inputs), (args) => {
        const bytecode = '0x600160025b'
        const expected = encodeDeployData({ abi: viemAbi, bytecode, args: allForViem(inputs, args) as never })
        expect(toHex(creationCode({ contract: 'C', abi, bytecode }, ...args))).toBe(expected)
      }),
      each,
    )
  })
})

/** viem returns addresses with checksums, the codec in lower case. */
function lowerCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCased)
  return typeof value === 'string' && /^0x[\da-fA-F]{40}$/.test(value) ? value.toLowerCase() : value
}

it('the artifacts contain functions, events and errors to compare', () => {
  const items = artifacts.flatMap(({ abi }) => abi)
  const count = (type: string) => items.filter((item) => item.type === type).length
  expect(count('function')).toBeGreaterThan(150)
  expect(count('event')).toBeGreaterThan(30)
  expect(count('error')).toBeGreaterThan(10)
})

it('only the events of vaults and distributor index addresses and ids', () => {
  const indexed = (contract: string): readonly string[] =>
    projectArtifacts()
      .filter((artifact) => artifact.contract === contract)
      .flatMap(({ abi }) => abi)
      .filter((item): item is AbiEvent => item.type === 'event')
      .filter(({ inputs }) => inputs.some((input) => input.indexed))
      .map(({ name }) => name)
      .toSorted()
  expect(indexed('StakingVault')).toEqual(['deposited', 'harvested', 'withdrawn'])
  expect(indexed('BuyBackVault')).toEqual(['deposited', 'harvested', 'withdrawn'])
  expect(indexed('ResetDistributor')).toEqual(['airdropped'])
  for (const contract of ['Master', 'Market']) expect(indexed(contract)).toEqual(['OwnershipTransferred'])
  for (const contract of ['BurnVault', 'LiquidityLocker']) expect(indexed(contract)).toEqual([])
})
