/**
 * Log returns of a daily history: one per day, unknown after a day without a price.
 *
 * A return across a gap is not used, neither whole nor divided: its days cannot be told apart.
 */
import { log } from '../sim/math/log.ts'

/** log(value[d] / value[d - 1]) for d = 1, 2, …; undefined where either is unknown. */
export function logReturns(values: readonly (number | undefined)[]): (number | undefined)[] {
  return values.slice(1).map((value, i) => {
    const before = values[i]
    return value === undefined || before === undefined ? undefined : log(value / before)
  })
}

/** The returns that are known. */
export const known = (returns: readonly (number | undefined)[]): number[] =>
  returns.filter((each) => each !== undefined)

/** Mean and variance with divisor n, by two passes. */
export function momentsOf(sample: readonly number[]): { readonly mean: number; readonly variance: number } {
  const n = sample.length
  const mean = sample.reduce((sum, x) => sum + x, 0) / n
  return { mean, variance: sample.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / n }
}

/** Fewest returns from which models are fitted: a month. A return needs the prices of two days in a row. */
export const FEWEST_RETURNS = 30

/** There are too few returns to fit a model, or they do not vary. */
export class TooFewReturns extends Error {
  override readonly name = 'TooFewReturns'
  constructor(found: number, varied: boolean) {
    super(
      varied
        ? `needs ${FEWEST_RETURNS} days with a price after one the day before, has ${found}`
        : `needs prices that change, has ${found} equal ones`,
    )
  }
}
