/**
 * Whale: one holder with so much AMT that they cannot sell it at today's price, and so sell a slice a day.
 *
 * From a day on, each day as much as lowers the pool's price by `impactBps`, until nothing is left. Who leaves at once, through either door,
 * is one of the {@link leavers}.
 */
import { saleToLowerPrice } from '../../../model/planning/great-reset/sale.ts'
import { type Amt, BASIS_POINTS } from '../../../model/kernel/units.ts'
import { approveAll, type Agent } from '../../agent.ts'
import { sellAmt } from '../plans/swap.ts'

export interface Whale {
  readonly amt: Amt
  /** First day of the sale. */
  readonly from: number
  /** What a day's slice may take off the price that the whale sees, in basis points: above 0, below 10,000. */
  readonly impactBps: bigint
  /** Slippage that they accept besides, in basis points. */
  readonly slippageBps: bigint
}

export const WHALE = 'whale'

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
