import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Abi, AbiParameter } from '../../../src/evm/abi/abi.ts'
import { creationCode, FunctionNotFound, NotDeployable, prepareCall } from '../../../src/evm/abi/call.ts'
import { decodeLog, prepareEvents } from '../../../src/evm/abi/log.ts'
import { ArgumentCountError } from '../../../src/evm/abi/parameters.ts'
import { decodeRevert, prepareErrors } from '../../../src/evm/abi/revert.ts'
import { topicOf } from '../../../src/evm/abi/signature.ts'
import { UnsupportedAbiType } from '../../../src/evm/abi/type.ts'
import { AbiDataError, AbiValueError } from '../../../src/evm/abi/value.ts'
import { fromHex, toHex } from '../../../src/evm/machine/hex.ts'

const parameters = (types: readonly string[]): AbiParameter[] => types.map((type) => ({ name: '', type }))

/** An ABI with one function `f` that takes and returns these types. */
const taking = (...types: readonly string[]): Abi => [
  {
    type: 'function',
    name: 'f',
    inputs: parameters(types),
    outputs: parameters(types),
    stateMutability: 'view',
  },
]

const word = (value: bigint | number): string => value.toString(16).padStart(64, '0')
const data = (...words: readonly (bigint | number)[]): Uint8Array => fromHex(`0x${words.map(word).join('')}`)

describe('encoding', () => {
  const wrong: readonly (readonly [
    type: string,
    value: bigint | string | boolean | bigint[],
    why: string,
  ])[] = [
    ['uint112', 1n << 112n, 'one too large'],
    ['uint8', -1n, 'negative'],
    ['uint256', 1n << 256n, 'one too large'],
    ['uint256', '1', 'a string'],
    ['int8', 128n, 'one too large'],
    ['int8', -129n, 'one too small'],
    ['bool', 1n, 'an integer'],
    ['address', '0x00', 'too short'],
    ['address', `0x${'g'.repeat(40)}`, 'no hex'],
    ['address', `  ${'1'.repeat(40)}`, 'without 0x'],
    ['address', 1n, 'an integer'],
    ['address', `0x${'1'.repeat(39)} `, 'a space in place of a digit'],
    ['bytes32', `0x${'0'.repeat(62)}`, 'too short'],
    ['bytes', '0x123', 'half a byte'],
    ['bytes', 'abc', 'no hex'],
    ['string', 5n, 'an integer'],
    ['uint8[]', [256n], 'an item out of range'],
    ['uint8[]', 5n, 'no array'],
  ]
  it.each(wrong)('throws, for %s, on %s: %s', (type, value) => {
    expect(() => prepareCall(taking(type), 'f').encode(value)).toThrow(AbiValueError)
  })

  it('throws on too few and too many arguments', () => {
    const call = prepareCall(taking('uint256'), 'f')
    expect(() => call.encode()).toThrow(ArgumentCountError)
    expect(() => call.encode(1n, 2n)).toThrow(ArgumentCountError)
    expect(toHex(call.encode(1n))).toMatch(/^0x[0-9a-f]{8}0{63}1$/)
  })

  it('reads an address in any case', () => {
    const call = prepareCall(taking('address'), 'f')
    const address = '0x7130d2A12B9BCbFAe4f2634d864A1Ee1Ce3Ead9c'
    expect(call.encode(address)).toEqual(call.encode(address.toLowerCase()))
    expect(call.decode(call.encode(address).subarray(4))).toEqual([address.toLowerCase()])
  })

  it.each([
    'tuple',
    'uint256[2]',
    'string[]',
    'uint256[][]',
    'uint7',
    'uint264',
    'bytes33',
    'fixed128x18',
    'uint',
  ])('throws UnsupportedAbiType for %s', (type) => {
    expect(() => prepareCall(taking(type), 'f')).toThrow(UnsupportedAbiType)
  })
})

describe('finding a function', () => {
  const abi = [...taking('uint256'), ...taking('address')]
  it('needs the signature for an overloaded name', () => {
    expect(() => prepareCall(abi, 'f')).toThrow(FunctionNotFound)
    expect(prepareCall(abi, 'f(address)').signature).toBe('f(address)')
  })
  it('lists the functions if there is no match', () => {
    expect(() => prepareCall(abi, 'g')).toThrow('f(uint256), f(address)')
  })
  it('throws on the deployment of an interface', () => {
    expect(() => creationCode({ contract: 'I', abi, bytecode: '0x' })).toThrow(NotDeployable)
  })
})

