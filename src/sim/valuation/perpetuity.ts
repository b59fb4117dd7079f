/**
 * Perpetuity: the floor plus recent payouts for ever, at a required yearly return (J. B. Williams, The Theory
 * of Investment Value, 1938).
 *
 * Backward-looking: neither a halving nor growing difficulty is anticipated. It counts the floor in full
 * although whoever redeems gives up the payouts, so it is the most optimistic of the rules.
 */
import { atStartOf } from '../view/history.ts'
import { redemptionRateDown } from '../view/agent-view.ts'
import type { Valuation } from './valuation.ts'

const DAYS_PER_YEAR = 365

/** Payout, growth and discount rate of a perpetuity. */
export interface Perpetuity {
  /** Required yearly return in BTC, as a fraction above 0. */
  readonly requiredReturn: number
  /** Days of payouts that are extrapolated; fewer while the run is younger. */
  readonly lookBack: number
}

/** Value by the payouts of the last `lookBack` days, or of all days so far; undefined on day 0. */
export function perpetuity({ requiredReturn, lookBack }: Perpetuity): Valuation {
  return (view) => {
    const days = Math.min(lookBack, view.history.length)
    if (days === 0) return undefined
    const paid =
      atStartOf(view.history, view.day).payoutPerAmt - atStartOf(view.history, view.day - days).payoutPerAmt
    const yearly = (Number(paid) / days) * DAYS_PER_YEAR
    return Number(redemptionRateDown(view)) + yearly / requiredReturn
  }
}
