/**
 * Interval of a quantile from order statistics: exact, for any distribution, conservative.
 *
 * The bounds are values of the sample (`order-statistics.ts`). The lower one exceeds the quantile, and the
 * upper one is below it, each with a probability of at most half of what the level leaves. A small sample has
 * no bound far out in a tail: the largest of 50 values is below the 99% quantile with probability 0.99^50 =
 * 61%.
 */
import { atLeast, quantileRanks, sortedValues, valuesNeeded } from './order-statistics.ts'
import { checkCount } from './ranges.ts'

/** Order statistics between which a quantile lies with the level of confidence. */
export interface QuantileInterval {
  /** The smallest value that at least a share `p` of the values do not exceed. */
  readonly value: number
  /** Absent if the sample is too small for a lower bound. */
  readonly low?: number
  /** Absent if the sample is too small for an upper bound. */
  readonly high?: number
  /** Probability with which the bounds that exist cover the quantile, if the distribution is continuous. */
  readonly coverage: number
  /** Values that both bounds need. */
  readonly needs: number
}

/**
 * The `p`-quantile of what the values are drawn from, independently, with its interval.
 *
 * @param sample numbers in any order and unit
 * @param p share of the distribution at or below the quantile; 0.05 for the 5% quantile
 * @param level probability with which the interval covers the quantile, at least
 * @throws {TooFew} when there are no values.
 * @throws {NotANumber} when a value is NaN.
 * @throws {InvalidLevel} when `p` or the level is not between 0 and 1.
 */
export function quantileInterval(sample: ArrayLike<number>, p: number, level = 0.95): QuantileInterval {
  const n = checkCount('values', sample.length, 1)
  const ranks = quantileRanks(n, p, level)
  const sorted = sortedValues(sample)
  const above = ranks.low === undefined ? 0 : 1 - atLeast(ranks.low, n, p)
  const below = ranks.high === undefined ? 0 : atLeast(ranks.high, n, p)
  return {
    value: sorted[rankOf(n, p) - 1]!,
    ...(ranks.low === undefined ? {} : { low: sorted[ranks.low - 1]! }),
    ...(ranks.high === undefined ? {} : { high: sorted[ranks.high - 1]! }),
    coverage: ranks.low === undefined && ranks.high === undefined ? 0 : 1 - above - below,
    needs: valuesNeeded(p, level),
  }
}

/** Rank, from 1, of the empirical quantile: ⌈n·p⌉, with a product that is a whole number but for rounding. */
export function rankOf(n: number, p: number): number {
  const product = n * p
  const whole = Math.round(product)
  // One rounding of p and one of the product, each of 2^-53 at most.
  const rank = Math.abs(product - whole) <= product * 2.3e-16 ? whole : Math.ceil(product)
  return Math.min(n, Math.max(1, rank))
}
