import { beforeAll, describe, expect, test } from 'vitest'

import depeg from '../../src/scenarios/depeg.ts'
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

describe('a bridge and a peg that fail', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(depeg)
  })

  test('finds what it expected, on several seeds', () => {
    expect(result.findings).toHaveLength(5)
    expect(surprises(result)).toEqual([])
    for (const seed of [3n, 4n]) expect(surprises(run(depeg, {}, undefined, seed))).toEqual([])
  })

  test('where payments dry up before an outage comes, a small buffer does, and the run says so', () => {
    const other = run(depeg, {}, undefined, 2n)
    expect(surprises(other).map(({ statement }) => statement)).toEqual([
      finding(result, 'do not outlast').statement,
    ])
  })

  test('keeps every invariant in all variants, and has its pictures', () => {
    expectInvariants(result)
    expectPictures(result, ['peg-adjusted-floor', 'buffer', 'buffer-ruin'])
  })

  test('the floor in BTC is the floor in BTCB times the peg, every day', () => {
    const [floor, inBtc, peg] = ['floorPrice', 'floorInBtc', 'peg'].map((name) => numbers(result, name))
    // The table shows the peg to six decimals.
    for (const [day, each] of inBtc!.entries()) expect(each / (floor![day]! * peg![day]!)).toBeCloseTo(1, 5)
    expect(Math.min(...peg!)).toBeGreaterThanOrEqual(0.9)
    expect(Math.min(...peg!)).toBeLessThan(0.97)
  })

  test('an outage is paid from the backing wallets until they are empty, and made good on the day that it ends', () => {
    const bridge = cells(result, 'bridge')
    const [buffer, overdue] = ['buffer', 'overdue'].map((name) => numbers(result, name))
    expect(bridge.filter((each) => each === 'down').length).toBeGreaterThan(10)
    for (const [day, state] of bridge.entries()) {
      if (state === 'up') expect([buffer![day], overdue![day]], `day ${day}`).toEqual([1, 0])
      // Nothing is overdue while there is something to pay with.
      else expect([overdue![day], buffer![day]], `day ${day}`).toContain(0)
    }
  })

  test('outages cost nobody a satoshi in the end: what was paid is what it would have been', () => {
    const days = cells(result, 'bridge').lastIndexOf('up') + 1
    const [failing, working] = [run(depeg, {}, days), run(depeg, { meanUpDays: '100000' }, days)]
    expect(metric(working, 'longest')).toBe(0)
    expect(metric(failing, 'paid')).toBe(metric(working, 'paid'))
    expect(metric(failing, 'floorNow')).toBe(metric(working, 'floorNow'))
  })

  test('an outage over which nothing is due fills the backing wallets up again all the same', () => {
    // On this path payments stop with the fall of BTC, and twice the bridge comes back on a day that pays nothing.
    const other = run(depeg, {}, undefined, 5n)
    const [bridge, buffer] = [cells(other, 'bridge'), numbers(other, 'buffer')]
    const idle = numbers(other, 'payoutPerAmt').flatMap((each, day) => (each === 0 ? [day] : []))
    expect(idle.filter((day) => bridge[day] === 'up' && bridge[day - 1] === 'down')).toHaveLength(2)
    for (const [day, state] of bridge.entries()) if (state === 'up') expect(buffer[day], `day ${day}`).toBe(1)
    expect(numbers(other, 'overdue').at(bridge.lastIndexOf('up'))).toBe(0)
  })

  test('the ruin curve falls with the buffer, as geometric outages have it', () => {
    const [seen, theory] = ['seen', 'theory'].map((name) => numbers(result, name, 'ruins'))
    for (const curve of [seen!, theory!]) {
      expect(curve[0]).toBe(100)
      expect(curve).toEqual(curve.toSorted((a, b) => b - a))
    }
    // 5.71 days of 0.175 BTC: the sixth day of an outage of mean 5 is reached with probability 0.8^5.
    expect(theory![3]).toBeCloseTo(100 * 0.8 ** 5, 9)
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(depeg, { meanUpDays: '5', meanDownDays: '3' }, 30), [
      'buffer-0',
      'buffer-2',
      'peg-lost',
    ])
  })
})
