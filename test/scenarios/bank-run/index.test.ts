import { beforeAll, describe, expect, test } from 'vitest'

import bankRun from '../../../src/scenarios/bank-run/index.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import {
  cells,
  expectInvariants,
  expectNoSurprises,
  expectPictures,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
} from '../harness.ts'

describe('a bank run', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(bankRun)
  })

  test('finds what it expected, on six consecutive seeds', () => {
    expect(result.findings).toHaveLength(7)
    expectNoSurprises(bankRun)
  })

  test('keeps every invariant in all variants, and has its pictures', () => {
    expectInvariants(result)
    expectPictures(result, ['rate-path', 'payout-against-order'])
  })

  test('takes 40% of the RCL for 40% of the AMT, and leaves the floor higher by the payments alone', () => {
    // 22,014,287.6 AMT at 54.51 sat are 12 BTC; what they got more came with five days' payments.
    expect(metric(result, 'left')).toBe(22_014_287.6)
    expect(metric(result, 'received')).toBeGreaterThan(12)
    expect(metric(result, 'received')).toBeLessThan(12.3)
    const still = run(bankRun, { payments: 'false' })
    expect(metric(still, 'received')).toBeCloseTo(12, 9)
    expect(metric(still, 'firstMoverGain')).toBe(0)
    expect(metric(still, 'finalFloor')).toBeCloseTo(metric(still, 'openingFloor'), 17)
  })

  test('in the pool prices fall from exit to exit as the formula has it', () => {
    const prices = numbers(result, 'pool', 'exits')
    for (const [place, price] of prices.entries())
      if (place > 0) expect(price).toBeLessThan(prices[place - 1]!)
    // The n-th of equal parts a gets g·Y·X/((X + (n-1)a + ga)(X + (n-1)a)) or so; within the fee of 0.25% that stays in the pool.
    const [x, y, a] = [7_877_440, 85.22, 22_014_287.6 / 50]
    for (const [index, price] of prices.entries()) {
      const [before, after] = [x + index * a, x + (index + 1) * a]
      expect(price / ((y * x) / (before * after))).toBeGreaterThan(0.99)
      expect(price / ((y * x) / (before * after))).toBeLessThan(1.01)
    }
  })

  test('the order has a row for each who left, and nobody twice', () => {
    expect(cells(result, 'place', 'exits')).toEqual(
      Array.from({ length: 50 }, (_, index) => String(index + 1)),
    )
  })

  test('with more leaving, the best split ends at the floor where the pool alone ends below it', () => {
    const many = run(bankRun, { leaving: '70' })
    const floor = metric(many, 'openingFloor')
    expect(numbers(many, 'pool', 'exits').at(-1)).toBeLessThan(floor)
    for (const rate of numbers(many, 'best', 'exits')) expect(rate).toBeGreaterThanOrEqual(floor * (1 - 1e-9))
  })

  test('a run through the pool says nothing about the order at the RCL', () => {
    const pool = run(bankRun, { exit: 'pool' })
    expect(pool.findings.map(({ statement }) => statement).join()).not.toContain('whoever leaves later')
    expect(finding(pool, 'the first gets more than ten times').asExpected).toBe(true)
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(bankRun, { leavers: '10' }, 11))
  })
})
