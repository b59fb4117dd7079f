import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { transactionGas } from '../../../src/evm/machine/gas.ts'
import { BadHex, fromHex, toHex } from '../../../src/evm/machine/hex.ts'
import { keccak, keccakPair, keccakSingle } from '../../../src/evm/machine/keccak.ts'
import { Machine } from '../../../src/evm/machine/machine.ts'
import { canonical, wordToBytes } from '../../../src/evm/machine/word.ts'
import { callData, initCode } from './contracts.ts'
import { CALLER, CONTRACTS } from './programs.ts'

const TARGET = CONTRACTS[0]!

test('a transaction without execution costs 21000, and 4 or 16 for each byte of data', () => {
  const nothing = { gasUsed: 0n, gasRefund: 0n }
  expect(transactionGas(TARGET, new Uint8Array(), nothing)).toBe(21_000n)
  expect(transactionGas(TARGET, Uint8Array.of(0, 1, 0xff), nothing)).toBe(21_000n + 4n + 32n)
})

test('a creation costs 32000 more, and 2 for each started word of init code', () => {
  expect(transactionGas(undefined, new Uint8Array(33), { gasUsed: 0n, gasRefund: 0n })).toBe(
    53_000n + 33n * 4n + 4n,
  )
})

test('refunds are at most one fifth of all gas', () => {
  expect(transactionGas(TARGET, new Uint8Array(), { gasUsed: 4_000n, gasRefund: 4_999n })).toBe(20_001n)
  expect(transactionGas(TARGET, new Uint8Array(), { gasUsed: 4_000n, gasRefund: 5_001n })).toBe(20_000n)
})

test('a transfer of the whole balance costs less by the refund for the cleared slot', () => {
  const machine = new Machine()
  const message = { from: CALLER, timestamp: 0n, blockNumber: 0n }
  const token = machine.execute({ ...message, to: undefined, data: initCode('Token', 1000n) }).created!
  machine.execute({ ...message, to: token, data: callData('Token', 'mint', CALLER, 100n) })
  const mark = machine.checkpoint()
  const send = (amount: bigint) => {
    machine.rewind(mark)
    return machine.execute({ ...message, to: token, data: callData('Token', 'transfer', TARGET, amount) })
  }
  const [part, all] = [send(99n), send(100n)]
  expect([part.gasRefund, all.gasRefund]).toEqual([0n, 4800n])
  expect(all.gasUsed).toBe(part.gasUsed)
})

test('a cached hash is the hash of the bytes', () => {
  const word = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }).map(canonical)
  const property = fc.property(fc.oneof(word, fc.nat(20)), fc.oneof(word, fc.nat(20)), (a, b) => {
    const both = Uint8Array.of(...wordToBytes(a), ...wordToBytes(b))
    for (let again = 0; again < 2; again++) {
      expect(keccakPair(a, b)).toBe(keccak(both))
      expect(keccakSingle(a)).toBe(keccak(wordToBytes(a)))
    }
  })
  fc.assert(property)
})

test('hashes remain correct when the cache is cleared', { timeout: 60_000 }, () => {
  const first = keccakSingle(0)
  for (let i = 0; i < 140_000; i++) keccakSingle(i)
  expect(keccakSingle(0)).toBe(first)
})

test('hex is 0x and whole bytes', () => {
  const property = fc.property(fc.uint8Array(), (bytes) => {
    expect(fromHex(toHex(bytes))).toEqual(bytes)
  })
  fc.assert(property)
  for (const bad of ['', '00', '0x0', '0xgg', ' 0x00']) expect(() => fromHex(bad)).toThrow(BadHex)
})
