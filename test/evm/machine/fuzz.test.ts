import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SEED, agreement, cases } from './differential.ts'

test(
  'arbitrary programs give the same receipts and the same state on the machine and on EthereumJS',
  { timeout: 3_600_000 },
  async () => {
    const coverage = new Map<string, number>()
    const count = (what: string) => coverage.set(what, (coverage.get(what) ?? 0) + 1)
    await fc.assert(
      agreement((receipt) => count(receipt === 'unsupported' ? receipt : (receipt.halt ?? 'ok'))),
      { seed: SEED, numRuns: cases(800), endOnFailure: process.env['EVM_FUZZ_SHRINK'] === 'no' },
    )
    if (process.env['EVM_FUZZ_REPORT'] === 'yes') console.table([...coverage])
    // Coverage: each kind of receipt must occur.
    for (const end of ['ok', 'revert', 'out-of-gas', 'stack-underflow', 'invalid-jump', 'invalid-opcode']) {
      expect(coverage.get(end) ?? 0, end).toBeGreaterThan(20)
    }
  },
)
