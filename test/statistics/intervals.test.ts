import { describe, expect, test } from 'vitest'
import { Decimal } from 'decimal.js'
import { incompleteBeta } from '../../src/statistics/beta.ts'
import { InvalidLevel } from '../../src/statistics/level.ts'
import { clopperPearson, InvalidCount } from '../../src/statistics/proportion.ts'
import { halfWidthOfMean, studentQuantile } from '../../src/statistics/student.ts'

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

  // With no success the upper bound p solves (1 - p)^n = (1 - level)/2, and the lower is its mirror image.
  test.for([0.5, 0.9, 0.99, 0.999])('of nothing in ten have their closed form at level %f', (level) => {
    const tail = (1 - level) / 2
    const bound = 1 - new Decimal(tail).pow(0.1).toNumber()
    expect(Math.abs(clopperPearson(0, 10, level).high - bound)).toBeLessThan(1e-10)
    expect(Math.abs(clopperPearson(10, 10, level).low - (1 - bound))).toBeLessThan(1e-10)
  })

  test('have whole numbers of trials and a level between 0 and 1', () => {
    for (const [successes, trials] of [
      [0, 0],
      [-1, 5],
      [6, 5],
      [1.5, 5],
      [1, NaN],
    ] as const)
      expect(() => clopperPearson(successes, trials)).toThrow(InvalidCount)
    for (const level of [0, 1, -0.5, 95, NaN]) expect(() => clopperPearson(1, 5, level)).toThrow(InvalidLevel)
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

  // scipy.stats.t.ppf(0.95, 10) and (0.995, 5); with one degree of freedom tan(πp/2).
  test.for([
    [10, 0.9, 1.8124611228107335],
    [5, 0.99, 4.032142983557536],
    [1, 0.5, 1],
  ] as const)(
    'with %i degrees of freedom has the published quantile at level %f',
    ([df, level, quantile]) => {
      expect(Math.abs(studentQuantile(df, level) / quantile - 1)).toBeLessThan(1e-10)
    },
  )

  test('gives the half width t·sd/√n, and none for one value', () => {
    expect(halfWidthOfMean(new Decimal(2), 4)!.toNumber()).toBeCloseTo(3.1824463052837078, 9)
    expect(halfWidthOfMean(new Decimal(2), 1)).toBeUndefined()
  })
})
