/**
 * Exits: the ways out of AMT, as plans.
 *
 * `pool` sells everything on PancakeSwap, `rcl` redeems everything at the floor, `best` sells in the pool until its price has come down
 * to the floor and redeems the rest. Whoever leaves by `best` accepts no less from the pool than the floor would have paid; whoever leaves
 * by `pool` accepts `slippageBps` less than they see.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import { bestExit } from '../../../model/planning/arbitrage/exit.ts'
import { exitPlan } from '../../../model/planning/arbitrage/plan.ts'
import { BASIS_POINTS, type Amt, type Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Plan } from '../../agent.ts'
import type { Action } from '../../../model/interface/action.ts'
import { deadlineOf, sellAmt } from './swap.ts'
import type { AgentView } from '../../view/agent-view.ts'

export const EXITS = ['rcl', 'pool', 'best'] as const
export type ExitBy = (typeof EXITS)[number]

/** What the pool takes of a quote in a run for the door: anything. */
export const AT_ANY_PRICE = BASIS_POINTS

/** `amount` AMT of `by` turned into BTCB; nothing for nothing. */
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

/** What somebody allows once, before they can leave by either door. */
export const approveExits = (by: Account): readonly Action[] => [
  approveAll(by, 'amt', 'router'),
  approveAll(by, 'amt', 'burnVault'),
]
