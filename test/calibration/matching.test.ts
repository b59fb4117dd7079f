/** Matching of a simulated statistic with an observed one, on curves with known answers. */
import { describe, expect, it } from 'vitest'
import { NORMAL_975 } from '../../src/calibration/likelihood.ts'
import { matchOf, valueAt, type Curve } from '../../src/calibration/matching.ts'

const line = (values: readonly number[], error = 0): Curve =>
  values.map((value, at) => ({ at, value, error }))
const observed = (value: number, standardError: number) => ({
  name: 'response',
  value,
  standardError,
  low: value - NORMAL_975 * standardError,
  high: value + NORMAL_975 * standardError,
})

describe('a match', () => {
  it('is where the curve crosses the observed value, with the inverse of its interval', () => {
    // Slope 2, so 1.96 standard errors of 0.5 are 0.49 on the axis of the parameter.
    const match = matchOf(line([0, 2, 4, 6]), observed(3, 0.5), 1)
    expect(match).toMatchObject({
      outcome: 'fitted',
      open: [false, false],
      least: 0,
      largest: 6,
      atScenario: 2,
    })
    expect(match.value).toBeCloseTo(1.5, 12)
    expect(match.low).toBeCloseTo(1.5 - (NORMAL_975 * 0.5) / 2, 12)
    expect(match.high).toBeCloseTo(1.5 + (NORMAL_975 * 0.5) / 2, 12)
  })

  it('adds the errors of data and simulation as variances', () => {
    const { high, value } = matchOf(line([0, 2, 4, 6], 0.4), observed(3, 0.3), 0)
    expect(high! - value!).toBeCloseTo((NORMAL_975 * 0.5) / 2, 12)
  })

  it('has an interval that is cut at the range', () => {
    const match = matchOf(line([0, 2, 4, 6]), observed(5, 1), 0)
    expect(match).toMatchObject({ outcome: 'fitted', value: 2.5, high: 3, open: [false, true] })
    expect(match.low).toBeCloseTo(2.5 - NORMAL_975 / 2, 12)
  })

  it('is not identified where the curve is flat', () => {
    expect(matchOf(line([1, 1.1, 1.2]), observed(1.1, 0.5), 0)).toMatchObject({
      outcome: 'not-identified',
      value: undefined,
      low: 0,
      high: 2,
      open: [true, true],
    })
  })

  it('is not identified where the curve turns, unless within its own error', () => {
    expect(matchOf(line([0, 2, 0]), observed(1, 0.1), 0)).toMatchObject({ outcome: 'not-identified' })
    const noisy = matchOf(line([0, 1.01, 0.99, 2], 0.02), observed(1, 0.1), 0)
    expect(noisy.outcome).toBe('fitted')
    // Crossings at 1/1.01, 1.5 and 2 + 0.01/1.01: their middle.
    expect(noisy.value).toBeCloseTo((1 / 1.01 + 2 + 0.01 / 1.01) / 2, 12)
  })

  it('is outside where no parameter has the observed value', () => {
    expect(matchOf(line([0, 2, 4]), observed(9, 1), 0)).toMatchObject({
      outcome: 'outside',
      value: undefined,
      low: undefined,
      high: undefined,
    })
    // 5 is beyond the range, and its interval is not.
    expect(matchOf(line([0, 2, 4]), observed(5, 1), 0)).toMatchObject({
      outcome: 'outside',
      value: undefined,
      high: 2,
      open: [false, true],
    })
  })
})

describe('the value of a curve', () => {
  it('is linear between the points and constant beyond them', () => {
    const curve = line([0, 2, 6])
    expect([-1, 0, 0.5, 1, 1.25, 2, 3].map((at) => valueAt(curve, at))).toEqual([0, 0, 1, 2, 3, 6, 6])
  })
})
