/**
 * Market quote: the Market's terms and inventory, as far as they determine a trade.
 *
 * Base units; the rate is whole USDT per 100 AMT, the fee per mille. Both directions round down, against the
 * trader.
 */
import { LOT, PER_MILLE, type Terms } from '../../contracts/market.ts'
import type { Amt, Usdt } from '../../kernel/units.ts'
import { divideUp } from '../../kernel/division.ts'

/** Rate of the Market with its stock of AMT and USDT. */
export interface MarketQuote extends Terms {
  /** AMT available for sale. */
  readonly amt: Amt
  /** USDT available for purchases. */
  readonly usdt: Usdt
}

/** Largest USDT payment that the Market accepts: a payment for more AMT than its inventory reverts. */
export function mostTaken(marketQuote: MarketQuote): Usdt {
  return (divideUp(marketQuote.rate * (marketQuote.amt + 1n), LOT) - 1n) as Usdt
}

/** Largest AMT sale that the Market has the USDT to pay for. */
export function mostWanted(marketQuote: MarketQuote): Amt {
  const beforeFee = divideUp(PER_MILLE * (marketQuote.usdt + 1n), PER_MILLE - marketQuote.fee) - 1n
  return ((LOT * (beforeFee + 1n) - 1n) / marketQuote.rate) as Amt
}
