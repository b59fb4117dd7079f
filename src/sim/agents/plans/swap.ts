/**
 * Swaps on the router as plans: what somebody sends who wants to buy or sell AMT for BTCB.
 *
 * The limit is the quote that the sender sees, less the slippage that they accept; if others move the pool further first, the
 * router refuses. Amounts in base units, slippage in basis points (PancakeSwap's own unit).
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { FloorArbitrage } from '../../../model/planning/arbitrage/floor.ts'
import { floorArbitragePlan } from '../../../model/planning/arbitrage/plan.ts'
import { amtBought, btcbForSelling } from '../../../model/contracts/pancake/quotes.ts'
import { type Amt, type Btcb, BASIS_POINTS } from '../../../model/kernel/units.ts'
import { call, type Plan } from '../../agent.ts'
import type { AgentView } from '../../view/agent-view.ts'

/** PancakeSwap's interface gives a transaction twenty minutes. */
const PATIENCE = 1200n

/** When a plan made now is no longer to be carried out, as the router has it. */
export const deadlineOf = ({ now }: AgentView): bigint => now + PATIENCE

/** Spends `pay` BTCB on AMT. */
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

/** Sells `sell` AMT for BTCB. */
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

/** Buys the trade's AMT in the pool, or nothing if somebody was faster, and redeems it. */
export function buyAndRedeem(view: AgentView, by: Account, trade: FloorArbitrage): Plan {
  return floorArbitragePlan(trade, by, deadlineOf(view))
}
