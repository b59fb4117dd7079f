/**
 * Price with two regimes of volatility, calm and wild, between which a Markov chain switches.
 *
 * After J. D. Hamilton, "A new approach to the economic analysis of nonstationary time series and the
 * business cycle", Econometrica 57, 1989. The chain moves at the start of a day and leaves a regime with
 * probability 1 / mean stay, so stays are geometric with exactly that mean. Within a day the price moves as
 * in {@link gbm}. Unit: USD per BTC.
 */
import { exp } from '../math/exp.ts'
import { standardNormal } from '../random/normal.ts'
import { bernoulli } from '../random/uniform.ts'
import type { Price } from './gbm.ts'
import { DAYS_PER_YEAR, inRange } from './process.ts'
import type { Process } from './process.ts'

export type Regime = 'calm' | 'wild'

export interface RegimePrice extends Price {
  readonly regime: Regime
}

export interface RegimeParameters {
  /** USD per BTC on day 0. */
  readonly usd: number
  /** Growth of the expected price, a year, continuously compounded, in both regimes. */
  readonly drift: number
  /** Volatility a year in each regime. */
  readonly volatility: Readonly<Record<Regime, number>>
  /** Mean stay in each regime, in days, at least 1. */
  readonly meanStayDays: Readonly<Record<Regime, number>>
  /** The regime of day 0. */
  readonly regime: Regime
}

/**
 * BTC's regimes as assumed in docs/reference/economics.md, 6: 35% and 85% a year, mean stays 60 and 15 days.
 */
export const BTC_REGIMES = {
  volatility: { calm: 0.35, wild: 0.85 },
  meanStayDays: { calm: 60, wild: 15 },
} as const

/**

 * BTC in USD with two regimes. Four words a day.

 *

 * @throws {ParameterOutOfRange} when a parameter is outside its range.

 */
export function regimes({
  usd,
  drift,
  volatility,
  meanStayDays,
  regime,
}: RegimeParameters): Process<RegimePrice> {
  inRange('regimes', 'usd', usd, Number.MIN_VALUE)
  inRange('regimes', 'drift', drift, -10, 10)
  for (const each of ['calm', 'wild'] as const) {
    inRange('regimes', `volatility.${each}`, volatility[each], 0, 10)
    inRange('regimes', `meanStayDays.${each}`, meanStayDays[each], 1)
  }
  return {
    name: 'btc-price',
    initial: { usd, regime },
    step: (state, stream) => {
      const leaves = bernoulli(stream, 1 / meanStayDays[state.regime])
      const next = leaves ? otherThan(state.regime) : state.regime
      const sigma = volatility[next]
      const mean = (drift - (sigma * sigma) / 2) / DAYS_PER_YEAR
      const sd = sigma * Math.sqrt(1 / DAYS_PER_YEAR)
      return { usd: state.usd * exp(mean + sd * standardNormal(stream)), regime: next }
    },
  }
}

function otherThan(regime: Regime): Regime {
  return regime === 'calm' ? 'wild' : 'calm'
}
