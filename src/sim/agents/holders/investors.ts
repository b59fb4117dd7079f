/**
 * Investors: once in a while they bring the pool to what AMT is worth to them, as far as their money and their AMT go.
 *
 * For questions of years, where the trades of single days do not matter. One account trades for all of them. Worth is as in
 * {@link fairValue}, and they judge once there are `lookBack` days to judge by; the price is left alone as long as it is within the pool's fee of it.
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
  /** Days from one look to the next; the last of each turn. */
  readonly every: number
  /** The yearly return in BTC that they require, as a fraction, and the days of payouts that they judge by. */
  readonly requiredReturn: number
  readonly lookBack: number
}

const NAME = 'investors'

/** They act alone at the close, so the quote that they see is what they get. */
const NO_SLIPPAGE = 0n

export function investors({ amt, btcb, every, requiredReturn, lookBack }: Investors): Agent {
  return {
    name: NAME,
    people: [{ name: NAME, amt, btcb }],
    phase: 'close',
    prepare: () => [approveAll(NAME, 'amt', 'router'), approveAll(NAME, 'btcb', 'router')],
    act: (view) => {
      if (view.day % every !== every - 1 || view.history.length < lookBack) return []
      const worth = fairValue(view, requiredReturn, lookBack)
      if (worth === undefined) return []
      const pool = view.pool()
      const target = targetBtcb(view, worth)
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

/** BTCB in the pool at a price of `worth`, with the product as it is: `√(X·Y·w)`; what is there now if the price is within the fee. */
function targetBtcb(view: AgentView, worth: number): bigint {
  const { amt, btcb } = view.pool()
  const wanted = toBaseUnits(worth / 1e18)
  const off = btcb * ONE - amt * wanted
  if ((off < 0n ? -off : off) * OF <= amt * wanted * (OF - KEPT)) return btcb
  return isqrt((amt * btcb * wanted) / ONE)
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
