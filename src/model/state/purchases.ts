/**
 * Rounds: the buy-back vault's purchases, and the price records that guard them.
 *
 * A round spends a part of all BTCB that was claimed and neither spent before nor paid out to leavers: the same part of everybody's, who
 * get the same part of the AMT that it bought. BTCB and AMT in base units; cumulative prices are UQ112.112 times seconds and wrap around by
 * design.
 */
import type { Amt, Btcb, Timestamp } from '../kernel/units.ts'
import { vector, type Vector } from '../kernel/vector.ts'

export interface Round {
  /** The last payment of whose BTCB it spent a part. */
  readonly lastSnapId: bigint
  readonly spent: Btcb
  readonly bought: Amt
  /** Claimed by then, and neither spent nor paid out. */
  readonly left: Btcb
}

/** The pair at some time. */
export interface PriceRecord {
  /** The price of BTCB in AMT. */
  readonly cumulative: bigint
  /** BTCB that it had; if it had traded within that second, no more than at the record before. */
  readonly reserve: Btcb
  readonly time: Timestamp
}

export interface Purchases {
  readonly rounds: Vector<Round>
  readonly count: number
  /** Claimed and neither spent nor paid out. */
  readonly pendingBtcb: Btcb
  /** Undefined until somebody pokes. */
  readonly newest: PriceRecord | undefined
  readonly older: PriceRecord | undefined
  /** When the last round was made. */
  readonly boughtAt: Timestamp | undefined
}

const NO_ROUND: Round = { lastSnapId: 0n, spent: 0n as Btcb, bought: 0n as Amt, left: 0n as Btcb }

/** As deployed. */
export const NO_PURCHASES: Purchases = {
  rounds: vector(NO_ROUND),
  count: 0,
  pendingBtcb: 0n as Btcb,
  newest: undefined,
  older: undefined,
  boughtAt: undefined,
}
