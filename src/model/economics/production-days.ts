/**
 * Production days: from the machines to the payments, one day after the other.
 *
 * Each day the farm mines (`mining.ts`) or idles and the costs are settled under one of the two policies (`costs.ts`), and what is to be paid out
 * crosses the bridge while the payment, less its part of the bridge's fee, is due at once (`bridge.ts`); what was paid is worth what BTCB is worth
 * that day (`peg.ts`). The simulation's treasury does the same day by day on the chain (`sim/agents/treasury.ts`), but for the worth; a test holds
 * the two together to the wei.
 *
 * - Units: base units; USD times 1e18. Rounding: each step's own.
 * - What crosses is what is paid out: the BTC for power and machines is sold where it is mined.
 * - Not modelled: payments in part.
 */
import { crossDay, dueDown, newBridge, sumOf, type BridgeTerms, type DaysTraffic } from './bridge.ts'
import { work, type CostPolicy, type DaysWork } from './costs.ts'
import { produce, type Farm, type MiningDay, type Wad } from './mining.ts'
import { usdPerBtcbDown } from './peg.ts'
import { ONE } from '../kernel/units.ts'

export interface ProductionTerms {
  readonly farm: Omit<Farm, 'ths'>
  readonly policy: CostPolicy
  readonly bridge: BridgeTerms
}

/** The outside of one day. */
export interface OutsideDay extends MiningDay {
  readonly ths: bigint
  readonly bridgeUp: boolean
  /** BTC per BTCB times 1e18. */
  readonly peg: Wad
}

export interface ProductionDay extends DaysWork {
  readonly traffic: DaysTraffic
  /** USD that the BTCB paid on this day is worth, late payments included. */
  readonly usdPaid: Wad
}

/** Throws as `produce` and `newBridge` do. */
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
