/**
 * Snapshots: what a token's balances were.
 *
 * Mirrors OpenZeppelin 4.9's `ERC20Snapshot`, in another way: where the contract notes old values as they are overwritten, here the
 * ledger itself is kept. Ids count from 1. Nothing that happens later can reach a kept ledger.
 */
import { EMPTY_LEDGER, type Ledger } from '../kernel/ledger.ts'
import { Revert } from '../kernel/revert.ts'
import { get, set, vector, type Vector } from '../kernel/vector.ts'

export interface Snapshots {
  /** Id of the latest; 0 before the first. */
  readonly count: number
  /** By id. */
  readonly kept: Vector<Ledger>
}

export const NO_SNAPSHOTS: Snapshots = { count: 0, kept: vector(EMPTY_LEDGER) }

export function keep(snapshots: Snapshots, ledger: Ledger): Snapshots {
  const id = snapshots.count + 1
  return { count: id, kept: set(snapshots.kept, id, ledger) }
}

/**
 * The ledger as it was.
 *
 * @throws {SnapshotIdZero | SnapshotNonexistent} in that order.
 */
export function ledgerAt(snapshots: Snapshots, id: bigint): Ledger {
  if (id === 0n) throw new SnapshotIdZero()
  if (id > snapshots.count) throw new SnapshotNonexistent()
  return get(snapshots.kept, Number(id))
}

/** Snapshot ids begin at 1. */
export class SnapshotIdZero extends Revert {
  readonly code = 'SnapshotIdZero'
}

/** No snapshot with that id has been taken yet. */
export class SnapshotNonexistent extends Revert {
  readonly code = 'SnapshotNonexistent'
}
