/**
 * Tail risk of a metric that is a return: value at risk and expected shortfall over the paths of one point,
 * as text.
 *
 * Losses are positive, in the metric's unit. Intervals have a confidence of 95% and hold for any
 * distribution of independent paths; points that share random numbers are never pooled.
 */
import { expectedShortfall, valueAtRisk, type RiskMeasure } from '../../statistics/expected-shortfall.ts'
import { sizeOf, valuesOf, type Sketch } from '../../statistics/sketch.ts'
import { METRIC_GRID, statistic } from './quantiles.ts'

/** Part of the worst results, in percent, unless another one is asked for. */
export const WORST_PART = 5

/** Value at risk and expected shortfall of a return. */
export interface TailRisk {
  /** The worst part of the paths, in percent. */
  readonly worstPart: number
  /** Loss that the worst part exceeds. */
  readonly valueAtRisk: Loss
  /** Mean loss in the worst part. */
  readonly expectedShortfall: Loss
  /** Paths that both bounds of value at risk need; absent if there are enough. */
  readonly needs?: number
}

/** A loss with the bounds of its 95% interval. */
export interface Loss {
  readonly value: string
  /** Bounds of the 95% interval; absent where the sample is too small for one. */
  readonly low?: string
  readonly high?: string
}

/**
 * @param worst largest possible loss, in the metric's unit
 * @param worstPart in percent, above 0 and below 100
 * @returns undefined without numbers
 */
export function tailRiskOf(sketch: Sketch, worst: number, worstPart: number): TailRisk | undefined {
  if (sizeOf(sketch) === 0) return undefined
  const results = valuesOf(sketch, METRIC_GRID)
  const confidence = 1 - worstPart / 100
  const risk = valueAtRisk(results, confidence)
  // Rounded buckets of a very large sample may lie beyond the bound.
  const bound = Math.max(worst, 0 - results[0]!)
  return {
    worstPart,
    valueAtRisk: lossOf(risk),
    expectedShortfall: lossOf(expectedShortfall(results, confidence, { worst: bound })),
    ...(risk.low === undefined || risk.high === undefined ? { needs: risk.needs } : {}),
  }
}

function lossOf({ value, low, high }: RiskMeasure): Loss {
  return {
    value: statistic(value),
    ...(low === undefined ? {} : { low: statistic(low) }),
    ...(high === undefined ? {} : { high: statistic(high) }),
  }
}
