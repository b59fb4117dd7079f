/**
 * The buy-back's keeper: every so many days has the buy-back vault claim and spend, and day after day what that leaves.
 *
 * A purchase spends at most a 400th of the pool and is measured by a price record of 30 minutes to a day ago, so the keeper leaves one the
 * day before, ahead of that day's own purchase. It asks for the quote that it sees less its slippage; the vault's own limit, 97% of the
 * average price, holds besides. Not modelled: that it could buy every 30 minutes. A day here has one moment for it.
 */
import { amtBought } from '../../../model/contracts/pancake/quotes.ts'
import { call, type Agent, type Plan } from '../../agent.ts'
import { nextPurchase, pendingBtcb, spendable } from '../../view/vaults.ts'
import { deadlineOf } from '../plans/swap.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { BASIS_POINTS } from '../../../model/kernel/units.ts'

export interface BuyBackKeeper {
  /** Days from one claim to the next, the last of each turn. */
  readonly every: number
  readonly slippageBps: bigint
}

const NAME = 'keeper'

export function buyBackKeeper({ every, slippageBps }: BuyBackKeeper): Agent {
  return {
    name: NAME,
    people: [{ name: NAME }],
    phase: 'close',
    act: (view) => {
      const isDue = isPurchaseDay(view.day, every) || pendingBtcb(view) > 0n
      const spends = isDue ? nextPurchase(view) : 0n
      const waits = isDue && spendable(view) > spends
      const plans: Plan[] = []
      if (waits || isPurchaseDay(view.day + 1, every)) plans.push([call(NAME, 'buyBackVault.poke', {})])
      return spends === 0n ? plans : [...plans, ...purchase(view, slippageBps)]
    },
  }
}

/** Whether the vault is to claim on that day. */
export const isPurchaseDay = (day: number, every: number): boolean => day % every === every - 1

function purchase(view: AgentView, slippageBps: bigint): readonly Plan[] {
  const quote = amtBought(view.pool(), nextPurchase(view))
  if (quote === 0n) return []
  const minAmtOut = (quote * (BASIS_POINTS - slippageBps)) / BASIS_POINTS
  return [[call(NAME, 'buyBackVault.buyBack', { minAmtOut, deadline: deadlineOf(view) })]]
}
