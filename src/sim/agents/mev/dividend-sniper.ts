/**
 * Dividend sniper: buys at the close before a payment, claims it at the next, and sells again.
 *
 * Pays if the payment gives more per AMT than buying and selling costs, see `arbitrage/snipe.ts`; takes the last payment for the next one.
 */
import { bestSnipe } from '../../../model/planning/arbitrage/snipe.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import { AT_ANY_PRICE } from '../exit.ts'
import { paymentsSince } from '../holders/holders.ts'
import { buyAmt, sellAmt } from '../swap.ts'
import { isBatchDay } from '../operations/treasury.ts'

export interface DividendSniper {
  readonly stake: Btcb
  /** Cost of buying, claiming and selling, in BTCB at 3 gwei. */
  readonly gas: Btcb
  /** Days from one payment to the next. */
  readonly every: number
}

export function dividendSniper({ stake, gas, every }: DividendSniper): Agent {
  const name = 'sniper'
  return {
    name,
    people: [{ name, btcb: stake }],
    phase: 'close',
    prepare: () => [approveAll(name, 'btcb', 'router'), approveAll(name, 'amt', 'router')],
    act: (view) => {
      const held = view.balance('amt', name) as Amt
      const paid = paymentsSince(view, 1)
      if (held > 0n && paid !== undefined)
        return [
          [call(name, 'master.charge', { snapId: paid.to }), ...sellAmt(view, name, held, AT_ANY_PRICE)],
        ]
      if (held > 0n || view.payments() === 0n || !isBatchDay(view.day + 1, every)) return []
      const { holders, providers } = view.payment(view.payments())
      const due = { net: (holders + providers) as Btcb, supply: view.supply('amt') as Amt }
      const best = bestSnipe(view.pool(), due, view.balance('btcb', name) as Btcb)
      return best === undefined || best.profit <= gasToday(view, gas)
        ? []
        : [buyAmt(view, name, best.pay, 100n)]
    },
  }
}
