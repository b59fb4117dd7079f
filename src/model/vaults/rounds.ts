/**
 * Rounds: the buy-back vault's purchases, and the price records that guard them.
 *
 * A round is all BTCB that was claimed since the round before and not paid out to leavers, and the AMT that it bought. BTCB and AMT in
 * base units; cumulative prices are UQ112.112 times seconds and wrap around by design.
 */
import type { Amt, Btcb, Timestamp } from '../units.ts'
import { vector, type Vector } from '../vector.ts'

export interface Round {
  /** The last payment whose BTCB it spent. */
  readonly lastSnapId: bigint
  readonly spent: Btcb
  readonly bought: Amt
}

/** The pair's cumulative price of BTCB in AMT at some time. */
export interface PriceRecord {
  readonly cumulative: bigint
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
}

const NO_ROUND: Round = { lastSnapId: 0n, spent: 0n as Btcb, bought: 0n as Amt }

/** As deployed. */
export const NO_PURCHASES: Purchases = {
  rounds: vector(NO_ROUND),
  count: 0,
  pendingBtcb: 0n as Btcb,
  newest: undefined,
  older: undefined,
}

/** AMT that a part of a round's BTCB has become: `floor(part * bought / spent)`. */
export function growthOf({ spent, bought }: Round, part: Btcb): Amt {
  return ((part * bought) / spent) as Amt
}
