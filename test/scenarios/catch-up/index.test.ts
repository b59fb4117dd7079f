import { beforeAll, describe, expect, test } from 'vitest'

import catchUp from '../../../src/scenarios/catch-up/index.ts'
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
  surprises,
} from '../harness.ts'

describe('the floor’s race with the price', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(catchUp)
  })

  test('finds what it expected', () => {
    expect(result.findings).toHaveLength(4)
    expect(surprises(result)).toEqual([])
  })

  test('finds the same on six consecutive seeds, with the volatility of BTC', () => {
    const set = { btcVolatility: '53' }
    expectNoSurprises(catchUp, set, 500)
    // Two years with half of the days: what is said of four years stays unsaid, the rest is seen.
    const { findings } = run(catchUp, set, 500, 2n)
    expect(findings.map(({ statement }) => statement).join()).not.toContain('because the price falls')
  })

  test('where BTC rises so far that payouts go on, they do not meet within four years, and the run says so', () => {
    const rising = run(catchUp, { btcVolatility: '53' }, undefined, 6n)
    expect(numbers(rising, 'btcPrice').at(-1)!).toBeGreaterThan(4 * numbers(rising, 'btcPrice')[0]!)
    expect(surprises(rising).map(({ statement }) => statement)).toEqual([
      finding(result, 'because the price falls').statement,
    ])
  })

  test('keeps every invariant in all variants, and has its pictures', () => {
    expectInvariants(result)
    expectPictures(result, [
      'price-and-floor',
      'days-until-they-meet',
      'days-until-the-old-price',
      'floor-where-they-meet',
    ])
  })

  test('its maps say never where nothing goes to the RCL, and later where nobody can tell', () => {
    const [splits, growths] = ['split', 'growth'].map((name) => numbers(result, name, 'meetings'))
    const held = cells(result, 'held', 'meetings')
    expect(held).toHaveLength(20)
    for (const [row, cell] of held.entries())
      expect(cell).toBe(splits![row] === 0 || growths![row]! > 0 ? 'never' : 'later')
    const floors = numbers(result, 'floor', 'meetings')
    for (const [row, floor] of floors.entries())
      // More to the RCL is a higher floor, at every growth; without it the floor stays.
      if (splits![row] === 0) expect(floor).toBe(54.51)
      else expect(floor).toBeGreaterThan(floors[row - 1]!)
  })

  test('what the floor gains is what the RCL was paid: the price has no part in it', () => {
    const [first, last] = [numbers(result, 'backing')[0]!, numbers(result, 'backing').at(-1)!]
    expect(first).toBe(30)
    expect(metric(result, 'floorNow') / (last / 55_035_719)).toBeCloseTo(1, 11)
  })

  test('payments come weekly: the RCL grows on every seventh day and on no other', () => {
    const backing = numbers(run(catchUp, {}, 60), 'backing')
    for (const [day, amount] of backing.entries())
      if (day > 0) expect(amount > backing[day - 1]!, `day ${day}`).toBe(day % 7 === 6)
  })

  test('a week paid at once is what seven days would have paid', () => {
    const set = { vaultShare: '100' }
    const [weekly, daily] = ['7', '1'].map((every) => run(catchUp, { ...set, every }, 21))
    expect(metric(weekly!, 'floorNow')).toBe(metric(daily!, 'floorNow'))
  })

  test('investors who require more pay less, and the price meets the floor all the same', () => {
    const dear = run(catchUp, { requiredReturn: '30' }, 400)
    const cheap = run(catchUp, {}, 400)
    expect(numbers(dear, 'poolPrice')[100]!).toBeLessThan(numbers(cheap, 'poolPrice')[100]!)
    expect(finding(dear, 'as soon as investors').asExpected).toBe(true)
  })

  test('is the same on the contracts, at the corners of the map', async () => {
    await expectVerified(run(catchUp, {}, 60), ['v0-g0', 'v100-g0', 'v0-g75', 'v100-g75'])
  })
})
