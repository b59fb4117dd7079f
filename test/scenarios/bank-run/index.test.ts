import { beforeAll, describe, expect, test } from 'vitest'

import bankRun from '../../../src/scenarios/bank-run/index.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import {
  cells,
  expectInvariants,
  expectNoSurprises,
  expectCharts,
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

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(7)
    expectNoSurprises(bankRun)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['rate-path', 'payout-against-order'])
  })

  test('40% of the AMT gets 40% of the RCL, and only payments raise the floor', () => {
    // 22,014,287.6 AMT at 54.51 sat are 12 BTC; the rest comes from five days of payments.
    expect(metric(result, 'left')).toBe(22_014_287.6)
    expect(metric(result, 'received')).toBeGreaterThan(12)
    expect(metric(result, 'received')).toBeLessThan(12.3)
    const still = run(bankRun, { payments: 'false' })
    expect(metric(still, 'received')).toBeCloseTo(12, 9)
    expect(metric(still, 'firstMoverGain')).toBe(0)
    expect(metric(still, 'finalFloor')).toBeCloseTo(metric(still, 'openingFloor'), 17)
  })

  test('in the pool prices fall from exit to exit by the constant-product formula', () => {
    const prices = numbers(result, 'pool', 'exits')
    for (const [place, price] of prices.entries())
      if (place > 0) expect(price).toBeLessThan(prices[place - 1]!)
    // The n-th of equal parts a gets about g·Y·X/((X + (n-1)a + ga)(X + (n-1)a)), up to the 0.25% fee in the
    // pool.
    const [x, y, a] = [7_877_440, 85.22, 22_014_287.6 / 50]
    for (const [index, price] of prices.entries()) {
      const [before, after] = [x + index * a, x + (index + 1) * a]
      expect(price / ((y * x) / (before * after))).toBeGreaterThan(0.99)
      expect(price / ((y * x) / (before * after))).toBeLessThan(1.01)
    }
  })

  test('its metrics of the variants are the ends of their columns', () => {
    const pool = numbers(result, 'pool', 'exits')
    expect([metric(result, 'poolFirstRate'), metric(result, 'poolLastRate')]).toEqual([pool[0], pool.at(-1)])
    // 62.69 BTC in the pool, 12 at the RCL.
    expect(metric(result, 'poolOverRcl')).toBeCloseTo(metric(result, 'poolReceived') / 12, 9)
  })

  test('the exit order has one row per leaver', () => {
    expect(cells(result, 'place', 'exits')).toEqual(
      Array.from({ length: 50 }, (_, index) => String(index + 1)),
    )
  })

  test('with more exits the optimal split ends at the floor, and the pool alone below it', () => {
    const many = run(bankRun, { leaving: '70' })
    const floor = metric(many, 'openingFloor')
    expect(numbers(many, 'pool', 'exits').at(-1)).toBeLessThan(floor)
    for (const rate of numbers(many, 'best', 'exits')) expect(rate).toBeGreaterThanOrEqual(floor * (1 - 1e-9))
  })

  test('a run with exits in the pool states nothing about the order at the RCL', () => {
    const pool = run(bankRun, { exit: 'pool' })
    expect(pool.findings.map(({ statement }) => statement).join()).not.toContain('a later leaver gets')
    expect(finding(pool, 'more than ten times').asExpected).toBe(true)
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(bankRun, { leavers: '10' }, 11))
  })
})
