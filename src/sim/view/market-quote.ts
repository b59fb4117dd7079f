/**
 * Market and BTCB/USDT pair as an agent sees them, by public views: the inputs of
 * `planning/arbitrage/market-trade.ts`.
 */
import type { DollarReserves } from '../../model/contracts/pancake/quotes.ts'
import type { MarketQuote } from '../../model/planning/arbitrage/market-quote.ts'
import { ONE, type Amt, type Usdt, type Btcb } from '../../model/kernel/units.ts'
import type { AgentView } from './agent-view.ts'

/** Rate, fee and stock of the Market contract. */
export function marketQuoteOf(view: AgentView): MarketQuote {
  return {
    rate: view.ask({ on: 'market', fn: 'usdPer100Amt', args: [] }) as bigint,
    fee: view.ask({ on: 'market', fn: 'fee', args: [] }) as bigint,
    amt: view.balance('amt', 'market') as Amt,
    usdt: view.balance('usdt', 'market') as Usdt,
  }
}

/** Balances of the BTCB/USDT pair; equal to its reserves unless tokens were donated to it. */
export function dollarsOf(view: AgentView): DollarReserves {
  const pair = 'pair:btcb/usdt'
  return { usdt: view.balance('usdt', pair) as Usdt, btcb: view.balance('btcb', pair) as Btcb }
}

/** Spot price of the BTCB/USDT pair, USD per BTC times 1e18, rounded down; zero without BTCB. */
export function pairPriceDown(view: AgentView): bigint {
  const { usdt, btcb } = dollarsOf(view)
  return btcb === 0n ? 0n : (usdt * ONE) / btcb
}
