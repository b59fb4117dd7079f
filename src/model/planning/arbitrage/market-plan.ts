/**
 * Market plans: trades computed by `market-trade.ts` as actions, and the Market's state for computing them.
 *
 * On-chain dollars are USDT on the BTCB/USDT pair. A trade at an off-chain price omits the off-chain leg,
 * which is not an action of the model. As in `plan.ts`, swaps specify their input and a minimum output.
 */
import type { Account } from '../../interface/accounts.ts'
import { call, type Action } from '../../interface/action.ts'
import type { Economy } from '../../state/economy-state.ts'
import { balanceOf } from '../../contracts/token.ts'
import type { MarketTrade } from './market-trade.ts'
import { swapPlan } from './plan.ts'
import type { MarketQuote } from './market-quote.ts'

/** Venue of a trade's dollar leg. */
export type Dollars = 'on-chain' | 'outside'

/** The Market's current terms and inventory. */
export function marketQuoteOf(economy: Economy): MarketQuote {
  const { rate, fee } = economy.market
  return {
    rate,
    fee,
    amt: balanceOf(economy, 'amt', 'market'),
    usdt: balanceOf(economy, 'usdt', 'market'),
  }
}

/**
 * Buys AMT at the Market, sells it in the pool, and sells the BTCB for USDT if on-chain.
 *
 * Requires allowances of USDT to the Market and of AMT to the router. `deadline` in seconds.
 */
export function buyAtMarketPlan(
  { pay, amt, btcb, receive }: MarketTrade,
  dollars: Dollars,
  by: Account,
  deadline: bigint,
): readonly Action[] {
  const sale =
    dollars === 'on-chain'
      ? swapPlan(['amt', 'btcb', 'usdt'], amt, receive, by, deadline)
      : swapPlan(['amt', 'btcb'], amt, btcb, by, deadline)
  return [call(by, 'market.buy', { amountUsdt: pay }), sale]
}

/**
 * Buys BTCB for USDT if on-chain, buys AMT in the pool, and sells it to the Market.
 *
 * Requires allowances of USDT or BTCB to the router and of AMT to the Market. `deadline` in seconds.
 */
export function sellToMarketPlan(
  { pay, amt, btcb }: MarketTrade,
  dollars: Dollars,
  by: Account,
  deadline: bigint,
): readonly Action[] {
  const purchase =
    dollars === 'on-chain'
      ? swapPlan(['usdt', 'btcb', 'amt'], pay, amt, by, deadline)
      : swapPlan(['btcb', 'amt'], btcb, amt, by, deadline)
  return [purchase, call(by, 'market.sell', { amountAmt: amt })]
}
