/** Scaled: a list of actions with larger amounts. */
import { placesIn, type Actions } from '../../lockstep/shrink/reductions.ts'
import { isWait } from '../../model/interface/action.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'

/** Arguments that are amounts, and not ids, percentages, prices or deadlines. */
const AMOUNTS = /^(amount|liquidity|minAmtOut|limit)/

/** The list with all amounts multiplied. Waits, deadlines and what would not fit stay as they are. */
export function scaled(actions: Actions, factor: bigint): Actions {
  return actions.map((action) => {
    if (isWait(action)) return action
    let changed = action
    for (const [at, { name, value }] of placesIn(action).entries())
      if (AMOUNTS.test(name) && value * factor <= UINT256_MAX)
        changed = placesIn(changed)[at]!.with(value * factor) as typeof changed
    return changed
  })
}
