/**
 * The band of prices at which no arbitrage pays, in USD per AMT (docs/reference/economics.md).
 *
 * `max(g·r·q, m(1-f/1000)·gᵏ) <= P·q <= m/gᵏ`. Below, buying in the pool and redeeming pays, or selling to the Market does; above,
 * buying at the Market and selling in the pool does. `k` counts the swaps on the way: 1 with BTC outside, 2 with the BTCB/USDT pair.
 *
 * The Market's sides bind only while it can trade: the lower one while it has USDT, the upper one while it has AMT. The band is about the first
 * wei: gas, and what rounding takes, widen it.
 */
import type { Decimal } from 'decimal.js'

import { LOT, PER_MILLE } from '../../contracts/market.ts'
import { ONE } from '../../kernel/units.ts'
import type { PoolReserves } from '../../contracts/pancake/quotes.ts'
import type { MarketQuote } from './market-quote.ts'
import { G, ratio, Wide } from './wide.ts'
import type { Floor } from '../../contracts/burn-vault.ts'

export interface Band {
  /** The RCL's side, `g·r·q`. */
  readonly floor: Decimal
  /** The Market's lower side; undefined while it has no USDT. */
  readonly marketBuys: Decimal | undefined
  /** The Market's upper side; undefined while it has no AMT. */
  readonly marketSells: Decimal | undefined
  /** The higher of the lower sides. */
  readonly low: Decimal
  /** Undefined if nothing bounds the price from above. */
  readonly high: Decimal | undefined
}

/** Swaps between AMT and dollars: only the pool's, or the BTCB/USDT pair's too. */
export type Swaps = 1 | 2

/** `usdPerBtc` times 1e18; with 2 swaps it is the BTCB/USDT pair's own price. */
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

/** The pool's price in USD per AMT: `q·Y/X`. Needs AMT in the pool. */
export function poolPrice(pool: PoolReserves, usdPerBtc: bigint): Decimal {
  return ratio(pool.btcb, pool.amt).mul(ratio(usdPerBtc, ONE))
}
