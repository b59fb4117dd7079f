/**
 * Arbitrage between the Market and the pool in both directions; BTCB trades for dollars on the BTCB/USDT pair
 * or off-chain at a given price.
 *
 * - {@link buyAtMarket}: buy AMT at the Market, sell it in the pool, sell the BTCB for dollars.
 * - {@link sellToMarket}: buy BTCB for dollars, buy AMT in the pool, sell it to the Market.
 *
 * - Units: base units; an off-chain price is USD per BTC times 1e18, and its dollars count as USDT.
 * - Rounding: as in each leg, against the trader. Off-chain, selling rounds down and buying rounds up.
 * - Caps: the Market's AMT or USDT, the pools' reserves, the trader's `capital` in USDT.
 * - Not modelled: gas (compare `profit` with it), off-chain fees, transactions of others in between.
 *
 * **Optimal trade.** Both directions pass through BTCB, the coarsest of the three tokens: one wei of it is
 * worth tens of thousands of wei of USDT. The trade is therefore parameterised by the BTCB in the middle,
 * `y`. To obtain `y`, a trader pays at least the least input of each leg before it, and receives at most the
 * output of each leg after it. In exact numbers the cost is convex in `y` and the gain concave, so their
 * difference B is concave and `maximum.ts` finds the optimum. Roundings cost less than R/100 + 2 wei of USDT
 * in total.
 */
import { amtForDown, LOT, PER_MILLE, usdtForDown } from '../../contracts/market.ts'
import { isqrt } from '../../kernel/uint256.ts'
import { ONE, type Amt, type Btcb, type Usdt } from '../../kernel/units.ts'
import { maximise, type Maximum } from './maximum.ts'
import {
  differenceDown,
  isAtLeast,
  marketCost,
  marketGain,
  outsideCost,
  outsideGain,
  pairCost,
  pairGain,
  type Leg,
} from './leg.ts'
import {
  KEPT,
  leastIn,
  OF,
  outDown,
  type DollarReserves,
  type PoolReserves,
} from '../../contracts/pancake/quotes.ts'
import { mostTaken, mostWanted, type MarketQuote } from './market-quote.ts'

/** Venue for BTCB against dollars: the BTCB/USDT pair, or an off-chain price in USD per BTC times 1e18. */
export type Exchange = DollarReserves | { readonly usdPerBtc: bigint }

/** Trade between Market and pools: amounts and profit in base units. */
export interface MarketTrade {
  /** USDT paid in the first leg. */
  readonly pay: Usdt
  /** BTCB between the pool and the dollars. */
  readonly btcb: Btcb
  /** AMT between the Market and the pool. */
  readonly amt: Amt
  /** USDT received in the last leg. */
  readonly receive: Usdt
  /** `receive - pay`, above zero. */
  readonly profit: Usdt
  /** No trade earns more than `profit + unproven`; 0 proves optimality. */
  readonly unproven: Usdt
}

/**
 * Market → pool → dollars: the most profitable trade with at most `capital` USDT; undefined if none gains a
 * wei.
 */
export function buyAtMarket(
  marketQuote: MarketQuote,
  pool: PoolReserves,
  exchange: Exchange,
  capital?: Usdt,
): MarketTrade | undefined {
  if (isEmpty(pool, exchange)) return undefined
  const most = amtForDown(marketQuote, smaller(capital, mostTaken(marketQuote)))
  const cost = marketCost(marketQuote, pool)
  const gain = 'usdt' in exchange ? pairGain(exchange) : outsideGain(exchange.usdPerBtc)
  const best = bestBetween(
    gain,
    cost,
    outDown(most, pool.amt, pool.btcb),
    buySeed(marketQuote, pool, exchange),
  )
  if (best === undefined || best.value <= 0n) return undefined
  const pay = cost.rounded(best.at)
  const amt = amtForDown(marketQuote, pay)
  const btcb = outDown(amt, pool.amt, pool.btcb)
  return tradeOf(pay, btcb, amt, gain.rounded(btcb), best)
}

/**
 * Dollars → pool → Market: the most profitable trade with at most `capital` USDT; undefined if none gains a
 * wei.
 */
