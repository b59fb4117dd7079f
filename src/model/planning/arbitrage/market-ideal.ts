/**
 * Closed forms of the arbitrage between the Market and the pool, without rounding and caps
 * (docs/reference/economics.md, 2).
 *
 * With reserves X (AMT) and Y (BTCB) of the pool, B (USDT) and A (BTCB) of the BTCB/USDT pair, m = R/100 and
 * m' = m(1-f/1000), both directions share one form: an input i yields E·i / (F + K·i) and costs c per unit.
 * The optimum is i* = (√(E·F/c) - F)/K if E > c·F, with profit (√E - √(c·F))²/K. Amounts in base units, to 60
 * digits.
 */
import type { Decimal } from 'decimal.js'

import { LOT, PER_MILLE } from '../../contracts/market.ts'
import { ONE } from '../../kernel/units.ts'
import type { Exchange } from './market-trade.ts'
import type { PoolReserves } from '../../contracts/pancake/quotes.ts'
import type { MarketQuote } from './market-quote.ts'
import { G, ratio, wide, Wide } from './wide.ts'

/** The best trade in real numbers, before rounding. */
export interface Ideal {
  /** AMT to buy at the Market (`a*`), or USDT to spend (`u*`). */
  readonly input: Decimal
  /** Profit in USDT. */
  readonly profit: Decimal
}

/**
 * On the pair `E = g²YB, F = AX, K = g(A + gY)`; off-chain `E = g·q·Y, F = X, K = g`. The input is AMT at `m`
 * USDT each.
 */
export function idealBuyAtMarket(marketQuote: MarketQuote, pool: PoolReserves, exchange: Exchange): Ideal {
  const [x, y, m] = [wide(pool.amt), wide(pool.btcb), ratio(marketQuote.rate, LOT)]
  if (!('usdt' in exchange)) return best(G.mul(ratio(exchange.usdPerBtc, ONE)).mul(y), x, G, m)
  const [b, a] = [wide(exchange.usdt), wide(exchange.btcb)]
  return best(G.mul(G).mul(y).mul(b), a.mul(x), G.mul(a.add(G.mul(y))), m)
}

/**
 * On the pair `E' = g²XA·m', F' = BY, K' = g(Y + gA)`; off-chain `E' = g·X·m'/q, F' = Y, K' = g/q`. The input
 * is USDT.
 */
export function idealSellToMarket(marketQuote: MarketQuote, pool: PoolReserves, exchange: Exchange): Ideal {
  const [x, y] = [wide(pool.amt), wide(pool.btcb)]
  const worth = ratio(marketQuote.rate * (PER_MILLE - marketQuote.fee), LOT * PER_MILLE)
  const one = new Wide(1)
  if (!('usdt' in exchange)) {
    const q = ratio(exchange.usdPerBtc, ONE)
    return best(G.mul(x).mul(worth).div(q), y, G.div(q), one)
  }
  const [b, a] = [wide(exchange.usdt), wide(exchange.btcb)]
  return best(G.mul(G).mul(x).mul(a).mul(worth), b.mul(y), G.mul(y.add(G.mul(a))), one)
}

function best(e: Decimal, f: Decimal, k: Decimal, cost: Decimal): Ideal {
  const costs = cost.mul(f)
  if (e.lte(costs)) return { input: new Wide(0), profit: new Wide(0) }
  return {
    input: e.mul(f).div(cost).sqrt().sub(f).div(k),
    profit: e.sqrt().sub(costs.sqrt()).pow(2).div(k),
  }
}
