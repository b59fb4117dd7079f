/**
 * View domain of an economy: the entities that views can refer to.
 */
import { PAIRS } from '../interface/accounts.ts'
import type { Economy } from '../state/economy-state.ts'
import type { ViewDomain } from './observation.ts'

/** The view domain of an economy. */
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

/** Whether the economy has entities that the domain lacks. Constant cost. */
export function isOutgrown(domain: ViewDomain, economy: Economy): boolean {
  return (
    domain.snapshots !== BigInt(snapshotsOf(economy)) ||
    domain.pairs.length !== economy.factory.pairs.length ||
    domain.lockerExists !== (economy.locker !== undefined) ||
    domain.rounds !== economy.purchases.count ||
    domain.airdrops !== economy.distributor?.entries.length
  )
}

/** Number of snapshots that AMT and liqAMT both have; Master takes them together. */
export function snapshotsOf({ tokens }: Economy): number {
  return Math.min(tokens.amt.snapshots.count, tokens.liqAmt.snapshots.count)
}
