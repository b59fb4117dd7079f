/**
 * State of the PancakeSwap factory: receiver of the protocol fee and number of pairs.
 */
import type { Account } from '../interface/accounts.ts'

export interface Factory {
  /** Receiver of the protocol fee; `zero` while the fee is off. */
  readonly feeTo: Account
  readonly feeToSetter: Account
  readonly pairCount: number
}
