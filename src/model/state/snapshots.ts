/**
 * Snapshots: past balances of a token.
 *
 * Mirrors OpenZeppelin 4.9's `ERC20Snapshot` with a different data structure. The contract records old values
 * when they are overwritten; the model keeps the immutable ledger. Ids count from 1.
 */
import { EMPTY_LEDGER, type Ledger } from '../kernel/ledger.ts'
import { Revert } from '../kernel/revert.ts'
import { get, set, vector, type Vector } from '../kernel/vector.ts'

export interface Snapshots {
  /** Id of the latest snapshot; 0 before the first. */
  readonly count: number
  /** Ledger by snapshot id. */
  readonly kept: Vector<Ledger>
}

/** Initial state. */
export const NO_SNAPSHOTS: Snapshots = { count: 0, kept: vector(EMPTY_LEDGER) }

/** Adds `ledger` as the next snapshot. */
export function keep(snapshots: Snapshots, ledger: Ledger): Snapshots {
  const id = snapshots.count + 1
  return { count: id, kept: set(snapshots.kept, id, ledger) }
}

/**
 * The ledger at snapshot `id`.
 *
 * @throws {SnapshotIdZero} when `id` is 0.
 * @throws {SnapshotNonexistent} when no such snapshot was taken.
 */
export function ledgerAt(snapshots: Snapshots, id: bigint): Ledger {
  if (id === 0n) throw new SnapshotIdZero()
  if (id > snapshots.count) throw new SnapshotNonexistent()
  return get(snapshots.kept, Number(id))
}

/** Snapshot ids start at 1. */
export class SnapshotIdZero extends Revert {
  readonly code = 'SnapshotIdZero'
}

/** No snapshot with that id exists yet. */
export class SnapshotNonexistent extends Revert {
  readonly code = 'SnapshotNonexistent'
}
