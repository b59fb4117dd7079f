/**
 * No-arbitrage band: the pool prices at which no arbitrage pays, in USD per AMT (docs/reference/economics.md,
 * 2).
 *
 * `max(g·r·q, m(1-f/1000)·gᵏ) <= P·q <= m/gᵏ`. Below the band, buying in the pool and redeeming, or selling
 * to the Market, pays. Above it, buying at the Market and selling in the pool pays. `k` counts swaps: 1 with
 * BTC sold outside, 2 with the BTCB/USDT pair.
 *
 * The Market's bounds apply only while it can trade: the lower one while it holds USDT, the upper one while
 * it holds AMT. The band is exact for infinitesimal trades; gas and rounding widen it.
 */
import type { Decimal } from 'decimal.js'

import { LOT, PER_MILLE } from '../../contracts/market.ts'
import { ONE } from '../../kernel/units.ts'
import type { PoolReserves } from '../../contracts/pancake/quotes.ts'
import type { MarketQuote } from './market-quote.ts'
import { G, ratio, Wide } from './wide.ts'
import type { Floor } from '../../contracts/burn-vault.ts'

/** Prices between which no arbitrage pays. */
export interface Band {
  /** Lower bound from the RCL, `g·r·q`. */
  readonly floor: Decimal
  /** Lower bound from the Market; undefined if it holds no USDT. */
  readonly marketBuys: Decimal | undefined
  /** Upper bound from the Market; undefined if it holds no AMT. */
  readonly marketSells: Decimal | undefined
  /** The binding lower bound. */
  readonly low: Decimal
  /** The upper bound; undefined if there is none. */
  readonly high: Decimal | undefined
}

/** Swaps between AMT and dollars: 1 (AMT/BTCB only) or 2 (BTCB/USDT too). */
export type Swaps = 1 | 2

/** The band. `usdPerBtc` is times 1e18; with 2 swaps it is the price of the BTCB/USDT pair. */
export function noArbitrageBand(
  floor: Floor,
  marketQuote: MarketQuote,
  usdPerBtc: bigint,
  swaps: Swaps,
): Band {
  const fee = swaps === 1 ? G : G.mul(G)
  const asks = ratio(marketQuote.rate, LOT)
  const bids = ratio(marketQuote.rate * (PER_MILLE - marketQuote.fee), LOT * PER_MILLE)
  const rcl =
    floor.supply === 0n ? new Wide(0) : G.mul(ratio(floor.backing, floor.supply)).mul(ratio(usdPerBtc, ONE))
  const marketBuys = marketQuote.usdt > 0n ? bids.mul(fee) : undefined
  const marketSells = marketQuote.amt > 0n ? asks.div(fee) : undefined
  return {
    floor: rcl,
    marketBuys,
    marketSells,
    low: marketBuys === undefined ? rcl : Wide.max(rcl, marketBuys),
    high: marketSells,
  }
}

/** The pool's price in USD per AMT: `q·Y/X`. Requires AMT in the pool. */
export function poolPrice(pool: PoolReserves, usdPerBtc: bigint): Decimal {
  return ratio(pool.btcb, pool.amt).mul(ratio(usdPerBtc, ONE))
}
