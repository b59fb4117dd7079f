import { describe, expect, test } from 'vitest'
import { Decimal } from 'decimal.js'
import { incompleteBeta } from '../../../src/sim/study/beta.ts'
import { clopperPearson, estimateProportion } from '../../../src/sim/study/proportion.ts'
import { halfWidthOfMean, studentQuantile } from '../../../src/sim/study/student.ts'

/** P(X >= k) for X binomial(n, p), summed from its definition. */
function tailFrom(k: number, n: number, p: number): number {
  const P = Decimal.clone({ precision: 50 })
  let [term, sum] = [new P(1).sub(p).pow(n), new P(0)]
  for (let i = 0; i <= n; i++) {
    if (i >= k) sum = sum.add(term)
    term = term
      .mul(n - i)
      .div(i + 1)
      .mul(p)
      .div(new P(1).sub(p))
  }
  return sum.toNumber()
}

describe('exact intervals of proportions', () => {
  // scipy.stats.beta.ppf(0.025, k, n-k+1) and (0.975, k+1, n-k), SciPy's own.
  test.for([
    [0, 10, 0, 0.3084971078187607],
    [1, 10, 0.0025285785444617848, 0.4450161170281954],
    [5, 10, 0.18708602844739855, 0.8129139715526015],
    [10, 10, 0.6915028921812392, 1],
    [0, 1, 0, 0.975],
    [3, 1000, 0.0006190999316495713, 0.008742023238478303],
    [950, 1000, 0.9346095120845064, 0.9626646023953382],
    [123, 9999, 0.010233673193261588, 0.014659635613784082],
  ] as const)('of %i in %i are the published ones', ([k, n, low, high]) => {
    const interval = clopperPearson(k, n)
    // SciPy and this one each have some ten digits.
    expect(Math.abs(interval.low - low)).toBeLessThanOrEqual(1e-10 * low)
    expect(Math.abs(interval.high - high)).toBeLessThanOrEqual(1e-10 * high)
  })

  test('cover: at their bounds, a result as extreme has a probability of exactly 2.5%', () => {
    for (const [k, n] of [
      [1, 7],
      [13, 40],
      [99, 100],
    ] as const) {
      const { low, high } = clopperPearson(k, n)
      expect(tailFrom(k, n, low)).toBeCloseTo(0.025, 11)
      expect(1 - tailFrom(k + 1, n, high)).toBeCloseTo(0.025, 11)
    }
  })

  test('are written with six digits, and absent without trials', () => {
    expect(estimateProportion(1, 10)).toEqual({
      count: 1,
      of: 10,
      estimate: '0.1',
      low: '0.00252858',
      high: '0.445016',
    })
    expect(estimateProportion(0, 0)).toEqual({ count: 0, of: 0 })
  })
})

test('the incomplete beta function is a binomial tail', () => {
  for (const [x, k, n] of [
    [0.3, 4, 11],
    [0.9, 2, 30],
    [0.01, 1, 500],
  ] as const)
    expect(incompleteBeta(x, k, n - k + 1)).toBeCloseTo(tailFrom(k, n, x), 12)
})

describe('Student’s t', () => {
  // scipy.stats.t.ppf(0.975, df); with one degree of freedom tan(0.475π).
  test.for([
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [3, 3.1824463052837078],
    [7, 2.364624251592784],
    [29, 2.045229642132703],
    [30, 2.0422724563012378],
    [999, 1.9623414611334493],
  ] as const)('for %i degrees of freedom has the published quantile', ([df, quantile]) => {
    expect(Math.abs(studentQuantile(df) / quantile - 1)).toBeLessThan(1e-10)
  })

  test('gives the half width t·sd/√n, and none for one value', () => {
    expect(halfWidthOfMean(new Decimal(2), 4)!.toNumber()).toBeCloseTo(3.1824463052837078, 9)
    expect(halfWidthOfMean(new Decimal(2), 1)).toBeUndefined()
  })
})
