import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  constantSplit,
  premiumSplit,
  settlingSplit,
  SPLIT_RULES,
} from '../../../../src/sim/agents/operations/split.ts'
import type { AgentView } from '../../../../src/sim/view/agent-view.ts'

/** A view with what a split looks at: the day, the pool and the RCL of 1 AMT each. */
function viewOf({
  day = 0,
  price = 0n,
  floor = 0n,
}: {
  day?: number
  price?: bigint
  floor?: bigint
}): AgentView {
  const one = 10n ** 18n
  return {
    day,
    pool: () => ({ amt: one, btcb: price }),
    supply: () => one,
    backing: () => floor,
  } as unknown as AgentView
}

test('the rules are constant, settling and by premium', () => {
  expect(SPLIT_RULES).toEqual(['constant', 'settling', 'premium'])
})

test('a constant split is the same now and in every month', () => {
  const split = constantSplit(30n)
  expect([split.now(viewOf({ price: 5n })), split.expected(viewOf({}))(7)]).toEqual([30n, 30])
})

describe('a settling split', () => {
  const split = settlingSplit({ first: 60, last: 20, halfLife: 100 })

  test('goes half of the way in each half-life, in whole percent', () => {
    expect([0, 100, 200, 300, 5000].map((day) => split.now(viewOf({ day })))).toEqual([
      60n,
      40n,
      30n,
      25n,
      20n,
    ])
    expect(split.now(viewOf({ day: 50 }))).toBe(48n) // 48.28
    expect(split.now(viewOf({ day: 25 }))).toBe(54n) // 53.64
  })

  test('is expected to go on, without rounding', () => {
    const months = split.expected(viewOf({ day: 100 }))
    expect(months(0)).toBe(40)
    expect(split.expected(viewOf({ day: 200 }))(0)).toBe(30)
    expect(months(12)).toBeCloseTo(20 + 40 * 0.5 ** (465 / 100), 9)
  })
})

describe('a split by premium', () => {
  const split = premiumSplit({ share: 30, premium: 4 })
  const at = (price: bigint): bigint => split.now(viewOf({ price, floor: 100n }))

  test('is full from the premium on, zero at the floor and below, and linear between', () => {
    expect([50n, 100n, 200n, 250n, 400n, 9000n].map(at)).toEqual([0n, 0n, 10n, 15n, 30n, 30n])
  })

  test('is full while the RCL is empty', () => {
    expect(split.now(viewOf({ price: 5n }))).toBe(30n)
    expect(split.now(viewOf({}))).toBe(30n)
    // With a single wei it is not empty, and the price is at its floor.
    expect(split.now(viewOf({ price: 1n, floor: 1n }))).toBe(0n)
    // Nor is a floor empty that equals the rule's own numbers.
    expect([4n, 30n].map((floor) => split.now(viewOf({ price: floor, floor })))).toEqual([0n, 0n])
  })

  test('is expected to stay as it is', () => {
    expect(split.expected(viewOf({ price: 200n, floor: 100n }))(60)).toBe(10)
  })
})

test('every rule gives whole percent within 0 to 100', () => {
  const percent = fc.integer({ min: 0, max: 100 })
  fc.assert(
    fc.property(
      percent,
      percent,
      fc.integer({ min: 1, max: 2000 }),
      fc.nat(4000),
      fc.bigInt(0n, 10n ** 14n),
      fc.bigInt(0n, 10n ** 12n),
      (first, last, halfLife, day, price, floor) => {
        const view = viewOf({ day, price, floor })
        const rules = [
          constantSplit(BigInt(first)),
          settlingSplit({ first, last, halfLife }),
          premiumSplit({ share: last, premium: 1 + halfLife / 100 }),
        ]
        for (const rule of rules) {
          expect(rule.now(view)).toBeGreaterThanOrEqual(0n)
          expect(rule.now(view)).toBeLessThanOrEqual(100n)
        }
      },
    ),
  )
})
