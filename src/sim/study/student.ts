/**
 * Student's t: the interval of a mean whose standard deviation is estimated from the same values.
 */
import type { Decimal } from 'decimal.js'
import { inverseIncompleteBeta } from './beta.ts'

/** Half the width of the mean's 95% interval: `t · sd / √n`; needs two values. */
export function halfWidthOfMean(sd: Decimal, count: number): Decimal | undefined {
  return count < 2 ? undefined : sd.mul(studentQuantile(count - 1)).div(Math.sqrt(count))
}

const quantiles = new Map<number, number>()

/**
 * The 97.5% quantile for `df` degrees of freedom: P(|T| > t) = I_{df/(df+t²)}(df/2, 1/2) = 5%.
 *
 * Cached by degrees of freedom, of which a study has few.
 */
export function studentQuantile(df: number): number {
  const known = quantiles.get(df)
  if (known !== undefined) return known
  // By the complement, since it is 1 - x that keeps its digits when df is large.
  const rest = inverseIncompleteBeta(0.95, 0.5, df / 2)
  const quantile = Math.sqrt((df * rest) / (1 - rest))
  quantiles.set(df, quantile)
  return quantile
}
