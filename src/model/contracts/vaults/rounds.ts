/**
 * Rounds of the buy-back vault: effect of one purchase on a depositor's pending BTCB.
 *
 * Mirrors the loop of `BuyBackVault._settleRounds`.
 *
 * - Units: base units (1e18).
 * - Rounding: both parts round down.
 */
import type { Amt, Btcb } from '../../kernel/units.ts'
import type { Round } from '../../state/purchases.ts'

/**
 * Splits `owed` by a round: AMT `floor(owed * bought / all)`, and BTCB for later rounds `floor(owed * left /
 * all)`.
 */
export function shareOf(
  { spent, bought, left }: Round,
  owed: Btcb,
): { readonly grown: Amt; readonly owed: Btcb } {
  const all = spent + left
  return { grown: ((owed * bought) / all) as Amt, owed: ((owed * left) / all) as Btcb }
}
