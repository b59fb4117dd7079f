/**
 * The arbitrageur between pool and RCL: buys AMT below the floor and redeems it.
 *
 * Looks at the close of the day, after everybody else, and trades only if the best trade that their capital allows earns more than
 * its gas. What they earn they use as capital the next time. A slow one decides on what the morning showed and trades somewhere among
 * everybody else's trades: if the price has risen meanwhile they get nothing, and if it has fallen they leave something lying.
 */
import { bestFloorArbitrage } from '../../../model/planning/arbitrage/floor.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import { buyAndRedeem } from '../plans/swap.ts'

export interface Arbitrageur {
  readonly capital: Btcb
  /** Cost of one round of swap and redemption, in BTCB at 3 gwei. */
  readonly gas: Btcb
  /** Acts among the others, on the morning's prices. */
  readonly isSlow?: boolean
}

export function arbitrageur({ capital, gas, isSlow = false }: Arbitrageur): Agent {
  const name = 'arbitrageur'
  return {
    name,
    people: [{ name, btcb: capital }],
    phase: isSlow ? 'day' : 'close',
    prepare: () => [approveAll(name, 'btcb', 'router'), approveAll(name, 'amt', 'burnVault')],
    act: (view) => {
      const floor = { backing: view.backing(), supply: view.supply('amt') as Amt }
      const trade = bestFloorArbitrage(view.pool(), floor, view.balance('btcb', name) as Btcb)
      return trade === undefined || trade.profit <= gasToday(view, gas)
        ? []
        : [buyAndRedeem(view, name, trade)]
    },
  }
}
