/**
 * Extent of an economy: who and what exists, and so what can be asked.
 */
import { PAIRS } from '../interface/accounts.ts'
import type { Extent } from './observation.ts'
import type { Economy } from '../state/economy-state.ts'

export function extentOf(economy: Economy): Extent {
  const { names, pools } = economy
  return {
    people: names.people,
    snapshots: BigInt(snapshotsOf(economy)),
    pairs: PAIRS.filter((pair) => pools[pair] !== undefined),
    lockerExists: economy.locker !== undefined,
    rounds: economy.purchases.count,
    airdrops: economy.distributor?.entries.length,
  }
}

/** Whether there is more to ask about than the extent says, at a cost that does not grow with anything. */
export function isOutgrown(extent: Extent, economy: Economy): boolean {
  return (
    extent.snapshots !== BigInt(snapshotsOf(economy)) ||
    extent.pairs.length !== economy.factory.pairCount ||
    extent.lockerExists !== (economy.locker !== undefined) ||
    extent.rounds !== economy.purchases.count ||
    extent.airdrops !== economy.distributor?.entries.length
  )
}

/** How many snapshots both tokens have: Master takes them together. */
export function snapshotsOf({ tokens }: Economy): number {
  return Math.min(tokens.amt.snapshots.count, tokens.liqAmt.snapshots.count)
}
