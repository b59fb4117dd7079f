/**
 * Swap plans: buy or sell AMT for BTCB on the router.
 *
 * The limit is the quote at the time of the decision less the accepted slippage; if other trades move the
 * price further, the router reverts. Amounts in base units, slippage in basis points.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { FloorArbitrage } from '../../../model/planning/arbitrage/floor.ts'
import { floorArbitragePlan } from '../../../model/planning/arbitrage/plan.ts'
import { amtBought, btcbForSelling } from '../../../model/contracts/pancake/quotes.ts'
import { type Amt, type Btcb, BASIS_POINTS } from '../../../model/kernel/units.ts'
import { call, type Plan } from '../../agent.ts'
import type { AgentView } from '../../view/agent-view.ts'

/** Seconds: the default deadline of the PancakeSwap interface, twenty minutes. */
const DEADLINE_SECONDS = 1200n

/** Router deadline of a plan made now, as a timestamp in seconds. */
export const deadlineOf = ({ now }: AgentView): bigint => now + DEADLINE_SECONDS

/** Plan that spends `pay` BTCB on AMT. */
export function buyAmt(view: AgentView, by: Account, pay: Btcb, slippageBps: bigint): Plan {
  const quote = amtBought(view.pool(), pay)
  return [
    call(by, 'router.swapExactTokensForTokens', {
      amountA: pay,
      limit: (quote * (BASIS_POINTS - slippageBps)) / BASIS_POINTS,
      path: ['btcb', 'amt'],
      to: by,
      deadline: deadlineOf(view),
    }),
  ]
}

/** Plan that sells `sell` AMT for BTCB. */
export function sellAmt(view: AgentView, by: Account, sell: Amt, slippageBps: bigint): Plan {
  const quote = btcbForSelling(view.pool(), sell)
  return [
    call(by, 'router.swapExactTokensForTokens', {
      amountA: sell,
      limit: (quote * (BASIS_POINTS - slippageBps)) / BASIS_POINTS,
      path: ['amt', 'btcb'],
      to: by,
      deadline: deadlineOf(view),
    }),
  ]
}

/**
 * Plan that buys the exact AMT of `trade` in the pool and redeems it; the purchase reverts if the price has
 * risen.
 */
export function buyAndRedeem(view: AgentView, by: Account, trade: FloorArbitrage): Plan {
  return floorArbitragePlan(trade, by, deadlineOf(view))
}
