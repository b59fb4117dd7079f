import { beforeAll, describe, expect, test } from 'vitest'

import { btcb, amt, type Amt, type Btcb } from '../../src/model/units.ts'
import flywheel from '../../src/scenarios/buyback-flywheel.ts'
import { bestSandwich, sandwich } from '../../src/sim/agents/sandwicher.ts'
import type { RunResult } from '../../src/sim/result.ts'
import {
  expectInvariants,
  expectPictures,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  surprises,
} from './harness.ts'

describe('the flywheel of the buy-back', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(flywheel)
  })

  test('finds what it expected, on two seeds', () => {
    expect(result.findings).toHaveLength(8)
    for (const each of [result, run(flywheel, {}, undefined, 2n)]) expect(surprises(each)).toEqual([])
  })

  test('keeps every invariant in all variants, and has its pictures', () => {
    expectInvariants(result)
    expectPictures(result, ['growth-and-price', 'growth-by-case', 'when-they-leave'])
  })

  test('buys every week, on the next day too what is left of it, and each AMT bought is in the deposits', () => {
    expect(metric(result, 'purchases')).toBe(31)
    const perDeposit = numbers(result, 'amtPerDeposit')
    expect(perDeposit[5]).toBe(1)
    expect(perDeposit[6]).toBeGreaterThan(1)
    expect(perDeposit.at(-1)).toBeCloseTo(1 + metric(result, 'bought') / metric(result, 'putIn'), 12)
    for (const [day, each] of perDeposit.entries())
      if (day > 0) expect(each).toBeGreaterThanOrEqual(perDeposit[day - 1]!)
  })

  test('with a twentieth of the payments for holders, not even a month at once pays a sandwich, and the run says so', () => {
    const few = run(flywheel, { vaultShare: '95' })
    expect(finding(few, 'Spent all at once').asExpected).toBe(false)
    expect(finding(few, 'spent in parts to the last').asExpected).toBe(false)
  })
})

describe('a sandwich around a purchase', () => {
  const pool = { amt: amt('7877440'), btcb: btcb('85.22') }
  const none = 0n as Amt

  test('does not pay if the purchase is below 1/g - 1 of the pool, whatever goes in', () => {
    const small = (pool.btcb / 400n) as Btcb
    for (const pay of ['0.001', '0.1', '1', '10', '50'])
      expect(sandwich(pool, small, btcb(pay)).profit).toBeLessThan(0n)
    expect(bestSandwich(pool, small, none, btcb('50'))).toMatchObject({ pay: 0n, profit: 0n })
    expect(bestSandwich(pool, (pool.btcb / 398n) as Btcb, none, btcb('50')).profit).toBeGreaterThan(0n)
  })

  test('stops where the vault’s limit stops it, to the wei, and nowhere else in reach is better', () => {
    const spends = btcb('1')
    const least = (sandwich(pool, spends, btcb('0.5')).bought - 1n) as Amt
    const { pay, bought, profit } = bestSandwich(pool, spends, least, btcb('50'))
    expect(bought).toBeGreaterThanOrEqual(least)
    expect(pay).toBeGreaterThanOrEqual(btcb('0.5'))
    expect(sandwich(pool, spends, (pay + 10n ** 6n) as Btcb).bought).toBeLessThan(least)
    for (let step = 0n; step < 50n; step++)
      expect(sandwich(pool, spends, ((pay * step) / 50n) as Btcb).profit).toBeLessThan(profit)
  })
})

test('purchases in parts, sellers and leavers are the same on the contracts', async () => {
  const settings = { staked: '70', every: '10', leaveOn: '21' }
  const result = run(flywheel, settings, 24)
  expect(metric(result, 'purchases')).toBeGreaterThan(10)
  expect(metric(result, 'received')).toBeGreaterThan(10)
  await expectVerified(result, [])
})