export function sellToMarket(
  marketQuote: MarketQuote,
  pool: PoolReserves,
  exchange: Exchange,
  capital?: Usdt,
): MarketTrade | undefined {
  if (isEmpty(pool, exchange)) return undefined
  const cost = 'usdt' in exchange ? pairCost(exchange) : outsideCost(exchange.usdPerBtc)
  // Paying more than the Market's USDT never gains.
  const affordable = btcbFor(exchange, smaller(capital, marketQuote.usdt))
  const wanted = mostWanted(marketQuote)
  // Beyond the AMT that the Market can pay for, more BTCB only raises the cost.
  const enough = wanted < pool.amt ? leastIn(wanted, pool.btcb, pool.amt) : undefined
  const gain = marketGain(marketQuote, pool)
  const best = bestBetween(gain, cost, smaller(enough, affordable), sellSeed(marketQuote, pool, exchange))
  if (best === undefined || best.value <= 0n) return undefined
  const pay = cost.rounded(best.at)
  const btcb = btcbFor(exchange, pay)
  const amt = smaller(wanted, outDown(btcb, pool.btcb, pool.amt))
  return tradeOf(pay, btcb, amt, usdtForDown(marketQuote, amt), best)
}

/** BTCB that `usdt` buys, rounded down. */
function btcbFor(exchange: Exchange, usdt: bigint): bigint {
  if ('usdt' in exchange) return outDown(usdt, exchange.usdt, exchange.btcb)
  return (usdt * ONE) / exchange.usdPerBtc
}

function bestBetween(gain: Leg, cost: Leg, high: bigint, seed: bigint): Maximum | undefined {
  return maximise({
    low: 1n,
    high,
    seed,
    rises: (y) => isAtLeast(gain.slope(y), cost.slope(y)),
    bound: (y) => differenceDown(gain.exact(y), cost.exact(y)),
    value: (y) => gain.rounded(y) - cost.rounded(y),
  })
}

function tradeOf(pay: bigint, btcb: bigint, amt: bigint, receive: bigint, best: Maximum): MarketTrade {
  const profit = receive - pay
  return {
    pay: pay as Usdt,
    btcb: btcb as Btcb,
    amt: amt as Amt,
    receive: receive as Usdt,
    profit: profit as Usdt,
    unproven: (best.value + best.unproven - profit) as Usdt,
  }
}

/** The BTCB that the closed form's `a*` yields, in whole numbers: where the search of the optimum starts. */
export function buySeed({ rate }: MarketQuote, pool: PoolReserves, exchange: Exchange): bigint {
  const { amt: x, btcb: y } = pool
  if (!('usdt' in exchange)) {
    const root = isqrt((KEPT * OF * exchange.usdPerBtc * x * y * LOT) / (rate * ONE))
    return outDown(atLeastZero(root - OF * x) / KEPT, x, y)
  }
  const { usdt: b, btcb: a } = exchange
  const root = isqrt((KEPT * KEPT * LOT * a * b * x * y) / rate)
  return outDown((OF * atLeastZero(root - OF * a * x)) / (KEPT * (OF * a + KEPT * y)), x, y)
}

/** The BTCB that the closed form's `u*` buys, in whole numbers; off-chain `y* = (√(g·m'·X·Y/q) - Y) / g`. */
export function sellSeed({ rate, fee }: MarketQuote, pool: PoolReserves, exchange: Exchange): bigint {
  const { amt: x, btcb: y } = pool
  const kept = rate * (PER_MILLE - fee)
  if (!('usdt' in exchange)) {
    const root = isqrt((KEPT * OF * kept * x * y * ONE) / (LOT * PER_MILLE * exchange.usdPerBtc))
    return atLeastZero(root - OF * y) / KEPT
  }
  const { usdt: b, btcb: a } = exchange
  const root = isqrt((KEPT * KEPT * kept * x * y * a * b) / (LOT * PER_MILLE))
  return outDown((OF * atLeastZero(root - OF * b * y)) / (KEPT * (OF * y + KEPT * a)), b, a)
}

function isEmpty(pool: PoolReserves, exchange: Exchange): boolean {
  if (pool.amt === 0n || pool.btcb === 0n) return true
  return 'usdt' in exchange ? exchange.usdt === 0n || exchange.btcb === 0n : exchange.usdPerBtc <= 0n
}

function smaller(a: bigint | undefined, b: bigint): bigint {
  return a !== undefined && a < b ? a : b
}

function atLeastZero(n: bigint): bigint {
  return n > 0n ? n : 0n
}
