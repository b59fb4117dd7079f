/**
 * Token: the state of any ERC-20, and the moves that OpenZeppelin's and Binance's tokens share.
 *
 * Each move checks in the contracts' order, posts to the ledger and emits its event. What differs between the tokens, above all how an
 * allowance is spent, is in `erc20.ts`, `bep20.ts` and `pancake/lp-token.ts`.
 *
 * - Units: base units of the token; a token's own rules do not care which.
 * - Not modelled: names, symbols, decimals (all 18), `permit`.
 */
import type { Account, Coin, Token } from '../interface/accounts.ts'
import { allowance, withAllowance } from '../kernel/allowances.ts'
import { NOWHERE, post, type Ledger } from '../kernel/ledger.ts'
import { indexOf } from '../kernel/names.ts'
import { onlyOwner, renounceOwnership, transferOwnership } from './ownable.ts'
import { Revert } from '../kernel/revert.ts'
import { ledgerAt } from '../state/snapshots.ts'
import {
  emit,
  putToken,
  tokenOf,
  type Draft,
  type Economy,
  type Step,
  type UnitOf,
} from '../state/economy-state.ts'
import { add } from '../kernel/uint256.ts'
import { get } from '../kernel/vector.ts'
import type { TokenState } from '../state/token.ts'
import type { ArgsOf } from '../interface/action.ts'

export function balanceOf<C extends Coin>(state: Economy | Draft, coin: C, account: Account): UnitOf<C> {
  return get(tokenOf(state.tokens, coin).ledger.balances, indexOf(state.names, account)) as UnitOf<C>
}

export function totalSupply<C extends Coin>(state: Economy | Draft, coin: C): UnitOf<C> {
  return tokenOf(state.tokens, coin).ledger.supply as UnitOf<C>
}

/** What `account` had at snapshot `id`. Throws {@link ledgerAt}'s refusals. */
export function balanceOfAt<C extends Coin>(
  state: Economy | Draft,
  coin: C,
  account: Account,
  id: bigint,
): UnitOf<C> {
  const { balances } = ledgerAt(tokenOf(state.tokens, coin).snapshots, id)
  return get(balances, indexOf(state.names, account)) as UnitOf<C>
}

export function totalSupplyAt<C extends Coin>(state: Economy | Draft, coin: C, id: bigint): UnitOf<C> {
  return ledgerAt(tokenOf(state.tokens, coin).snapshots, id).supply as UnitOf<C>
}

export function allowanceOf(state: Economy | Draft, coin: Coin, owner: Account, spender: Account): bigint {
  return allowance(
    tokenOf(state.tokens, coin).allowances,
    indexOf(state.names, owner),
    indexOf(state.names, spender),
  )
}

/** Moves tokens between two accounts: the policy's reverts, `TransferFromZero`, `TransferToZero`, `InsufficientBalance`. */
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

/** Brings tokens into being: `MintToZero`, `Panic(0x11)`. */
export function create(step: Step, coin: Coin, to: Account, amount: bigint): void {
  if (to === 'zero') throw new MintToZero()
  add(tokenOf(step.state.tokens, coin).ledger.supply, amount)
  postMint(step, coin, to, amount)
}

/** Ends tokens: `BurnFromZero`, `BurnExceedsBalance`. */
export function destroy(step: Step, coin: Coin, from: Account, amount: bigint): void {
  if (from === 'zero') throw new BurnFromZero()
  if (amount > balanceOf(step.state, coin, from)) throw new BurnExceedsBalance()
  postBurn(step, coin, from, amount)
}

/** Sets an allowance: `ApproveFromZero`, `ApproveToZero`. */
export function approve(step: Step, coin: Coin, owner: Account, spender: Account, amount: bigint): true {
  if (owner === 'zero') throw new ApproveFromZero()
  if (spender === 'zero') throw new ApproveToZero()
  postApproval(step, coin, owner, spender, amount)
  emit(step, coin, 'Approval', [owner, spender, amount])
  return true
}

export function increaseAllowance(step: Step, coin: Coin, by: Account, spender: Account, more: bigint): true {
  return approve(step, coin, by, spender, add(allowanceOf(step.state, coin, by, spender), more))
}

export function decreaseAllowance(step: Step, coin: Coin, by: Account, spender: Account, less: bigint): true {
  const current = allowanceOf(step.state, coin, by, spender)
  if (less > current) throw new AllowanceBelowZero()
  return approve(step, coin, by, spender, current - less)
}

export function onlyTokenOwner(step: Step, coin: Coin, by: Account): void {
  onlyOwner(tokenOf(step.state.tokens, coin).owner, by)
}

