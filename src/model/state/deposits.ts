/**
 * Deposits: what the staking vault and the buy-back vault remember of their depositors.
 *
 * Where the contract brings an account up to date before its deposit changes, here each payment keeps the deposits as they were: the
 * root is kept with the snapshot, and whatever happens later cannot reach it.
 *
 * Base units. What a buy-back adds to a deposit is kept apart from what its owner put in and took out, since it is booked later than it
 * was earned.
 */
import type { Btcb } from '../kernel/units.ts'
import { vector, type Vector } from '../kernel/vector.ts'

export const VAULTS = ['stakingVault', 'buyBackVault'] as const
export type VaultName = (typeof VAULTS)[number]

/** One depositor, as of the last settlement. */
export interface Depositor {
  /** The last payment whose part is in `owed`. */
  readonly settledTo: bigint
  /** BTCB of payments that were settled, neither paid out nor spent. */
  readonly owed: Btcb
  /** AMT that finished rounds have added. */
  readonly grown: bigint
  /** How many rounds are in `grown`. */
  readonly rounds: number
}

export interface Deposits {
  /** AMT put in less AMT taken out, by account: negative for who has taken out what rounds had added. */
  readonly put: Vector<bigint>
  /** `put` as it was at each payment, by snapshot id. */
  readonly putAt: Vector<Vector<bigint>>
  /** By account. */
  readonly depositors: Vector<Depositor>
  /** The last payment that the vault has claimed. */
  readonly harvestedTo: bigint
  /** The sum of all deposits, as far as they are settled. */
  readonly total: bigint
}

const NEW_DEPOSITOR: Depositor = { settledTo: 0n, owed: 0n as Btcb, grown: 0n, rounds: 0 }

const NOTHING_PUT: Vector<bigint> = vector(0n)

/** As deployed, before the first payment. */
export const NO_DEPOSITS: Deposits = {
  put: NOTHING_PUT,
  putAt: vector(NOTHING_PUT),
  depositors: vector(NEW_DEPOSITOR),
  harvestedTo: 0n,
  total: 0n,
}
