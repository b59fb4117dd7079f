import { beforeAll, describe, expect, test } from 'vitest'

import catchUp from '../../../src/scenarios/catch-up/index.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import { runScenario } from '../../../src/sim/run.ts'
import {
  cells,
  expectInvariants,
  expectCharts,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  surprises,
} from '../harness.ts'

/** The run without the grid of variants. */
const alone = (set: Readonly<Record<string, string>>, days: number, seed = 1n): RunResult =>
  runScenario(catchUp, { seed, set, days, variants: false })

describe('the floor catching up with the price', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(catchUp)
  })

  test('confirms its hypotheses', () => {
    expect(surprises(result)).toEqual([])
    expect(result.findings.length).toBeGreaterThanOrEqual(3)
  })

  test('states how the meeting came about only where floor and price meet', () => {
    // On the sixth seed BTC rises and payments go on; on the second they end.
    const [second, sixth] = [2n, 6n].map((seed) =>
      runScenario(catchUp, { seed, days: 700, variants: false }),
    ) as [RunResult, RunResult]
    expect(metric(second, 'meetingDay')).toBeLessThan(700)
    expect(finding(second, 'by a larger factor').asExpected).toBe(true)
    expect(metric(sixth, 'meetingDay')).toBeNaN()
    expect(sixth.findings.map(({ statement }) => statement).join()).not.toContain('by a larger factor')
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
    const splits = numbers(result, 'split', 'meetings')
    const held = cells(result, 'held', 'meetings')
    expect(held).toHaveLength(20)
    for (const [row, cell] of held.entries()) expect(cell).toBe(splits[row] === 0 ? 'never' : 'later')
    const floors = numbers(result, 'floor', 'meetings')
    for (const [row, floor] of floors.entries())
      // A larger RCL share gives a higher floor at every growth rate; with 0% the floor is constant.
      if (splits[row] === 0) expect(floor).toBe(54.51)
      else expect(floor).toBeGreaterThan(floors[row - 1]!)
  })

  test('the floor rises by the payments to the RCL and does not depend on the price', () => {
    const [first, last] = [numbers(result, 'backing')[0]!, numbers(result, 'backing').at(-1)!]
    expect(first).toBe(30)
    const supply = last / metric(result, 'floorNow')
    expect(supply).toBeLessThan(55_035_719)
    expect(supply).toBeGreaterThan(40_000_000)
  })

  test('payments are weekly: the RCL grows on every seventh day only', () => {
    const backing = numbers(alone({}, 60), 'backing')
    for (const [day, amount] of backing.entries())
      if (day > 0) expect(amount > backing[day - 1]!, `day ${day}`).toBe(day % 7 === 6)
  })

  test('a weekly payment equals the sum of seven daily payments', () => {
    const set = { vaultShare: '100', redemptionsPerMonth: '0' }
    const [weekly, daily] = ['7', '1'].map((every) => alone({ ...set, every }, 21))
    expect(metric(weekly!, 'floorNow')).toBe(metric(daily!, 'floorNow'))
  })

  test('a higher required return lowers the price', () => {
    const dear = alone({ requiredReturn: '30' }, 200)
    const cheap = alone({}, 200)
    expect(numbers(dear, 'poolPrice')[100]!).toBeLessThan(numbers(cheap, 'poolPrice')[100]!)
  })

  test('is the same on the contracts, at the corners of the grid', async () => {
    await expectVerified(run(catchUp, {}, 60), ['v0-g0', 'v100-g0', 'v0-g75', 'v100-g75'])
  })
})
