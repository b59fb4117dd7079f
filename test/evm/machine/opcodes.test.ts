import { expect, test } from 'vitest'
import { Machine } from '../../../src/evm/machine/machine.ts'
import { Op } from '../../../src/evm/machine/opcodes.ts'
import { CALLER, CONTRACTS, push } from './programs.ts'

const MAX = 2n ** 256n - 1n
const MIN_SIGNED = 2n ** 255n

/** A two's complement word. */
function signed(value: bigint): bigint {
  return BigInt.asUintN(256, value)
}

/** Result of an opcode; operands are given top first. */
function evaluate(op: number, ...operands: bigint[]): bigint {
  const machine = new Machine()
  const result = [...push(0), Op.MSTORE, ...push(32), ...push(0), Op.RETURN]
  machine.place(CONTRACTS[0]!, Uint8Array.from([...operands.toReversed().flatMap(push), op, ...result]))
  const message = { from: CALLER, to: CONTRACTS[0], data: new Uint8Array(), timestamp: 0n, blockNumber: 0n }
  const { ok, returned } = machine.execute(message)
  expect(ok).toBe(true)
  return BigInt(`0x${Buffer.from(returned).toString('hex')}`)
}

const table: [op: keyof typeof Op, operands: bigint[], result: bigint][] = [
  ['ADD', [MAX, 1n], 0n],
  ['ADD', [2n ** 31n - 1n, 1n], 2n ** 31n],
  ['SUB', [0n, 1n], MAX],
  ['MUL', [2n ** 128n, 2n ** 128n], 0n],
  ['MUL', [2n ** 27n + 1n, 2n ** 27n + 1n], 2n ** 54n + 2n ** 28n + 1n],
  ['DIV', [7n, 0n], 0n],
  ['SDIV', [MIN_SIGNED, MAX], MIN_SIGNED],
  ['SDIV', [signed(-7n), 2n], signed(-3n)],
  ['SDIV', [7n, 0n], 0n],
  ['MOD', [7n, 0n], 0n],
  ['SMOD', [signed(-8n), 3n], signed(-2n)],
  ['SMOD', [8n, signed(-3n)], 2n],
  ['SMOD', [8n, 0n], 0n],
  ['ADDMOD', [MAX, 2n, 2n], 1n],
  ['ADDMOD', [MAX, MAX, 0n], 0n],
  ['MULMOD', [MAX, MAX, 12n], 9n],
  ['MULMOD', [MAX, MAX, 0n], 0n],
  ['EXP', [0n, 0n], 1n],
  ['EXP', [2n, 255n], MIN_SIGNED],
  ['EXP', [2n, 256n], 0n],
  ['EXP', [3n, 2n], 9n],
  ['EXP', [MAX, MAX], MAX],
  ['SIGNEXTEND', [0n, 0x7fn], 0x7fn],
  ['SIGNEXTEND', [0n, 0x80n], signed(-128n)],
  ['SIGNEXTEND', [0n, 0x122n], 0x22n],
  ['SIGNEXTEND', [30n, MIN_SIGNED], 0n],
  ['SIGNEXTEND', [31n, MIN_SIGNED], MIN_SIGNED],
  ['SIGNEXTEND', [MAX, 0x80n], 0x80n],
  ['LT', [MAX, 0n], 0n],
  ['SLT', [MAX, 0n], 1n],
  ['SLT', [0n, MAX], 0n],
  ['SGT', [0n, MAX], 1n],
  ['SGT', [MIN_SIGNED, 0n], 0n],
  ['BYTE', [0n, MIN_SIGNED], 0x80n],
  ['BYTE', [31n, 0x1234n], 0x34n],
  ['BYTE', [32n, MAX], 0n],
  ['BYTE', [MAX, MAX], 0n],
  ['SHL', [255n, 1n], MIN_SIGNED],
  ['SHL', [256n, 1n], 0n],
  ['SHL', [1n, MAX], MAX - 1n],
  ['SHR', [255n, MIN_SIGNED], 1n],
  ['SHR', [256n, MAX], 0n],
  ['SAR', [1n, MIN_SIGNED], 2n ** 255n + 2n ** 254n],
  ['SAR', [255n, MIN_SIGNED], MAX],
  ['SAR', [256n, MIN_SIGNED], MAX],
  ['SAR', [MAX, 2n ** 254n], 0n],
  ['NOT', [0n], MAX],
  ['ISZERO', [0n], 1n],
  ['ISZERO', [MIN_SIGNED], 0n],
  ['EQ', [2n ** 31n, 2n ** 31n], 1n],
]

test.each(table)('%s of %s is %s', (op, operands, result) => {
  expect(evaluate(Op[op], ...operands)).toBe(result)
})

test('a small result of a calculation equals the same number pushed', () => {
  const small = [...push(5n), ...push(2n ** 200n), Op.MUL, ...push(2n ** 200n), Op.SWAP1, Op.DIV]
  const machine = new Machine()
  const code = [...small, ...push(5n), Op.EQ, ...push(0), Op.MSTORE, ...push(32), ...push(0), Op.RETURN]
  machine.place(CONTRACTS[0]!, Uint8Array.from(code))
  const message = { from: CALLER, to: CONTRACTS[0], data: new Uint8Array(), timestamp: 0n, blockNumber: 0n }
  expect(machine.execute(message).returned.at(-1)).toBe(1)
})
