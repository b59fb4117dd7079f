/**
 * Whale: one large holder who sells in daily slices.
 *
 * Acts during the day. From day `from` on it sells each day as much as lowers the pool price by `impactBps`,
 * until nothing is left. A whale that exits at once is one of the {@link leavers}. It needs AMT and an
 * approval of the router.
 */
import { saleToLowerPrice } from '../../../model/planning/great-reset/sale.ts'
import { type Amt, BASIS_POINTS } from '../../../model/kernel/units.ts'
import { approveAll, type Agent } from '../../agent.ts'
import { sellAmt } from '../plans/swap.ts'

/** Parameters of {@link whale}: AMT base units, first day, price impact and slippage in basis points. */
export interface Whale {
  readonly amt: Amt
  /** First day of the sale. */
  readonly from: number
  /** Price impact of a day's slice, in basis points: above 0, below 10,000. */
  readonly impactBps: bigint
  /** Accepted slippage beyond that impact, in basis points. */
  readonly slippageBps: bigint
}

/** Account of the whale. */
export const WHALE = 'whale'

/** Sells a large holding in parts of limited price impact. */
export function whale({ amt, from, impactBps, slippageBps }: Whale): Agent {
  const fall = { n: BASIS_POINTS, d: BASIS_POINTS - impactBps }
  return {
    name: WHALE,
    people: [{ name: WHALE, amt }],
    phase: 'day',
    prepare: () => [approveAll(WHALE, 'amt', 'router')],
    act: (view) => {
      const left = view.balance('amt', WHALE)
      if (view.day < from || left === 0n) return []
      const slice = saleToLowerPrice(view.pool(), fall)
      return [sellAmt(view, WHALE, (slice < left ? slice : left) as Amt, slippageBps)]
    },
  }
}
