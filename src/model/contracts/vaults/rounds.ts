/**
 * Rounds of the buy-back vault: what one purchase turns a claim into.
 *
 * - Units: base units.
 * - Rounding: down, both parts.
 */
import type { Amt, Btcb } from '../../kernel/units.ts'
import type { Round } from '../../state/purchases.ts'

/** What `owed` became by a round: AMT `floor(owed * bought / all)`, and BTCB for the next round `floor(owed * left / all)`. */
export function shareOf(
  { spent, bought, left }: Round,
  owed: Btcb,
): { readonly grown: Amt; readonly owed: Btcb } {
  const all = spent + left
  return { grown: ((owed * bought) / all) as Amt, owed: ((owed * left) / all) as Btcb }
}
