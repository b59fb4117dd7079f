/**
 * Scores of a forecast, given as a sample, against what came.
 *
 * - CRPS: E|X - y| - E|X - X'|/2, in the unit of the quantity; lower is better (T. Gneiting and A. E.
 *   Raftery, JASA 102, 2007). With a single value it is the absolute error.
 * - PIT: the share of the sample below what came. Over many forecasts it is uniform if the forecasts are
 *   right.
 */
import { exp } from '../../sim/math/exp.ts'
import { normalCdf } from '../../sim/math/normal.ts'

const INVERSE_SQRT_PI = 0.5641895835477563
const INVERSE_SQRT_2PI = 0.3989422804014327

/** CRPS of a sample in ascending order. */
export function crpsOf(sorted: readonly number[], came: number): number {
  const n = sorted.length
  let [distance, pairs] = [0, 0]
  for (const [i, x] of sorted.entries()) {
    distance += Math.abs(x - came)
    // Sum over pairs of |x_i - x_j|, once each.
    pairs += (2 * i - n + 1) * x
  }
  return distance / n - pairs / (n * n)
}

/** CRPS of a normal distribution, in closed form. */
export function crpsOfNormal(mean: number, sd: number, came: number): number {
  if (sd === 0) return Math.abs(came - mean)
  const z = (came - mean) / sd
  const density = INVERSE_SQRT_2PI * exp((-z * z) / 2)
  return sd * (z * (2 * normalCdf(z) - 1) + 2 * density - INVERSE_SQRT_PI)
}

/** PIT of a sample: (values below + half of the equal ones + 1/2) / (n + 1). */
export function pitOf(sorted: readonly number[], came: number): number {
  let [below, equal] = [0, 0]
  for (const x of sorted) {
    if (x < came) below++
    else if (x === came) equal++
  }
  return (below + equal / 2 + 0.5) / (sorted.length + 1)
}

/** The smallest value that at least a share `level` of the sample does not exceed. */
export const quantileOfSorted = (sorted: readonly number[], level: number): number =>
  sorted[Math.max(Math.ceil(level * sorted.length) - 1, 0)]!

/** Whether `came` lies in the central interval of this probability, ends included. */
export function inside(sorted: readonly number[], came: number, probability: number): boolean {
  const tail = (1 - probability) / 2
  return quantileOfSorted(sorted, tail) <= came && came <= quantileOfSorted(sorted, 1 - tail)
}

/** Largest distance of the empirical distribution of PITs from the uniform one (Kolmogorov and Smirnov). */
export function uniformityOf(pits: readonly number[]): number {
  const sorted = pits.toSorted((a, b) => a - b)
  const n = sorted.length
  return sorted.reduce((most, pit, i) => Math.max(most, pit - i / n, (i + 1) / n - pit), 0)
}

/**
 * The distance that uniform PITs exceed in 5% of the cases: 1.358 / (√n + 0.12 + 0.11/√n), for n independent
 * ones (M. A. Stephens, JASA 69, 1974).
 */
export function criticalDistance(n: number): number {
  // A single PIT u is max(u, 1 - u) away, which exceeds d with probability 2(1 - d).
  if (n === 1) return 0.975
  const root = Math.sqrt(n)
  return 1.358 / (root + 0.12 + 0.11 / root)
}

/** Number of PITs in ten bins of equal width. */
export function histogramOf(pits: readonly number[]): number[] {
  const bins = Array.from({ length: 10 }, () => 0)
  for (const pit of pits) bins[Math.min(Math.floor(pit * 10), 9)]!++
  return bins
}
