/**
 * Price by geometric Brownian motion: independent normal log returns.
 *
 * One day multiplies the price by exp((mu - sigma^2/2) dt + sigma sqrt(dt) Z), exactly in distribution for
 * any dt (Black and Scholes 1973; Glasserman, "Monte Carlo Methods in Financial Engineering", 3.2). E[S_t] =
 * S_0 e^(mu t). Unit: USD per BTC. Not modelled: jumps, changing volatility.
 */
import { exp } from '../math/exp.ts'
import { standardNormal } from '../random/normal.ts'
import { DAYS_PER_YEAR, inRange } from './process.ts'
import type { Process } from './process.ts'

/** USD per BTC at the end of a day. */
export interface Price {
  readonly usd: number
}

/** Start, drift and volatility a year. */
export interface GbmParameters {
  /** USD per BTC on day 0. */
  readonly usd: number
  /** Growth of the expected price, a year, continuously compounded: 0.1 for e^0.1. */
  readonly drift: number
  /** Standard deviation of a year's log return: 0.43 for 43%. */
  readonly volatility: number
}

/** Volatility of BTC a year (K33, docs/reference/economics.md, 6). */
export const BTC_VOLATILITY = { 2022: 0.64, 2024: 0.53, 2025: 0.43 } as const

/**
 * BTC in USD by geometric Brownian motion. Two words a day.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 */
export function gbm({ usd, drift, volatility }: GbmParameters): Process<Price> {
  inRange('gbm', 'usd', usd, Number.MIN_VALUE)
  inRange('gbm', 'drift', drift, -10, 10)
  inRange('gbm', 'volatility', volatility, 0, 10)
  const dailyMean = (drift - (volatility * volatility) / 2) / DAYS_PER_YEAR
  const dailySd = volatility * Math.sqrt(1 / DAYS_PER_YEAR)
  return {
    name: 'btc-price',
    initial: { usd },
    step: (state, stream) => ({ usd: state.usd * exp(dailyMean + dailySd * standardNormal(stream)) }),
  }
}
