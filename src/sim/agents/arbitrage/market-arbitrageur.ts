/**
 * Market arbitrageur: trades between the Market contract and the pool, in USDT by way of the BTCB/USDT pair.
 *
 * Acts at every close, in whichever direction the optimal trade earns more than its gas. With `isSlow` it
 * acts during the day, on the state at the start of the phase and at a random position among the others. If
 * the price has moved meanwhile, a round that buys in the pool first reverts without a loss. A round that
 * buys at the Market first is left with AMT when its sale reverts; the agent sells that AMT the next day at
 * any price. Needs USDT and approvals of Market and router.
 *
 * Not modelled: competing arbitrageurs, flash loans.
 */
import { buyAtMarketPlan, sellToMarketPlan } from '../../../model/planning/arbitrage/market-plan.ts'
import { buyAtMarket, sellToMarket } from '../../../model/planning/arbitrage/market-trade.ts'
import { swapPlan } from '../../../model/planning/arbitrage/plan.ts'
import { btcbForSelling, outDown } from '../../../model/contracts/pancake/quotes.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import type { Amt, Usdt } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent, type Plan } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import { dollarsOf, marketQuoteOf } from '../../view/market-quote.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { deadlineOf } from '../plans/swap.ts'

/** Parameters of {@link marketArbitrageur}: capital and gas cost in base units. */
export interface MarketArbitrageur {
  readonly capital: Usdt
  /** Gas cost of one round, in USDT at 3 gwei. */
  readonly gas: Usdt
  /** Acts during the day, on the prices at the start of the phase. @default false */
  readonly isSlow?: boolean
}

/** Account of the Market's arbitrageur. */
export const MARKET_ARBITRAGEUR = 'market-arbitrageur'

/** Trades between the Market and the pools while their prices differ by more than fees. */
export function marketArbitrageur({ capital, gas, isSlow = false }: MarketArbitrageur): Agent {
  const by = MARKET_ARBITRAGEUR
  return {
    name: by,
    people: [{ name: by }],
    phase: isSlow ? 'day' : 'close',
    prepare: () => [
      call('binance', 'usdt.mint', { amount: capital }),
      call('binance', 'usdt.transfer', { to: by, amount: capital }),
      call(by, 'usdt.approve', { spender: 'market', amount: UINT256_MAX }),
      approveAll(by, 'usdt', 'router'),
      approveAll(by, 'amt', 'router'),
      approveAll(by, 'amt', 'market'),
    ],
    act: (view) => (isSlow ? [...clearance(view), ...round(view, gas)] : round(view, gas)),
  }
}

/** The optimal trade in the profitable direction; none if neither direction earns more than `gas`. */
function round(view: AgentView, gas: Usdt): readonly Plan[] {
  const by = MARKET_ARBITRAGEUR
  const [marketQuote, pool, dollars] = [marketQuoteOf(view), view.pool(), dollarsOf(view)]
  // Before its first rate the Market buys and sells nothing.
  if (marketQuote.rate === 0n) return []
  const available = view.balance('usdt', by) as Usdt
  const deadline = deadlineOf(view)
  const cost = gasToday(view, gas)
  // Both directions cannot be profitable at once: the ask of the Market exceeds its bid.
  const buy = marketQuote.amt === 0n ? undefined : buyAtMarket(marketQuote, pool, dollars, available)
  if (buy !== undefined && buy.profit > cost) return [buyAtMarketPlan(buy, 'on-chain', by, deadline)]
  const sell = marketQuote.usdt === 0n ? undefined : sellToMarket(marketQuote, pool, dollars, available)
  if (sell !== undefined && sell.profit > cost) return [sellToMarketPlan(sell, 'on-chain', by, deadline)]
  return []
}

/** Sells the AMT that a reverted round left, without a limit. */
function clearance(view: AgentView): readonly Plan[] {
  const by = MARKET_ARBITRAGEUR
  const held = view.balance('amt', by) as Amt
  if (held === 0n) return []
  const { btcb, usdt } = dollarsOf(view)
  const proceeds = outDown(btcbForSelling(view.pool(), held), btcb, usdt)
  return proceeds === 0n ? [] : [[swapPlan(['amt', 'btcb', 'usdt'], held, 0n, by, deadlineOf(view))]]
}
