/**
 * Which quantiles a study tells, in per mille, and how they are written.
 */
import { relativeError, quantileOf, type Grid, type Sketch } from './sketch.ts'

/** Of metrics, over paths. */
export const LEVELS = [10, 50, 100, 250, 500, 750, 900, 950, 990] as const

/** Of daily columns: what a fan chart draws. */
export const FAN = [50, 250, 500, 750, 950] as const

/** `p5` for 50 in a thousand, `p2.5` for 25. */
export function levelName(perMille: number): string {
  return `p${perMille / 10}`
}

/** All of a sketch's values up to 16,384 different ones, which then are exact. */
export const METRIC_GRID: Grid = { bits: 52, buckets: 16_384 }

/** Entering, values are rounded to 21 significant bits, which changes them by at most one part in four million (2^-22 is 2.4e-7). */
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

/** Quantiles by name, as text; undefined of nothing. */
export function quantilesOf(
  sketch: Sketch,
  levels: readonly number[],
  grid: Grid,
): Readonly<Record<string, string>> | undefined {
  if (sketch.keys.length === 0) return undefined
  return Object.fromEntries(
    levels.map((level) => [levelName(level), statistic(quantileOf(sketch, level, grid)!)]),
  )
}

/** How far a quantile may be off, as a fraction of its value, rounded up to two digits; `0` if it is exact. */
export function errorText(sketch: Sketch, grid: Grid): string {
  const error = relativeError(sketch, grid)
  return error === 0 ? '0' : statistic(error * 1.05, 2)
}
