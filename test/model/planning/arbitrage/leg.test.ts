import { describe, expect, test } from 'vitest'

import {
  differenceDown,
  isAtLeast,
  marketCost,
  marketGain,
  outsideCost,
  outsideGain,
  pairCost,
  pairGain,
  type Leg,
  type Ratio,
} from '../../../../src/model/planning/arbitrage/leg.ts'
import { ONE, type Amt, type Usdt } from '../../../../src/model/kernel/units.ts'
import { dollarsOf, poolOf } from './small.ts'

const [exchange, pool] = [dollarsOf(7_000n, 900n), poolOf(5_000n, 800n)]
const marketQuote = { rate: 150n, fee: 10n, amt: 1n as Amt, usdt: (10n ** 9n) as Usdt }

/** Each leg, what it is in exact numbers, and what its roundings cost at most. */
const LEGS: readonly (readonly [name: string, leg: Leg, exact: (y: bigint) => Ratio, loss: bigint])[] = [
  [
    'BTCB sold on the pair',
    pairGain(exchange),
    (y) => ({ above: 9975n * y * 7_000n, below: 9_000_000n + 9975n * y }),
    1n,
  ],
  [
    'BTCB bought on the pair',
    pairCost(exchange),
    (y) => ({ above: 10_000n * y * 7_000n, below: 9975n * (900n - y) }),
    -1n,
  ],
  [
    'BTCB sold off-chain',
    outsideGain(5n * ONE + 1n),
    (y) => ({ above: y * (5n * ONE + 1n), below: ONE }),
    1n,
  ],
  [
    'BTCB bought off-chain',
    outsideCost(5n * ONE + 1n),
    (y) => ({ above: y * (5n * ONE + 1n), below: ONE }),
    -1n,
  ],
  [
    'AMT bought at the Market',
    marketCost(marketQuote, pool),
    (y) => ({ above: 150n * 10_000n * 5_000n * y, below: 100n * 9975n * (800n - y) }),
    -3n,
  ],
  [
    'AMT sold to the Market',
    marketGain(marketQuote, pool),
    (y) => ({ above: 150n * 990n * 9975n * 5_000n * y, below: 100_000n * (8_000_000n + 9975n * y) }),
    4n,
  ],
]

describe.each(LEGS)('%s', (_name, leg, exact, loss) => {
  const sizes = Array.from({ length: 700 }, (_each, y) => BigInt(y))

  test('is exact, and rounds against the trader', () => {
    for (const y of sizes) {
      const [told, wanted] = [leg.exact(y), exact(y)]
      expect(told.above * wanted.below).toBe(wanted.above * told.below)
      const lost = { above: wanted.above - leg.rounded(y) * wanted.below, below: wanted.below }
      const [least, most] = loss > 0n ? [0n, loss] : [loss, 0n]
      expect(isAtLeast(lost, { above: least, below: 1n })).toBe(true)
      expect(isAtLeast({ above: most, below: 1n }, lost)).toBe(true)
    }
  })

  // A concave gain rises by at most its slope in the next step and by at least the slope there; a cost, which
  // is convex, the other way round.
  test('has the slope between its steps', () => {
    for (const y of sizes) {
      const [here, next] = [exact(y), exact(y + 1n)]
      const step = {
        above: next.above * here.below - here.above * next.below,
        below: here.below * next.below,
      }
      const [low, high] = loss > 0n ? [leg.slope(y + 1n), leg.slope(y)] : [leg.slope(y), leg.slope(y + 1n)]
      expect(isAtLeast(step, low) && isAtLeast(high, step)).toBe(true)
    }
  })
})

test('ratios compare and subtract exactly, equal ones included', () => {
  const half = { above: 1n, below: 2n }
  expect(isAtLeast(half, { above: 2n, below: 4n })).toBe(true)
  expect(isAtLeast(half, { above: 3n, below: 5n })).toBe(false)
  expect(differenceDown(half, { above: 1n, below: 3n })).toBe(0n)
  expect(differenceDown({ above: 1n, below: 3n }, half)).toBe(-1n)
  expect(differenceDown(half, half)).toBe(0n)
})
