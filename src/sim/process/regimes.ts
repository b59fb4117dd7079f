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
import type { Stream } from '../random/stream.ts'
import type { Price } from './gbm.ts'
import { DAYS_PER_YEAR, inRange } from './process.ts'
import type { Process } from './process.ts'

export type Regime = 'calm' | 'wild'

/** `stationary` on day 0: the first day draws the regime from the chain's long-run shares. */
export interface RegimePrice extends Price {
  readonly regime: Regime | 'stationary'
}

/** Two regimes of drift and volatility, and the probabilities of changing between them. */
export interface RegimeParameters {
  /** USD per BTC on day 0. */
  readonly usd: number
  /** Growth of the expected price, a year, continuously compounded, in both regimes. */
  readonly drift: number
  /** Volatility a year in each regime. */
  readonly volatility: Readonly<Record<Regime, number>>
  /** Mean stay in each regime, in days, at least 1. */
  readonly meanStayDays: Readonly<Record<Regime, number>>
  /** The regime of day 0, or `stationary` to draw that of day 1 from the long-run shares. */
  readonly regime: Regime | 'stationary'
}

/**
 * BTC's regimes as assumed in docs/reference/economics.md, 6: 35% and 85% a year, mean stays 60 and 15 days.
 */
export const BTC_REGIMES = {
  volatility: { calm: 0.35, wild: 0.85 },
  meanStayDays: { calm: 60, wild: 15 },
} as const

/** Long-run share of days in the wild regime: its mean stay over the sum of both. */
export function wildShare({ meanStayDays }: Pick<RegimeParameters, 'meanStayDays'>): number {
  return meanStayDays.wild / (meanStayDays.calm + meanStayDays.wild)
}

/**
 * The volatilities times the factor with which the long-run mixture has the variance `volatility^2` a year:
 * `σ/√(w σw² + (1 - w) σc²)`, with `w` of {@link wildShare}. With `regime: 'stationary'` every day has it.
 *
 * @throws {ParameterOutOfRange} when both volatilities are 0.
 */
export function scaledVolatilities(
  volatility: number,
  parameters: Pick<RegimeParameters, 'volatility' | 'meanStayDays'>,
): Readonly<Record<Regime, number>> {
  const { calm, wild } = parameters.volatility
  const share = wildShare(parameters)
  const mixture = Math.sqrt(share * wild * wild + (1 - share) * calm * calm)
  inRange('regimes', 'volatility', mixture, Number.MIN_VALUE)
  return { calm: (calm * volatility) / mixture, wild: (wild * volatility) / mixture }
}

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
  const wild = wildShare({ meanStayDays })
  const nextRegime = (from: RegimePrice['regime'], stream: Stream): Regime => {
    if (from === 'stationary') return bernoulli(stream, wild) ? 'wild' : 'calm'
    return bernoulli(stream, 1 / meanStayDays[from]) ? otherThan(from) : from
  }
  return {
    name: 'btc-price',
    initial: { usd, regime },
    step: (state, stream) => {
      const next = nextRegime(state.regime, stream)
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
