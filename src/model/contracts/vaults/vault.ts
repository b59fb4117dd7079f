/**
 * Vault: deposits of AMT, for which the vault claims, and what each depositor is owed of each payment.
 *
 * Mirrors `DepositVault`, from which both vaults are made. A payment belongs to the deposits at its snapshot: an account's part is
 * computed from the deposits that the payment has kept, and from the rounds that were finished before it.
 *
 * - Units: base units.
 * - Rounding: a part is `floor(pot * deposit / claimable)`, what the same AMT in a wallet would have claimed; a round adds
 *   `floor(part * bought / spent)`. Both round down, so the vault always has enough.
 */
import type { Account } from '../../interface/accounts.ts'
import * as bep20 from '../bep20.ts'
import * as erc20 from '../erc20.ts'
import { chargeFromTo, HOLDERS } from '../master/claims.ts'
import { indexOf } from '../../kernel/names.ts'
import { Revert } from '../../kernel/revert.ts'
import { ledgerAt, SnapshotNonexistent } from '../../state/snapshots.ts'
import { emit, type Draft, type Economy, type Step } from '../../state/economy-state.ts'
import { add, proRataDown } from '../../kernel/uint256.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import { get, set } from '../../kernel/vector.ts'
import type { Depositor, Deposits, VaultName } from '../../state/deposits.ts'
import { type Round } from '../../state/purchases.ts'
import { shareOf } from './rounds.ts'
import type { ArgsOf } from '../../interface/action.ts'
import type { Handlers } from '../../state/handler.ts'

/** Rounds that one settlement on demand books at most. */
const MOST_ROUNDS = 100

/** Anyone: the vault claims the payments that it has not claimed yet. `NothingToHarvest`, `SnapshotNonexistent`. */
export function harvest(step: Step, vault: VaultName, upTo: bigint): void {
  if (upTo <= step.state.vaults[vault].harvestedTo) throw new NothingToHarvest()
  if (upTo > latest(step)) throw new SnapshotNonexistent()
  claim(step, vault, upTo)
}

/** Anyone: books an account's parts of payments that the vault has claimed, over 100 rounds at most. `NotHarvested`, `NothingToSettle`. */
export function settle(step: Step, vault: VaultName, account: Account, upTo: bigint): void {
  const { state } = step
  if (upTo > state.vaults[vault].harvestedTo) throw new NotHarvested()
  const { settledTo, rounds } = depositorOf(state, vault, account)
  const next = roundAt(state, vault, rounds)
  const roundIsDue = next !== undefined && next.lastSnapId <= upTo
  if (upTo <= settledTo && !roundIsDue) throw new NothingToSettle()
  bookParts(step, vault, account, upTo, MOST_ROUNDS)
}

/** `ZeroAmount`, `Panic(0x11)`, then AMT's refusals: the vault needs an allowance. */
export function deposit(step: Step, vault: VaultName, by: Account, amount: bigint): void {
  if (amount === 0n) throw new ZeroAmount()
  bringUpToDate(step, vault, by)
  add(step.state.vaults[vault].total, amount)
  putIn(step, vault, by, amount)
  erc20.transferFrom(step, 'amt', vault, by, vault, amount)
  emit(step, vault, 'deposited', [by, amount])
}

/**
 * AMT back, with the BTCB that is owed. `InsufficientDeposit`.
 *
 * In the buy-back vault BTCB is for buying: only who leaves with the whole deposit gets the open round's part.
 */
export function withdraw(step: Step, vault: VaultName, by: Account, amount: bigint): void {
  bringUpToDate(step, vault, by)
  const { state } = step
  const held = depositOf(state, vault, by)
  if (amount > held) throw new InsufficientDeposit()
  putIn(step, vault, by, -amount)
  const paid = vault === 'stakingVault' || amount === held ? takeOwed(step, vault, by) : (0n as Btcb)
  if (amount > 0n) erc20.transfer(step, 'amt', vault, by, amount)
  if (paid > 0n) bep20.transfer(step, 'btcb', vault, by, paid)
  emit(step, vault, 'withdrawn', [by, amount, paid])
}

/** Claims whatever is left to claim. */
export function harvestAll(step: Step, vault: VaultName): void {
  const upTo = latest(step)
  if (upTo > step.state.vaults[vault].harvestedTo) claim(step, vault, upTo)
}

/** An account's deposit as of its last settlement. */
export function depositOf(state: Economy | Draft, vault: VaultName, account: Account): Amt {
  const { put, depositors } = state.vaults[vault]
  const index = indexOf(state.names, account)
  return (get(put, index) + get(depositors, index).grown) as Amt
}

/** What the vault remembers of an account. */
export function depositorOf(state: Economy | Draft, vault: VaultName, account: Account): Depositor {
  return get(state.vaults[vault].depositors, indexOf(state.names, account))
}

function latest(step: Step): bigint {
  return BigInt(step.state.tokens.amt.snapshots.count)
}

function claim(step: Step, vault: VaultName, upTo: bigint): void {
  const from = step.state.vaults[vault].harvestedTo + 1n
  const received = chargeFromTo(step, HOLDERS, vault, from, upTo)
  change(step, vault, { harvestedTo: upTo })
  if (vault === 'buyBackVault') changePending(step, received)
  emit(step, vault, 'harvested', [from, upTo, received])
}

