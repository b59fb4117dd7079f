/**
 * The arbitrageur between Environment and pool, with dollars on the BTCB/USDT pair: at the close, whichever way pays more than its gas.
 *
 * A slow one decides on what the morning showed and trades somewhere among everybody else's trades. Who buys in the pool first is refused
 * there if the price has risen, and has lost nothing. Who buys at the Environment first has the AMT already when the pool refuses: they sit on
 * it until the next morning, and then sell it for whatever it brings.
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

export interface MarketArbitrageur {
  readonly capital: Usdt
  /** Cost of a round, in USDT at 3 gwei. */
  readonly gas: Usdt
  /** Acts among the others, on the morning's prices. */
  readonly isSlow?: boolean
}

export const MARKET_ARBITRAGEUR = 'market-arbitrageur'

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

/** The trade that pays, if one does. */
function round(view: AgentView, gas: Usdt): readonly Plan[] {
  const by = MARKET_ARBITRAGEUR
  const [marketQuote, pool, dollars] = [marketQuoteOf(view), view.pool(), dollarsOf(view)]
  const purse = view.balance('usdt', by) as Usdt
  const deadline = deadlineOf(view)
  const cost = gasToday(view, gas)
  // Both ways cannot pay at once: the Environment asks more than it bids.
  const buy = marketQuote.amt === 0n ? undefined : buyAtMarket(marketQuote, pool, dollars, purse)
  if (buy !== undefined && buy.profit > cost) return [buyAtMarketPlan(buy, 'on-chain', by, deadline)]
  const sell = marketQuote.usdt === 0n ? undefined : sellToMarket(marketQuote, pool, dollars, purse)
  if (sell !== undefined && sell.profit > cost) return [sellToMarketPlan(sell, 'on-chain', by, deadline)]
  return []
}

/** The sale of AMT that an earlier round was left with, at any price. */
function clearance(view: AgentView): readonly Plan[] {
  const by = MARKET_ARBITRAGEUR
  const held = view.balance('amt', by) as Amt
  if (held === 0n) return []
  const { btcb, usdt } = dollarsOf(view)
  const proceeds = outDown(btcbForSelling(view.pool(), held), btcb, usdt)
  return proceeds === 0n ? [] : [[swapPlan(['amt', 'btcb', 'usdt'], held, 0n, by, deadlineOf(view))]]
}
