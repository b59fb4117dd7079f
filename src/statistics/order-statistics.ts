/**
 * Order statistics: which of the sorted values bound a quantile, by the binomial distribution.
 *
 * Of n independent values, the number below the p-quantile is binomial with n and p, whatever the
 * distribution of the values if it is continuous. With ties or jumps the bounds cover with a higher
 * probability (H. A. David, H. N. Nagaraja, "Order Statistics", 2003, section 7.1).
 */
import { incompleteBeta } from './beta.ts'
import { checkLevel } from './level.ts'
import { checkCount } from './ranges.ts'

/** Ranks, from 1, of the values that bound a quantile; absent if no value of the sample is a bound. */
export interface RankBounds {
  readonly low?: number
  readonly high?: number
}

/** P(X >= k) for X binomial with `n` and `p`. */
export function atLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  return k > n ? 0 : incompleteBeta(p, k, n - k + 1)
}

/**
 * The largest rank whose value exceeds the p-quantile with a probability of at most `tail`: a lower bound.
 * Undefined if even the smallest value exceeds it more often.
 */
export function lowerRank(n: number, p: number, tail: number): number | undefined {
  // x(r) > q means fewer than r values up to q.
  const rank = largest(0, n, (r) => r === 0 || 1 - atLeast(r, n, p) <= tail)
  return rank === 0 ? undefined : rank
}

/**
 * The smallest rank whose value is below the p-quantile with a probability of at most `tail`: an upper bound.
 * Undefined if even the largest value is below it more often.
 */
export function upperRank(n: number, p: number, tail: number): number | undefined {
  // x(r) < q means that at least r values are below q.
  const before = largest(0, n, (r) => r === 0 || atLeast(r, n, p) > tail)
  return before === n ? undefined : before + 1
}

/**
 * The last whole number from `low` to `high` for which `holds` is true; it is true up to it, and at `low`.
 */
export function largest(low: number, high: number, holds: (rank: number) => boolean): number {
  let [last, end] = [low, high]
  while (last < end) {
    const middle = Math.ceil((last + end) / 2)
    if (holds(middle)) last = middle
    else end = middle - 1
  }
  return last
}

/**
 * Ranks of the values that bound the p-quantile of `n` independent values, both together with at least
 * `level`, each tail with at most half of the rest.
 *
 * @throws {TooFew} when `n` is no whole number of at least 1.
 * @throws {InvalidLevel} when `p` or the level is not between 0 and 1.
 */
export function quantileRanks(n: number, p: number, level = 0.95): RankBounds {
  checkCount('values', n, 1)
  const tail = (1 - checkLevel(level)) / 2
  checkLevel(p)
  const [low, high] = [lowerRank(n, p, tail), upperRank(n, p, tail)]
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
}

/**
 * Values needed for both bounds of {@link quantileRanks}: the smallest n with p^n and (1 - p)^n at most half
 * of what the level leaves. For the 99% quantile at 95% they are 368.
 *
 * @throws {InvalidLevel} when `p` or the level is not between 0 and 1.
 */
export function valuesNeeded(p: number, level = 0.95): number {
  const tail = (1 - checkLevel(level)) / 2
  checkLevel(p)
  const tooFew = (n: number): boolean => 1 - atLeast(1, n, p) > tail || atLeast(n, n, p) > tail
  let most = 1
  while (tooFew(most)) most *= 2
  return most === 1 ? 1 : largest(most / 2, most, (n) => n === most / 2 || tooFew(n)) + 1
}

/** The values in ascending order; NaN is rejected. */
export function sortedValues(sample: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(sample)
  if (sorted.some(Number.isNaN)) throw new NotANumber(sorted.findIndex(Number.isNaN))
  return sorted.toSorted()
}

/** A value of a sample is NaN. */
export class NotANumber extends RangeError {
  override readonly name = 'NotANumber'
  constructor(index: number) {
    super(`expected numbers, got NaN at index ${index}: leave such values out, and count them`)
  }
}
