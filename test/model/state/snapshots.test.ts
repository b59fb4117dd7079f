import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_LEDGER, NOWHERE, post } from '../../../src/model/kernel/ledger.ts'
import { get } from '../../../src/model/kernel/vector.ts'
import {
  keep,
  ledgerAt,
  NO_SNAPSHOTS,
  SnapshotIdZero,
  SnapshotNonexistent,
} from '../../../src/model/state/snapshots.ts'

describe('snapshots', () => {
  test('keep past balances unchanged by later postings', () => {
    const step = fc.oneof(
      fc.constant('snapshot' as const),
      fc.tuple(fc.nat(40), fc.nat(40), fc.bigInt(0n, 5n)),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        let ledger = post(EMPTY_LEDGER, NOWHERE, 0, 1_000n)
        let snapshots = NO_SNAPSHOTS
        const copies: bigint[][] = []
        for (const next of steps) {
          if (next === 'snapshot') {
            snapshots = keep(snapshots, ledger)
            copies.push(Array.from({ length: 41 }, (_, index) => get(ledger.balances, index)))
          } else if (get(ledger.balances, next[0]) >= next[2]) ledger = post(ledger, ...next)
        }
        for (const [index, copy] of copies.entries()) {
          const kept = ledgerAt(snapshots, BigInt(index + 1))
          expect(copy.map((_, holder) => get(kept.balances, holder))).toEqual(copy)
          expect(kept.supply).toBe(1_000n)
        }
      }),
    )
  })

  test('have ids from 1 to the latest', () => {
    const snapshots = keep(NO_SNAPSHOTS, EMPTY_LEDGER)
    expect(() => ledgerAt(snapshots, 0n)).toThrow(SnapshotIdZero)
    expect(ledgerAt(snapshots, 1n)).toBe(EMPTY_LEDGER)
    expect(() => ledgerAt(snapshots, 2n)).toThrow(SnapshotNonexistent)
    expect(() => ledgerAt(snapshots, (1n << 32n) + 1n)).toThrow(SnapshotNonexistent)
  })
})
