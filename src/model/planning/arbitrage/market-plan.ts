/**
 * Plans with the Market: the reckoned trades of `market-trade.ts` as actions, and the Market's books to reckon on.
 *
 * The dollars are USDT on the BTCB/USDT pair; a trade that was reckoned on an outside price has its outside leg left out, since that is nobody's
 * action here. As in `plan.ts`, swaps name their input and the least that they accept.
 */
import type { Account } from '../../interface/accounts.ts'
import { call, type Action } from '../../interface/action.ts'
import type { Economy } from '../../state/economy-state.ts'
import { balanceOf } from '../../contracts/token.ts'
import type { MarketTrade } from './market-trade.ts'
import { swapPlan } from './plan.ts'
import type { MarketQuote } from './market-quote.ts'

/** Where the dollars of a trade are. */
export type Dollars = 'on-chain' | 'outside'

/** The Market as it stands. */
export function marketQuoteOf(economy: Economy): MarketQuote {
  const { rate, fee } = economy.market
  return {
    rate,
    fee,
    amt: balanceOf(economy, 'amt', 'market'),
    usdt: balanceOf(economy, 'usdt', 'market'),
  }
}

/** Buys at the Market, sells in the pool, and sells the BTCB for USDT. Needs allowances of USDT to the Market, of AMT to the router. */
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

/** Buys BTCB for USDT, AMT in the pool, and sells it to the Market. Needs allowances of USDT or BTCB to the router, of AMT to the Market. */
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
