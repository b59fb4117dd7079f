/**
 * State of the Great Reset distributor (`ResetDistributor`): terms, list of entries, claimed entries.
 *
 * The model stores the list; the contract stores its Merkle root.
 */
import type { Timestamp } from '../kernel/units.ts'
import type { Vector } from '../kernel/vector.ts'
import type { Account } from '../interface/accounts.ts'

export interface Distributor {
  /** Receives the unclaimed AMT after the deadline. */
  readonly reserve: Account
  /** Snapshot of AMT and liqAMT on which the list is based. */
  readonly snapshotId: bigint
  /** Last second at which a claim is valid. */
  readonly deadline: Timestamp
  readonly entries: readonly Entry[]
  /** By entry index. */
  readonly claimed: Vector<boolean>
}

export interface Entry {
  readonly account: Account
  /** AMT in base units. */
  readonly amount: bigint
}
