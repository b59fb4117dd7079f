/**
 * Canaries of the comparison with EthereumJS: it must kill each mutant of the machine.
 */
import * as fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { CONTINUES } from '../../../src/evm/machine/frame.ts'
import { OPCODES, Op } from '../../../src/evm/machine/opcodes.ts'
import { OPERATIONS } from '../../../src/evm/machine/operations.ts'
import type { Operation } from '../../../src/evm/machine/operations.ts'
import { Memory } from '../../../src/evm/machine/memory.ts'
import { EvmState } from '../../../src/evm/machine/state.ts'
import { Disagreement, SEED, agreement } from './differential.ts'

let restore: (() => void)[] = []
afterEach(() => {
  for (const undo of restore) undo()
  restore = []
})

/** Replaces a property until the test ends. */
function replace<K extends PropertyKey, T>(owner: Record<K, T>, key: K, by: (was: T) => T): void {
  const was = owner[key]
  owner[key] = by(was)
  restore.push(() => {
    owner[key] = was
  })
}

const table = OPCODES as Record<number, (typeof OPCODES)[number]>
const operations = OPERATIONS as Record<number, Operation | undefined>

/** Appends an effect to an operation. */
function after(op: number, more: (...of: Parameters<Operation>) => void): void {
  replace(operations, op, (was) => (execution, frame) => {
    const status = was!(execution, frame)
    if (status === CONTINUES) more(execution, frame)
    return status
  })
}

const mutants: [what: string, applyMutant: () => void][] = [
  ['ADD costs 4', () => replace(table, Op.ADD, (was) => ({ ...was!, gas: 4 }))],
  ['JUMPDEST is free', () => replace(table, Op.JUMPDEST, (was) => ({ ...was!, gas: 0 }))],
  ['MCOPY is unknown', () => replace(table, Op.MCOPY, () => undefined)],
  ['KECCAK256 charges no words', () => after(Op.KECCAK256, (_, frame) => (frame.gas += 6))],
  ['EXP omits the cost of a byte', () => after(Op.EXP, (_, frame) => (frame.gas += 50))],
  ['SLOAD returns one too many', () => after(Op.SLOAD, (_, frame) => frame.push(BigInt(frame.pop()) + 1n))],
  ['SLOAD stays cold', () => after(Op.SLOAD, (execution) => (execution.state.epoch += 1))],
  ['SSTORE refunds nothing', () => after(Op.SSTORE, (execution) => (execution.refund = 0))],
  [
    'LOG1 reverses the order of logs',
    () => after(Op.LOG0 + 1, (execution) => (execution.logs = execution.logs.toReversed())),
  ],
  ['CALL keeps one gas of the callee’s remainder', () => after(Op.CALL, (_, frame) => (frame.gas -= 1))],
  [
    'a failed frame keeps what it warmed',
    () =>
      replace(
        EvmState.prototype as { rollbackMessage(mark: number): void },
        'rollbackMessage',
        () => () => {},
      ),
  ],
  [
    'a failed frame keeps its writes',
    () => replace(EvmState.prototype as { rollback(mark: number): void }, 'rollback', () => () => {}),
  ],
  [
    'memory is not cleared',
    () =>
      replace(
        Memory.prototype as { reset(): void },
        'reset',
        () =>
          function (this: Memory) {
            this.size = 0
          },
      ),
  ],
]

test.each(mutants)('the comparison kills: %s', { timeout: 120_000 }, async (_, applyMutant) => {
  applyMutant()
  const result = await fc.check(agreement(), { seed: SEED, numRuns: 2000, endOnFailure: true })
  expect(result.failed).toBe(true)
  expect(result.errorInstance).toBeInstanceOf(Disagreement)
})
