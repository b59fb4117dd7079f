/**
 * Bridge: how mined BTC becomes BTCB, in batches, and how backing wallets pay when it does not.
 *
 * Mined BTC waits until there is a batch's worth, then crosses in one go: a fee comes off, and after some days as much BTCB arrives, one for
 * one. Payments are due every day all the same. They are made from what has arrived, and if that does not suffice, the backing wallets advance the
 * rest; what arrives later fills them up again. A payment is made whole or not at all, in order, and one that cannot be made waits.
 *
 * - Units: base units of BTC and BTCB alike; days counted from 0.
 * - A day: arrivals, then what was mined, a departure, the payments, the refill. An outage stops departures and arrivals; what is due while it
 *   lasts arrives on the day that it ends. The BTC goes on being mined.
 * - The fee is nobody's: unless payments are kept below what is mined by as much, it eats the backing wallets up. {@link dueDown} keeps them so.
 * - Less than a batch waits for more: if nothing more is mined, for ever, and what the wallets have not advanced of it stays overdue.
 * - Not modelled: the peg (`peg.ts`), a fee that depends on the amount, who runs the wallets.
 */
import { BASE_UNITS_PER_SAT, type Btcb } from '../kernel/units.ts'

export interface BridgeTerms {
  /** The least that crosses at once. */
  readonly batch: Btcb
  /** Days that a batch is under way, at least 1. */
  readonly delayDays: number
  /** Comes off each batch; less than a batch. */
  readonly fee: Btcb
  /** What the backing wallets are filled up to. */
  readonly backing: Btcb
}

/** BTC on its way. */
export interface Batch {
  /** BTCB that will arrive: what was sent less the fee. */
  readonly amount: Btcb
  readonly arrives: number
}

/** A payment that is due, or overdue. */
export interface Due {
  readonly amount: Btcb
  readonly day: number
}

export interface Bridge {
  /** The day that comes next. */
  readonly day: number
  /** Mined BTC that has not been sent yet. */
  readonly waiting: Btcb
  /** By arrival. */
  readonly underWay: readonly Batch[]
  /** BTCB that has arrived and is for payments. */
  readonly arrived: Btcb
  /** BTCB in the backing wallets. */
  readonly backing: Btcb
  /** Payments that could not be made, oldest first. */
  readonly overdue: readonly Due[]
}

/** What happens from outside in a day. */
export interface BridgeDay {
  readonly mined: Btcb
  /** The day's payment; nothing is due if it is 0. */
  readonly due: Btcb
  /** Whether the bridge works. */
  readonly up: boolean
}

/** What a day came to. */
export interface DaysTraffic {
  readonly day: number
  readonly sent: Btcb
  readonly fee: Btcb
  readonly received: Btcb
  /** Payments made, with the day on which each was due. */
  readonly paid: readonly Due[]
  /** What the backing wallets put up for them. */
  readonly advanced: Btcb
  /** What went back into the backing wallets. */
  readonly refilled: Btcb
  /** Sum of what is overdue in the evening. */
  readonly late: Btcb
}

/** Nothing under way, the backing wallets full. Throws {@link FeeEatsBatch} and {@link NoDelay}. */
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

/** One day. */
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

/** Many days, from a new bridge. */
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
 * What can be due for a day's `mined` if the payments bear the fees: all of it but what {@link keptForFeeUp} grows by.
 *
 * What is due for all that leaves in a batch is then what arrives of it, so that the backing wallets come out whole. Whole satoshi if `mined`
 * and everything before it were; not negative, since a fee is less than a batch.
 */
export function dueDown({ waiting }: Bridge, terms: BridgeTerms, mined: Btcb): Btcb {
  const kept = keptForFeeUp(terms, (waiting + mined) as Btcb) - keptForFeeUp(terms, waiting)
  return (mined - kept) as Btcb
}

/**
 * What is kept back of the BTC that waits, towards the fee of the batch that it will be: its part of a least batch, rounded up to whole
 * satoshi. Beyond a least batch nothing more, since a batch pays one fee however large it is.
 */
export function keptForFeeUp({ batch, fee }: BridgeTerms, waiting: Btcb): Btcb {
  const part = waiting < batch ? waiting : batch
  const perSat = batch * BASE_UNITS_PER_SAT
  return (((fee * part + perSat - 1n) / perSat) * BASE_UNITS_PER_SAT) as Btcb
}

/** Everything that the bridge and its wallets hold, the batches under way included. */
export function holdings(bridge: Bridge): Btcb {
  return (onTheWay(bridge) + bridge.arrived + bridge.backing) as Btcb
}

/** BTC that waits, and BTCB that will arrive of what is under way. */
export function onTheWay({ waiting, underWay }: Bridge): Btcb {
  return (waiting + sumOf(underWay)) as Btcb
}

/** Makes payments in order as far as the money goes: first what has arrived, then the backing wallets. */
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

/** Sum of batches, or of payments. */
export function sumOf(items: readonly { readonly amount: Btcb }[]): Btcb {
  return items.reduce((sum, { amount }) => sum + amount, 0n) as Btcb
}

function checkTerms({ batch, fee, delayDays }: BridgeTerms): void {
  if (fee < 0n || fee >= batch) throw new FeeEatsBatch(fee, batch)
  if (!Number.isInteger(delayDays) || delayDays < 1) throw new NoDelay(delayDays)
}

/** A batch that its own fee consumes would never deliver anything. */
export class FeeEatsBatch extends RangeError {
  override readonly name = 'FeeEatsBatch'
  constructor(fee: Btcb, batch: Btcb) {
    super(`expected a fee below the least batch of ${batch}, got ${fee}`)
  }
}

/** What leaves in the evening cannot have arrived in the morning. */
export class NoDelay extends RangeError {
  override readonly name = 'NoDelay'
  constructor(days: number) {
    super(`expected a delay of 1 or more whole days, got ${days}`)
  }
}
