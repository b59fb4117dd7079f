/**
 * Bridge: converts mined BTC to BTCB in batches; backing wallets advance payments in the meantime.
 *
 * Mined BTC accumulates until it amounts to a minimum batch, which then crosses as a whole: a fee is
 * deducted, and the rest arrives one for one as BTCB after a delay in days. Payments are due daily. They are
 * made from the BTCB that has arrived; the backing wallets advance any difference, and later arrivals
 * replenish them. A payment is made in full or not at all, in order of its due date; one that cannot be made
 * stays overdue.
 *
 * - Units: base units of BTC and BTCB alike; days counted from 0.
 * - Order within a day: arrivals, mining, departure, payments, replenishment. An outage stops departures and
 *   arrivals; a batch due during an outage arrives on the day it ends. Mining continues.
 * - The fee drains the backing wallets unless payments are lower than production by the same amount.
 *   {@link dueDown} computes such payments.
 * - Less than a minimum batch waits. If nothing more is mined it waits indefinitely, and any part that the
 *   wallets have not advanced stays overdue.
 * - Not modelled: the peg (`peg.ts`), a fee that depends on the amount, the operator of the wallets.
 */
import { BASE_UNITS_PER_SAT, type Btcb } from '../kernel/units.ts'

/** Batch size and fee in BTCB wei, and delay in days. */
export interface BridgeTerms {
  /** Minimum batch. */
  readonly batch: Btcb
  /** Days from departure to arrival, at least 1. */
  readonly delayDays: number
  /** Deducted from each batch; less than the minimum batch. */
  readonly fee: Btcb
  /** Target balance of the backing wallets, and their initial balance. */
  readonly backing: Btcb
}

/** A batch in transit. */
export interface Batch {
  /** BTCB that will arrive: the amount sent less the fee. */
  readonly amount: Btcb
  /** Day of arrival. */
  readonly arrives: number
}

/** A payment that is due or overdue, with its due date. */
export interface Due {
  readonly amount: Btcb
  readonly day: number
}

/** State of the bridge: amounts that wait and that are in transit, BTCB wei. */
export interface Bridge {
  /** The next day to simulate. */
  readonly day: number
  /** Mined BTC that has not been sent yet. */
  readonly waiting: Btcb
  /** Batches in transit, in order of arrival. */
  readonly underWay: readonly Batch[]
  /** BTCB that has arrived and is available for payments. */
  readonly arrived: Btcb
  /** BTCB in the backing wallets. */
  readonly backing: Btcb
  /** Payments not made yet, oldest first. */
  readonly overdue: readonly Due[]
}

/** Inputs of one day. */
export interface BridgeDay {
  readonly mined: Btcb
  /** The day's payment; nothing is due if it is 0. */
  readonly due: Btcb
  /** False during an outage. */
  readonly up: boolean
}

/** Flows of one day. */
export interface DaysTraffic {
  readonly day: number
  readonly sent: Btcb
  readonly fee: Btcb
  readonly received: Btcb
  /** Payments made, each with its due date. */
  readonly paid: readonly Due[]
  /** BTCB that the backing wallets advanced for them. */
  readonly advanced: Btcb
  /** BTCB that replenished the backing wallets. */
  readonly refilled: Btcb
  /** Sum of the payments overdue at the end of the day. */
  readonly late: Btcb
}

/**
 * Initial state: nothing in transit, backing wallets at their target.
 *
 * @throws {FeeEatsBatch} if the fee is negative, or not below the minimum batch.
 * @throws {NoDelay} if the delay is not a whole number of at least 1 day.
 */
export function newBridge(terms: BridgeTerms): Bridge {
  checkTerms(terms)
  return {
    day: 0,
    waiting: 0n as Btcb,
    underWay: [],
    arrived: 0n as Btcb,
    backing: terms.backing,
    overdue: [],
  }
}

