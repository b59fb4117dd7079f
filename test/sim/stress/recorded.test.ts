/** Recorded paths: from a history that is known by construction. */
import { describe, expect, test } from 'vitest'
import { dateOfDay, dayOf, parseHistory, type History } from '../../../src/sim/process/history-csv.ts'
import { POINTS, recordedPaths } from '../../../src/sim/stress/recorded.ts'
import { valueOn } from '../../../src/sim/stress/shock.ts'

const SPAN = { from: '2023-01-01', to: '2023-01-11' } as const
const FIRST = dayOf(SPAN.from)!

/** A history from two years before to 11 January 2023. */
function history(btc: (day: number) => string, difficulty: (day: number) => string): History {
  const rows = Array.from({ length: 731 }, (_, row) => row - 720).map(
    (day) => `${dateOfDay(FIRST + day)},${btc(day)},${difficulty(day)}`,
  )
  return parseHistory(`date,btc_usd,difficulty\n${rows.join('\n')}\n`).history
}

/** 20,000 USD, from there to 10,000 on day 4, and to 15,000 on day 10. */
const fall = (day: number): string =>
  (day <= 0 ? 20_000 : day <= 4 ? 20_000 - 2500 * day : 10_000 + (5000 * (day - 4)) / 6).toFixed(6)

/** Grows 50% in the 365 days before day 0, and goes on so. */
const trend = (day: number): string => (40e12 * 1.5 ** (day / 365)).toFixed(0)

describe('recorded paths', () => {
  test('find the corners of a piecewise-linear price', () => {
    const { btc } = recordedPaths(history(fall, trend), SPAN)
    expect(btc![0]).toEqual([4, '0.5000'])
    expect(btc!.at(-1)).toEqual([10, '0.7500'])
    for (let day = 0; day <= 10; day++)
      expect(valueOn(btc!, day, 1)).toBeCloseTo(Number(fall(day)) / 20_000, 3)
  })

  test('of difficulty are relative to the growth of the year before', () => {
    const halved = (day: number): string => (Number(trend(day)) * (day >= 5 ? 0.5 : 1)).toFixed(0)
    const { difficulty } = recordedPaths(history(fall, halved), SPAN)
    expect([4, 5, 10].map((day) => valueOn(difficulty!, day, 1))).toEqual([1, 0.5, 0.5])
  })

  test('have no more points than allowed, the last day among them', () => {
    const jagged = (day: number): string => String(20_000 + (day % 2 === 0 ? 0 : 1000 + 100 * Math.abs(day)))
    const { btc } = recordedPaths(history(jagged, trend), SPAN)
    expect(btc).toHaveLength(POINTS.btc)
    expect(btc!.at(-1)![0]).toBe(10)
  })

  test('are absent where the history has a gap, and difficulty also without the year before', () => {
    const gap = (day: number): string => (day === 3 ? '' : fall(day))
    expect(recordedPaths(history(gap, trend), SPAN)).not.toHaveProperty('btc')
    const young = (day: number): string => (day < -300 ? '' : trend(day))
    const found = recordedPaths(history(fall, young), SPAN)
    expect(found).not.toHaveProperty('difficulty')
    expect(found).toHaveProperty('btc')
    expect(recordedPaths(history(fall, trend), { from: '2024-01-01', to: '2024-02-01' })).toEqual({})
  })

  test('have at most 8 points of the price and 5 of difficulty, and need exactly the 365 days before', () => {
    const jagged = (day: number): string => String(20_000 + (day % 2 === 0 ? 0 : 1000 + 100 * Math.abs(day)))
    const swings = (day: number): string =>
      (Number(trend(day)) * (day % 2 === 0 ? 1 : 1 + day / 99)).toFixed(0)
    const since = (first: number) => (day: number) => (day < first ? '' : day < 0 ? trend(day) : swings(day))
    const { btc, difficulty } = recordedPaths(history(jagged, since(-365)), SPAN)
    expect(btc).toHaveLength(8)
    expect(difficulty).toHaveLength(5)
    expect(recordedPaths(history(jagged, since(-364)), SPAN)).not.toHaveProperty('difficulty')
  })

  test('of the price do not need a column of difficulty', () => {
    const rows = Array.from({ length: 11 }, (_, day) => `${dateOfDay(FIRST + day)},${fall(day)}`)
    const { history: alone } = parseHistory(`date,btc_usd\n${rows.join('\n')}\n`)
    expect(Object.keys(recordedPaths(alone, SPAN))).toEqual(['btc'])
  })

  test('of difficulty take the growth from the year to day 0 itself', () => {
    // Flat for a year, but for the days before and after day 0.
    const jumps = (day: number): string => (day === -1 ? 20e12 : day >= 1 ? 80e12 : 40e12).toFixed(0)
    const { difficulty } = recordedPaths(history(fall, jumps), SPAN)
    expect([1, 5, 10].map((day) => valueOn(difficulty!, day, 1))).toEqual([2, 2, 2])
  })

  test('may have a point on day 1', () => {
    const drop = (day: number): string => String(day <= 0 ? 20_000 : day === 1 ? 10_000 : 20_000)
    expect(recordedPaths(history(drop, trend), SPAN).btc).toEqual([
      [1, '0.5000'],
      [2, '1.0000'],
      [10, '1.0000'],
    ])
  })

  test('add the day with the largest relative miss first', () => {
    // Between the ends, 1 and 1, day 3 misses by a third of its value, day 7 by half of it.
    const spikes = (day: number): string => String(20_000 * (day === 3 ? 0.75 : day === 7 ? 1.6 : 1))
    const { btc } = recordedPaths(history(spikes, trend), SPAN)
    expect(btc!.map(([day]) => day)).toEqual([2, 3, 4, 6, 7, 8, 10])
    expect(btc!.map(([, value]) => value)).toEqual(
      [1, 0.75, 1, 1, 1.6, 1, 1].map((value) => value.toFixed(4)),
    )
  })
})
