/**
 * Fits of all price models to one history, and their comparison.
 *
 * The models are compared by BIC. Geometric Brownian motion lies within both others, at the boundary of their
 * parameters: without jumps, or with equal volatilities. There the other parameters have no meaning, and the
 * likelihood ratio is not chi-squared, so it is reported without a p-value.
 */
import { exp } from '../sim/math/exp.ts'
import { DAYS_PER_YEAR } from '../sim/process/process.ts'
import { fitGbm, LOG_2PI } from './gbm-fit.ts'
import { fitMerton } from './merton-fit.ts'
import { PRICE_MODELS, valueOf, type ModelFit, type PriceModel } from './model-fit.ts'
import { fitRegimes, wildProbability } from './regimes-fit.ts'
import { FEWEST_RETURNS, known, momentsOf, TooFewReturns } from './returns.ts'

/** Fit of each price model. */
export type PriceFits = Readonly<Record<PriceModel, ModelFit>>

/** Fits of all price models to one history, and the best by BIC. */
export interface PriceCalibration {
  readonly fits: PriceFits
  /** The model with the least BIC. */
  readonly best: PriceModel
  /** Probability of the wild regime on the last day. */
  readonly wild: number
}

/**
 * All models fitted to daily log returns. `near` is an earlier calibration to nearly the same data, from
 * which the searches start.
 *
 * @throws {TooFewReturns} when there are too few returns, or they do not vary.
 */
export function fitPrice(
  returns: readonly (number | undefined)[],
  near?: PriceCalibration,
): PriceCalibration {
  const sample = known(returns)
  if (sample.length < FEWEST_RETURNS) throw new TooFewReturns(sample.length, true)
  if (!(momentsOf(sample).variance > 0)) throw new TooFewReturns(sample.length, false)
  const fits = {
    gbm: fitGbm(returns),
    merton: fitMerton(returns, near?.fits.merton),
    regimes: fitRegimes(returns, near?.fits.regimes),
  }
  const best = PRICE_MODELS.reduce((one, other) => (fits[other].bic < fits[one].bic ? other : one))
  return { fits, best, wild: wildProbability(returns, fits.regimes) }
}

/** 2 (log L - log L of geometric Brownian motion). */
export const likelihoodRatio = (fits: PriceFits, model: PriceModel): number =>
  2 * (fits[model].logLikelihood - fits.gbm.logLikelihood)

/** Density of a daily log return under a fitted model, in the long run. */
export function densityOf(fit: ModelFit): (x: number) => number {
  const parts = mixtureOf(fit)
  return (x) =>
    parts.reduce((sum, { weight, mean, variance }) => {
      const z = (x - mean) * (x - mean)
      return sum + (weight * exp(-LOG_2PI / 2 - z / (2 * variance))) / Math.sqrt(variance)
    }, 0)
}

interface Normal {
  readonly weight: number
  readonly mean: number
  readonly variance: number
}

function mixtureOf(fit: ModelFit): readonly Normal[] {
  const value = (name: string): number => valueOf(fit, name)
  const diffusion = (volatility: number, weight: number): Normal => ({
    weight,
    mean: (value('drift') - (volatility * volatility) / 2) / DAYS_PER_YEAR,
    variance: (volatility * volatility) / DAYS_PER_YEAR,
  })
  switch (fit.model) {
    case 'gbm':
      return [diffusion(value('volatility'), 1)]
    case 'regimes': {
      const calm = value('calmDays') / (value('calmDays') + value('wildDays'))
      return [diffusion(value('calmVolatility'), calm), diffusion(value('wildVolatility'), 1 - calm)]
    }
    case 'merton': {
      const jumps = value('jumpsPerYear') / DAYS_PER_YEAR
      const variance = (value('volatility') * value('volatility')) / DAYS_PER_YEAR
      const parts: Normal[] = []
      let weight = exp(-jumps)
      for (let k = 0; k === 0 || weight > 1e-12; k++) {
        const jumpVariance = k * value('jumpSd') * value('jumpSd')
        const mean = value('logMean') / DAYS_PER_YEAR + k * value('jumpMean')
        parts.push({ weight, mean, variance: variance + jumpVariance })
        weight *= jumps / (k + 1)
      }
      return parts
    }
  }
}

/** Volatility a year of a fitted model in the long run, jumps and regimes included. */
export function volatilityOf(fit: ModelFit): number {
  const parts = mixtureOf(fit)
  const mean = parts.reduce((sum, part) => sum + part.weight * part.mean, 0)
  const variance = parts.reduce(
    (sum, part) => sum + part.weight * (part.variance + (part.mean - mean) * (part.mean - mean)),
    0,
  )
  return Math.sqrt(variance * DAYS_PER_YEAR)
}
