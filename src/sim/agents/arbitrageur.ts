/**
 * The arbitrageur between pool and RCL: buys AMT below the floor and redeems it.
 *
 * Looks at the close of the day, after everybody else, and trades only if the best trade that their capital allows earns more than
 * its gas. What they earn they use as capital the next time.
 */
import { bestFloorArbitrage } from '../../model/arbitrage/floor.ts'
import type { Amt, Btcb } from '../../model/units.ts'
import { approveAll, type Agent } from '../agent.ts'
import { buyAndRedeem } from './swap.ts'

export interface Arbitrageur {
  readonly capital: Btcb
  /** Cost of one round of swap and redemption, in BTCB. */
  readonly gas: Btcb
}

export function arbitrageur({ capital, gas }: Arbitrageur): Agent {
  const name = 'arbitrageur'
  return {
    name,
    people: [{ name, btcb: capital }],
    phase: 'close',
    prepare: () => [approveAll(name, 'btcb', 'router'), approveAll(name, 'amt', 'burnVault')],
    act: (world) => {
      const floor = { backing: world.backing(), supply: world.supply('amt') as Amt }
      const trade = bestFloorArbitrage(world.pool(), floor, world.balance('btcb', name) as Btcb)
      return trade === undefined || trade.profit <= gas ? [] : [buyAndRedeem(world, name, trade)]
    },
  }
}
