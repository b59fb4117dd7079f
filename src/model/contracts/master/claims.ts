/**
 * Claims: holders of AMT and of liqAMT take their part of each payment, once.
 *
 * Mirrors `Master.charge`, `chargeFromTo`, `handleDust` and their `liq` twins, which differ only in whose tokens count ({@link Side}).
 *
 * - Units: base units. A claim is `floor(pot * units / claimable)`, both as of the payment's snapshot.
 * - Rounding: down; what that leaves in Master is dust, which the owner may collect for the units that have claimed.
 * - A claim that rounds to zero counts as made; nothing is transferred.
 */
import type { Account } from '../../interface/accounts.ts'
import * as bep20 from '../bep20.ts'
import type { Ledger } from '../../kernel/ledger.ts'
import { indexOf } from '../../kernel/names.ts'
import { onlyOwner } from '../ownable.ts'
import { Revert } from '../../kernel/revert.ts'
import { ledgerAt } from '../../state/snapshots.ts'
import { emit, type Draft, type Economy, type Step } from '../../state/economy-state.ts'
import { add, proRataDown } from '../../kernel/uint256.ts'
import type { Btcb } from '../../kernel/units.ts'
import { get, set, type Vector } from '../../kernel/vector.ts'
import type { Claims, Master, Payment } from '../../state/master.ts'

/** Who claims, over which token. */
export interface Side {
  readonly claims: 'holders' | 'providers'
  readonly token: 'amt' | 'liqAmt'
}

/** AMT in the pool does not claim as AMT: its part of the payment goes to the providers. */
export const HOLDERS: Side = { claims: 'holders', token: 'amt' }

export const PROVIDERS: Side = { claims: 'providers', token: 'liqAmt' }

/** More payments than anybody makes; the vectors' indices end there. */
const ID_LIMIT = 1n << 31n

/** `AlreadyCharged`, `SnapshotIdZero`, `SnapshotNonexistent`, `NothingToCharge`, `Panic(0x11)`. */
export function charge(step: Step, side: Side, by: Account, snapId: bigint): Btcb {
  const desk = openDesk(step, side, by)
  if (isMade(desk.made, snapId)) throw new AlreadyCharged()
  const ledger = ledgerAt(step.state.tokens[side.token].snapshots, snapId)
  const units = get(ledger.balances, desk.account)
  if (units === 0n) throw new NothingToCharge()
  const amount = settle(desk, Number(snapId), units, claimableUnits(step, side, ledger))
  closeDesk(step, side, desk)
  payOut(step, by, amount)
  emit(step, 'master', 'charged', [snapId, by, amount])
  return amount
}

/** `BadRange`; then each payment in order, skipping what was claimed or gives no right. One transfer of the total. */
export function chargeFromTo(step: Step, side: Side, by: Account, from: bigint, to: bigint): Btcb {
  if (from > to) throw new BadRange()
  const { snapshots } = step.state.tokens[side.token]
  const desk = openDesk(step, side, by)
  let total = 0n as Btcb
  for (let snapId = from; snapId <= to; snapId++) {
    if (isMade(desk.made, snapId)) continue
    const ledger = ledgerAt(snapshots, snapId)
    const units = get(ledger.balances, desk.account)
    if (units === 0n) continue
    const amount = settle(desk, Number(snapId), units, claimableUnits(step, side, ledger))
    emit(step, 'master', 'charged', [snapId, by, amount])
    total = add(total, amount)
  }
  closeDesk(step, side, desk)
  payOut(step, by, total)
  return total
}

/** What rounding has left of a payment so far, to the owner. `NotOwner`, the snapshot id's refusals, `Panic(0x11)`. */
export function handleDust(step: Step, side: Side, by: Account, snapId: bigint): Btcb {
  const { state } = step
  onlyOwner(state.master.owner, by)
  const claimable = claimableUnits(step, side, ledgerAt(state.tokens[side.token].snapshots, snapId))
  const claims = state.master[side.claims]
  const payment = get(claims.payments, Number(snapId))
  const owed = claimable === 0n ? payment.paid : proRataDown(payment.pot, payment.claimedUnits, claimable)
  const dust = (owed - payment.paid) as Btcb
  const payments = set(claims.payments, Number(snapId), { ...payment, paid: owed })
  state.master = withClaims(state.master, side, { payments, made: claims.made })
  payOut(step, by, dust)
  emit(step, 'master', 'dustCollected', [snapId, dust])
  return dust
}

/** What a payment set aside for a side; nothing for ids that do not exist. */
export function potOf(state: Economy | Draft, side: Side, snapId: bigint): Btcb {
  const known = snapId <= BigInt(state.tokens[side.token].snapshots.count)
  return known ? get(state.master[side.claims].payments, Number(snapId)).pot : (0n as Btcb)
}

/** Whether a payment's claim has been made; false for ids that do not exist. */
export function claimMade(claims: Claims, account: number, snapId: bigint): boolean {
  return isMade(get(claims.made, account), snapId)
}

function isMade(made: Vector<boolean>, snapId: bigint): boolean {
  return snapId < ID_LIMIT && get(made, Number(snapId))
}

/** One account's claims while they are being made: a range of them writes Master's books once. */
interface Desk {
  readonly account: number
  payments: Vector<Payment>
  made: Vector<boolean>
}

function openDesk(step: Step, side: Side, by: Account): Desk {
  const { payments, made } = step.state.master[side.claims]
  const account = indexOf(step.state.names, by)
  return { account, payments, made: get(made, account) }
}

/** Books one claim and returns what it is worth. */
function settle(desk: Desk, id: number, units: bigint, claimable: bigint): Btcb {
  const { pot, claimedUnits, paid } = get(desk.payments, id)
  const amount = proRataDown(pot, units, claimable)
  const payment = { pot, claimedUnits: claimedUnits + units, paid: add(paid, amount) }
  desk.payments = set(desk.payments, id, payment)
  desk.made = set(desk.made, id, true)
  return amount
}

function closeDesk(step: Step, side: Side, { account, payments, made }: Desk): void {
  const { state } = step
  const claims = { payments, made: set(state.master[side.claims].made, account, made) }
  state.master = withClaims(state.master, side, claims)
}

/** Written out: claims are most of what a run does, and a spread costs several times as much. */
function withClaims(master: Master, side: Side, claims: Claims): Master {
  const { owner, payerWallet, liqLocked, holders, providers } = master
  return side.claims === 'holders'
    ? { owner, payerWallet, liqLocked, holders: claims, providers }
    : { owner, payerWallet, liqLocked, holders, providers: claims }
}

function claimableUnits(step: Step, side: Side, ledger: Ledger): bigint {
  if (side.claims === 'providers') return ledger.supply
  return ledger.supply - get(ledger.balances, indexOf(step.state.names, 'pair'))
}

function payOut(step: Step, to: Account, amount: Btcb): void {
  if (amount > 0n) bep20.transfer(step, 'btcb', 'master', to, amount)
}

/** Each payment is claimed once by each. */
export class AlreadyCharged extends Revert {
  readonly code = 'AlreadyCharged'
}

/** The caller held nothing at the snapshot. */
export class NothingToCharge extends Revert {
  readonly code = 'NothingToCharge'
}

/** A range must not end before it begins. */
export class BadRange extends Revert {
  readonly code = 'BadRange'
}
