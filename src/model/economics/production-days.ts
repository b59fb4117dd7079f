/**
 * Production days: the pipeline from machines to payments, day by day.
 *
 * Each day the farm mines (`mining.ts`) or idles, and costs are settled under one of the two policies
 * (`costs.ts`). The amount to pay out crosses the bridge; the payment, less its share of the bridge fee, is
 * due at once (`bridge.ts`). Payments made are valued at the day's price of BTCB (`peg.ts`). The simulation's
 * treasury does the same on the chain (`sim/agents/operations/treasury.ts`), without the valuation; a test
 * compares both exactly.
 *
 * - Units: base units; USD times 1e18. Rounding: as in each step.
 * - Only the payments cross the bridge: the BTC for power and machines is sold before it.
 * - Not modelled: partial payments.
 */
import { crossDay, dueDown, newBridge, sumOf, type BridgeTerms, type DaysTraffic } from './bridge.ts'
import { work, type CostPolicy, type DaysWork } from './costs.ts'
import { produce, type Farm, type MiningDay, type Wad } from './mining.ts'
import { usdPerBtcbDown } from './peg.ts'
import { ONE } from '../kernel/units.ts'

/** Machines, uptime and prices from which a day's production follows. */
export interface ProductionTerms {
  readonly farm: Omit<Farm, 'ths'>
  readonly policy: CostPolicy
  readonly bridge: BridgeTerms
}

/** Exogenous inputs of one day. */
export interface OutsideDay extends MiningDay {
  readonly ths: bigint
  readonly bridgeUp: boolean
  /** BTC per BTCB times 1e18. */
  readonly peg: Wad
}

export interface ProductionDay extends DaysWork {
  readonly traffic: DaysTraffic
  /** USD value of the BTCB paid on this day, late payments included. */
  readonly usdPaid: Wad
}

/**
 * Simulates consecutive days from an empty bridge.
 *
 * @throws {NoDifficulty | NoPrice} as `produce`.
 * @throws {FeeEatsBatch | NoDelay} as `newBridge`.
 */
export function produceDays(
  { farm, policy, bridge: terms }: ProductionTerms,
  days: Iterable<OutsideDay>,
): readonly ProductionDay[] {
  const all: ProductionDay[] = []
  let bridge = newBridge(terms)
  for (const outside of days) {
    const done = work(produce({ ...farm, ths: outside.ths }, outside), policy)
    const { payment } = done
    const crossed = crossDay(bridge, terms, {
      mined: payment,
      due: dueDown(bridge, terms, payment),
      up: outside.bridgeUp,
    })
    bridge = crossed.bridge
    const paid = sumOf(crossed.traffic.paid)
    const usdPaid = (paid * usdPerBtcbDown(outside.usdPerBtc, outside.peg)) / ONE
    all.push({ ...done, traffic: crossed.traffic, usdPaid })
  }
  return all
}
