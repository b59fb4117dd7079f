/**
 * State of the PancakeSwap factory: receiver of the protocol fee, and all pairs.
 */
import type { Account, Pair } from '../interface/accounts.ts'

export interface Factory {
  /** Receiver of the protocol fee; `zero` while the fee is off. */
  readonly feeTo: Account
  readonly feeToSetter: Account
  /** In order of creation. */
  readonly pairs: readonly Pair[]
}
