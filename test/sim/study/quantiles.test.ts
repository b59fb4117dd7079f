import { expect, test } from 'vitest'

import { quantileRanks } from '../../../src/statistics/order-statistics.ts'
import { relativeError, sketchOf, type Grid } from '../../../src/statistics/sketch.ts'
import {
  DAY_GRID,
  errorText,
  LEVELS,
  levelName,
  METRIC_GRID,
  quantileIntervalsOf,
  quantilesOf,
  statistic,
} from '../../../src/sim/study/quantiles.ts'

test('the error of a quantile is 0 while values are kept apart, and else its bound, rounded up', () => {
  const of = (count: number, grid: Grid) =>
    sketchOf(
      Array.from({ length: count }, (_, index) => 1 + index / 7),
      grid,
    )
  expect(errorText(of(9, METRIC_GRID), METRIC_GRID)).toBe('0')
  const wide = of(100 * DAY_GRID.buckets, DAY_GRID)
  const error = relativeError(wide, DAY_GRID)
  expect(error).toBeGreaterThan(0)
  expect(Number(errorText(wide, DAY_GRID))).toBeGreaterThanOrEqual(error)
  expect(Number(errorText(wide, DAY_GRID))).toBeLessThan(1.2 * error)
})

test('a statistic is plain decimal text of at most 12 digits', () => {
  expect(
    [0.5, -0.5, 0.05, 1, -1, 10, 1 / 3, -2 / 3, 1e15, 1.5e-9, 123456.75].map((each) => statistic(each)),
  ).toEqual([
    '0.5',
    '-0.5',
    '0.05',
    '1',
    '-1',
    '10',
    '0.333333333333',
    '-0.666666666667',
    '1000000000000000',
    '0.0000000015',
    '123456.75',
  ])
  expect([0, -0].map((each) => statistic(each))).toEqual(['0', '0'])
  expect(statistic(2 / 3, 2)).toBe('0.67')
})

test('quantiles and their intervals exist from one value on', () => {
  const [none, one] = [sketchOf([], METRIC_GRID), sketchOf([7], METRIC_GRID)]
  expect(quantilesOf(none, [500], METRIC_GRID)).toBeUndefined()
  expect(quantileIntervalsOf(none, [500], METRIC_GRID)).toBeUndefined()
  expect(quantilesOf(one, [25, 500], METRIC_GRID)).toEqual({ 'p2.5': '7', p50: '7' })
  expect(quantileIntervalsOf(one, [500], METRIC_GRID)).toEqual({ p50: { needs: 6 } })
  expect(quantilesOf(none, [500], METRIC_GRID, 1)).toEqual({ p50: 'never' })
})

test('the intervals of all quantiles have the ranks of order statistics', () => {
  for (const count of [2000, 5000]) {
    const sketch = sketchOf(
      Array.from({ length: count }, (_, index) => index + 1),
      METRIC_GRID,
    )
    const intervals = quantileIntervalsOf(sketch, LEVELS, METRIC_GRID)!
    for (const level of LEVELS) {
      const { low, high } = quantileRanks(count, level / 1000)
      expect(intervals[levelName(level)]).toEqual({ low: String(low), high: String(high) })
    }
  }
})

test('the error of a quantile has two digits and is not below its bound', () => {
  for (const times of [20, 40, 80, 160]) {
    const wide = sketchOf(
      Array.from({ length: times * DAY_GRID.buckets }, (_, index) => 1 + index / 7),
      DAY_GRID,
    )
    const [error, text] = [relativeError(wide, DAY_GRID), errorText(wide, DAY_GRID)]
    expect(Number(text)).toBeGreaterThanOrEqual(error)
    expect(Number(text)).toBeLessThan(1.11 * error)
    expect(text.replace(/^0\.0*/, '').length).toBeLessThanOrEqual(2)
  }
})
