import { beforeAll, describe, expect, test } from 'vitest'

import { isWait } from '../../../src/model/interface/action.ts'
import splitPolicy from '../../../src/scenarios/split-policy/index.ts'
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
  surprises,
} from '../harness.ts'

describe('the split of payments', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(splitPolicy)
  })

  test('confirms its hypotheses, and with steady BTC', () => {
    expect(result.findings).toHaveLength(5)
    expect(surprises(result)).toEqual([])
    expectNoSurprises(splitPolicy, { btcVolatility: '0' }, 300)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['paid-and-floor', 'terminal-at-the-rcl', 'terminal-in-the-pool', 'under-emission'])
  })

  test('proceeds at the RCL are the same for every split; in the pool they are not', () => {
    const days = cells(result, 'day', 'surface')
    const [atRcl, inPool] = ['atRcl', 'inPool'].map((name) => cells(result, name, 'surface'))
    expect(new Set(days).size).toBe(8)
    for (const day of new Set(days)) {
      const rows = days.flatMap((each, row) => (each === day ? [row] : []))
      expect(rows).toHaveLength(5)
      // A thousandth of the proceeds: AMT burnt at different times changes what later payments are divided
      // by.
      const proceeds = rows.map((row) => Number(atRcl![row]))
      expect(Math.max(...proceeds) / Math.min(...proceeds), `day ${day}`).toBeLessThan(1.001)
      if (Number(day) < 280) expect(new Set(rows.map((row) => inPool![row])).size).toBe(5)
    }
  })

  test('a rule for v moves proceeds between payouts and floor, and not their sum at the RCL', () => {
    expect(cells(result, 'rule', 'rules')).toEqual(['constant, 25%', 'settling', 'premium'])
    const [payouts, floor, atRcl] = ['payouts', 'floor', 'atRcl'].map((name) =>
      numbers(result, name, 'rules'),
    )
    // Settling starts at 50%, so more goes to the RCL; by premium at most 25% does.
    expect(payouts![1]).toBeLessThan(payouts![0]!)
    expect(floor![1]).toBeGreaterThan(floor![0]!)
    expect(payouts![2]).toBeGreaterThanOrEqual(payouts![0]!)
    for (const each of atRcl!) expect(each / atRcl![0]!).toBeCloseTo(1, 3)
    const shares = (name: string): readonly bigint[] =>
      result.variants
        .find((variant) => variant.name === name)!
        .actions.flatMap((action) =>
          !isWait(action) && action.call === 'master.payRent' ? [action.args.vaultParticipation] : [],
        )
    const settling = shares('settling')
    expect(settling[0]).toBeGreaterThan(44n)
    expect(settling.at(-1)).toBeLessThan(28n)
    expect(settling).toEqual(settling.toSorted((a, b) => Number(b - a)))
    expect(new Set(shares('v25'))).toEqual(new Set([25n]))
    expect(new Set(shares('premium')).size).toBeGreaterThan(1)
  })

  test('proceeds of an exit at the RCL equal payouts plus floor of the daily table', () => {
    const [paid, floor] = [numbers(result, 'payoutToDate'), numbers(result, 'floorPrice')]
    expect(metric(result, 'lastAtRcl') / (paid[727]! + floor[727]!)).toBeCloseTo(1, 9)
  })

  test('an emission with hash power keeps the payouts and lowers the floor', () => {
    const [without, with_] = ['without', 'with'].map((name) => numbers(result, name, 'emission'))
    // 30 BTC over 10,000,000 AMT more: 54.51 sat fall by 8.38 at any split, and by more where AMT was
    // redeemed.
    const fall = without![0]! - with_![0]!
    expect(fall).toBeGreaterThan(54.51 * (1 - 55_035_719 / 65_035_719) - 0.01)
    expect(fall).toBeLessThan(1.15 * 54.51 * (1 - 55_035_719 / 65_035_719))
    for (const [row, each] of with_!.entries()) if (row > 0) expect(each).toBeLessThan(with_![row - 1]!)
  })

  test('an emission in the run itself does not affect the hypotheses about variants', () => {
    const issued = run(splitPolicy, { emission: '20000000' }, 300)
    expect(metric(issued, 'floorNow')).toBeLessThan(metric(run(splitPolicy, {}, 300), 'floorNow'))
    expect(finding(issued, 'the split makes no difference').asExpected).toBe(true)
  })

  test('is the same on the contracts, for some of the splits', async () => {
    await expectVerified(run(splitPolicy, {}, 93), ['v0', 'v100', 'emission-v50', 'premium'])
  })
})
