/**
 * Price by Merton's jump diffusion: geometric Brownian motion with normal jumps of the log price at Poisson
 * times.
 *
 * R. C. Merton, "Option pricing when underlying stock returns are discontinuous", Journal of Financial
 * Economics 3, 1976. The drift is compensated for the jumps, so E[S_t] = S_0 e^(mu t) as without them. Unit:
 * USD per BTC. Not modelled: clustered jumps.
 */
import { exp } from '../math/exp.ts'
import { standardNormal } from '../random/normal.ts'
import { poisson } from '../random/poisson.ts'
import { DAYS_PER_YEAR, inRange } from './process.ts'
import type { Process } from './process.ts'
import type { GbmParameters, Price } from './gbm.ts'

/** Parameters of a diffusion with jumps; jumps a year, mean and spread of their logarithms. */
export interface MertonParameters extends GbmParameters {
  /** Expected number of jumps a year. */
  readonly jumpsPerYear: number
  /** Mean of one jump of the log price: -0.01 for -1%. */
  readonly jumpMean: number
  /** Standard deviation of one jump of the log price. */
  readonly jumpSd: number
}

/** Jumps of BTC as assumed in docs/reference/economics.md, 6: 10 a year, mean -1%, standard deviation 5%. */
export const BTC_JUMPS = { jumpsPerYear: 10, jumpMean: -0.01, jumpSd: 0.05 } as const

/**
 * Volatility of the diffusion with which diffusion and jumps together have the variance `volatility^2` a
 * year: `√(σ² - λ(m² + s²))`, since a day's log return has the variance `(σd² + λ(m² + s²))/365`.
 *
 * @throws {JumpsExceedVolatility} when the jumps alone have more.
 */
export function diffusionVolatility({
  volatility,
  jumpsPerYear,
  jumpMean,
  jumpSd,
}: Pick<MertonParameters, 'volatility' | 'jumpsPerYear' | 'jumpMean' | 'jumpSd'>): number {
  const ofJumps = jumpsPerYear * (jumpMean * jumpMean + jumpSd * jumpSd)
  const rest = volatility * volatility - ofJumps
  if (rest < 0) throw new JumpsExceedVolatility(Math.sqrt(ofJumps), volatility)
  return Math.sqrt(rest)
}

/**
 * BTC in USD by Merton's jump diffusion. Four words a day.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 */
export function merton(parameters: MertonParameters): Process<Price> {
  const { usd, drift, volatility, jumpsPerYear, jumpMean, jumpSd } = parameters
  inRange('merton', 'usd', usd, Number.MIN_VALUE)
  inRange('merton', 'drift', drift, -10, 10)
  inRange('merton', 'volatility', volatility, 0, 10)
  inRange('merton', 'jumpsPerYear', jumpsPerYear, 0, 3650)
  inRange('merton', 'jumpMean', jumpMean, -1, 1)
  inRange('merton', 'jumpSd', jumpSd, 0, 1)
  const compensator = jumpsPerYear * (exp(jumpMean + (jumpSd * jumpSd) / 2) - 1)
  const dailyMean = (drift - (volatility * volatility) / 2 - compensator) / DAYS_PER_YEAR
  const dailyVariance = (volatility * volatility) / DAYS_PER_YEAR
  const dailyJumps = jumpsPerYear / DAYS_PER_YEAR
  return {
    name: 'btc-price',
    initial: { usd },
    step: (state, stream) => {
      // Given the number of jumps, diffusion and jumps together are one normal.
      const jumps = poisson(stream, dailyJumps)
      const sd = Math.sqrt(dailyVariance + jumps * jumpSd * jumpSd)
      return { usd: state.usd * exp(dailyMean + jumps * jumpMean + sd * standardNormal(stream)) }
    },
  }
}

/** The jumps alone have more variance than the whole price is to have. */
export class JumpsExceedVolatility extends RangeError {
  override readonly name = 'JumpsExceedVolatility'
  constructor(ofJumps: number, volatility: number) {
    super(
      `expected jumps with a volatility of at most ${volatility} a year, the total, got ${ofJumps}: lower their number or size`,
    )
  }
}
