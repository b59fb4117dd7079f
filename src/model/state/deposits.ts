/**
 * State of a vault's deposits: staking vault and buy-back vault.
 *
 * The contract settles an account before its deposit changes. The model stores, with each payment, the
 * deposits at that time: a persistent vector that later changes do not affect.
 *
 * Base units. AMT that a buy-back adds to a deposit is stored apart from the owner's own deposits and
 * withdrawals, because it is credited at settlement, later than it was earned.
 */
import type { Btcb } from '../kernel/units.ts'
import { vector, type Vector } from '../kernel/vector.ts'

export const VAULTS = ['stakingVault', 'buyBackVault'] as const
export type VaultName = (typeof VAULTS)[number]

/** One depositor as of its last settlement. */
export interface Depositor {
  /** Snapshot id of the last payment included in `owed`. */
  readonly settledTo: bigint
  /** BTCB of settled payments, neither withdrawn nor spent. */
  readonly owed: Btcb
  /** AMT that applied rounds have added. */
  readonly grown: bigint
  /** Number of rounds applied. */
  readonly rounds: number
}

export interface Deposits {
  /** AMT deposited minus AMT withdrawn, by account. Negative once AMT added by rounds is withdrawn. */
  readonly put: Vector<bigint>
  /** `put` at each payment, by snapshot id. */
  readonly putAt: Vector<Vector<bigint>>
  /** By account index. */
  readonly depositors: Vector<Depositor>
  /** Snapshot id of the last payment that the vault has claimed. */
  readonly harvestedTo: bigint
  /** Sum of all deposits as of their settlements. */
  readonly total: bigint
}

const NEW_DEPOSITOR: Depositor = { settledTo: 0n, owed: 0n as Btcb, grown: 0n, rounds: 0 }

const NOTHING_PUT: Vector<bigint> = vector(0n)

/** Initial state. */
export const NO_DEPOSITS: Deposits = {
  put: NOTHING_PUT,
  putAt: vector(NOTHING_PUT),
  depositors: vector(NEW_DEPOSITOR),
  harvestedTo: 0n,
  total: 0n,
}
