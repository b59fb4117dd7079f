import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BadAccount,
  BadMessage,
  Machine,
  UnknownMark,
  Unsupported,
} from '../../../src/evm/machine/machine.ts'
import type { AccountState, Message, SlotId, View } from '../../../src/evm/machine/machine.ts'
import { Op } from '../../../src/evm/machine/opcodes.ts'
import { SEED, cases, differences } from './differential.ts'
import { CALLER, CONTRACTS, genesis, messages, push } from './programs.ts'

const [A, B] = CONTRACTS as [AccountState['address'], AccountState['address']]

function program(...parts: (number | number[])[]): Uint8Array {
  return Uint8Array.from(parts.flat())
}

function messageTo(to: Message['to'], data = new Uint8Array()): Message {
  return { from: CALLER, to, data, timestamp: 1n, blockNumber: 1n }
}

/** Executes a message; an unsupported one has no effect. */
function attempt(machine: Machine, message: Message) {
  try {
    return machine.execute(message)
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error
    return undefined
  }
}

function peek(machine: Machine, message: Message) {
  try {
    return machine.view(message)
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error
    return undefined
  }
}

/** A view without its dependencies. */
function outcome(view: View | undefined) {
  return view && { ok: view.ok, returned: view.returned, logs: view.logs, gasUsed: view.gasUsed }
}

describe('rewinding', () => {
  test('restores exactly the accounts of the mark, nested and repeatedly', () => {
    const property = fc.property(genesis, messages, messages, (accounts, first, second) => {
      const machine = new Machine()
      for (const account of accounts) machine.load(account)
      const outer = machine.checkpoint()
      const atOuter = machine.accounts()
      for (const message of first) attempt(machine, message)
      const inner = machine.checkpoint()
      const atInner = machine.accounts()
      for (let again = 0; again < 2; again++) {
        for (const message of second) attempt(machine, message)
        machine.rewind(inner)
        expect(machine.accounts()).toEqual(atInner)
      }
      for (const message of second) attempt(machine, message)
      machine.rewind(outer)
      expect(machine.accounts()).toEqual(atOuter)
    })
    fc.assert(property, { seed: SEED, numRuns: cases(250) })
  })

  test('does not affect later messages: repeated receipts are equal', () => {
    const property = fc.property(genesis, messages, (accounts, sequence) => {
      const machine = new Machine()
      for (const account of accounts) machine.load(account)
      const mark = machine.checkpoint()
      const once = sequence.map((message) => attempt(machine, message))
      machine.rewind(mark)
      expect(sequence.map((message) => attempt(machine, message))).toEqual(once)
    })
    fc.assert(property, { seed: SEED, numRuns: cases(300) })
  })

  test('closes later marks and keeps its own open', () => {
    const machine = new Machine()
    const outer = machine.checkpoint()
    const inner = machine.checkpoint()
    machine.rewind(outer)
    expect(() => machine.rewind(inner)).toThrow(UnknownMark)
    machine.rewind(outer)
    machine.release(outer)
    expect(() => machine.rewind(outer)).toThrow(UnknownMark)
    expect(() => new Machine().rewind(outer)).toThrow(UnknownMark)
  })
})

describe('views', () => {
  test('have no effects', () => {
    const property = fc.property(genesis, messages, (accounts, sequence) => {
      const machine = new Machine()
      for (const account of accounts) machine.load(account)
      machine.takeWrites()
      const before = machine.accounts()
      for (const message of sequence) peek(machine, message)
      expect(machine.accounts()).toEqual(before)
      expect(machine.takeWrites()).toEqual([])
    })
    fc.assert(property, { seed: SEED, numRuns: cases(300) })
  })

  test('that are cached remain valid as long as none of their reads is written', () => {
    let kept = 0
    let stale = 0
    let changed = 0
    const property = fc.property(
      genesis,
      messages,
      messages,
      fc.boolean(),
      (accounts, asked, sequence, back) => {
        const machine = new Machine()
        for (const account of accounts) machine.load(account)
        const mark = machine.checkpoint()
        if (back) for (const message of sequence) attempt(machine, message)
        const views = asked.map((message) => [message, peek(machine, message)] as const)
        machine.takeWrites()
        if (back) machine.rewind(mark)
        else for (const message of sequence) attempt(machine, message)
        const writes = new Set<SlotId>(machine.takeWrites())
        for (const [message, remembered] of views) {
          if (remembered === undefined) continue
          const again = peek(machine, message)
          if (remembered.reads.some((slot) => writes.has(slot))) {
            stale++
            if (!isDeepStrictEqual(outcome(again), outcome(remembered))) changed++
          } else {
            kept++
            expect(again).toEqual(remembered)
          }
        }
      },
    )
    fc.assert(property, { seed: SEED, numRuns: cases(600) })
    // Coverage: some views remained valid, and some stale views had changed.
    expect(kept).toBeGreaterThan(100)
    expect(stale).toBeGreaterThan(100)
    expect(changed).toBeGreaterThan(30)
  })

  test('report the slots that they read, and whether they read the block', () => {
    const machine = new Machine()
    machine.place(A, program(push(7), Op.SLOAD, push(7), Op.SLOAD), [[7n, 1n]])
    machine.place(B, program(Op.TIMESTAMP))
    const { reads, readsBlock } = machine.view(messageTo(A))
    expect(reads.map(({ address, key }) => [address, key])).toEqual([
      [A, 'code'],
      [A, 7],
    ])
    expect(readsBlock).toBe(false)
    expect(machine.view(messageTo(B)).readsBlock).toBe(true)
  })
})

