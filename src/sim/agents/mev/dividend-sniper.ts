/**
 * Dividend sniper: buys AMT at the close before a payment, claims the payment the next day and sells again.
 *
 * Buys if the expected payment per AMT exceeds the cost of both swaps (`planning/arbitrage/snipe.ts`) and the
 * gas. Expects the next payment to equal the last one, so it waits for the first. Needs BTCB and approvals of
 * the router.
 *
 * Not modelled: slippage above 1% on the purchase, a limit on the sale.
 */
import { bestSnipe } from '../../../model/planning/arbitrage/snipe.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import { AT_ANY_PRICE } from '../plans/exit.ts'
import { paymentsSince } from '../holders/holders.ts'
import { buyAmt, sellAmt } from '../plans/swap.ts'
import { isBatchDay } from '../operations/treasury.ts'

/** Parameters of {@link dividendSniper}: stake and gas cost in BTCB wei, days between payments. */
export interface DividendSniper {
  readonly stake: Btcb
  /** Gas cost of buying, claiming and selling together, in BTCB at 3 gwei. */
  readonly gas: Btcb
  /** Days from one payment to the next, at least 1. */
  readonly every: number
}

/** Buys on the evening before a payment, and sells after it. */
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
