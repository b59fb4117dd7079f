/** Small processes at exact values: tables, floors, readings and deterministic arrivals. */
import { describe, expect, test } from 'vitest'

import { arrival } from '../../../src/sim/process/arrival.ts'
import { gasPrice, UnorderedFloors } from '../../../src/sim/process/gas-price.ts'
import { inRange, trajectory, trajectoryAlong } from '../../../src/sim/process/process.ts'
import { BTCB_PEG, peg } from '../../../src/sim/process/peg.ts'
import { purchases } from '../../../src/sim/process/purchases.ts'
import { diffusionVolatility } from '../../../src/sim/process/merton.ts'
import { readings } from '../../../src/sim/process/readings.ts'
import { BTC_REGIMES, regimes, scaledVolatilities } from '../../../src/sim/process/regimes.ts'
import { bootstrap, dailyRatios } from '../../../src/sim/process/table.ts'
import { source, stream } from '../../../src/sim/random/stream.ts'

const from = source(3n, 0)

describe('exact values', () => {
  test('daily ratios are each price over the one before', () => {
    expect(dailyRatios([100, 150, 75])).toEqual([1.5, 0.5])
    expect(dailyRatios([4, 2])).toEqual([0.5])
  })

  test('a bootstrap begins before the first row, and jumps to any row on its first day', () => {
    const long = bootstrap({ usd: 8, ratios: [1, 1, 1, 1], meanBlockDays: 1e12 })
    expect(long.initial).toEqual({ usd: 8, row: -1 })
    const rows = Array.from({ length: 40 }, (_, id) => long.step(long.initial, stream(from, id), 1).row)
    expect(new Set(rows)).toEqual(new Set([0, 1, 2, 3]))
  })

  test('the gas price without a premium is the floor of the day, from its first day on', () => {
    const floors = [
      { day: 0, gwei: 3 },
      { day: 2, gwei: 1 },
      { day: 3, gwei: 0.5 },
    ]
    expect(trajectory(gasPrice({ floors, logSd: 0 }), from, 1, 5).map(({ gwei }) => gwei)).toEqual([
      3, 3, 1, 0.5, 0.5, 0.5,
    ])
    expect(() => gasPrice({ floors: [floors[1]!], logSd: 0 })).toThrow(UnorderedFloors)
    expect(() => gasPrice({ floors: [floors[0]!, floors[0]!], logSd: 0 })).toThrow(UnorderedFloors)
    expect(() => gasPrice({ floors: [], logSd: 0 })).toThrow(UnorderedFloors)
  })

  test('readings are met, and between two of them the price grows by the same factor each day', () => {
    const points = [
      { day: 0, usd: 100 },
      { day: 2, usd: 400 },
      { day: 5, usd: 50 },
    ]
    const prices = trajectory(readings(points), from, 1, 6).map(({ usd }) => usd)
    for (const [day, usd] of [100, 200, 400, 200, 100, 50, 50].entries())
      expect(prices[day]).toBeCloseTo(usd, 9)
  })

  test('an arrival is rounded down, like the fleet before it', () => {
    expect(trajectory(arrival({ ths: 10.9, bought: 5.9, day: 2 }), from, 1, 3)).toEqual([
      { ths: 10, bought: 0 },
      { ths: 10, bought: 0 },
      { ths: 15, bought: 5 },
      { ths: 15, bought: 0 },
    ])
  })

  test('volatilities are scaled to the long-run mixture, and two of 0 cannot be', () => {
    const { calm, wild } = scaledVolatilities(0.5, { ...BTC_REGIMES, meanStayDays: { calm: 3, wild: 1 } })
    expect((3 * calm ** 2 + wild ** 2) / 4).toBeCloseTo(0.25, 12)
    expect(wild / calm).toBeCloseTo(0.85 / 0.35, 12)
    const none = { ...BTC_REGIMES, volatility: { calm: 0, wild: 0 } }
    expect(() => scaledVolatilities(0.5, none)).toThrow('regimes.volatility: expected a finite number from')
  })

  test('a stationary start is wild on the long-run share of first days', () => {
    const process = regimes({
      usd: 1,
      drift: 0,
      ...BTC_REGIMES,
      meanStayDays: { calm: 1e9, wild: 1 },
      regime: 'stationary',
    })
    for (let id = 0; id < 40; id++)
      expect(process.step(process.initial, stream(from, id), 1).regime).toBe('calm')
  })

  test('a stationary start is calm on the long-run share of first days', () => {
    const stays = { calm: 1, wild: 1e9 }
    const process = regimes({ usd: 1, drift: 0, ...BTC_REGIMES, meanStayDays: stays, regime: 'stationary' })
    for (let id = 0; id < 40; id++)
      expect(process.step(process.initial, stream(from, id), 1).regime).toBe('wild')
  })

  test('a floor of day 1 is not yet that of day 0', () => {
    const floors = [
      { day: 0, gwei: 3 },
      { day: 1, gwei: 1 },
    ]
    expect(gasPrice({ floors, logSd: 0 }).initial).toEqual({ gwei: 3 })
  })

  test('the deviation of a broken peg halves in a half-life', () => {
    const process = peg({ ...BTCB_PEG, breakPerDay: 0, halfLifeDays: 1 })
    expect(process.step({ peg: 0.9 }, stream(from, 1), 1).peg).toBeCloseTo(0.95, 12)
  })

  test('a fleet is whole, and grows by all orders of a day', () => {
    const process = purchases({ ths: 10.9, ordersPerYear: 3650, meanOrderThs: 1000 })
    expect(process.initial).toEqual({ ths: 10, bought: 0 })
    // Some ten orders a day of 1,000 TH/s: one alone reaches 5,000 on one day in 150.
    const days = trajectory(process, from, 2, 50)
    expect(days.filter(({ bought }) => bought > 5000).length).toBeGreaterThan(40)
  })

  test('jumps may have all of the variance', () => {
    expect(diffusionVolatility({ volatility: 0.5, jumpsPerYear: 1, jumpMean: 0, jumpSd: 0.5 })).toBe(0)
  })

  test('a dependent process is told the day, and a checked value is returned', () => {
    const days: number[] = []
    const follows = {
      name: 'x',
      start: () => 0,
      follow: (...[, , , day]: [number, number, unknown, number]) => (days.push(day), day),
    }
    expect(trajectoryAlong(follows, [5, 6, 7], from, 9)).toEqual([0, 1, 2])
    expect(days).toEqual([1, 2])
    expect(inRange('x', 'y', 5, 2, 9)).toBe(5)
  })
})
