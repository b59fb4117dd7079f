/**
 * Token: balances and allowances of any ERC-20, and the transitions that the tokens share.
 *
 * Mirrors what OpenZeppelin 4.9's `ERC20` and Binance's `BEP20` have in common. Each transition checks in the
 * contracts' order, posts to the ledger and emits its event. The differences, above all the spending of
 * allowances, are in `erc20.ts`, `bep20.ts` and `pancake/lp-token.ts`.
 *
 * - Units: base units of the token (1e18). Nothing is rounded.
 * - Not modelled: names, symbols, decimals (all 18), `permit`.
 */
import { allowance, withAllowance } from '../kernel/allowances.ts'
import { NOWHERE, post, type Ledger } from '../kernel/ledger.ts'
import { indexOf } from '../kernel/names.ts'
import { Revert } from '../kernel/revert.ts'
import { add } from '../kernel/uint256.ts'
import { get } from '../kernel/vector.ts'
import type { Account, Coin } from '../interface/accounts.ts'
import {
  emit,
  putToken,
  tokenOf,
  type Draft,
  type Economy,
  type Step,
  type UnitOf,
} from '../state/economy-state.ts'
import { ledgerAt } from '../state/snapshots.ts'
import type { TokenState } from '../state/token.ts'
import { onlyOwner, renounceOwnership, transferOwnership } from './ownable.ts'

/**
 * Balance in base units.
 *
 * @throws {UnknownAccount} when the deployment does not contain the name.
 */
export function balanceOf<C extends Coin>(state: Economy | Draft, coin: C, account: Account): UnitOf<C> {
  return get(tokenOf(state.tokens, coin).ledger.balances, indexOf(state.names, account)) as UnitOf<C>
}

/** Supply in base units. */
export function totalSupply<C extends Coin>(state: Economy | Draft, coin: C): UnitOf<C> {
  return tokenOf(state.tokens, coin).ledger.supply as UnitOf<C>
}

/**
 * Balance at snapshot `id`.
 *
 * @throws {SnapshotIdZero | SnapshotNonexistent} as {@link ledgerAt}.
 */
export function balanceOfAt<C extends Coin>(
  state: Economy | Draft,
  coin: C,
  account: Account,
  id: bigint,
): UnitOf<C> {
  const { balances } = ledgerAt(tokenOf(state.tokens, coin).snapshots, id)
  return get(balances, indexOf(state.names, account)) as UnitOf<C>
}

/**
 * Supply at snapshot `id`.
 *
 * @throws {SnapshotIdZero | SnapshotNonexistent} as {@link ledgerAt}.
 */
export function totalSupplyAt<C extends Coin>(state: Economy | Draft, coin: C, id: bigint): UnitOf<C> {
  return ledgerAt(tokenOf(state.tokens, coin).snapshots, id).supply as UnitOf<C>
}

/** Allowance in base units. */
export function allowanceOf(state: Economy | Draft, coin: Coin, owner: Account, spender: Account): bigint {
  return allowance(
    tokenOf(state.tokens, coin).allowances,
    indexOf(state.names, owner),
    indexOf(state.names, spender),
  )
}

/**
 * Moves tokens between two accounts.
 *
 * Reverts as the step's transfer policy, then with `TransferFromZero`, `TransferToZero`,
 * `InsufficientBalance`.
 */
export function move(step: Step, coin: Coin, from: Account, to: Account, amount: bigint): void {
  const { policy } = step
  if (policy !== undefined) policy.check(coin, from, to)
  if (from === 'zero') throw new TransferFromZero()
  if (to === 'zero') throw new TransferToZero()
  const { names, tokens } = step.state
  const token = tokenOf(tokens, coin)
  const debit = indexOf(names, from)
  if (amount > get(token.ledger.balances, debit)) throw new InsufficientBalance()
  putToken(tokens, coin, withLedger(token, post(token.ledger, debit, indexOf(names, to), amount)))
  emit(step, coin, 'Transfer', [from, to, amount])
  if (policy === undefined) return
  const fee = policy.feeDown(coin, amount)
  if (fee > 0n) postBurn(step, coin, to, fee)
}

/**
 * Mints tokens.
 *
 * @throws {MintToZero | ArithmeticPanic} in that order.
 */
export function create(step: Step, coin: Coin, to: Account, amount: bigint): void {
  if (to === 'zero') throw new MintToZero()
  add(tokenOf(step.state.tokens, coin).ledger.supply, amount)
  postMint(step, coin, to, amount)
}

/**
 * Burns tokens.
 *
 * @throws {BurnFromZero | BurnExceedsBalance} in that order.
 */
export function destroy(step: Step, coin: Coin, from: Account, amount: bigint): void {
  if (from === 'zero') throw new BurnFromZero()
  if (amount > balanceOf(step.state, coin, from)) throw new BurnExceedsBalance()
  postBurn(step, coin, from, amount)
}

/**
 * Sets an allowance.
 *
 * @throws {ApproveFromZero | ApproveToZero} in that order.
 */
