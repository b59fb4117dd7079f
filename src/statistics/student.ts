/**
 * Student's t: the interval of a mean whose standard deviation is estimated from the same values.
 */
import type { Decimal } from 'decimal.js'
import { inverseIncompleteBeta } from './beta.ts'
import { checkLevel } from './level.ts'

/** Half the width of the mean's interval, `t · sd / √n`; undefined with fewer than two values. */
export function halfWidthOfMean(sd: Decimal, count: number): Decimal | undefined {
  return count < 2 ? undefined : sd.mul(studentQuantile(count - 1)).div(Math.sqrt(count))
}

/**
 * Mean of independent values with its interval by Student's t. With one value there is no interval.
 *
 * @throws {EmptySample} when there are no values.
 * @throws {InvalidLevel} when the level is not between 0 and 1.
 */
export function meanWithInterval(values: readonly number[], level = 0.95): Estimate {
  if (values.length === 0) throw new EmptySample()
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length < 2) return { value: mean }
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return around(mean, Math.sqrt(squares / (values.length - 1) / values.length), values.length - 1, level)
}

/** An estimate and the bounds of its interval; without bounds if one sample does not tell its spread. */
export interface Estimate {
  readonly value: number
  readonly low?: number
  readonly high?: number
}

/** `value` ± t · `error`, for `df` degrees of freedom. */
export function around(value: number, error: number, df: number, level: number): Estimate {
  const half = studentQuantile(df, level) * error
  return { value, low: value - half, high: value + half }
}

const quantiles = new Map<string, number>()

/**
 * The t that |T| does not exceed with probability `level`, for `df` degrees of freedom; by
 * P(|T| > t) = I_{df/(df+t²)}(df/2, 1/2). With the level 0.95 it is the 97.5% quantile.
 *
 * Cached, since few degrees of freedom occur.
 *
 * @throws {InvalidLevel} when the level is not between 0 and 1.
 */
export function studentQuantile(df: number, level = 0.95): number {
  const key = `${df} ${checkLevel(level)}`
  const known = quantiles.get(key)
  if (known !== undefined) return known
  // By the complement, since it is 1 - x that keeps its digits when df is large.
  const rest = inverseIncompleteBeta(level, 0.5, df / 2)
  const quantile = Math.sqrt((df * rest) / (1 - rest))
  quantiles.set(key, quantile)
  return quantile
}

/** There are no values. */
export class EmptySample extends RangeError {
  override readonly name = 'EmptySample'
  constructor() {
    super('expected at least one value, got none')
  }
}
