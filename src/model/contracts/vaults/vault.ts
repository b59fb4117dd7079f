/**
 * Vault: deposits of AMT, claims for them, and each depositor's share of each payment.
 *
 * Mirrors `DepositVault`, the base of `StakingVault` and `BuyBackVault`. A payment belongs to the deposits at
 * its snapshot. The model computes an account's share from the deposits stored with the payment and from the
 * rounds that were finished before it.
 *
 * - Units: base units (1e18).
 * - Rounding: a share is `floor(pot * deposit / claimable)`, the claim of the same AMT in a wallet. A round
 *   adds `floor(owed * bought / (spent + left))`. Both round down, so the vault stays solvent.
 * - Not modelled: the reentrancy guard and the constructor's checks.
 */
import { indexOf } from '../../kernel/names.ts'
import { Revert } from '../../kernel/revert.ts'
import { add, proRataDown } from '../../kernel/uint256.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import { get, set } from '../../kernel/vector.ts'
import type { Account } from '../../interface/accounts.ts'
import type { ArgsOf } from '../../interface/action.ts'
import type { Depositor, Deposits, VaultName } from '../../state/deposits.ts'
import { emit, type Draft, type Economy, type Step } from '../../state/economy-state.ts'
import type { Handlers } from '../../state/handler.ts'
import { type Round } from '../../state/purchases.ts'
import { ledgerAt, SnapshotNonexistent } from '../../state/snapshots.ts'
import * as bep20 from '../bep20.ts'
import * as erc20 from '../erc20.ts'
import { chargeFromTo, HOLDERS } from '../master/claims.ts'
import { shareOf } from './rounds.ts'

/** Maximum number of rounds that one call of {@link settle} applies. */
const MOST_ROUNDS = 100

/**
 * Anyone: claims the vault's unclaimed payments up to `upTo`.
 *
 * @throws {NothingToHarvest | SnapshotNonexistent} in that order.
 */
export function harvest(step: Step, vault: VaultName, upTo: bigint): void {
  if (upTo <= step.state.vaults[vault].harvestedTo) throw new NothingToHarvest()
  if (upTo > latest(step)) throw new SnapshotNonexistent()
  claim(step, vault, upTo)
}

/**
 * Anyone: credits an account's shares of claimed payments, over at most {@link MOST_ROUNDS} rounds.
 *
 * @throws {NotHarvested | NothingToSettle} in that order.
 */
export function settle(step: Step, vault: VaultName, account: Account, upTo: bigint): void {
  const { state } = step
  if (upTo > state.vaults[vault].harvestedTo) throw new NotHarvested()
  const { settledTo, rounds } = depositorOf(state, vault, account)
  const next = roundAt(state, vault, rounds)
  const roundIsDue = next !== undefined && next.lastSnapId <= upTo
  if (upTo <= settledTo && !roundIsDue) throw new NothingToSettle()
  bookParts(step, vault, account, upTo, MOST_ROUNDS)
}

/**
 * Anyone: deposits AMT, over which the vault needs an allowance.
 *
 * Reverts with `ZeroAmount`, `Panic(0x11)`, then as AMT's `transferFrom`.
 */
export function deposit(step: Step, vault: VaultName, by: Account, amount: bigint): void {
  if (amount === 0n) throw new ZeroAmount()
  bringUpToDate(step, vault, by)
  add(step.state.vaults[vault].total, amount)
  putIn(step, vault, by, amount)
  erc20.transferFrom(step, 'amt', vault, by, vault, amount)
  emit(step, vault, 'deposited', [by, amount])
}

/**
 * Anyone: withdraws AMT and the BTCB owed. An amount of zero only collects.
 *
 * The buy-back vault pays pending BTCB only when the whole deposit is withdrawn; otherwise it will buy AMT.
 *
 * @throws {InsufficientDeposit} when the deposit is below `amount`.
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

/** Claims all unclaimed payments; does nothing if there are none. */
export function harvestAll(step: Step, vault: VaultName): void {
  const upTo = latest(step)
  if (upTo > step.state.vaults[vault].harvestedTo) claim(step, vault, upTo)
}

/** An account's deposit as of its last settlement, in base units of AMT. */
export function depositOf(state: Economy | Draft, vault: VaultName, account: Account): Amt {
  const { put, depositors } = state.vaults[vault]
  const index = indexOf(state.names, account)
  return (get(put, index) + get(depositors, index).grown) as Amt
}

/** The vault's record of an account. */
export function depositorOf(state: Economy | Draft, vault: VaultName, account: Account): Depositor {
  return get(state.vaults[vault].depositors, indexOf(state.names, account))
}

/** Id of AMT's latest snapshot. */
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

/** Claims all payments and settles the account. */
function bringUpToDate(step: Step, vault: VaultName, account: Account): void {
  harvestAll(step, vault)
  bookParts(step, vault, account, step.state.vaults[vault].harvestedTo)
}

/**
 * Settles an account from its last settlement to `upTo`: payments and, in the buy-back vault, the rounds
 * between them, in order. Stops early after `mostRounds` rounds; unlimited by default.
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
  // Rounds do not affect an account without a deposit.
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

/** The round of that index; `undefined` if it does not exist or the vault makes no purchases. */
function roundAt(state: Draft, vault: VaultName, index: number): Round | undefined {
  return vault === 'buyBackVault' && index < state.purchases.count
    ? get(state.purchases.rounds, index)
    : undefined
}

/** Share of a payment for `held` AMT: the claim of the same AMT in a wallet. */
function partOf(state: Draft, snapId: bigint, held: bigint): Btcb {
  const { pot } = get(state.master.holders.payments, Number(snapId))
  const { supply, balances } = ledgerAt(state.tokens.amt.snapshots, snapId)
  return proRataDown(pot, held, supply - get(balances, indexOf(state.names, 'pair')))
}

/** Changes a deposit by `amount`, which is negative for a withdrawal. */
function putIn(step: Step, vault: VaultName, by: Account, amount: bigint): void {
  const { put, total } = step.state.vaults[vault]
  const index = indexOf(step.state.names, by)
  change(step, vault, { put: set(put, index, get(put, index) + amount), total: total + amount })
}

/** Sets the BTCB owed to zero and returns it. */
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

/** Part of a call that the shared handlers read. */
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

/** The vault has claimed all payments up to that id. */
export class NothingToHarvest extends Revert {
  readonly code = 'NothingToHarvest'
}

/** The vault has not claimed all payments up to that id: call `harvest` first. */
export class NotHarvested extends Revert {
  readonly code = 'NotHarvested'
}

/** The account is settled up to that id. */
export class NothingToSettle extends Revert {
  readonly code = 'NothingToSettle'
}

/** The deposit is zero. */
export class ZeroAmount extends Revert {
  readonly code = 'ZeroAmount'
}

/** The account's deposit is below the amount. */
export class InsufficientDeposit extends Revert {
  readonly code = 'InsufficientDeposit'
}