export function approve(step: Step, coin: Coin, owner: Account, spender: Account, amount: bigint): true {
  if (owner === 'zero') throw new ApproveFromZero()
  if (spender === 'zero') throw new ApproveToZero()
  postApproval(step, coin, owner, spender, amount)
  emit(step, coin, 'Approval', [owner, spender, amount])
  return true
}

/** Raises an allowance. Reverts with `Panic(0x11)`, then as {@link approve}. */
export function increaseAllowance(step: Step, coin: Coin, by: Account, spender: Account, more: bigint): true {
  return approve(step, coin, by, spender, add(allowanceOf(step.state, coin, by, spender), more))
}

/** Lowers an allowance. Reverts with `AllowanceBelowZero`, then as {@link approve}. */
export function decreaseAllowance(step: Step, coin: Coin, by: Account, spender: Account, less: bigint): true {
  const current = allowanceOf(step.state, coin, by, spender)
  if (less > current) throw new AllowanceBelowZero()
  return approve(step, coin, by, spender, current - less)
}

/** @throws {NotOwner} when `by` is not the token's owner. */
export function onlyTokenOwner(step: Step, coin: Coin, by: Account): void {
  onlyOwner(tokenOf(step.state.tokens, coin).owner, by)
}

/** Reverts as `transferOwnership` of `ownable.ts`. */
export function transferTokenOwnership(step: Step, coin: Coin, by: Account, to: Account): void {
  const token = tokenOf(step.state.tokens, coin)
  putToken(step.state.tokens, coin, { ...token, owner: transferOwnership(step, coin, token.owner, by, to) })
}

/** Reverts as `renounceOwnership` of `ownable.ts`. */
export function renounceTokenOwnership(step: Step, coin: Coin, by: Account): void {
  const token = tokenOf(step.state.tokens, coin)
  putToken(step.state.tokens, coin, { ...token, owner: renounceOwnership(step, coin, token.owner, by) })
}

/** Posts a transfer and emits `Transfer`. The caller has checked it. */
export function postTransfer(step: Step, coin: Coin, from: Account, to: Account, amount: bigint): void {
  const { names } = step.state
  postLedger(step, coin, indexOf(names, from), indexOf(names, to), amount)
  emit(step, coin, 'Transfer', [from, to, amount])
}

/** Posts a mint and emits `Transfer`. The caller has checked it. */
export function postMint(step: Step, coin: Coin, to: Account, amount: bigint): void {
  postLedger(step, coin, NOWHERE, indexOf(step.state.names, to), amount)
  emit(step, coin, 'Transfer', ['zero', to, amount])
}

/** Posts a burn and emits `Transfer`. The caller has checked it. */
export function postBurn(step: Step, coin: Coin, from: Account, amount: bigint): void {
  postLedger(step, coin, indexOf(step.state.names, from), NOWHERE, amount)
  emit(step, coin, 'Transfer', [from, 'zero', amount])
}

/** Sets an allowance without an event, as LP shares do when an allowance is spent. */
export function postApproval(step: Step, coin: Coin, owner: Account, spender: Account, amount: bigint): void {
  const { names, tokens } = step.state
  const { ledger, allowances, owner: tokenOwner, snapshots } = tokenOf(tokens, coin)
  const allowed = withAllowance(allowances, indexOf(names, owner), indexOf(names, spender), amount)
  putToken(tokens, coin, { ledger, allowances: allowed, owner: tokenOwner, snapshots })
}

function postLedger(step: Step, coin: Coin, debit: number, credit: number, amount: bigint): void {
  const { tokens } = step.state
  const token = tokenOf(tokens, coin)
  putToken(tokens, coin, withLedger(token, post(token.ledger, debit, credit, amount)))
}

/** Explicit copy: object spread is V8's slow path (see docs/explanation/performance.md). */
function withLedger({ allowances, owner, snapshots }: TokenState, ledger: Ledger): TokenState {
  return { ledger, allowances, owner, snapshots }
}

/** The zero address cannot send. */
export class TransferFromZero extends Revert {
  readonly code = 'TransferFromZero'
}

/** The zero address cannot receive. */
export class TransferToZero extends Revert {
  readonly code = 'TransferToZero'
}

/** The sender's balance is below the amount. */
export class InsufficientBalance extends Revert {
  readonly code = 'InsufficientBalance'
}

/** The caller's allowance is below the amount. */
export class InsufficientAllowance extends Revert {
  readonly code = 'InsufficientAllowance'
}

/** The zero address cannot approve. */
export class ApproveFromZero extends Revert {
  readonly code = 'ApproveFromZero'
}

/** The zero address cannot be approved. */
export class ApproveToZero extends Revert {
  readonly code = 'ApproveToZero'
}

/** The allowance is smaller than the decrease. */
export class AllowanceBelowZero extends Revert {
  readonly code = 'AllowanceBelowZero'
}

/** The zero address cannot receive a mint. */
export class MintToZero extends Revert {
  readonly code = 'MintToZero'
}

/** The zero address cannot burn. */
export class BurnFromZero extends Revert {
  readonly code = 'BurnFromZero'
}

/** The burn exceeds the balance. */
export class BurnExceedsBalance extends Revert {
  readonly code = 'BurnExceedsBalance'
}
