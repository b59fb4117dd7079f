/**
 * Transfer policy: token behaviour beyond ERC-20, such as a blacklist or a fee on transfer.
 *
 * The deployed tokens have none. Tests pass a policy to `apply` to model adversarial tokens.
 */
import type { Account, Coin } from '../interface/accounts.ts'

export interface TransferPolicy {
  /** Called before every other check of a transfer; throws a `Revert` to block it. */
  check(coin: Coin, from: Account, to: Account): void
  /**
   * Fee on a transfer of `amount`, in base units, rounded down; burned from the receiver after the transfer.
   */
  feeDown(coin: Coin, amount: bigint): bigint
}
