/**
 * Value at risk and expected shortfall of a sample of results.
 *
 * - Sign: a result is a gain, in any unit; a negative one is a loss. Both measures are losses: positive if
 *   something is lost.
 * - Tail: the lowest `1 - confidence` of the results. With the confidence 0.95, value at risk is the loss
 *   that is exceeded with a probability of 5%, and expected shortfall the mean of the worst 5%.
 *
 * Definitions of C. Acerbi, D. Tasche, "On the coherence of expected shortfall", Journal of Banking & Finance
 * 26 (2002); expected shortfall counts the value at the edge of the tail in part. Bounds are order
 * statistics: they hold for any distribution and any number of independent results.
 */
import { inverseIncompleteBeta } from './beta.ts'
import { checkLevel } from './level.ts'
import { largest, quantileRanks, sortedValues, valuesNeeded } from './order-statistics.ts'
import { rankOf } from './quantile-interval.ts'
import { checkCount } from './ranges.ts'
import { sum } from './replicates.ts'

/** A measure with the bounds of its confidence interval. */
export interface RiskMeasure {
  /** Loss in the unit of the results; negative if even the tail gains. */
  readonly value: number
  /** Absent if the sample is too small for a lower bound. */
  readonly low?: number
  /**
   * Absent if the sample is too small for an upper bound, or the worst possible loss is needed and unknown.
   */
  readonly high?: number
}

/** Expected shortfall, and the number of values in the tail. */
export interface Shortfall extends RiskMeasure {
  /**
   * Large-sample standard error (S. X. Chen, "Nonparametric estimation of expected shortfall", 2008): about
   * right if the tail has some fifty results and a variance, too small otherwise.
   */
  readonly standardError: number
}

/** Part of the tail, 0 to 1, and level of confidence. */
export interface ShortfallOptions {
  /**
   * Probability with which the interval covers the truth, at least.
   *
   * @default 0.95
   */
  readonly level?: number
  /**
   * The largest loss that is possible, such as 1 for returns of something that cannot fall below zero.
   * Without it expected shortfall has no upper bound, since what is rarer than the sample could be any loss.
   */
  readonly worst?: number
}

/**
 * Value at risk: the smallest loss that is not exceeded with a probability of at least `confidence`, with its
 * interval by order statistics.
 *
 * @param results gains, independent, in any unit and order
 * @param confidence share of the results outside the tail; 0.95 for the worst 5%
 * @throws {TooFew} when there are no results.
 * @throws {NotANumber} when a result is NaN.
 * @throws {InvalidLevel} when the confidence or the level is not between 0 and 1.
 */
export function valueAtRisk(
  results: ArrayLike<number>,
  confidence = 0.95,
  level = 0.95,
): RiskMeasure & { readonly needs: number } {
  const losses = lossesOf(results)
  const { low, high } = quantileRanks(losses.length, confidence, level)
  return {
    value: losses[rankOf(losses.length, confidence) - 1]!,
    ...(low === undefined ? {} : { low: losses[low - 1]! }),
    ...(high === undefined ? {} : { high: losses[high - 1]! }),
    needs: valuesNeeded(confidence, level),
  }
}

/**
 * Expected shortfall: the mean loss in the worst `1 - confidence` of the results, with its interval.
 *
 * The interval is the one of T. W. Anderson, "Confidence limits for the expected value of an arbitrary
 * bounded random variable" (1969), with the band of the distribution function from exact bounds at a few
 * order statistics of the tail, joined by Bonferroni's inequality. It holds for every distribution and sample
 * size, and is about twice as wide as one from the standard error.
 *
 * @param results gains, independent, in any unit and order
 * @param confidence share of the results outside the tail; 0.95 for the worst 5%
 * @throws {TooFew} when there are no results.
 * @throws {NotANumber} when a result is NaN.
 * @throws {InvalidLevel} when the confidence or the level is not between 0 and 1.
 * @throws {WorstExceeded} when a loss exceeds the worst possible.
 */
export function expectedShortfall(
  results: ArrayLike<number>,
  confidence = 0.95,
  { level = 0.95, worst }: ShortfallOptions = {},
): Shortfall {
  const losses = lossesOf(results)
  const n = losses.length
  const largestLoss = losses[n - 1]!
  if (worst !== undefined && largestLoss > worst) throw new WorstExceeded(worst, largestLoss)
  const tail = (1 - checkLevel(level)) / 2
  // The quantile function of the sample is x(r) from (r - 1)/n to r/n.
  const value = tailMean(
    checkLevel(confidence),
    stepsTo(Array.from(losses), (r) => r / n),
  )
  const low = lowerBound(losses, confidence, tail)
  const high = worst === undefined ? undefined : upperBound(losses, confidence, tail, worst)
  const standardError = errorOf(losses, confidence)
  return {
    value,
    standardError,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  }
}