export function transferTokenOwnership(step: Step, coin: Coin, by: Account, to: Account): void {
  const token = tokenOf(step.state.tokens, coin)
  putToken(step.state.tokens, coin, { ...token, owner: transferOwnership(step, coin, token.owner, by, to) })
}

export function renounceTokenOwnership(step: Step, coin: Coin, by: Account): void {
  const token = tokenOf(step.state.tokens, coin)
  putToken(step.state.tokens, coin, { ...token, owner: renounceOwnership(step, coin, token.owner, by) })
}

/** Posts without a check; the caller has checked. */
export function postTransfer(step: Step, coin: Coin, from: Account, to: Account, amount: bigint): void {
  const { names } = step.state
  postLedger(step, coin, indexOf(names, from), indexOf(names, to), amount)
  emit(step, coin, 'Transfer', [from, to, amount])
}

export function postMint(step: Step, coin: Coin, to: Account, amount: bigint): void {
  postLedger(step, coin, NOWHERE, indexOf(step.state.names, to), amount)
  emit(step, coin, 'Transfer', ['zero', to, amount])
}

export function postBurn(step: Step, coin: Coin, from: Account, amount: bigint): void {
  postLedger(step, coin, indexOf(step.state.names, from), NOWHERE, amount)
  emit(step, coin, 'Transfer', [from, 'zero', amount])
}

/** Notes an allowance and says nothing: Uniswap's LP shares spend theirs without an event. */
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

/** Written out like every copy on the way of a payment or a swap: a spread costs several times as much. */
function withLedger({ allowances, owner, snapshots }: TokenState, ledger: Ledger): TokenState {
  return { ledger, allowances, owner, snapshots }
}

/** As much of a call as the handlers that several tokens share need. */
export interface TokenCall<N extends 'transfer' | 'approve' | 'transferFrom' | 'transferOwnership'> {
  readonly by: Account
  readonly args: ArgsOf<`amt.${N}`>
}

/** How a token moves balances: where the ERC-20 implementations differ. */
export interface TransferRules {
  transfer(step: Step, coin: Coin, by: Account, to: Account, amount: bigint): true
  transferFrom(step: Step, coin: Coin, by: Account, from: Account, to: Account, amount: bigint): true
}

/** Handlers that the four tokens share: transfers by `rules`, allowances, ownership. */
export function tokenHandlers(coin: Token, rules: TransferRules) {
  return {
    transfer: (step: Step, { by, args }: TokenCall<'transfer'>) =>
      rules.transfer(step, coin, by, args.to, args.amount),
    approve: (step: Step, { by, args }: TokenCall<'approve'>) =>
      approve(step, coin, by, args.spender, args.amount),
    transferFrom: (step: Step, { by, args }: TokenCall<'transferFrom'>) =>
      rules.transferFrom(step, coin, by, args.from, args.to, args.amount),
    increaseAllowance: (step: Step, { by, args }: TokenCall<'approve'>) =>
      increaseAllowance(step, coin, by, args.spender, args.amount),
    decreaseAllowance: (step: Step, { by, args }: TokenCall<'approve'>) =>
      decreaseAllowance(step, coin, by, args.spender, args.amount),
    transferOwnership: (step: Step, { by, args }: TokenCall<'transferOwnership'>) =>
      transferTokenOwnership(step, coin, by, args.to),
    renounceOwnership: (step: Step, { by }: { readonly by: Account }) =>
      renounceTokenOwnership(step, coin, by),
  }
}

/** The zero address cannot send. */
export class TransferFromZero extends Revert {
  readonly code = 'TransferFromZero'
}

/** Nothing may be sent to the zero address: burn instead. */
export class TransferToZero extends Revert {
  readonly code = 'TransferToZero'
}

/** The sender holds less than that. */
export class InsufficientBalance extends Revert {
  readonly code = 'InsufficientBalance'
}

/** The caller has not been allowed to move that much. */
export class InsufficientAllowance extends Revert {
  readonly code = 'InsufficientAllowance'
}

/** The zero address cannot allow anything. */
export class ApproveFromZero extends Revert {
  readonly code = 'ApproveFromZero'
}

/** The zero address cannot be allowed anything. */
export class ApproveToZero extends Revert {
  readonly code = 'ApproveToZero'
}

/** The allowance is smaller than the decrease. */
export class AllowanceBelowZero extends Revert {
  readonly code = 'AllowanceBelowZero'
}

/** Nothing can be minted to the zero address. */
export class MintToZero extends Revert {
  readonly code = 'MintToZero'
}

/** The zero address has nothing to burn. */
export class BurnFromZero extends Revert {
  readonly code = 'BurnFromZero'
}

/** More is to be burnt than is held. */
export class BurnExceedsBalance extends Revert {
  readonly code = 'BurnExceedsBalance'
}
