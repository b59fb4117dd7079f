/**
 * State of the Great Reset distributor: its terms, its list and which entries are paid.
 */
import type { Account } from '../interface/accounts.ts'
import type { Timestamp } from '../kernel/units.ts'
import type { Vector } from '../kernel/vector.ts'

export interface Distributor {
  /** Gets what is not claimed. */
  readonly reserve: Account
  /** The snapshot of AMT and liqAMT at which the list was made. */
  readonly snapshotId: bigint
  /** The last second at which a claim is possible. */
  readonly deadline: Timestamp
  readonly entries: readonly Entry[]
  /** By number of the entry. */
  readonly claimed: Vector<boolean>
}

export interface Entry {
  readonly account: Account
  readonly amount: bigint
}
