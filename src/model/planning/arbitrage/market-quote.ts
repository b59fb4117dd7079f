/**
 * MarketQuote: the Market's terms and stock, as far as they decide a trade with it.
 *
 * Base units; the rate is whole USDT per 100 AMT, the fee per mille. Both directions round down, against whoever trades.
 */
import { LOT, PER_MILLE, type Terms } from '../../contracts/market.ts'
import type { Amt, Usdt } from '../../kernel/units.ts'
import { divideUp } from '../../kernel/division.ts'

export interface MarketQuote extends Terms {
  /** AMT that it can sell. */
  readonly amt: Amt
  /** USDT that it can pay. */
  readonly usdt: Usdt
}

/** The most USDT that the Market takes at once: a payment that would give more AMT than it has is refused whole. */
export function mostTaken(marketQuote: MarketQuote): Usdt {
  return (divideUp(marketQuote.rate * (marketQuote.amt + 1n), LOT) - 1n) as Usdt
}

/** The most AMT that the Market has the USDT to pay for. */
export function mostWanted(marketQuote: MarketQuote): Amt {
  const beforeFee = divideUp(PER_MILLE * (marketQuote.usdt + 1n), PER_MILLE - marketQuote.fee) - 1n
  return ((LOT * (beforeFee + 1n) - 1n) / marketQuote.rate) as Amt
}
