/**
 * State of the liquidity locker: beneficiary and release time.
 */
import type { Timestamp } from '../kernel/units.ts'
import type { Account } from '../interface/accounts.ts'

export interface Locker {
  /** Receives the locker's liqAMT and BTCB. */
  readonly beneficiary: Account
  /** First second at which the locker releases the liquidity. */
  readonly releaseTime: Timestamp
}
