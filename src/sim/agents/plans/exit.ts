/**
 * Exit plans: turn AMT into BTCB by the pool, the RCL, or both.
 *
 * - `pool`: sells everything on PancakeSwap; accepts `slippageBps` less than the quote.
 * - `rcl`: redeems everything at the floor.
 * - `best`: sells in the pool until its marginal price reaches the floor and redeems the rest; accepts no
 *   less from the pool than the floor would pay.
 */
import { afterSelling } from '../../../model/contracts/pancake/quotes.ts'
import type { Account } from '../../../model/interface/accounts.ts'
import { bestExit } from '../../../model/planning/arbitrage/exit.ts'
import { exitPlan } from '../../../model/planning/arbitrage/plan.ts'
import { BASIS_POINTS, type Amt, type Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Plan } from '../../agent.ts'
import type { Action } from '../../../model/interface/action.ts'
import { deadlineOf, sellAmt } from './swap.ts'
import type { AgentView } from '../../view/agent-view.ts'

/** Ways to leave: redeem at the RCL, sell in the pool, or the best split of both. */
export const EXITS = ['rcl', 'pool', 'best'] as const
/** One of {@link EXITS}. */
export type ExitBy = (typeof EXITS)[number]

/** Slippage of 100%: a sale without a limit. Basis points. */
export const AT_ANY_PRICE = BASIS_POINTS

/** Plan that turns `amount` AMT of `by` into BTCB; empty for an amount of zero. */
export function leave(view: AgentView, by: Account, amount: Amt, exit: ExitBy, slippageBps: bigint): Plan {
  if (amount === 0n) return []
  switch (exit) {
    case 'rcl':
      return [call(by, 'burnVault.backingWithdraw', { amount })]
    case 'pool':
      return sellAmt(view, by, amount, slippageBps)
    case 'best': {
      const floor = { backing: view.backing(), supply: view.supply('amt') as Amt }
      const best = bestExit(view.pool(), floor, amount)
      const least = (best.sell * floor.backing) / floor.supply
      return exitPlan({ ...best, proceeds: least as Btcb }, by, deadlineOf(view))
    }
  }
}

/**
 * Plan that turns `amount` AMT of `by` into BTCB without regard to a few wei: in the pool alone while its
 * price stays above the floor, else as {@link leave} by `best`. Accepts `slippageBps` less than the pool's
 * quote.
 */
export function sellOrRedeem(view: AgentView, by: Account, amount: Amt, slippageBps: bigint): Plan {
  const pool = view.pool()
  const after = afterSelling(pool, amount)
  const isAbove = after.btcb * view.supply('amt') > view.backing() * after.amt
  return leave(view, by, amount, isAbove ? 'pool' : 'best', slippageBps)
}

/** Approvals that {@link leave} needs, for every kind of exit. */
export const approveExits = (by: Account): readonly Action[] => [
  approveAll(by, 'amt', 'router'),
  approveAll(by, 'amt', 'burnVault'),
]
