/**
 * Proportions: estimate and exact 95% interval of a probability, from `count` successes in `of` paths, as
 * text.
 */
import { clopperPearson } from '../../statistics/proportion.ts'
import { statistic } from './quantiles.ts'

/** A count with the exact 95% interval of its probability. */
export interface Proportion {
  readonly count: number
  readonly of: number
  readonly estimate?: string
  /** Bounds of the exact 95% interval; absent where points are pooled. */
  readonly low?: string
  readonly high?: string
}

/**
 * Estimate and bounds with six significant digits, rounded to nearest; no estimate without trials.
 *
 * @param pooled Whether the paths are those of several points: then there are no bounds, since path `i` has
 *   the same random numbers at every point and the paths are not independent. @default false
 */
export function estimateProportion(count: number, of: number, pooled = false): Proportion {
  if (of === 0) return { count, of }
  if (pooled) return { count, of, estimate: statistic(count / of, 6) }
  const { low, high } = clopperPearson(count, of)
  return { count, of, estimate: statistic(count / of, 6), low: statistic(low, 6), high: statistic(high, 6) }
}
