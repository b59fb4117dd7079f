/**
 * ViewDomain of an economy: who and what exists, and so what can be asked.
 */
import { PAIRS } from '../interface/accounts.ts'
import type { ViewDomain } from './observation.ts'
import type { Economy } from '../state/economy-state.ts'

export function viewDomainOf(economy: Economy): ViewDomain {
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
export function isOutgrown(domain: ViewDomain, economy: Economy): boolean {
  return (
    domain.snapshots !== BigInt(snapshotsOf(economy)) ||
    domain.pairs.length !== economy.factory.pairCount ||
    domain.lockerExists !== (economy.locker !== undefined) ||
    domain.rounds !== economy.purchases.count ||
    domain.airdrops !== economy.distributor?.entries.length
  )
}

/** How many snapshots both tokens have: Master takes them together. */
export function snapshotsOf({ tokens }: Economy): number {
  return Math.min(tokens.amt.snapshots.count, tokens.liqAmt.snapshots.count)
}
