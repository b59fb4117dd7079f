import { describe, expect, test } from 'vitest'

import type { Amt } from '../../src/model/kernel/units.ts'
import { sharesBy, zipfShares } from '../../src/sim/agent.ts'

const shares = (total: bigint, count: number, weights?: readonly bigint[]) =>
  sharesBy(total as Amt, count, weights)

describe('shares', () => {
  test('are in proportion to weights, rounded down, and the first has the remainder', () => {
    expect(shares(7n, 2, [1n, 2n])).toEqual([3n, 4n])
    expect(shares(10n, 3, [1n, 1n, 1n])).toEqual([4n, 3n, 3n])
    expect(shares(10n, 3, [0n, 1n, 2n])).toEqual([1n, 3n, 6n])
    expect(shares(9n, 2, [0n, 1n])).toEqual([0n, 9n])
  })

  test('equal the weights if the total is their sum', () => {
    expect(shares(12n, 3, [5n, 0n, 7n])).toEqual([5n, 0n, 7n])
  })

  test('follow Zipf’s law without weights, or if all of them are zero', () => {
    // 10 by 1, 1/2 and 1/3: 5.45, 2.73 and 1.82, rounded down, and the remainder of 2 for the first.
    expect(zipfShares(10n as Amt, 3)).toEqual([7n, 2n, 1n])
    expect(shares(10n, 3)).toEqual([7n, 2n, 1n])
    expect(shares(10n, 3, [0n, 0n, 0n])).toEqual([7n, 2n, 1n])
  })
})
