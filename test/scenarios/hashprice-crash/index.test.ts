import { beforeAll, describe, expect, test } from 'vitest'

import { FARM } from '../../../src/model/economics/mining.ts'
import { fromBase, ONE, toBase } from '../../../src/model/kernel/units.ts'
import crash from '../../../src/scenarios/hashprice-crash/index.ts'
import { breakEvenUp } from '../../../src/scenarios/hashprice-crash/hypotheses.ts'
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

describe('a hashprice crash', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(crash)
  })

  test('finds what it expected, on six consecutive seeds', () => {
    expect(result.findings).toHaveLength(6)
    expectNoSurprises(crash)
  })

  test('keeps every invariant in all variants, and has its pictures', () => {
    expectInvariants(result)
    expectPictures(result, ['margin', 'hashprice', 'quoted-readings', 'stops'])
  })

  test('opens at July 2023’s 72 USD, and BTC falls by 52% from day 30 to day 75', () => {
    expect(metric(result, 'hashpriceThen')).toBeCloseTo(72, 0)
    const btc = numbers(result, 'btcPrice')
    expect([btc[0], btc[30], btc[75], btc[119]]).toEqual([30_400, 30_400, 14_592, 14_592])
    // In equal ratios: half-way it has fallen to the root of what is left.
    expect(btc[52]! * btc[53]!).toBeCloseTo(30_400 * 14_592, -4)
  })

  test('breaks even where the account by hand does: 30 J/TH at 5.5 cents need 45.47 USD', () => {
    // 30 W/TH · 24 h · 1000 TH/PH = 720 kWh a PH; · 0.055 USD · 1.03 / (0.92 · 0.975)
    const byHand = (720 * 0.055 * 1.03) / (0.92 * 0.975)
    expect(Number(fromBase(breakEvenUp(FARM, toBase('0.055'))))).toBeCloseTo(byHand, 12)
    expect(breakEvenUp({ ...FARM, uptime: ONE, poolFee: 0n, loss: 0n }, toBase('0.05'))).toBe(toBase('36'))
  })

  test('with machines that are written off nets less by their part of a day, breaks even higher and stops sooner', () => {
    const set = { machinePrice: '14.61', machineLife: '1461' }
    const dearer = run(crash, set, 80)
    // A cent a TH/s and day.
    const farm = { ...FARM, uptime: ONE, poolFee: 0n, loss: 0n, lifeDays: 1461n }
    expect(breakEvenUp(farm, toBase('0.05'), toBase('14.61'))).toBe(toBase('46'))
    const columns = (each: RunResult, name: string) => numbers(each, name).slice(0, 80)
    const [net, without, usd, paid] = [
      columns(dearer, 'netPerTh'),
      columns(result, 'netPerTh'),
      columns(dearer, 'btcPrice'),
      columns(dearer, 'payment'),
    ]
    for (const [day, each] of net.entries()) {
      // The table has the BTC price in cents, of 14,592 USD at least.
      expect((without[day]! - each) / ((0.01 * 1e8) / usd[day]!)).toBeCloseTo(1, 6)
      expect(paid[day]! > 0).toBe(each > 0)
    }
    expect(finding(dearer, 'exactly if hashprice is above break-even').asExpected).toBe(true)
    expect(metric(dearer, 'firstIdle')).toBeLessThan(metric(result, 'firstIdle'))
    expect(dearer.parameters).toMatchObject(set)
    expect(Object.keys(result.parameters).filter((name) => name.startsWith('machine'))).toEqual([])
    // A fleet twice as large costs twice as much.
    const twice = numbers(run(crash, { ...set, hashRate: '446892' }, 1), 'machines')[0]!
    expect(twice / numbers(dearer, 'machines')[0]!).toBeCloseTo(2, 9)
  })

  test('nets what it earns less its power, and pays when that is above zero', () => {
    const [earned, power, net, paid] = ['earnedPerTh', 'powerPerTh', 'netPerTh', 'payment'].map((name) =>
      numbers(result, name),
    )
    for (const [day, each] of net!.entries()) {
      expect(each).toBeCloseTo(earned![day]! - power![day]!, 9)
      expect(paid![day]! > 0).toBe(each > 0)
      // 223,446 TH/s at that many satoshi each.
      if (each > 0) expect(paid![day]! / ((each * 223_446) / 1e8)).toBeCloseTo(1, 5)
    }
  })

  test('without a fall payouts do not stop, and the run says so', () => {
    const calm = run(crash, { fall: '0' })
    expect(calm.metrics['firstIdle']!.value).toBe('never')
    expect(finding(calm, 'before BTC has ended its fall').asExpected).toBe(false)
  })

  test('its cases are in the table of stops', () => {
    expect(cells(result, 'firstIdle', 'stops').slice(3)).toEqual(['never', 'never'])
    expect(cells(result, 'firstIdle', 'stops')[0]).toBe(result.metrics['firstIdle']!.value)
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(crash, { fallFrom: '3', fallDays: '12' }, 18))
  })
})
