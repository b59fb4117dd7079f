/**
 * Proportions: estimate and exact 95% interval of a probability, from `count` successes in `of` paths.
 *
 * The interval of C. J. Clopper and E. S. Pearson (1934), which covers the true probability with at least
 * 95%.
 */
import { inverseIncompleteBeta } from './beta.ts'
import { statistic } from './quantiles.ts'

export interface Proportion {
  readonly count: number
  readonly of: number
  readonly estimate?: string
  /** Bounds of the exact 95% interval. */
  readonly low?: string
  readonly high?: string
}

/** Probability of each tail: 2.5%. */
const TAIL = 0.025

/** Estimate and bounds with six significant digits, rounded to nearest; no estimate without trials. */
export function estimateProportion(count: number, of: number): Proportion {
  if (of === 0) return { count, of }
  const { low, high } = clopperPearson(count, of)
  return { count, of, estimate: statistic(count / of, 6), low: statistic(low, 6), high: statistic(high, 6) }
}

/** The interval's bounds as float64. */
export function clopperPearson(
  count: number,
  of: number,
  tail = TAIL,
): { readonly low: number; readonly high: number } {
  return {
    low: count === 0 ? 0 : inverseIncompleteBeta(tail, count, of - count + 1),
    high: count === of ? 1 : inverseIncompleteBeta(1 - tail, count + 1, of - count),
  }
}
