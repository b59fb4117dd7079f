import { expect, test } from 'vitest'

import { relativeError, sketchOf, type Grid } from '../../../src/statistics/sketch.ts'
import { DAY_GRID, errorText, METRIC_GRID } from '../../../src/sim/study/quantiles.ts'

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
