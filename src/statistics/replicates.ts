/**
 * Replicates: the uncertainty of an estimate from independent repetitions of its whole sampling plan.
 *
 * Points of one low-discrepancy sequence are not independent, so resampling its rows says nothing about its
 * error. Sequences with independent random shifts are independent replicates, and Student's t over them gives
 * the interval (P. L'Ecuyer, M. K. Nakayama, A. B. Owen, B. Tuffin, "Confidence intervals for randomized
 * quasi-Monte Carlo estimators", WSC 2023, who found it the most reliable of those that they compared).
 */
import { around, type Estimate } from './student.ts'

/** Default number of replicates; with fewer, t grows fast, with more, each sequence becomes short. */
export const REPLICATES = 8

/**
 * The ratio of two expectations, from the sums of each replicate. The interval linearises the ratio (the
 * ratio estimator of W. G. Cochran, "Sampling Techniques", 1977, section 2.11); absent with one replicate.
 */
export function ratioEstimate(
  numerators: readonly number[],
  denominators: readonly number[],
  level: number,
): Estimate {
  const replicates = numerators.length
  const [over, under] = [sum(numerators), sum(denominators)]
  const value = over / under
  if (replicates < 2) return { value }
  const squares = sum(numerators.map((numerator, r) => square(numerator - value * denominators[r]!)))
  const error = Math.sqrt((squares * replicates) / (replicates - 1)) / Math.abs(under)
  return around(value, error, replicates - 1, level)
}

/**
 * An estimate from all replicates, corrected for its bias of order 1/n, with its interval: the delete-a-group
 * jackknife (M. H. Quenouille, 1956; J. W. Tukey, 1958).
 *
 * @param of the estimate from all replicates but one, by its index; from all, if it is undefined
 */
export function jackknife(
  replicates: number,
  level: number,
  of: (without: number | undefined) => number,
): Estimate {
  const whole = of(undefined)
  if (replicates < 2) return { value: whole }
  const parts = Array.from({ length: replicates }, (_, r) => of(r))
  const mean = sum(parts) / replicates
  const squares = sum(parts.map((part) => square(part - mean)))
  const error = Math.sqrt((squares * (replicates - 1)) / replicates)
  return around(replicates * whole - (replicates - 1) * mean, error, replicates - 1, level)
}

const square = (x: number): number => x * x

/** Sum in the given order, so that it has the same bits on every engine. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