describe('writes', () => {
  const setTo = (value: number) => program(push(value), push(0), Op.SSTORE)
  const names = (writes: readonly SlotId[]) =>
    writes.filter(({ key }) => key !== 'nonce').map(({ address, key }) => `${address} ${key}`)

  test('are the differences since they were last taken, rewinding included', () => {
    const machine = new Machine()
    machine.place(A, setTo(1))
    machine.takeWrites()
    const mark = machine.checkpoint()
    machine.execute(messageTo(A))
    expect(names(machine.takeWrites())).toEqual([`${A} 0`])
    machine.execute(messageTo(A))
    expect(names(machine.takeWrites())).toEqual([])
    machine.rewind(mark)
    expect(names(machine.takeWrites())).toEqual([`${A} 0`])
    machine.execute(messageTo(A))
    machine.rewind(mark)
    expect(names(machine.takeWrites())).toEqual([])
  })

  test('exclude failed messages', () => {
    const machine = new Machine()
    machine.place(A, program([...setTo(1)], push(0), push(0), Op.REVERT))
    machine.takeWrites()
    expect(machine.execute(messageTo(A)).halt).toBe('revert')
    expect(names(machine.takeWrites())).toEqual([])
  })
})

describe('limits', () => {
  test('calls nest to a depth of 1024, without exhausting the host’s stack', async () => {
    // Calls itself with all gas, and counts the calls in slot 0.
    const count = [push(0), Op.SLOAD, push(1), Op.ADD, push(0), Op.SSTORE].flat()
    const again = [push(0), push(0), push(0), push(0), push(0), Op.ADDRESS, Op.GAS, Op.CALL].flat()
    const accounts = [{ address: A, nonce: 1, balance: 0n, code: program(count, again), storage: [] }]
    const message = { ...messageTo(A), gasLimit: 2n ** 40n }
    expect(await differences(accounts, [message])).toEqual([])
    const machine = new Machine()
    machine.place(A, accounts[0]!.code)
    machine.execute(message)
    expect(machine.storageAt(A, 0n)).toBe(1025n)
  })

  test('a gas limit beyond 2^40, or below zero, throws', () => {
    const machine = new Machine()
    expect(() => machine.execute({ ...messageTo(A), gasLimit: 2n ** 40n + 1n })).toThrow(BadMessage)
    expect(() => machine.execute({ ...messageTo(A), gasLimit: -1n })).toThrow(BadMessage)
  })

  test('accounts that cannot exist throw', () => {
    const machine = new Machine()
    expect(() => machine.place(A, new Uint8Array(), [[1n, 1n]])).toThrow(BadAccount)
    expect(() => machine.place(A, program(0xef))).toThrow(BadAccount)
    expect(() => machine.place('0x0000000000000000000000000000000000000004', program(0))).toThrow(BadAccount)
  })
})

describe('unsupported features', () => {
  /** A program that creates from init code, right-aligned in word 0. */
  const creating = (...initCode: number[]) =>
    program(
      push(BigInt(`0x${Buffer.from(initCode).toString('hex')}`)),
      push(0),
      Op.MSTORE,
      push(initCode.length),
      push(32 - initCode.length),
      push(0),
      Op.CREATE,
    )

  test.each([
    ['init code that starts with 0xEF00', creating(0xef, 0x00)],
    [
      'a creation that reverts with 0xEF',
      creating(...push(0xef), ...push(0), Op.MSTORE8, ...push(1), ...push(0), Op.REVERT),
    ],
    ['point evaluation', program(push(0), push(0), push(0), push(0), push(0), push(10), Op.GAS, Op.CALL)],
  ])('%s: throws, and the message has no effect', (_, code) => {
    const machine = new Machine()
    machine.place(A, program(push(1), push(0), Op.SSTORE, [...code]))
    const before = machine.accounts()
    expect(() => machine.execute(messageTo(A))).toThrow(Unsupported)
    expect(machine.accounts()).toEqual(before)
    expect(() => machine.view(messageTo(A))).toThrow(Unsupported)
    expect(machine.accounts()).toEqual(before)
  })
})

describe('an account without code', () => {
  test('can be called, which changes only the sender’s nonce', () => {
    const machine = new Machine()
    expect(machine.hasCode(A)).toBe(false)
    const receipt = machine.execute(messageTo(A))
    expect(receipt).toMatchObject({ ok: true, gasUsed: 0n, logs: [] })
    expect(machine.accounts()).toEqual([
      { address: CALLER, nonce: 1, balance: 0n, code: new Uint8Array(), storage: [] },
    ])
  })
})
