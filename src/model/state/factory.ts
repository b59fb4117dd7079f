/**
 * State of the PancakeSwap factory: who receives the protocol fee, and how many pairs exist.
 */
import type { Account } from '../interface/accounts.ts'

export interface Factory {
  /** `zero` while the fee is off. */
  readonly feeTo: Account
  readonly feeToSetter: Account
  readonly pairCount: number
}
