/**
 * Statistics for tests of random draws: how many standard errors an estimate is away from theory.
 *
 * The seed of every such test is fixed, so it passes or fails for good. A bound of 6 standard errors is
 * crossed by a right sampler for about one seed in 500 million (2 Φ(-6) = 2e-9, by the central limit
 * theorem), and a wrong sampler crosses it as soon as the sample is large enough.
 */
export const SIX_SIGMA = 6

export function meanOf(sample: readonly number[]): number {
  return sample.reduce((sum, x) => sum + x, 0) / sample.length
}

/** Standard errors between the sample's mean and `mean`, for independent draws: Var(mean) = variance / n. */
export function sigmasOfMean(sample: readonly number[], mean: number, variance: number): number {
  return Math.abs(meanOf(sample) - mean) / Math.sqrt(variance / sample.length)
}

/**
 * The same for the variance about the known mean: the mean of (x - mean)^2, whose own variance is
 * (fourth central moment - variance^2) / n.
 */
export function sigmasOfVariance(
  sample: readonly number[],
  { mean, variance, fourth }: { mean: number; variance: number; fourth: number },
): number {
  const squares = sample.map((x) => (x - mean) ** 2)
  return sigmasOfMean(squares, variance, fourth - variance * variance)
}

/** The same for the correlation of two independent samples: r is about normal with variance 1 / n. */
export function sigmasOfCorrelation(xs: readonly number[], ys: readonly number[]): number {
  const [mx, my] = [meanOf(xs), meanOf(ys)]
  const covariance = meanOf(xs.map((x, i) => (x - mx) * ((ys[i] ?? NaN) - my)))
  const spread = (zs: readonly number[], m: number) => Math.sqrt(meanOf(zs.map((z) => (z - m) ** 2)))
  return (Math.abs(covariance) / spread(xs, mx) / spread(ys, my)) * Math.sqrt(xs.length)
}

/** Standard errors between a count of successes and its binomial expectation. */
export function sigmasOfCount(count: number, trials: number, probability: number): number {
  return Math.abs(count - trials * probability) / Math.sqrt(trials * probability * (1 - probability))
}

/** Pearson's statistic of counts against probabilities that sum to 1. */
export function chiSquare(counts: readonly number[], probabilities: readonly number[]): number {
  const n = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce((sum, count, i) => {
    const expected = n * (probabilities[i] ?? NaN)
    return sum + (count - expected) ** 2 / expected
  }, 0)
}

/**
 * What chi-square with `classes` - 1 degrees of freedom exceeds with the probability of 6 sigma, by Wilson
 * and Hilferty: its cube root over df is about normal with mean 1 - 2/(9 df) and variance 2/(9 df).
 */
export function chiSquareBound(classes: number): number {
  const df = classes - 1
  return df * (1 - 2 / (9 * df) + SIX_SIGMA * Math.sqrt(2 / (9 * df))) ** 3
}

export function histogram(sample: readonly number[], classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0)
  for (const x of sample) counts[x] = (counts[x] ?? NaN) + 1
  return counts
}
