/**
 * State of the buy-back vault's purchases: rounds, and the price records that bound their minimum output.
 *
 * One round is one purchase. It spends the same fraction of every depositor's pending BTCB (claimed, neither
 * spent nor withdrawn), and credits the same fraction of the AMT that it buys. BTCB and AMT in base units;
 * cumulative prices are UQ112.112 × seconds and wrap around by design.
 */
import type { Amt, Btcb, Timestamp } from '../kernel/units.ts'
import { vector, type Vector } from '../kernel/vector.ts'

export interface Round {
  /** Snapshot id of the last payment whose BTCB it spent. */
  readonly lastSnapId: bigint
  readonly spent: Btcb
  readonly bought: Amt
  /** BTCB that stays pending. */
  readonly left: Btcb
}

/** A checkpoint of the AMT/BTCB pair. */
export interface PriceRecord {
  /** Cumulative price of BTCB in AMT. */
  readonly cumulative: bigint
  /** BTCB reserve; capped by the previous record if the pair was updated within the same second. */
  readonly reserve: Btcb
  readonly time: Timestamp
}

export interface Purchases {
  /** By round index. */
  readonly rounds: Vector<Round>
  /** Number of rounds. */
  readonly count: number
  /** BTCB claimed, neither spent nor withdrawn. */
  readonly pendingBtcb: Btcb
  /** Newest price record; `undefined` before the first `poke`. */
  readonly newest: PriceRecord | undefined
  /** The record before it. */
  readonly older: PriceRecord | undefined
  /** Time of the last round. */
  readonly boughtAt: Timestamp | undefined
}

const NO_ROUND: Round = { lastSnapId: 0n, spent: 0n as Btcb, bought: 0n as Amt, left: 0n as Btcb }

/** Initial state. */
export const NO_PURCHASES: Purchases = {
  rounds: vector(NO_ROUND),
  count: 0,
  pendingBtcb: 0n as Btcb,
  newest: undefined,
  older: undefined,
  boughtAt: undefined,
}
