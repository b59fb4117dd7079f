/** Losses in words: direction, interval, bounds that do not exist, and which path a measure is. */
import { describe, expect, test } from 'vitest'
import { edgeNote, lossText } from '../../../src/report/study/sections.ts'
import { METRIC_GRID, quantilesOf } from '../../../src/sim/study/quantiles.ts'
import { tailRiskOf, type Loss } from '../../../src/sim/study/tail-risk.ts'
import { sketchOf } from '../../../src/statistics/sketch.ts'

test.each<[string, Loss, string]>([
  ['a loss', { value: '70.1', low: '65', high: '80' }, 'loss 70.1 (65 to 80)'],
  ['a gain, the smaller bound first', { value: '-16', low: '-20', high: '-10.5' }, 'gain 16 (10.5 to 20)'],
  ['an interval across zero', { value: '1', low: '-2', high: '3' }, 'loss 1 (gain 2 to loss 3)'],
  ['a missing bound', { value: '83', low: '73' }, 'loss 83 (73 or worse)'],
  ['a missing bound of a gain', { value: '-16', low: '-20' }, 'gain 16 (20 or worse)'],
  ['a bound on the other side of zero', { value: '38', low: '-6' }, 'loss 38 (gain 6 or worse)'],
  ['the largest possible loss as a bound', { value: '86', low: '74', high: '100' }, 'loss 86 (74 or worse)'],
  ['only an upper bound', { value: '5', high: '7' }, 'loss 5 (7 or better)'],
  ['no bound', { value: '0' }, 'loss 0'],
])('%s', (_what, loss, text) => {
  expect(lossText(loss, 100)).toBe(text)
})

test('without the largest possible loss every bound is shown', () => {
  expect(lossText({ value: '86', low: '74', high: '100' })).toBe('loss 86 (74 to 100)')
})

describe('of the same part, quantile and value at risk', () => {
  /** The returns 1, 2, 3 … in percent, so that a value is its number from the worst. */
  const measures = (paths: number): { readonly quantile: number; readonly atRisk: number } => {
    const sketch = sketchOf(
      Array.from({ length: paths }, (_path, index) => index + 1),
      METRIC_GRID,
    )
    return {
      quantile: Number(quantilesOf(sketch, [50], METRIC_GRID)!['p5']),
      atRisk: 0 - Number(tailRiskOf(sketch, 100, 5)!.valueAtRisk.value),
    }
  }

  test.each([20, 40, 100, 400, 1000])('are neighbours on %i paths, and it is said', (paths) => {
    const { quantile, atRisk } = measures(paths)
    expect(atRisk).toBe(quantile + 1)
    expect(edgeNote(paths, 5)).toContain(`number ${quantile} from the worst`)
    expect(edgeNote(paths, 5)).toContain(`number ${atRisk}.`)
  })

  test.each([1, 19, 21, 30, 399])('are one path of %i, and nothing is said', (paths) => {
    const { quantile, atRisk } = measures(paths)
    expect(atRisk).toBe(quantile)
    expect(edgeNote(paths, 5)).toBe('')
  })

  test('are not compared where results have no such quantile', () => {
    expect(edgeNote(100, 25)).not.toBe('')
    expect(edgeNote(100, 7)).toBe('')
  })
})