function bringUpToDate(step: Step, vault: VaultName, account: Account): void {
  harvestAll(step, vault)
  bookParts(step, vault, account, step.state.vaults[vault].harvestedTo)
}

/**
 * Walks from the last settlement to `upTo`: payments and, in the buy-back vault, the rounds that end between them. It ends early if more
 * than `mostRounds` are due.
 */
function bookParts(
  step: Step,
  vault: VaultName,
  account: Account,
  upTo: bigint,
  mostRounds = Number.POSITIVE_INFINITY,
): void {
  const { state } = step
  const { putAt, depositors, total } = state.vaults[vault]
  const index = indexOf(state.names, account)
  const before = get(depositors, index)
  let { settledTo, owed, grown, rounds } = before
  // Rounds are nothing to whoever has no deposit.
  if (depositOf(state, vault, account) === 0n && vault === 'buyBackVault') rounds = state.purchases.count
  const lastRound = rounds + mostRounds
  for (;;) {
    const round = roundAt(state, vault, rounds)
    if (round !== undefined && round.lastSnapId <= settledTo) {
      if (rounds === lastRound) break
      const share = shareOf(round, owed)
      grown += share.grown
      owed = share.owed
      rounds += 1
    } else if (settledTo < upTo) {
      settledTo += 1n
      const held = get(get(putAt, Number(settledTo)), index) + grown
      if (held > 0n) owed = add(owed, partOf(state, settledTo, held))
    } else break
  }
  change(step, vault, {
    depositors: set(depositors, index, { settledTo, owed, grown, rounds }),
    total: total + grown - before.grown,
  })
}

function roundAt(state: Draft, vault: VaultName, index: number): Round | undefined {
  return vault === 'buyBackVault' && index < state.purchases.count
    ? get(state.purchases.rounds, index)
    : undefined
}

/** What `held` AMT in a wallet would have claimed of a payment. */
function partOf(state: Draft, snapId: bigint, held: bigint): Btcb {
  const { pot } = get(state.master.holders.payments, Number(snapId))
  const { supply, balances } = ledgerAt(state.tokens.amt.snapshots, snapId)
  return proRataDown(pot, held, supply - get(balances, indexOf(state.names, 'pair')))
}

/** `amount` is negative for what is taken out. */
function putIn(step: Step, vault: VaultName, by: Account, amount: bigint): void {
  const { put, total } = step.state.vaults[vault]
  const index = indexOf(step.state.names, by)
  change(step, vault, { put: set(put, index, get(put, index) + amount), total: total + amount })
}

function takeOwed(step: Step, vault: VaultName, by: Account): Btcb {
  const { depositors } = step.state.vaults[vault]
  const index = indexOf(step.state.names, by)
  const depositor = get(depositors, index)
  if (depositor.owed === 0n) return depositor.owed
  change(step, vault, { depositors: set(depositors, index, { ...depositor, owed: 0n as Btcb }) })
  if (vault === 'buyBackVault') changePending(step, -depositor.owed)
  return depositor.owed
}

function change(step: Step, vault: VaultName, changes: Partial<Deposits>): void {
  const { vaults } = step.state
  step.state.vaults = { ...vaults, [vault]: { ...vaults[vault], ...changes } }
}

function changePending(step: Step, received: bigint): void {
  const { purchases } = step.state
  if (received !== 0n)
    step.state.purchases = { ...purchases, pendingBtcb: (purchases.pendingBtcb + received) as Btcb }
}

/** As much of a call as the handlers that both vaults share need. */
interface VaultCall<N extends 'harvest' | 'settle' | 'deposit' | 'withdraw'> {
  readonly by: Account
  readonly args: ArgsOf<`stakingVault.${N}`>
}

/** Handlers that both vaults share. */
export function vaultHandlers(vault: VaultName) {
  return {
    harvest: (step: Step, { args }: VaultCall<'harvest'>) => harvest(step, vault, args.upTo),
    settle: (step: Step, { args }: VaultCall<'settle'>) => settle(step, vault, args.account, args.upTo),
    deposit: (step: Step, { by, args }: VaultCall<'deposit'>) => deposit(step, vault, by, args.amount),
    withdraw: (step: Step, { by, args }: VaultCall<'withdraw'>) => withdraw(step, vault, by, args.amount),
  }
}

export const STAKING_VAULT: Handlers<'stakingVault'> = vaultHandlers('stakingVault')

/** All payments up to there have been claimed. */
export class NothingToHarvest extends Revert {
  readonly code = 'NothingToHarvest'
}

/** Not all payments up to there have been claimed: harvest first. */
export class NotHarvested extends Revert {
  readonly code = 'NotHarvested'
}

/** All payments up to there have been settled for this account. */
export class NothingToSettle extends Revert {
  readonly code = 'NothingToSettle'
}

/** A deposit is more than nothing. */
export class ZeroAmount extends Revert {
  readonly code = 'ZeroAmount'
}

/** The deposit is smaller than that. */
export class InsufficientDeposit extends Revert {
  readonly code = 'InsufficientDeposit'
}
