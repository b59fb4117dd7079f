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
  expectCharts,
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

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(6)
    expectNoSurprises(crash)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['margin', 'hashprice', 'quoted-readings', 'stops'])
  })

  test('starts at 72 USD, the hashprice of July 2023, and BTC falls by 52% from day 30 to day 75', () => {
    expect(metric(result, 'hashpriceThen')).toBeCloseTo(72, 0)
    const btc = numbers(result, 'btcPrice')
    expect([btc[0], btc[30], btc[75], btc[119]]).toEqual([30_400, 30_400, 14_592, 14_592])
    // Constant daily ratios: half-way the price is the geometric mean of both ends.
    expect(btc[52]! * btc[53]!).toBeCloseTo(30_400 * 14_592, -4)
  })

  test('break-even matches the calculation by hand: 41.83 USD for 30 J/TH at 5.5 cents, 45.47 around the clock', () => {
    // 30 W/TH · 24 h · 1000 TH/PH = 720 kWh a PH; · 0.055 USD · 1.03 / (0.92 · 0.975)
    const byHand = (720 * 0.055 * 1.03) / (0.92 * 0.975)
    const clock = { ...FARM, standby: ONE }
    expect(Number(fromBase(breakEvenUp(clock, toBase('0.055'))))).toBeCloseTo(byHand, 12)
    // Uptime cancels out if machines that are off draw nothing.
    const byUptime = (720 * 0.055 * 1.03) / 0.975
    expect(Number(fromBase(breakEvenUp({ ...FARM, standby: 0n }, toBase('0.055'))))).toBeCloseTo(byUptime, 12)
    expect(breakEvenUp({ ...FARM, uptime: ONE, poolFee: 0n, loss: 0n }, toBase('0.05'))).toBe(toBase('36'))
  })

  test('depreciation lowers the daily net, raises break-even and stops payouts sooner', () => {
    const set = { machinePrice: '14.61', machineLife: '1461' }
    const dearer = run(crash, set, 80)
    // Depreciation of one cent per TH/s and day.
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
      // The table rounds the BTC price, at least 14,592 USD, to cents.
      expect((without[day]! - each) / ((0.01 * 1e8) / usd[day]!)).toBeCloseTo(1, 6)
      expect(paid[day]! > 0).toBe(each > 0)
    }
    expect(finding(dearer, 'iff hashprice is above break-even').asExpected).toBe(true)
    expect(metric(dearer, 'firstIdle')).toBeLessThan(metric(result, 'firstIdle'))
    expect(dearer.parameters).toMatchObject(set)
    expect(Object.keys(result.parameters).filter((name) => name.startsWith('machine'))).toEqual([])
    // Twice the fleet has twice the depreciation.
    const twice = numbers(run(crash, { ...set, hashRate: '446892' }, 1), 'machines')[0]!
    expect(twice / numbers(dearer, 'machines')[0]!).toBeCloseTo(2, 9)
  })

  test('net is income less power, and a day has a payment iff it is positive', () => {
    const [earned, power, net, paid] = ['earnedPerTh', 'powerPerTh', 'netPerTh', 'payment'].map((name) =>
      numbers(result, name),
    )
    for (const [day, each] of net!.entries()) {
      expect(each).toBeCloseTo(earned![day]! - power![day]!, 9)
      expect(paid![day]! > 0).toBe(each > 0)
      // 223,446 TH/s times satoshi per TH/s.
      if (each > 0) expect(paid![day]! / ((each * 223_446) / 1e8)).toBeCloseTo(1, 5)
    }
  })

  test('without a fall payouts do not stop, and the hypothesis fails', () => {
    const calm = run(crash, { fall: '0' })
    expect(calm.metrics['firstIdle']!.value).toBe('never')
    expect(finding(calm, 'before the fall of BTC ends').asExpected).toBe(false)
  })

  test('the table of stops agrees with the metrics', () => {
    expect(cells(result, 'firstIdle', 'stops').slice(3)).toEqual(['never', 'never'])
    expect(cells(result, 'firstIdle', 'stops')[0]).toBe(result.metrics['firstIdle']!.value)
  })

  test('is the same on the contracts, variant by variant', async () => {
    await expectVerified(run(crash, { fallFrom: '3', fallDays: '12' }, 18))
  })
})
