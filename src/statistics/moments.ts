/**
 * Moments: count, sum, sum of squares and extremes of values, all exact.
 *
 * Merging adds integers, so the result does not depend on order, number of workers or size of shards. Only
 * the final mean and standard deviation are rounded, to 12 significant digits.
 */
import { Decimal } from 'decimal.js'
import { digitsAt, type Exact } from './exact.ts'

export interface Moments {
  readonly count: number
  /** Decimals of the sum, the largest number of any value; the squares have twice as many. */
  readonly decimals: number
  readonly sum: bigint
  readonly squares: bigint
  /** Extremes; absent without values. */
  readonly least?: bigint
  readonly most?: bigint
}

export const NO_MOMENTS: Moments = { count: 0, decimals: 0, sum: 0n, squares: 0n }

export function momentsOf(values: readonly Exact[]): Moments {
  const decimals = values.reduce((most, value) => Math.max(most, value.decimals), 0)
  const all = values.map((value) => digitsAt(value, decimals))
  let [sum, squares] = [0n, 0n]
  for (const digits of all) {
    sum += digits
    squares += digits * digits
  }
  return { count: values.length, decimals, sum, squares, ...extremes(all) }
}

export function mergeMoments(a: Moments, b: Moments): Moments {
  const decimals = Math.max(a.decimals, b.decimals)
  const [one, two] = [scaled(a, decimals), scaled(b, decimals)]
  return {
    count: a.count + b.count,
    decimals,
    sum: one.sum + two.sum,
    squares: one.squares + two.squares,
    ...extremes([...one.ends, ...two.ends]),
  }
}

function scaled({ sum, squares, decimals, least, most }: Moments, to: number) {
  const factor = 10n ** BigInt(to - decimals)
  const ends = least === undefined || most === undefined ? [] : [least * factor, most * factor]
  return { sum: sum * factor, squares: squares * factor * factor, ends }
}

function extremes(values: readonly bigint[]): { readonly least?: bigint; readonly most?: bigint } {
  const [first] = values
  if (first === undefined) return {}
  return {
    least: values.reduce((low, value) => (value < low ? value : low), first),
    most: values.reduce((high, value) => (value > high ? value : high), first),
  }
}

/** Smallest and largest value as exact text; undefined without values. */
export function extremesOf({ decimals, least, most }: Moments): { min: string; max: string } | undefined {
  if (least === undefined || most === undefined) return undefined
  const text = (digits: bigint): string => new Wide(`${digits}e-${decimals}`).toFixed()
  return { min: text(least), max: text(most) }
}

/** Mean to 60 digits; undefined without values. */
export function meanOf({ count, decimals, sum }: Moments): Decimal | undefined {
  return count === 0 ? undefined : fraction(sum, BigInt(count), decimals)
}

/**
 * The unbiased variance, `(n·Σx² - (Σx)²) / (n(n-1))`, to 60 digits; undefined with fewer than two values.
 */
export function varianceOf({ count, decimals, sum, squares }: Moments): Decimal | undefined {
  if (count < 2) return undefined
  const n = BigInt(count)
  return fraction(n * squares - sum * sum, n * (n - 1n), 2 * decimals)
}

/** Square root of {@link varianceOf}. */
export function deviationOf(moments: Moments): Decimal | undefined {
  return varianceOf(moments)?.sqrt()
}

/** Decimals with enough precision for any sum of squares here. */
export const Wide = Decimal.clone({ precision: 60, toExpNeg: -1000, toExpPos: 1000 })

function fraction(numerator: bigint, denominator: bigint, decimals: number): Decimal {
  return new Wide(`${numerator}e-${decimals}`).div(denominator.toString())
}

/** Plain decimal text with at most 12 significant digits, half away from zero. */
export function rounded(value: Decimal): string {
  return value.toSignificantDigits(12).toFixed()
}
