import { beforeAll, describe, expect, test } from 'vitest'

import catchUp from '../../../src/scenarios/catch-up/index.ts'
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

describe('the floor catching up with the price', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(catchUp)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(4)
    expect(surprises(result)).toEqual([])
  })

  test('confirms them with volatile BTC', () => {
    const set = { btcVolatility: '53' }
    expectNoSurprises(catchUp, set, 500)
    // In a shorter run the hypothesis about four years is not stated.
    const { findings } = run(catchUp, set, 500, 2n)
    expect(findings.map(({ statement }) => statement).join()).not.toContain('by a larger factor')
  })

  test('where BTC rises so far that payouts continue, the hypothesis of a meeting within four years fails', () => {
    const rising = run(catchUp, { btcVolatility: '53' }, undefined, 6n)
    expect(numbers(rising, 'btcPrice').at(-1)!).toBeGreaterThan(4 * numbers(rising, 'btcPrice')[0]!)
    expect(surprises(rising).map(({ statement }) => statement)).toEqual([
      finding(result, 'by a larger factor').statement,
    ])
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, [
      'price-and-floor',
      'days-until-they-meet',
      'days-until-the-old-price',
      'floor-where-they-meet',
    ])
  })

  test('the grid says never where the bound excludes a meeting, and later elsewhere', () => {
    const [splits, growths] = ['split', 'growth'].map((name) => numbers(result, name, 'meetings'))
    const held = cells(result, 'held', 'meetings')
    expect(held).toHaveLength(20)
    for (const [row, cell] of held.entries())
      expect(cell).toBe(splits![row] === 0 || growths![row]! > 0 ? 'never' : 'later')
    const floors = numbers(result, 'floor', 'meetings')
    for (const [row, floor] of floors.entries())
      // A larger RCL share gives a higher floor at every growth rate; with 0% the floor is constant.
      if (splits![row] === 0) expect(floor).toBe(54.51)
      else expect(floor).toBeGreaterThan(floors[row - 1]!)
  })

  test('the floor rises by the payments to the RCL and does not depend on the price', () => {
    const [first, last] = [numbers(result, 'backing')[0]!, numbers(result, 'backing').at(-1)!]
    expect(first).toBe(30)
    expect(metric(result, 'floorNow') / (last / 55_035_719)).toBeCloseTo(1, 11)
  })

  test('payments are weekly: the RCL grows on every seventh day only', () => {
    const backing = numbers(run(catchUp, {}, 60), 'backing')
    for (const [day, amount] of backing.entries())
      if (day > 0) expect(amount > backing[day - 1]!, `day ${day}`).toBe(day % 7 === 6)
  })

  test('a weekly payment equals the sum of seven daily payments', () => {
    const set = { vaultShare: '100' }
    const [weekly, daily] = ['7', '1'].map((every) => run(catchUp, { ...set, every }, 21))
    expect(metric(weekly!, 'floorNow')).toBe(metric(daily!, 'floorNow'))
  })

  test('a higher required return lowers the price, and price and floor still meet', () => {
    const dear = run(catchUp, { requiredReturn: '30' }, 400)
    const cheap = run(catchUp, {}, 400)
    expect(numbers(dear, 'poolPrice')[100]!).toBeLessThan(numbers(cheap, 'poolPrice')[100]!)
    expect(finding(dear, 'once investors have seen four weeks').asExpected).toBe(true)
  })

  test('is the same on the contracts, at the corners of the grid', async () => {
    await expectVerified(run(catchUp, {}, 60), ['v0-g0', 'v100-g0', 'v0-g75', 'v100-g75'])
  })
})
