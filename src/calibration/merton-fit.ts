/**
 * Fit of Merton's jump diffusion to daily log returns (`src/sim/process/merton.ts`), by maximum likelihood.
 *
 * Given k jumps in a day, with probability Poisson(k; jumpsPerYear/365), the log return is normal with mean m
 * + k jumpMean and variance volatility²/365 + k jumpSd². The free variables are m·365, and the logarithms of
 * volatility, jumpsPerYear and jumpSd, and jumpMean; drift follows from m by the compensator. The likelihood
 * is unbounded where a variance goes to zero on one observation, so jumpSd is kept above a twentieth of a
 * day's standard deviation and jumps below one a day on average (P. Honoré, "Pitfalls in estimating
 * jump-diffusion models", 1998).
 */
import { exp } from '../sim/math/exp.ts'
import { log } from '../sim/math/log.ts'
import { DAYS_PER_YEAR } from '../sim/process/process.ts'
import { fitByLikelihood, type Estimate } from './likelihood.ts'
import { LOG_2PI } from './gbm-fit.ts'
import { known, momentsOf } from './returns.ts'
import { modelFit, type ModelFit } from './model-fit.ts'

const MOST_JUMPS_A_DAY = 1
const SMALLEST_WEIGHT = 1e-12

export function fitMerton(returns: readonly (number | undefined)[], near?: ModelFit): ModelFit {
  const sample = known(returns)
  const { mean, variance } = momentsOf(sample)
  const daily = Math.sqrt(variance)
  const logLikelihood = (free: readonly number[]): number => logLikelihoodOf(sample, daily, free)
  const startAt = (jumpsPerYear: number, share: number): readonly number[] => {
    // `share` of the variance comes from the jumps.
    const jumpVariance = (share * variance * DAYS_PER_YEAR) / jumpsPerYear
    const volatility = Math.sqrt((1 - share) * variance * DAYS_PER_YEAR)
    return [mean * DAYS_PER_YEAR, log(volatility), log(jumpsPerYear), 0, log(Math.sqrt(jumpVariance))]
  }
  const starts = near === undefined ? [startAt(20, 0.4), startAt(100, 0.6)] : [near.free]
  const fit = fitByLikelihood(logLikelihood, starts, [
    { name: 'logMean', toNatural: (x) => x },
    { name: 'volatility', toNatural: exp },
    { name: 'jumpsPerYear', toNatural: exp },
    { name: 'jumpMean', toNatural: (x) => x },
    { name: 'jumpSd', toNatural: exp },
  ])
  return withDrift(modelFit('merton', sample.length, fit))
}

function logLikelihoodOf(sample: readonly number[], daily: number, free: readonly number[]): number {
  const [yearlyMean, logVolatility, logJumps, jumpMean, logJumpSd] = free as [
    number,
    number,
    number,
    number,
    number,
  ]
  const [jumps, jumpSd] = [exp(logJumps) / DAYS_PER_YEAR, exp(logJumpSd)]
  const variance = exp(2 * logVolatility) / DAYS_PER_YEAR
  if (jumps > MOST_JUMPS_A_DAY || jumpSd < daily / 20 || variance < (daily * daily) / 400) return -Infinity
  const terms: { weight: number; mean: number; precision: number }[] = []
  let probability = exp(-jumps)
  for (let k = 0; k === 0 || probability > SMALLEST_WEIGHT; k++) {
    const total = variance + k * jumpSd * jumpSd
    const mean = yearlyMean / DAYS_PER_YEAR + k * jumpMean
    terms.push({ weight: probability / Math.sqrt(total), mean, precision: 0.5 / total })
    probability *= jumps / (k + 1)
  }
  let sum = 0
  for (const x of sample) {
    let density = 0
    for (const { weight, mean, precision } of terms)
      density += weight * exp(-precision * (x - mean) * (x - mean))
    sum += log(density)
  }
  return sum - (sample.length * LOG_2PI) / 2
}

/**
 * Adds `drift`: the logarithm of the yearly growth of the expected price, m·365 + volatility²/2 + the jumps'
 * compensator. Its standard error is that of the yearly mean of log returns, which dominates.
 */
function withDrift(fit: ModelFit): ModelFit {
  const { logMean, volatility, jumpsPerYear, jumpMean, jumpSd } = fit.estimates as Record<string, Estimate>
  const sd2 = jumpSd!.value * jumpSd!.value
  const jumps = jumpsPerYear!.value * (exp(jumpMean!.value + sd2 / 2) - 1)
  const shift = (volatility!.value * volatility!.value) / 2 + jumps
  const { standardError } = meanOfReturns(fit)
  const value = logMean!.value + shift
  const half = standardError * 1.959963984540054
  const drift = { name: 'drift', value, standardError, low: value - half, high: value + half }
  return { ...fit, estimates: { drift, ...fit.estimates } }
}

/** Standard error of 365 times the mean of n daily returns of the fitted variance. */
function meanOfReturns({ estimates, observations }: ModelFit): { readonly standardError: number } {
  const [sigma, rate, mean, sd] = ['volatility', 'jumpsPerYear', 'jumpMean', 'jumpSd'].map(
    (name) => estimates[name]!.value,
  ) as [number, number, number, number]
  const yearly = sigma * sigma + rate * (mean * mean + sd * sd)
  return { standardError: Math.sqrt((yearly * DAYS_PER_YEAR) / observations) }
}
