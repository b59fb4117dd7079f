/**
 * Planning: every module that plans a trade, replaceable by a mutated version.
 */
import type { Edit } from '../../../src/evm/compile/edit.ts'
import { mutatedModel } from '../../../src/lockstep/mutation/mutated-model.ts'
import * as band from '../../../src/model/planning/arbitrage/band.ts'
import * as exit from '../../../src/model/planning/arbitrage/exit.ts'
import * as floor from '../../../src/model/planning/arbitrage/floor.ts'
import * as marketPlan from '../../../src/model/planning/arbitrage/market-plan.ts'
import * as marketTrade from '../../../src/model/planning/arbitrage/market-trade.ts'
import * as plan from '../../../src/model/planning/arbitrage/plan.ts'
import * as pools from '../../../src/model/contracts/pancake/quotes.ts'
import * as sale from '../../../src/model/planning/great-reset/sale.ts'

export interface Planning {
  readonly band: typeof band
  readonly exit: typeof exit
  readonly floor: typeof floor
  readonly marketPlan: typeof marketPlan
  readonly marketTrade: typeof marketTrade
  readonly plan: typeof plan
  readonly pools: typeof pools
  readonly sale: typeof sale
}

/** The unmutated modules. */
export const PLANNING: Planning = { band, exit, floor, marketPlan, marketTrade, plan, pools, sale }

/** The modules of a model with one edit. @throws {EditMismatch} if the edit does not match exactly once. */
export async function mutatedPlanning(edit: Edit): Promise<Planning> {
  const load = mutatedModel(edit)
  return {
    band: await load('planning/arbitrage/band'),
    exit: await load('planning/arbitrage/exit'),
    floor: await load('planning/arbitrage/floor'),
    marketPlan: await load('planning/arbitrage/market-plan'),
    marketTrade: await load('planning/arbitrage/market-trade'),
    plan: await load('planning/arbitrage/plan'),
    pools: await load('contracts/pancake/quotes'),
    sale: await load('planning/great-reset/sale'),
  }
}
