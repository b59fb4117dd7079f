/**
 * Transfer policy: how tokens may treat transfers beyond ERC-20, such as a blacklist or a fee on transfer.
 *
 * The deployed tokens have none. Tests pass one to `apply` to see what a token that changes would do.
 */
import type { Account, Coin } from '../interface/accounts.ts'

export interface TransferPolicy {
  /** Called before every other check of a transfer; throws a revert to prevent it. */
  check(coin: Coin, from: Account, to: Account): void
  /** What is burnt out of a transfer of `amount` once it has arrived, in base units, rounded down. */
  feeDown(coin: Coin, amount: bigint): bigint
}