/** Simulates one day. */
export function crossDay(
  bridge: Bridge,
  terms: BridgeTerms,
  { mined, due, up }: BridgeDay,
): { readonly bridge: Bridge; readonly traffic: DaysTraffic } {
  const { day } = bridge
  const landing = up ? bridge.underWay.filter(({ arrives }) => arrives <= day) : []
  const received = sumOf(landing)
  const ready = bridge.waiting + mined
  const departs = up && ready >= terms.batch
  const sent = departs ? ready : 0n
  const fee = departs ? terms.fee : 0n
  const leaving = departs ? [{ amount: (sent - fee) as Btcb, arrives: day + terms.delayDays }] : []
  const queue = due > 0n ? [...bridge.overdue, { amount: due, day }] : bridge.overdue
  const payments = pay(queue, bridge.arrived + received, bridge.backing)
  const room = terms.backing - payments.backing
  const refilled = payments.arrived < room ? payments.arrived : room > 0n ? room : 0n
  const next: Bridge = {
    day: day + 1,
    waiting: (ready - sent) as Btcb,
    underWay: [...bridge.underWay.filter((batch) => !landing.includes(batch)), ...leaving],
    arrived: (payments.arrived - refilled) as Btcb,
    backing: (payments.backing + refilled) as Btcb,
    overdue: payments.overdue,
  }
  const traffic: DaysTraffic = {
    day,
    sent: sent as Btcb,
    fee: fee as Btcb,
    received,
    paid: payments.paid,
    advanced: (bridge.backing - payments.backing) as Btcb,
    refilled: refilled as Btcb,
    late: sumOf(payments.overdue),
  }
  return { bridge: next, traffic }
}

/**
 * Simulates consecutive days from the initial state.
 *
 * @throws {FeeEatsBatch | NoDelay} as {@link newBridge}.
 */
export function crossDays(terms: BridgeTerms, days: Iterable<BridgeDay>): readonly DaysTraffic[] {
  const all: DaysTraffic[] = []
  let bridge = newBridge(terms)
  for (const day of days) {
    const crossed = crossDay(bridge, terms, day)
    bridge = crossed.bridge
    all.push(crossed.traffic)
  }
  return all
}

/**
 * Payment due for a day's `mined` BTC if payments bear the fees: `mined` less the growth of {@link
 * keptForFeeUp}.
 *
 * The payments due for a batch then equal what arrives of it, so the backing wallets are made whole. The
 * result is whole satoshi if `mined` and all earlier amounts were. It is never negative, since a fee is less
 * than a batch.
 */
export function dueDown({ waiting }: Bridge, terms: BridgeTerms, mined: Btcb): Btcb {
  const kept = keptForFeeUp(terms, (waiting + mined) as Btcb) - keptForFeeUp(terms, waiting)
  return (mined - kept) as Btcb
}

/**
 * Fee reserve for `waiting` BTC: `fee·min(waiting, batch)/batch`, rounded up to whole satoshi.
 *
 * It stops growing at the minimum batch, since a batch of any size pays one fee.
 */
export function keptForFeeUp({ batch, fee }: BridgeTerms, waiting: Btcb): Btcb {
  const part = waiting < batch ? waiting : batch
  const perSat = batch * BASE_UNITS_PER_SAT
  return (((fee * part + perSat - 1n) / perSat) * BASE_UNITS_PER_SAT) as Btcb
}

/** Everything that the bridge and its wallets hold, batches in transit included. */
export function holdings(bridge: Bridge): Btcb {
  return (onTheWay(bridge) + bridge.arrived + bridge.backing) as Btcb
}

/** BTC that waits, plus the BTCB that will arrive from batches in transit. */
export function onTheWay({ waiting, underWay }: Bridge): Btcb {
  return (waiting + sumOf(underWay)) as Btcb
}

/** Makes payments in order while funds suffice: from arrived BTCB first, then from the backing wallets. */
function pay(
  queue: readonly Due[],
  arrived: bigint,
  backing: bigint,
): { paid: readonly Due[]; overdue: readonly Due[]; arrived: bigint; backing: bigint } {
  let made = 0
  for (const { amount } of queue) {
    if (amount > arrived + backing) break
    const fromArrived = amount < arrived ? amount : arrived
    arrived -= fromArrived
    backing -= amount - fromArrived
    made++
  }
  return { paid: queue.slice(0, made), overdue: queue.slice(made), arrived, backing }
}

/** Sum of the amounts of batches or payments. */
export function sumOf(items: readonly { readonly amount: Btcb }[]): Btcb {
  return items.reduce((sum, { amount }) => sum + amount, 0n) as Btcb
}

function checkTerms({ batch, fee, delayDays }: BridgeTerms): void {
  if (fee < 0n || fee >= batch) throw new FeeEatsBatch(fee, batch)
  if (!Number.isInteger(delayDays) || delayDays < 1) throw new NoDelay(delayDays)
}

/** The fee is negative, or consumes a whole minimum batch. */
export class FeeEatsBatch extends RangeError {
  override readonly name = 'FeeEatsBatch'
  constructor(fee: Btcb, batch: Btcb) {
    super(`expected a fee below the least batch of ${batch}, got ${fee}`)
  }
}

/** The delay is not a whole number of at least one day: a batch cannot arrive before it departs. */
export class NoDelay extends RangeError {
  override readonly name = 'NoDelay'
  constructor(days: number) {
    super(`expected a delay of 1 or more whole days, got ${days}`)
  }
}