describe('decoding is as strict as Solidity', () => {
  const broken: readonly (readonly [types: string, why: string, data: Uint8Array])[] = [
    ['uint256', 'nothing came back', new Uint8Array()],
    ['uint256', 'half a word', new Uint8Array(31)],
    ['uint256,uint256', 'only one word', data(1)],
    ['uint112', 'out of range', data(1n << 112n)],
    ['int8', 'out of range', data(128)],
    ['bool', 'neither 0 nor 1', data(2)],
    ['address', 'more than 160 bits', data(1n << 160n)],
    ['bytes4', 'bits behind the bytes', data(1)],
    ['string', 'an offset behind the end', data(64, 0)],
    ['string', 'a huge offset', data((1n << 256n) - 32n, 0)],
    ['string', 'a length behind the end', data(32, 33, 0)],
    ['uint256[]', 'a length of 2^256 - 1', data(32, (1n << 256n) - 1n)],
    ['uint256[]', 'an item behind the end', data(32, 2, 1)],
    ['address[]', 'an item of more than 160 bits', data(32, 1, 1n << 160n)],
  ]
  it.each(broken)('%s: %s', (types, _, bytes) => {
    expect(() => prepareCall(taking(...types.split(',')), 'f').decode(bytes)).toThrow(AbiDataError)
  })

  it('but a byte order mark is kept', () => {
    const call = prepareCall(taking('string'), 'f')
    expect(call.decode(call.encode('\ufeffx').subarray(4))).toEqual(['\ufeffx'])
  })

  it('but trailing bytes are ignored', () => {
    expect(prepareCall(taking('uint256'), 'f').decode(data(7, 8))).toEqual([7n])
  })
})

describe('reverts', () => {
  const abi: Abi = [
    { type: 'error', name: 'Short', inputs: parameters(['uint8']) },
    { type: 'error', name: 'Odd', inputs: parameters(['tuple']) },
    { type: 'error', name: 'Bare', inputs: [] },
  ]
  const errors = prepareErrors(abi)
  const errorString = fromHex(`0x08c379a0${word(32)}${word(2)}6f6b${'0'.repeat(60)}`)

  it('decodes revert strings and panics without an ABI', () => {
    expect(decodeRevert(errorString)).toEqual({ kind: 'error', message: 'ok' })
    expect(decodeRevert(fromHex(`0x4e487b71${word(0x11)}`))).toEqual({ kind: 'panic', code: 0x11n })
  })

  it('distinguishes empty, unknown and malformed data', () => {
    expect(decodeRevert(new Uint8Array(), errors)).toEqual({ kind: 'empty' })
    expect(decodeRevert(fromHex('0x010203'), errors)).toEqual({ kind: 'unknown', data: '0x010203' })
    const ofThreeBytes = new Map([[0x01020300, { name: 'Cut', types: [] }]])
    expect(decodeRevert(fromHex('0x010203'), ofThreeBytes).kind).toBe('unknown')
    expect(decodeRevert(fromHex('0x01020300'), ofThreeBytes).kind).toBe('custom')
    expect(decodeRevert(fromHex('0x01020304'), errors)).toEqual({ kind: 'unknown', data: '0x01020304' })
    expect(decodeRevert(errorString.subarray(0, 60), errors).kind).toBe('unknown')
    expect(decodeRevert(fromHex('0x4e487b71'), errors).kind).toBe('unknown')
  })

  it('decodes a custom error only if it is prepared', () => {
    const bare = prepareCall([{ ...taking()[0]!, name: 'Bare' } as Abi[number]], 'Bare').encode()
    expect(decodeRevert(bare, errors)).toEqual({ kind: 'custom', name: 'Bare', args: [] })
    expect(decodeRevert(bare)).toEqual({ kind: 'unknown', data: toHex(bare) })
  })

  it('never throws, for any data', () => {
    const selectors = [...errors.keys(), 0x08c379a0, 0x4e487b71].map((selector) =>
      fromHex(`0x${selector.toString(16).padStart(8, '0')}`),
    )
    const tail = fc.oneof(
      fc.uint8Array({ maxLength: 130 }),
      fc.array(fc.bigInt({ min: 0n, max: 100n }), { maxLength: 4 }).map((words) => data(...words)),
    )
    const kinds = new Set<string>()
    fc.assert(
      fc.property(fc.constantFrom(...selectors, new Uint8Array()), tail, (selector, rest) => {
        kinds.add(decodeRevert(Uint8Array.of(...selector, ...rest), errors).kind)
      }),
      { numRuns: 3000 },
    )
    expect(kinds).toEqual(new Set(['error', 'panic', 'custom', 'empty', 'unknown']))
  })
})

