/**
 * Buy-back keeper: every `every` days has the buy-back vault claim and buy, and on following days spend what
 * is left.
 *
 * Acts at the close. A purchase spends at most a 400th of the pool and needs a price record between 30
 * minutes and a day old, so the keeper calls `poke` the day before, ahead of that day's own purchase. Its
 * limit is the quote less `slippageBps`; the vault's own minimum, 97% of the average price, holds besides. It
 * needs no funds.
 *
 * Not modelled: purchases every 30 minutes; a day has one purchase.
 */
import { amtBought } from '../../../model/contracts/pancake/quotes.ts'
import { call, type Agent, type Plan } from '../../agent.ts'
import { nextPurchase, pendingBtcb, spendable } from '../../view/vaults.ts'
import { deadlineOf } from '../plans/swap.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { BASIS_POINTS } from '../../../model/kernel/units.ts'

/** Parameters of {@link buyBackKeeper}: days between purchases, slippage in basis points. */
export interface BuyBackKeeper {
  /** Length of a cycle in days; the vault claims on its last day. */
  readonly every: number
  /** Accepted slippage, in basis points. */
  readonly slippageBps: bigint
}

const NAME = 'keeper'

/** Lets the buy-back vault buy AMT with its payouts. */
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

/** Whether `day` is the last of a cycle of `every` days. */
export const isPurchaseDay = (day: number, every: number): boolean => day % every === every - 1

function purchase(view: AgentView, slippageBps: bigint): readonly Plan[] {
  const quote = amtBought(view.pool(), nextPurchase(view))
  if (quote === 0n) return []
  const minAmtOut = (quote * (BASIS_POINTS - slippageBps)) / BASIS_POINTS
  return [[call(NAME, 'buyBackVault.buyBack', { minAmtOut, deadline: deadlineOf(view) })]]
}
