/**
 * State of the liquidity locker: who receives its liqAMT and BTCB, and from when.
 */
import type { Account } from '../interface/accounts.ts'
import type { Timestamp } from '../kernel/units.ts'

export interface Locker {
  readonly beneficiary: Account
  readonly releaseTime: Timestamp
}
