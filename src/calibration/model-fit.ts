/**
 * A fitted price model: estimates, log-likelihood, and what to compare it by.
 */
import { log } from '../sim/math/log.ts'
import type { Estimate, LikelihoodFit } from './likelihood.ts'

/** Models of the BTC price, by name. */
export const PRICE_MODELS = ['gbm', 'merton', 'regimes'] as const
/** Name of a model of the BTC price. */
export type PriceModel = (typeof PRICE_MODELS)[number]

/** Fit of a price model by maximum likelihood, with standard errors. */
export interface ModelFit {
  readonly model: PriceModel
  /** Number of returns. */
  readonly observations: number
  readonly logLikelihood: number
  /** -2 log L + 2 k, for k parameters (H. Akaike, 1974). */
  readonly aic: number
  /** -2 log L + k log n (G. Schwarz, 1978). */
  readonly bic: number
  /** In natural units a year or day; see each model. */
  readonly estimates: Readonly<Record<string, Estimate>>
  /** Position of the maximum in the free variables: the start of a later fit to nearly the same data. */
  readonly free: readonly number[]
  readonly converged: boolean
}

export function modelFit(model: PriceModel, observations: number, fit: LikelihoodFit): ModelFit {
  const { logLikelihood, estimates, free, converged } = fit
  const k = estimates.length
  return {
    model,
    observations,
    logLikelihood,
    aic: -2 * logLikelihood + 2 * k,
    bic: -2 * logLikelihood + k * log(observations),
    estimates: Object.fromEntries(estimates.map((each) => [each.name, each])),
    free,
    converged,
  }
}

/** The estimate of a parameter of the model. */
export function valueOf({ model, estimates }: ModelFit, name: string): number {
  const estimate = estimates[name]
  if (estimate === undefined) throw new NoSuchEstimate(model, name)
  return estimate.value
}

/** The model has no parameter of that name. */
export class NoSuchEstimate extends Error {
  override readonly name = 'NoSuchEstimate'
  constructor(model: PriceModel, name: string) {
    super(`expected a parameter of ${model}, got "${name}"`)
  }
}
