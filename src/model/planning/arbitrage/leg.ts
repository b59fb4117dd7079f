/**
 * Legs: the USDT gained or paid for `y` BTCB, rounded as on the chain, and in exact numbers with its slope.
 *
 * A gain is concave in `y` and rounds down; a cost is convex and rounds up. Each exact form is a quotient of
 * whole numbers, so slopes are compared and profits bounded without decimals.
 */
import { LOT, PER_MILLE, usdtForDown } from '../../contracts/market.ts'
import { ONE } from '../../kernel/units.ts'
import {
  KEPT,
  leastIn,
  OF,
  outDown,
  type DollarReserves,
  type PoolReserves,
} from '../../contracts/pancake/quotes.ts'
import { mostWanted, type MarketQuote } from './market-quote.ts'
import { divideDown, divideUp } from '../../kernel/division.ts'

/** The fraction `above / below`, with `below > 0`. */
export interface Ratio {
  readonly above: bigint
  readonly below: bigint
}

export interface Leg {
  /** Wei of USDT, rounded against the trader at every step. */
  rounded(y: bigint): bigint
  /** The same in exact numbers. */
  exact(y: bigint): Ratio
  /** Derivative of `exact`. */
  slope(y: bigint): Ratio
}

/** `a >= b`. */
export function isAtLeast(a: Ratio, b: Ratio): boolean {
  return a.above * b.below >= b.above * a.below
}

/** `floor(a - b)`. */
export function differenceDown(a: Ratio, b: Ratio): bigint {
  return divideDown(a.above * b.below - b.above * a.below, a.below * b.below)
}

/** BTCB sold on the BTCB/USDT pair. */
export function pairGain({ usdt, btcb }: DollarReserves): Leg {
  const after = (y: bigint): bigint => OF * btcb + KEPT * y
  return {
    rounded: (y) => outDown(y, btcb, usdt),
    exact: (y) => ({ above: KEPT * usdt * y, below: after(y) }),
    slope: (y) => ({ above: KEPT * OF * btcb * usdt, below: after(y) * after(y) }),
  }
}

/** BTCB bought on the BTCB/USDT pair. Requires `y` below its BTCB. */
export function pairCost({ usdt, btcb }: DollarReserves): Leg {
  return {
    rounded: (y) => leastIn(y, usdt, btcb),
    exact: (y) => ({ above: OF * usdt * y, below: KEPT * (btcb - y) }),
    slope: (y) => ({ above: OF * usdt * btcb, below: KEPT * (btcb - y) * (btcb - y) }),
  }
}

/** BTCB sold off-chain at `usdPerBtc`, USD per BTC times 1e18. */
export function outsideGain(usdPerBtc: bigint): Leg {
  return {
    rounded: (y) => (y * usdPerBtc) / ONE,
    exact: (y) => ({ above: y * usdPerBtc, below: ONE }),
    slope: () => ({ above: usdPerBtc, below: ONE }),
  }
}

/** BTCB bought off-chain at `usdPerBtc`, USD per BTC times 1e18. */
export function outsideCost(usdPerBtc: bigint): Leg {
  return { ...outsideGain(usdPerBtc), rounded: (y) => divideUp(y * usdPerBtc, ONE) }
}

/** Cost at the Market of the AMT that the pool buys for `y` BTCB. Requires `y` below the pool's BTCB. */
export function marketCost({ rate }: MarketQuote, { amt, btcb }: PoolReserves): Leg {
  return {
    rounded: (y) => divideUp(rate * leastIn(y, amt, btcb), LOT),
    exact: (y) => ({ above: rate * OF * amt * y, below: LOT * KEPT * (btcb - y) }),
    slope: (y) => ({ above: rate * OF * amt * btcb, below: LOT * KEPT * (btcb - y) * (btcb - y) }),
  }
}

/**
 * Proceeds at the Market of the AMT that `y` BTCB buys in the pool, capped by the Market's USDT. Concave up
 * to the cap.
 */
export function marketGain(marketQuote: MarketQuote, { amt, btcb }: PoolReserves): Leg {
  const wanted = mostWanted(marketQuote)
  const kept = marketQuote.rate * (PER_MILLE - marketQuote.fee)
  const after = (y: bigint): bigint => OF * btcb + KEPT * y
  return {
    rounded: (y) => {
      const bought = outDown(y, btcb, amt)
      return usdtForDown(marketQuote, bought < wanted ? bought : wanted)
    },
    exact: (y) => ({ above: kept * KEPT * amt * y, below: LOT * PER_MILLE * after(y) }),
    slope: (y) => ({ above: kept * KEPT * OF * amt * btcb, below: LOT * PER_MILLE * after(y) * after(y) }),
  }
}
