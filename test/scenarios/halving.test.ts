import { beforeAll, describe, expect, test } from 'vitest'

import halving from '../../src/scenarios/halving.ts'
import type { RunResult } from '../../src/sim/result.ts'
import {
  cells,
  expectInvariants,
  expectPictures,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  surprises,
} from './harness.ts'

describe('the halving', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(halving)
  })

  test('finds what it expected, on several seeds', () => {
    expect(result.findings).toHaveLength(5)
    expect(surprises(result)).toEqual([])
    for (const seed of [3n, 4n]) expect(surprises(run(halving, {}, undefined, seed))).toEqual([])
  })

  test('where BTC falls first, holders are better off with costs retained, and the run says so', () => {
    const other = run(halving, {}, undefined, 2n)
    expect(surprises(other).map(({ statement }) => statement)).toEqual([
      finding(result, 'holders pay all the same').statement,
    ])
  })

  test('keeps every invariant in all variants, and has its pictures', () => {
    expectInvariants(result)
    expectPictures(result, ['gross-energy-net', 'who-pays', 'retained-amt'])
  })

  test('the halving halves what is mined and not what power costs', () => {
    const day = cells(result, 'date', 'policies').indexOf(result.metrics['halving']!.value)
    const mean = (name: string, from: number, to: number): number =>
      numbers(result, name, 'policies')
        .slice(from, to)
        .reduce((sum, each) => sum + each, 0) /
      (to - from)
    const change = (name: string): number => mean(name, day, day + 7) / mean(name, day - 7, day)
    // Subsidy 6.25 → 3.125 with 0.1 of fees: 3.225/6.35 = 0.508, and at most one retarget, of a few percent, in between.
    expect(change('gross')).toBeGreaterThan(0.45)
    expect(change('gross')).toBeLessThan(0.56)
    expect(change('energy')).toBeGreaterThan(0.8)
    expect(change('energy')).toBeLessThan(1.25)
  })

  test('what is paid with costs retained is what is mined less the pool’s fee', () => {
    const [gross, paid] = ['gross', 'paidRetained'].map((name) => numbers(result, name, 'policies'))
    // 2.5%, and what is below a satoshi.
    for (const [day, amount] of paid!.entries())
      expect(Math.abs(amount - gross![day]! * 0.975)).toBeLessThan(1e-8)
  })

  test('power is paid by somebody or by nobody, and by exactly as much', () => {
    const retained = run(halving, { costs: 'retained' }, 330)
    const parts = ['powerByHolders', 'powerByProject', 'powerUnpaid'].map((name) => metric(retained, name))
    expect(parts[0]).toBe(0)
    // A sale may bring a little more than the bill, when a purchase came between look and sale.
    expect((parts[1]! + parts[2]!) / metric(retained, 'power')).toBeCloseTo(1, 2)
    expect(metric(run(halving, {}, 330), 'powerByHolders')).toBeGreaterThan(0)
  })

  test('a project that keeps three times as much pays over the halving, for a while', () => {
    const richer = run(halving, { kept: '42' })
    expect(finding(richer, 'does not last a year').asExpected).toBe(false)
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(halving, { traders: '4' }, 25))
  })
})
