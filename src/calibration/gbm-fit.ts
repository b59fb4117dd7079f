/**
 * Fit of geometric Brownian motion to daily log returns (`src/sim/process/gbm.ts`): maximum likelihood in
 * closed form.
 *
 * A daily log return is normal with mean (drift - volatility²/2)/365 and variance volatility²/365.
 */
import { exp } from '../sim/math/exp.ts'
import { log } from '../sim/math/log.ts'
import { DAYS_PER_YEAR } from '../sim/process/process.ts'
import { fitByLikelihood } from './likelihood.ts'
import { known, momentsOf } from './returns.ts'
import { modelFit, type ModelFit } from './model-fit.ts'

export const LOG_2PI = 1.8378770664093453

export function fitGbm(returns: readonly (number | undefined)[]): ModelFit {
  const sample = known(returns)
  const n = sample.length
  const { mean, variance } = momentsOf(sample)
  // The likelihood depends on the sample through its two moments only.
  const logLikelihood = ([drift, logVolatility]: readonly number[]): number => {
    const sigma2 = exp(2 * logVolatility!)
    const [mu, s2] = [(drift! - sigma2 / 2) / DAYS_PER_YEAR, sigma2 / DAYS_PER_YEAR]
    return (-n / 2) * (LOG_2PI + log(s2) + (variance + (mean - mu) * (mean - mu)) / s2)
  }
  const sigma2 = variance * DAYS_PER_YEAR
  const closed = [mean * DAYS_PER_YEAR + sigma2 / 2, log(sigma2) / 2]
  const fit = fitByLikelihood(
    logLikelihood,
    [closed],
    [
      { name: 'drift', toNatural: (x) => x },
      { name: 'volatility', toNatural: exp },
    ],
    { limit: 1, restarts: 0 },
  )
  return modelFit('gbm', n, { ...fit, converged: true })
}
