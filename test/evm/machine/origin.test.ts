/** The origin of a message is its sender or another account, on the machine and on the reference. */
import { expect, test } from 'vitest'
import { Machine } from '../../../src/evm/machine/machine.ts'
import { Op } from '../../../src/evm/machine/opcodes.ts'
import { differences } from './differential.ts'
import { CALLER, CONTRACTS } from './programs.ts'

/** Stores and returns ORIGIN and CALLER. */
const STORE = [Op.ORIGIN, Op.PUSH1, 0, Op.SSTORE, Op.ORIGIN, Op.PUSH1, 0, Op.MSTORE]
const RETURN = [Op.CALLER, Op.PUSH1, 32, Op.MSTORE, Op.PUSH1, 64, Op.PUSH1, 0, Op.RETURN]
const PROGRAM = Uint8Array.from([...STORE, ...RETURN])

const ACCOUNT = { address: CONTRACTS[0]!, nonce: 1, balance: 0n, code: PROGRAM, storage: [] } as const
const message = { from: CALLER, to: CONTRACTS[0], data: new Uint8Array(), timestamp: 1n, blockNumber: 1n }
const OTHER = CONTRACTS[1]!

test.each([
  ['the sender by default', message, CALLER],
  ['another account where given', { ...message, origin: OTHER }, OTHER],
] as const)('tx.origin is %s', async (_what, sent, origin) => {
  const machine = new Machine()
  machine.load(ACCOUNT)
  const { returned } = machine.execute(sent)
  const word = (index: number): string =>
    `0x${Buffer.from(returned.slice(32 * index + 12, 32 * index + 32)).toString('hex')}`
  expect(word(0)).toBe(origin.toLowerCase())
  expect(word(1)).toBe(CALLER.toLowerCase())
  expect(await differences([ACCOUNT], [sent])).toEqual([])
})
