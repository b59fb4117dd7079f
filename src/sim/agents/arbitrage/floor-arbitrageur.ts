/**
 * Floor arbitrageur: buys AMT in the pool below the floor and redeems it at the RCL.
 *
 * Acts at every close, after all other agents, and trades only if the optimal trade within its capital earns
 * more than its gas. Profits add to its capital. With `isSlow` it acts during the day: it decides on the
 * state at the start of the phase, and its plan runs at a random position among the others. The purchase then
 * reverts if the price has risen, and leaves profit unused if it has fallen. Needs BTCB and approvals of
 * router and burn vault.
 *
 * Not modelled: competing arbitrageurs, flash loans.
 */
import { bestFloorArbitrage } from '../../../model/planning/arbitrage/floor.ts'
import type { Amt, Btcb } from '../../../model/kernel/units.ts'
import { approveAll, type Agent } from '../../agent.ts'
import { gasToday } from '../../view/gas.ts'
import { buyAndRedeem } from '../plans/swap.ts'

/** Parameters of {@link arbitrageur}: capital and gas cost in BTCB wei. */
export interface Arbitrageur {
  readonly capital: Btcb
  /** Gas cost of one swap and one redemption together, in BTCB at 3 gwei. */
  readonly gas: Btcb
  /** Acts during the day, on the prices at the start of the phase. @default false */
  readonly isSlow?: boolean
}

/** Buys AMT in the pool and redeems it while the pool is below the floor. */
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
