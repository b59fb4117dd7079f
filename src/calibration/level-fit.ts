/**
 * Fit of a level that reverts to its median, such as fees or gas: median and spread of the logarithm.
 *
 * The spread is the standard deviation of the logarithm, as `feesSpread` and its like take it: in the long
 * run. Zero values, such as blocks without fees, count towards the median and not towards the spread.
 */
import { exp } from '../sim/math/exp.ts'
import { log } from '../sim/math/log.ts'
import { momentsOf } from './returns.ts'

/** Fit of a series around a level: median, and day-to-day persistence. */
export interface LevelFit {
  /** Number of days with a value. */
  readonly observations: number
  readonly median: number
  /** Standard deviation of the logarithm. */
  readonly spread: number
  /** Days in which half of a deviation of the logarithm has gone, by the lag-1 autocorrelation. */
  readonly halfLifeDays: number | undefined
}

/** The level of the known values; undefined if there are none. */
export function fitLevel(values: readonly (number | undefined)[]): LevelFit | undefined {
  const sample = values.filter((each) => each !== undefined)
  if (sample.length === 0) return undefined
  const sorted = sample.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.floor(sorted.length / 2)]!]
  const logs = values.map((each) => (each === undefined || each === 0 ? undefined : log(each)))
  const known = logs.filter((each) => each !== undefined)
  const { mean, variance } = known.length === 0 ? { mean: 0, variance: 0 } : momentsOf(known)
  return {
    observations: sample.length,
    median: (low + high) / 2,
    spread: Math.sqrt(variance),
    halfLifeDays: halfLifeOf(logs, mean),
  }
}

/** log(1/2) / log of the regression of one day's deviation on the day before. */
function halfLifeOf(logs: readonly (number | undefined)[], mean: number): number | undefined {
  let [cross, squares] = [0, 0]
  for (const [i, next] of logs.slice(1).entries()) {
    const now = logs[i]
    if (now === undefined || next === undefined) continue
    cross += (now - mean) * (next - mean)
    squares += (now - mean) * (now - mean)
  }
  const slope = cross / squares
  return slope > 0 && slope < 1 ? log(0.5) / log(slope) : undefined
}

/** Values in the unit of the level: the median times e to ± 1.645 spreads. */
export const ninetyPercentOf = ({ median, spread }: LevelFit): readonly [low: number, high: number] => [
  median * exp(-1.6448536269514722 * spread),
  median * exp(1.6448536269514722 * spread),
]
