/**
 * Floor as a put option: discounted payouts, plus the right to redeem at the floor.
 *
 * The right is a European put on that value with the floor as its strike (F. Black and M. Scholes, The
 * Pricing of Options and Corporate Liabilities, 1973), and nobody values AMT below what redeeming pays at
 * once.
 *
 * Not modelled: that the floor rises until the exercise (it is part of the discounted value), early exercise
 * other than at once.
 */
import { exp } from '../math/exp.ts'
import { log } from '../math/log.ts'
import { normalCdf } from '../math/normal.ts'
import { redemptionRateDown } from '../view/agent-view.ts'
import type { Valuation } from './valuation.ts'

/** Terms of a put option on AMT: prices in BTC, time in years. */
export interface PutTerms {
  /** Yearly volatility of the underlying value, as a fraction; 0 leaves the intrinsic value. */
  readonly volatility: number
  /** Years until the right is exercised. */
  readonly years: number
  /** Yearly rate at which the strike is discounted, as a fraction. */
  readonly rate: number
}

/** The underlying value with the right to redeem; undefined where the underlying is. */
export function withFloorPut(underlying: Valuation, terms: PutTerms): Valuation {
  return (view) => {
    const value = underlying(view)
    if (value === undefined) return undefined
    const floor = Number(redemptionRateDown(view))
    return Math.max(floor, value + putPrice(value, floor, terms))
  }
}

/** Black-Scholes price of a European put on `spot` at `strike`, in the unit of both. */
export function putPrice(spot: number, strike: number, { volatility, years, rate }: PutTerms): number {
  const discounted = strike * exp(-log(1 + rate) * years)
  const spread = volatility * Math.sqrt(years)
  if (spot <= 0 || strike <= 0 || spread === 0) return Math.max(0, discounted - spot)
  const d1 = log(spot / discounted) / spread + spread / 2
  return discounted * normalCdf(spread - d1) - spot * normalCdf(-d1)
}
