import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SEED, agreement, cases } from './differential.ts'

test(
  'arbitrary programs end alike on the machine and on EthereumJS, in every field and in all state',
  { timeout: 3_600_000 },
  async () => {
    const reached = new Map<string, number>()
    const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1)
    await fc.assert(
      agreement((receipt) => count(receipt === 'unsupported' ? receipt : (receipt.halt ?? 'ok'))),
      { seed: SEED, numRuns: cases(800), endOnFailure: process.env['EVM_FUZZ_SHRINK'] === 'no' },
    )
    if (process.env['EVM_FUZZ_REPORT'] === 'yes') console.table([...reached])
    // A run in which some way of ending never occurred would say nothing about it.
    for (const end of ['ok', 'revert', 'out-of-gas', 'stack-underflow', 'invalid-jump', 'invalid-opcode']) {
      expect(reached.get(end) ?? 0, end).toBeGreaterThan(20)
    }
  },
)
