/**
 * Trades: everything that plans a trade, as something that can be exchanged for a version with a planted fault.
 */
import type { Edit } from '../../../src/evm/compile/edit.ts'
import { changedModel } from '../../../src/lockstep/faults/changed-rules.ts'
import * as band from '../../../src/model/arbitrage/band.ts'
import * as exit from '../../../src/model/arbitrage/exit.ts'
import * as floor from '../../../src/model/arbitrage/floor.ts'
import * as marketPlan from '../../../src/model/arbitrage/market-plan.ts'
import * as marketTrade from '../../../src/model/arbitrage/market-trade.ts'
import * as plan from '../../../src/model/arbitrage/plan.ts'
import * as pools from '../../../src/model/arbitrage/pools.ts'
import * as sale from '../../../src/model/great-reset/sale.ts'

export interface Trades {
  readonly band: typeof band
  readonly exit: typeof exit
  readonly floor: typeof floor
  readonly marketPlan: typeof marketPlan
  readonly marketTrade: typeof marketTrade
  readonly plan: typeof plan
  readonly pools: typeof pools
  readonly sale: typeof sale
}

/** As they stand. */
export const TRADES: Trades = { band, exit, floor, marketPlan, marketTrade, plan, pools, sale }

/** With one edit. Throws `EditMismatch`. */
export async function changedTrades(edit: Edit): Promise<Trades> {
  const load = changedModel(edit)
  return {
    band: await load('arbitrage/band'),
    exit: await load('arbitrage/exit'),
    floor: await load('arbitrage/floor'),
    marketPlan: await load('arbitrage/market-plan'),
    marketTrade: await load('arbitrage/market-trade'),
    plan: await load('arbitrage/plan'),
    pools: await load('arbitrage/pools'),
    sale: await load('great-reset/sale'),
  }
}
