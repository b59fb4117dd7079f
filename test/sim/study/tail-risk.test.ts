import { expect, test } from 'vitest'

import { METRIC_GRID, statistic } from '../../../src/sim/study/quantiles.ts'
import { tailRiskOf } from '../../../src/sim/study/tail-risk.ts'
import { expectedShortfall } from '../../../src/statistics/expected-shortfall.ts'
import { emptySketch, mergeSketches, sketchOf } from '../../../src/statistics/sketch.ts'

const returns = Array.from({ length: 200 }, (_, index) => index - 80)

test('value at risk is the loss that the worst part exceeds, expected shortfall its mean', () => {
  const risk = tailRiskOf(sketchOf(returns, METRIC_GRID), 100, 5)!
  // The ten worst lose 80 to 71, all more than 70.
  expect(risk.valueAtRisk.value).toBe('70')
  expect(Number(risk.expectedShortfall.value)).toBeCloseTo(75.5, 9)
  expect(Number(risk.valueAtRisk.low)).toBeLessThan(70)
  expect(Number(risk.valueAtRisk.high)).toBeGreaterThan(70)
  expect(Number(risk.expectedShortfall.high)).toBeLessThanOrEqual(100)
  expect(risk.needs).toBeUndefined()
})

test('a larger part has a smaller loss, and equal values count each', () => {
  const sketch = mergeSketches(sketchOf(returns, METRIC_GRID), sketchOf(returns, METRIC_GRID), METRIC_GRID)
  const [worst5, worst20] = [tailRiskOf(sketch, 100, 5)!, tailRiskOf(sketch, 100, 20)!]
  expect(worst5.expectedShortfall.value).toBe(
    tailRiskOf(sketchOf(returns, METRIC_GRID), 100, 5)!.expectedShortfall.value,
  )
  expect(Number(worst20.valueAtRisk.value)).toBeLessThan(Number(worst5.valueAtRisk.value))
})

test('a small sample has no upper bound and says what it needs; no values, no risk', () => {
  const risk = tailRiskOf(sketchOf(returns.slice(0, 20), METRIC_GRID), 100, 5)!
  expect(risk.valueAtRisk.high).toBeUndefined()
  expect(risk.needs).toBe(72)
  expect(tailRiskOf(emptySketch(METRIC_GRID), 100, 5)).toBeUndefined()
})

test('a bucket that lies beyond the largest loss moves the bound, and is no error', () => {
  const risk = tailRiskOf(sketchOf([...returns, -100.5], METRIC_GRID), 100, 5)!
  expect(Number(risk.expectedShortfall.high)).toBeLessThanOrEqual(100.5)
  expect(Number(risk.expectedShortfall.high)).toBeGreaterThan(Number(risk.expectedShortfall.value))
})

test('the worst part is that asked for, in percent', () => {
  const sketch = sketchOf(returns, METRIC_GRID)
  expect([5, 20].map((part) => tailRiskOf(sketch, 100, part)!.worstPart)).toEqual([5, 20])
})

test('the bound of the loss is the largest possible one, or the largest that came', () => {
  const highAt = (values: readonly number[], worst: number): string =>
    tailRiskOf(sketchOf(values, METRIC_GRID), worst, 5)!.expectedShortfall.high!
  expect(Number(highAt(returns, 1000))).toBeGreaterThan(Number(highAt(returns, 100)))
  for (const [extreme, bound] of [
    [-99.5, 100],
    [-100.5, 100.5],
  ] as const) {
    const values = [...returns, extreme]
    expect(highAt(values, 100)).toBe(statistic(expectedShortfall(values, 0.95, { worst: bound }).high!))
  }
})
