/**
 * Round sellers: holders who sell AMT into the demand of the buy-back, the day after each purchase.
 *
 * One account acts for all of them during the day. It sells AMT for a share of the BTCB that the purchase
 * brought into the pool, or all that is left. It needs AMT and an approval of the router.
 */
import { btcbForSelling } from '../../../model/contracts/pancake/quotes.ts'
import { amtToSellUp } from '../../../model/economics/costs.ts'
import { type Amt, type Btcb, BASIS_POINTS, SECONDS_PER_DAY } from '../../../model/kernel/units.ts'
import { approveAll, type Agent } from '../../agent.ts'
import { boughtAt, roundAt, roundCount } from '../../view/vaults.ts'
import { AT_ANY_PRICE } from '../plans/exit.ts'
import { sellAmt } from '../plans/swap.ts'
import type { AgentView } from '../../view/agent-view.ts'

/** Parameters of {@link roundSellers}. */
export interface RoundSellers {
  readonly amt: Amt
  /** Share of a purchase's BTCB that they sell for, in basis points. */
  readonly part: bigint
}

/** Account of the seller. */
export const SELLER = 'seller'

/** Sells AMT on the day after each purchase of the buy-back, for a share of what that brought. */
export function roundSellers({ amt, part }: RoundSellers): Agent {
  return {
    name: SELLER,
    people: [{ name: SELLER, amt }],
    phase: 'day',
    prepare: () => [approveAll(SELLER, 'amt', 'router')],
    act: (view) => {
      const wanted = ((spentYesterday(view) * part) / BASIS_POINTS) as Btcb
      if (wanted === 0n) return []
      const left = view.balance('amt', SELLER)
      const needed = amtToSellUp(wanted, view.pool()) ?? left
      const sell = (needed < left ? needed : left) as Amt
      return btcbForSelling(view.pool(), sell) === 0n ? [] : [sellAmt(view, SELLER, sell, AT_ANY_PRICE)]
    },
  }
}

/** BTCB that the last purchase spent if it was yesterday, otherwise zero. */
function spentYesterday(view: AgentView): bigint {
  const count = roundCount(view)
  if (count === 0 || boughtAt(view) !== view.now - SECONDS_PER_DAY) return 0n
  return roundAt(view, count - 1).spent
}