describe('logs', () => {
  const transfer = (indexed: number): Abi => [
    {
      type: 'event',
      name: 'Transfer',
      anonymous: false,
      inputs: parameters(['address', 'address', 'uint256']).map((input, index) => ({
        ...input,
        indexed: index < indexed,
      })),
    },
  ]
  const topic = topicOf('Transfer(address,address,uint256)')
  const [from, to] = [`0x${'0'.repeat(39)}1`, `0x${'0'.repeat(39)}2`]
  const decoded = { name: 'Transfer', args: [from, to, 3n] }

  it('distinguishes by the number of topics between contracts that index the same event differently', () => {
    const events = prepareEvents(transfer(2), transfer(3))
    expect(decodeLog({ topics: [topic, 1n, 2n], data: data(3) }, events)).toEqual(decoded)
    expect(decodeLog({ topics: [topic, 1n, 2n, 3n], data: data() }, events)).toEqual(decoded)
    expect(decodeLog({ topics: [topic, 1n], data: data(2, 3) }, events)).toBeUndefined()
  })

  it('returns undefined for logs that match no prepared event', () => {
    const events = prepareEvents(transfer(2))
    expect(decodeLog({ topics: [], data: data() }, events)).toBeUndefined()
    expect(decodeLog({ topics: [topic + 1n, 1n, 2n], data: data(3) }, events)).toBeUndefined()
    expect(decodeLog({ topics: [topic, 1n, 2n], data: data() }, events)).toBeUndefined()
    expect(decodeLog({ topics: [topic, 1n << 160n, 2n], data: data(3) }, events)).toBeUndefined()
  })

  it('keeps the ABI’s order if inner arguments are indexed, and the hashes of indexed strings', () => {
    const inputs = parameters(['uint8', 'string', 'bool']).map((input, index) => ({
      ...input,
      indexed: index === 1,
    }))
    const events = prepareEvents([{ type: 'event', name: 'E', anonymous: false, inputs }])
    const log = { topics: [topicOf('E(uint8,string,bool)'), 0xabn], data: data(5, 1) }
    expect(decodeLog(log, events)).toEqual({ name: 'E', args: [5n, `0x${word(0xab)}`, true] })
  })

  it('omits anonymous events, and those with unsupported types', () => {
    const inputs = parameters(['tuple']).map((input) => ({ ...input, indexed: false }))
    const item = { type: 'event', name: 'E', inputs } as const
    expect(prepareEvents([{ ...item, anonymous: false }]).size).toBe(0)
    expect(prepareEvents([{ ...item, inputs: [], anonymous: true }]).size).toBe(0)
  })
})

describe('errors of a call', () => {
  const abi: Abi = [
    {
      type: 'function',
      name: 'pay',
      inputs: [{ name: 'to', type: 'address' }],
      outputs: [{ name: '', type: 'uint256' }],
      stateMutability: 'nonpayable',
    },
  ]

  it('name the contract and the function', () => {
    const call = prepareCall(abi, 'pay', 'Master')
    expect(() => prepareCall(abi, 'pays', 'Master')).toThrow(
      'Master has no function pays; its ABI has: pay(address)',
    )
    expect(() => call.encode()).toThrow('Master.pay(address): expected 1 values, got 0')
    expect(() => call.encode(5n)).toThrow('Master.pay(address): expected a value of type address')
    expect(() => call.decode(new Uint8Array())).toThrow('the answer of Master.pay(address): the data')
    const deployed = { contract: 'Master', abi: [], bytecode: '0x00' } as const
    expect(() => creationCode(deployed, 1n)).toThrow('the constructor of Master: expected 0 values, got 1')
  })
})
