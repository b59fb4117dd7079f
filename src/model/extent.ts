/**
 * Extent of an economy: who and what exists, and so what can be asked.
 */
import { OFFICERS, PAIRS } from './accounts.ts'
import { indexOf } from './names.ts'
import type { Extent } from './observation.ts'
import type { Economy } from './state.ts'

/** What there is to ask about. */
export function extentOf(economy: Economy): Extent {
  const { tokens, pools, names } = economy
  const firstPerson = indexOf(names, OFFICERS[0])
  return {
    people: names.list.slice(firstPerson),
    snapshots: BigInt(Math.min(tokens.amt.snapshots.count, tokens.liqAmt.snapshots.count)),
    pairs: PAIRS.filter((pair) => pools[pair] !== undefined),
    lockerExists: economy.locker !== undefined,
  }
}
