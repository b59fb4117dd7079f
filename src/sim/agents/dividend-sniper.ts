/**
 * Dividend sniper: buys before a payment, claims it, and sells again.
 *
 * Pays if a payment gives more per AMT than buying and selling costs: N/S > (1-g²)·P, impact and gas aside. Judges by the last payment.
 */
import { amtBought, btcbForSelling } from '../../model/arbitrage/pools.ts'
import { ONE, type Amt, type Btcb } from '../../model/units.ts'
import { approveAll, call, type Agent } from '../agent.ts'
import { payoutPerAmtDown } from '../history.ts'
import { AT_ANY_PRICE } from './exit.ts'
import { buyAmt, sellAmt } from './swap.ts'

export function dividendSniper({ stake }: { readonly stake: Btcb }): Agent {
  const name = 'sniper'
  return {
    name,
    people: [{ name, btcb: stake }],
    phase: 'close',
    prepare: () => [approveAll(name, 'btcb', 'router'), approveAll(name, 'amt', 'router')],
    act: (world) => {
      const last = world.payments()
      if (last === 0n) return []
      const held = world.balance('amt', name) as Amt
      if (held > 0n)
        return [[call(name, 'master.charge', { snapId: last }), ...sellAmt(world, name, held, AT_ANY_PRICE)]]
      const pay = world.balance('btcb', name) as Btcb
      const { amt, btcb } = world.pool()
      const bought = amtBought({ amt, btcb }, pay)
      const after = { amt: (amt - bought) as Amt, btcb: (btcb + pay) as Btcb }
      const back = btcbForSelling(after, bought)
      const payout = (bought * payoutPerAmtDown(world.payment(last))) / ONE
      return back + payout > pay ? [buyAmt(world, name, pay, 100n)] : []
    },
  }
}
