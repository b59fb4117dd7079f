/**
 * Claims: holders of AMT and of liqAMT take their part of each payment, once.
 *
 * Mirrors `Master.charge`, `chargeFromTo`, `handleDust` and their `liq` twins, which differ only in whose tokens count ({@link Side}).
 *
 * - Units: base units. A claim is `floor(pot * units / claimable)`, both as of the payment's snapshot.
 * - Rounding: down; what that leaves in Master is dust, which the owner may collect for the units that have claimed.
 * - A claim that rounds to zero counts as made; nothing is transferred.
 */
import type { Account } from '../accounts.ts'
import * as bep20 from '../bep20.ts'
import type { Ledger } from '../ledger.ts'
import { indexOf } from '../names.ts'
import { onlyOwner } from '../ownable.ts'
import { Refusal } from '../refusal.ts'
import { ledgerAt } from '../snapshots.ts'
import { emit, type Step } from '../state.ts'
import { add, proRataDown } from '../uint256.ts'
import type { Btcb } from '../units.ts'
import { get, set } from '../vector.ts'
import type { Claims } from './master.ts'

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
  if (hasClaimed(step, side, by, snapId)) throw new AlreadyCharged()
  const ledger = ledgerAt(step.state.tokens[side.token].snapshots, snapId)
  const units = get(ledger.balances, indexOf(step.state.names, by))
  if (units === 0n) throw new NothingToCharge()
  const amount = settle(step, side, by, snapId, ledger, units)
  payOut(step, by, amount)
  emit(step, 'master', 'charged', [snapId, by, amount])
  return amount
}

/** `BadRange`; then each payment in order, skipping what was claimed or gives no right. One transfer of the total. */
export function chargeFromTo(step: Step, side: Side, by: Account, from: bigint, to: bigint): Btcb {
  if (from > to) throw new BadRange()
  const { snapshots } = step.state.tokens[side.token]
  const index = indexOf(step.state.names, by)
  let total = 0n as Btcb
  for (let snapId = from; snapId <= to; snapId++) {
    if (hasClaimed(step, side, by, snapId)) continue
    const ledger = ledgerAt(snapshots, snapId)
    const units = get(ledger.balances, index)
    if (units === 0n) continue
    const amount = settle(step, side, by, snapId, ledger, units)
    emit(step, 'master', 'charged', [snapId, by, amount])
    total = add(total, amount)
  }
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
  state.master = { ...state.master, [side.claims]: { ...claims, payments } }
  payOut(step, by, dust)
  emit(step, 'master', 'dustCollected', [snapId, dust])
  return dust
}

/** Whether a payment's claim has been made; false for ids that do not exist. */
export function claimMade(claims: Claims, account: number, snapId: bigint): boolean {
  return snapId < ID_LIMIT && get(get(claims.made, account), Number(snapId))
}

function hasClaimed(step: Step, side: Side, by: Account, snapId: bigint): boolean {
  return claimMade(step.state.master[side.claims], indexOf(step.state.names, by), snapId)
}

/** Books one claim and returns what it is worth. */
function settle(step: Step, side: Side, by: Account, snapId: bigint, ledger: Ledger, units: bigint): Btcb {
  const { state } = step
  const claims = state.master[side.claims]
  const id = Number(snapId)
  const payment = get(claims.payments, id)
  const amount = proRataDown(payment.pot, units, claimableUnits(step, side, ledger))
  const payments = set(claims.payments, id, {
    pot: payment.pot,
    claimedUnits: payment.claimedUnits + units,
    paid: add(payment.paid, amount),
  })
  const account = indexOf(state.names, by)
  const made = set(claims.made, account, set(get(claims.made, account), id, true))
  state.master = { ...state.master, [side.claims]: { payments, made } }
  return amount
}

function claimableUnits(step: Step, side: Side, ledger: Ledger): bigint {
  if (side.claims === 'providers') return ledger.supply
  return ledger.supply - get(ledger.balances, indexOf(step.state.names, 'pair'))
}

function payOut(step: Step, to: Account, amount: Btcb): void {
  if (amount > 0n) bep20.transfer(step, 'btcb', 'master', to, amount)
}

/** Each payment is claimed once by each. */
export class AlreadyCharged extends Refusal {
  readonly code = 'AlreadyCharged'
}

/** The caller held nothing at the snapshot. */
export class NothingToCharge extends Refusal {
  readonly code = 'NothingToCharge'
}

/** A range must not end before it begins. */
export class BadRange extends Refusal {
  readonly code = 'BadRange'
}
