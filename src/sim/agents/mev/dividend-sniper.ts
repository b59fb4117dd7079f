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
    act: (world) => {
      const held = world.balance('amt', name) as Amt
      const paid = paymentsSince(world, 1)
      if (held > 0n && paid !== undefined)
        return [
          [call(name, 'master.charge', { snapId: paid.to }), ...sellAmt(world, name, held, AT_ANY_PRICE)],
        ]
      if (held > 0n || world.payments() === 0n || !isBatchDay(world.day + 1, every)) return []
      const { holders, providers } = world.payment(world.payments())
      const due = { net: (holders + providers) as Btcb, supply: world.supply('amt') as Amt }
      const best = bestSnipe(world.pool(), due, world.balance('btcb', name) as Btcb)
      return best === undefined || best.profit <= gasToday(world, gas)
        ? []
        : [buyAmt(world, name, best.pay, 100n)]
    },
  }
}
