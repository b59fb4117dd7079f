/**
 * Investors: every `every` days, trade the pool price to their fair value of AMT, as far as their balances
 * allow.
 *
 * One account trades for all of them at the close, in place of daily traders in scenarios of many years. They
 * act once `lookBack` days of history exist. Fair value is {@link fairValue}; a price within the pool fee of
 * it is left alone. They need AMT, BTCB and approvals of the router.
 */
import { KEPT, OF } from '../../../model/contracts/pancake/quotes.ts'
import { isqrt } from '../../../model/kernel/uint256.ts'
import { ONE, type Amt, type Btcb } from '../../../model/kernel/units.ts'
import { approveAll, type Agent } from '../../agent.ts'
import { toBaseUnits } from '../../math/base-units.ts'
import type { AgentView } from '../../view/agent-view.ts'
import { buyAmt, sellAmt } from '../plans/swap.ts'
import { fairValue } from './valuation.ts'

export interface Investors {
  readonly amt: Amt
  readonly btcb: Btcb
  /** Length of a cycle in days; they act on its last day. */
  readonly every: number
  /** Required yearly return in BTC, as a fraction, and the days of payouts that the fair value uses. */
  readonly requiredReturn: number
  readonly lookBack: number
}

const NAME = 'investors'

/** Investors trade alone at the close in the scenarios that use them, so the quote is the result. */
const NO_SLIPPAGE = 0n

export function investors({ amt, btcb, every, requiredReturn, lookBack }: Investors): Agent {
  return {
    name: NAME,
    people: [{ name: NAME, amt, btcb }],
    phase: 'close',
    prepare: () => [approveAll(NAME, 'amt', 'router'), approveAll(NAME, 'btcb', 'router')],
    act: (view) => {
      if (view.day % every !== every - 1 || view.history.length < lookBack) return []
      const value = fairValue(view, requiredReturn, lookBack)
      if (value === undefined) return []
      const pool = view.pool()
      const target = targetBtcb(view, value)
      if (target > pool.btcb) {
        const pay = least(target - pool.btcb, view.balance('btcb', NAME)) as Btcb
        return pay === 0n ? [] : [buyAmt(view, NAME, pay, NO_SLIPPAGE)]
      }
      if (target === 0n) return []
      const sell = least((pool.amt * pool.btcb) / target - pool.amt, view.balance('amt', NAME)) as Amt
      return sell <= 0n ? [] : [sellAmt(view, NAME, sell, NO_SLIPPAGE)]
    },
  }
}

/**
 * BTCB in the pool at a price of `value`, at a constant product: `√(X·Y·v)`; the present reserve if the price
 * is within the fee.
 */
function targetBtcb(view: AgentView, value: number): bigint {
  const { amt, btcb } = view.pool()
  const wanted = toBaseUnits(value / 1e18)
  const off = btcb * ONE - amt * wanted
  if ((off < 0n ? -off : off) * OF <= amt * wanted * (OF - KEPT)) return btcb
  return isqrt((amt * btcb * wanted) / ONE)
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
