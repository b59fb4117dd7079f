/**
 * Claims: each holder of AMT and of liqAMT claims a share of each payment, once.
 *
 * Mirrors `Master.charge`, `chargeFromTo`, `handleDust` and `liqCharge`, `liqChargeFromTo`, `LiqHandleDust`.
 * The two families differ only in the token that counts ({@link Side}).
 *
 * - Units: base units (1e18). A claim is `floor(pot * units / claimable)`, with balances at the payment's
 *   snapshot.
 * - Rounding: down. The remainder is dust, which the owner may collect for the units that have claimed.
 * - A claim that rounds to zero counts as made; nothing is transferred.
 */
import { FlagsEdit, isSet, type Flags } from '../../kernel/flags.ts'
import type { Ledger } from '../../kernel/ledger.ts'
import { indexOf } from '../../kernel/names.ts'
import { Revert } from '../../kernel/revert.ts'
import { add, proRataDown } from '../../kernel/uint256.ts'
import type { Btcb } from '../../kernel/units.ts'
import { get, set } from '../../kernel/vector.ts'
import { VectorEdit } from '../../kernel/vector-edit.ts'
import type { Account } from '../../interface/accounts.ts'
import { emit, type Draft, type Economy, type Step } from '../../state/economy-state.ts'
import type { Claims, Master, Payment } from '../../state/master.ts'
import { ledgerAt } from '../../state/snapshots.ts'
import * as bep20 from '../bep20.ts'
import { onlyOwner } from '../ownable.ts'

/** Claimants and the token whose balances count. */
export interface Side {
  readonly claims: 'holders' | 'providers'
  readonly token: 'amt' | 'liqAmt'
}

/** AMT in the pool does not count as AMT: its share of a payment goes to the liquidity providers. */
export const HOLDERS: Side = { claims: 'holders', token: 'amt' }

export const PROVIDERS: Side = { claims: 'providers', token: 'liqAmt' }

/** Bound on snapshot ids: indices of vectors and flags are below 2^31. */
const ID_LIMIT = 1n << 31n

/**
 * Anyone: claims one payment. Returns the BTCB paid.
 *
 * Reverts with `AlreadyCharged`, `SnapshotIdZero`, `SnapshotNonexistent`, `NothingToCharge`, `Panic(0x11)`,
 * in that order.
 */
export function charge(step: Step, side: Side, by: Account, snapId: bigint): Btcb {
  const open = openClaims(step, side, by)
  if (isMade(open.made.done(), snapId)) throw new AlreadyCharged()
  const ledger = ledgerAt(step.state.tokens[side.token].snapshots, snapId)
  const units = get(ledger.balances, open.account)
  if (units === 0n) throw new NothingToCharge()
  const amount = settle(open, Number(snapId), units, claimableUnits(step, side, ledger))
  storeClaims(step, side, open)
  payOut(step, by, amount)
  emit(step, 'master', 'charged', [snapId, by, amount])
  return amount
}

/**
 * Anyone: claims the payments `from` to `to`, both included. Returns the BTCB paid, in one transfer.
 *
 * Skips payments that the caller has claimed or at whose snapshot the caller held nothing. Reverts with
 * `BadRange`, then, payment by payment, with `SnapshotIdZero`, `SnapshotNonexistent`, `Panic(0x11)`.
 */
export function chargeFromTo(step: Step, side: Side, by: Account, from: bigint, to: bigint): Btcb {
  if (from > to) throw new BadRange()
  const { snapshots } = step.state.tokens[side.token]
  const open = openClaims(step, side, by)
  let total = 0n as Btcb
  for (let snapId = from; snapId <= to; snapId++) {
    if (snapId < ID_LIMIT && open.made.get(Number(snapId))) continue
    const ledger = ledgerAt(snapshots, snapId)
    const units = get(ledger.balances, open.account)
    if (units === 0n) continue
    const amount = settle(open, Number(snapId), units, claimableUnits(step, side, ledger))
    emit(step, 'master', 'charged', [snapId, by, amount])
    total = add(total, amount)
  }
  storeClaims(step, side, open)
  payOut(step, by, total)
  return total
}

/**
 * Owner only: collects the rounding remainder of the claims made so far. Returns the BTCB paid.
 *
 * Reverts with `NotOwner`, `SnapshotIdZero`, `SnapshotNonexistent`, `Panic(0x11)`, in that order.
 */
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

/** BTCB that a payment set aside for a side; zero for an id that does not exist. */
export function potOf(state: Economy | Draft, side: Side, snapId: bigint): Btcb {
  const known = snapId <= state.tokens[side.token].snapshots.count
  return known ? get(state.master[side.claims].payments, Number(snapId)).pot : (0n as Btcb)
}

/** Whether an account has claimed a payment; false for an id that does not exist. */
export function claimMade(claims: Claims, account: number, snapId: bigint): boolean {
  return isMade(get(claims.made, account), snapId)
}

function isMade(made: Flags, snapId: bigint): boolean {
  return snapId < ID_LIMIT && isSet(made, Number(snapId))
}

/** Claims of one account during a call: a range of claims writes Master's state once. */
interface OpenClaims {
  readonly account: number
  readonly payments: VectorEdit<Payment>
  readonly made: FlagsEdit
}

function openClaims(step: Step, side: Side, by: Account): OpenClaims {
  const { payments, made } = step.state.master[side.claims]
  const account = indexOf(step.state.names, by)
  return { account, payments: new VectorEdit(payments), made: new FlagsEdit(get(made, account)) }
}

/** Records one claim. Returns its BTCB. */
function settle(open: OpenClaims, id: number, units: bigint, claimable: bigint): Btcb {
  const { pot, claimedUnits, paid } = open.payments.get(id)
  const amount = proRataDown(pot, units, claimable)
  open.payments.set(id, { pot, claimedUnits: claimedUnits + units, paid: add(paid, amount) })
  open.made.set(id)
  return amount
}

function storeClaims(step: Step, side: Side, { account, payments, made }: OpenClaims): void {
  const { state } = step
  const claims = {
    payments: payments.done(),
    made: set(state.master[side.claims].made, account, made.done()),
  }
  state.master = withClaims(state.master, side, claims)
}

/**
 * Explicit copy: claims dominate a run, and object spread is V8's slow path
 * (docs/explanation/performance.md).
 */
function withClaims(master: Master, side: Side, claims: Claims): Master {
  const { owner, payerWallet, liqLocked, holders, providers } = master
  return side.claims === 'holders'
    ? { owner, payerWallet, liqLocked, holders: claims, providers }
    : { owner, payerWallet, liqLocked, holders, providers: claims }
}

/** Units that share a payment: the supply, for AMT without the pool's balance. */
function claimableUnits(step: Step, side: Side, ledger: Ledger): bigint {
  if (side.claims === 'providers') return ledger.supply
  return ledger.supply - get(ledger.balances, indexOf(step.state.names, 'pair'))
}

function payOut(step: Step, to: Account, amount: Btcb): void {
  if (amount > 0n) bep20.transfer(step, 'btcb', 'master', to, amount)
}

/** The caller has already claimed the payment. */
export class AlreadyCharged extends Revert {
  readonly code = 'AlreadyCharged'
}

/** The caller's balance at the snapshot is zero. */
export class NothingToCharge extends Revert {
  readonly code = 'NothingToCharge'
}

/** The range ends before it begins. */
export class BadRange extends Revert {
  readonly code = 'BadRange'
}
