/**
 * Quantiles that a study reports, in per mille, and their text form.
 */
import { quantileRanks, valuesNeeded, type RankBounds } from '../../statistics/order-statistics.ts'
import {
  rankOf,
  relativeError,
  sizeOf,
  valueAtRank,
  type Grid,
  type Sketch,
} from '../../statistics/sketch.ts'

/** Quantiles of metrics over paths. */
export const LEVELS = [10, 50, 100, 250, 500, 750, 900, 950, 990] as const

/** Quantiles of daily columns, as in a fan chart. */
export const FAN = [50, 250, 500, 750, 950] as const

/** `p5` for 50 in a thousand, `p2.5` for 25. */
export function levelName(perMille: number): string {
  return `p${perMille / 10}`
}

/** Exact for up to 16,384 different values. */
export const METRIC_GRID: Grid = { bits: 52, buckets: 16_384 }

/** Values are first rounded to 21 significant bits, a relative error of at most 2^-22 (2.4e-7). */
export const DAY_GRID: Grid = { bits: 20, buckets: 128 }

/** Plain decimal text of a statistic: at most `digits` significant digits. */
export function statistic(value: number, digits = 12): string {
  const [significand = '', exponent = '0'] = value.toExponential(digits - 1).split('e')
  const negative = significand.startsWith('-')
  const all = significand.replace(/[-.]/g, '')
  const point = Number(exponent) + 1
  const whole = point <= 0 ? '0' : all.slice(0, point).padEnd(point, '0')
  const decimals = (point <= 0 ? '0'.repeat(-point) + all : all.slice(point)).replace(/0+$/, '')
  const text = decimals === '' ? whole : `${whole}.${decimals}`
  return negative && /[1-9]/.test(text) ? `-${text}` : text
}

/** What a metric says that no number of days, months or AMT reaches. */
export const NEVER = 'never'

/**
 * Quantiles by name, as text; undefined without values.
 *
 * @param nevers how many values are {@link NEVER}, beside the numbers of the sketch. They come after every
 *   number: without them, the payback period would be that of the paths that pay back.
 */
export function quantilesOf(
  sketch: Sketch,
  levels: readonly number[],
  grid: Grid,
  nevers = 0,
): Readonly<Record<string, string>> | undefined {
  const count = sizeOf(sketch) + nevers
  if (count === 0) return undefined
  return Object.fromEntries(
    levels.map((level) => [levelName(level), textAt(sketch, rankOf(count, level), grid)]),
  )
}

/** The text of a rank: a number of the sketch, or {@link NEVER} behind all of them. */
function textAt(sketch: Sketch, rank: number, grid: Grid): string {
  const value = valueAtRank(sketch, rank, grid)
  return value === undefined ? NEVER : statistic(value)
}

/**
 * Bounds of a quantile's 95% interval, values of the sample as text. If the sample is too small for a bound,
 * it is absent, and `needs` says how many values both bounds need.
 */
export interface QuantileBounds {
  readonly low?: string
  readonly high?: string
  readonly needs?: number
}

/**
 * Exact 95% intervals of quantiles by order statistics, by name; undefined without values. The values must be
 * independent. The bounds are as accurate as the quantiles. `nevers` as in {@link quantilesOf}.
 */
export function quantileIntervalsOf(
  sketch: Sketch,
  levels: readonly number[],
  grid: Grid,
  nevers = 0,
): Readonly<Record<string, QuantileBounds>> | undefined {
  const count = sizeOf(sketch) + nevers
  if (count === 0) return undefined
  return Object.fromEntries(levels.map((level) => [levelName(level), boundsOf(sketch, level, count, grid)]))
}

function boundsOf(sketch: Sketch, level: number, count: number, grid: Grid): QuantileBounds {
  const { low, high } = ranksOf(count, level)
  const text = (rank: number): string => textAt(sketch, rank, grid)
  return {
    ...(low === undefined ? {} : { low: text(low) }),
    ...(high === undefined ? {} : { high: text(high) }),
    ...(low === undefined || high === undefined ? { needs: valuesNeeded(level / 1000) } : {}),
  }
}

const knownRanks = new Map<string, RankBounds>()

/** Ranks by number of values and level, kept, since all days and most metrics have the same number. */
function ranksOf(count: number, level: number): RankBounds {
  const key = `${count} ${level}`
  const known = knownRanks.get(key) ?? quantileRanks(count, level / 1000)
  if (knownRanks.size < MOST_KNOWN) knownRanks.set(key, known)
  return known
}

const MOST_KNOWN = 10_000

/** Largest relative error of a quantile, rounded up to two digits; `0` if exact. */
export function errorText(sketch: Sketch, grid: Grid): string {
  const error = relativeError(sketch, grid)
  return error === 0 ? '0' : statistic(error * 1.05, 2)
}