/** Standard deviation of the losses above value at risk, over √n times the size of the tail. */
function errorOf(losses: Float64Array, confidence: number): number {
  const n = losses.length
  const edge = losses[rankOf(n, confidence) - 1]!
  const beyond = Array.from(losses, (loss) => Math.max(0, loss - edge))
  const mean = sum(beyond) / n
  return Math.sqrt(sum(beyond.map((each) => (each - mean) * (each - mean))) / n / n) / (1 - confidence)
}

/** A quantile function as steps: `value` up to the probability `to`, ascending, the last up to 1. */
interface Step {
  readonly to: number
  readonly value: number
}

function stepsTo(values: readonly number[], to: (rank: number) => number): readonly Step[] {
  return values.map((value, index) => ({ value, to: to(index + 1) }))
}

/** Mean of the quantile function from `confidence` to 1. */
function tailMean(confidence: number, steps: readonly Step[]): number {
  let [total, from] = [0, confidence]
  for (const { value, to } of steps)
    if (to > from) {
      total += value * (to - from)
      from = to
    }
  return total / (1 - confidence)
}

/**
 * With probability 1 - tail, at all ranks r of the tail at once at least `F(x(r))` is above its bound, so
 * that the quantile function is at most x(r) up to that bound. Beyond the last bound only `worst` is known.
 */
function upperBound(losses: Float64Array, confidence: number, tail: number, worst: number): number {
  const n = losses.length
  const ranks = ranksOfTail(n, confidence)
  const steps = ranks.map((r) => ({
    value: losses[r - 1]!,
    to: inverseIncompleteBeta(tail / ranks.length, r, n - r + 1),
  }))
  return tailMean(confidence, [...steps, { value: worst, to: 1 }])
}

/**
 * With probability 1 - tail, at all ranks r of the tail at once at most a share c(r) of the distribution is
 * below x(r), so that the quantile function is at least x(r) from c(r) on. Undefined if no rank has such a
 * bound below the tail: then the tail could begin with any loss.
 */
function lowerBound(losses: Float64Array, confidence: number, tail: number): number | undefined {
  const n = losses.length
  const above = ranksOfTail(n, confidence)
  const share = tail / (above.length + 1)
  const reaches = (r: number): number => inverseIncompleteBeta(1 - share, r, n - r + 1)
  const start = largest(0, n, (r) => r === 0 || reaches(r) <= confidence)
  if (start === 0) return undefined
  const ranks = [start, ...above.filter((r) => r > start)]
  const steps = ranks.map((r, index) => ({
    value: losses[r - 1]!,
    to: index + 1 < ranks.length ? reaches(ranks[index + 1]!) : 1,
  }))
  return tailMean(confidence, steps)
}

/**
 * Ranks of the tail at which the distribution is bounded, ever sparser from the largest down. More ranks
 * would make the steps finer and each bound wider.
 */
function ranksOfTail(n: number, confidence: number): readonly number[] {
  const ranks: number[] = []
  // Up to twice the size of the tail, so that a bound below it is among them.
  const most = Math.min(n, Math.ceil(2 * n * (1 - confidence)) + 8)
  for (let fromTop = 1; fromTop <= most; fromTop = Math.max(fromTop + 1, Math.round(fromTop * SPARSER)))
    ranks.unshift(n - fromTop + 1)
  return ranks
}

/**
 * Of 1.1, 1.25, 1.5 and 2, 1.25 gives intervals as narrow as any but the first, which costs twice the time.
 */
const SPARSER = 1.25

function lossesOf(results: ArrayLike<number>): Float64Array {
  checkCount('results', results.length, 1)
  // The loss of a result of 0 is a positive zero.
  return sortedValues(Float64Array.from(results, (result) => 0 - result))
}

/** A loss exceeds what was said to be the worst. */
export class WorstExceeded extends RangeError {
  override readonly name = 'WorstExceeded'
  constructor(worst: number, loss: number) {
    super(`expected no loss above the worst possible, ${worst}, got ${loss}`)
  }
}
