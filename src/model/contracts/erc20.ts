/**
 * OpenZeppelin ERC-20: the functions that AMT and liqAMT share.
 *
 * Mirrors `SnapshotToken`, with OpenZeppelin 4.9's `ERC20`, `ERC20Burnable.burnFrom` and
 * `ERC20Snapshot._snapshot`. The allowance is spent before the tokens move. An infinite allowance is never
 * reduced, and spending it emits no event.
 *
 * - Units: base units of the token (1e18). Nothing is rounded.
 */
import { INFINITE } from '../kernel/allowances.ts'
import type { Account, Coin } from '../interface/accounts.ts'
import type { ArgsOf } from '../interface/action.ts'
import { emit, putToken, tokenOf, type Step } from '../state/economy-state.ts'
import { keep } from '../state/snapshots.ts'
import { tokenHandlers } from './token-handlers.ts'
import { allowanceOf, approve, destroy, InsufficientAllowance, move, onlyTokenOwner } from './token.ts'

/** Moves own tokens. Reverts as `move` of `token.ts`. */
export function transfer(step: Step, coin: Coin, by: Account, to: Account, amount: bigint): true {
  move(step, coin, by, to, amount)
  return true
}

/** Moves `from`'s tokens. Reverts with `InsufficientAllowance`, then as `approve`, then as `move`. */
export function transferFrom(
  step: Step,
  coin: Coin,
  by: Account,
  from: Account,
  to: Account,
  amount: bigint,
): true {
  spendAllowance(step, coin, from, by, amount)
  move(step, coin, from, to, amount)
  return true
}

/**
 * Burns `from`'s tokens, by any spender. Reverts with `InsufficientAllowance`, then as `approve`, then as
 * `destroy`.
 */
export function burnFrom(step: Step, coin: Coin, by: Account, from: Account, amount: bigint): void {
  spendAllowance(step, coin, from, by, amount)
  destroy(step, coin, from, amount)
}

/**
 * Owner only: takes a snapshot. Returns its id.
 *
 * @throws {NotOwner}
 */
export function snapshot(step: Step, coin: Coin, by: Account): bigint {
  onlyTokenOwner(step, coin, by)
  const { ledger, allowances, owner, snapshots: before } = tokenOf(step.state.tokens, coin)
  const snapshots = keep(before, ledger)
  putToken(step.state.tokens, coin, { ledger, allowances, owner, snapshots })
  const id = BigInt(snapshots.count)
  emit(step, coin, 'Snapshot', [id])
  return id
}

/** Reduces a finite allowance; leaves an infinite one. */
function spendAllowance(step: Step, coin: Coin, owner: Account, spender: Account, amount: bigint): void {
  const allowed = allowanceOf(step.state, coin, owner, spender)
  if (allowed === INFINITE) return
  if (amount > allowed) throw new InsufficientAllowance()
  approve(step, coin, owner, spender, allowed - amount)
}

/** Handlers that AMT and liqAMT share: all except `mint` and `burn`. */
export function snapshotTokenHandlers(coin: 'amt' | 'liqAmt') {
  return {
    ...tokenHandlers(coin, { transfer, transferFrom }),
    snapshot: (step: Step, { by }: { readonly by: Account }) => snapshot(step, coin, by),
    burnFrom: (step: Step, { by, args }: { readonly by: Account; readonly args: ArgsOf<'amt.burnFrom'> }) =>
      burnFrom(step, coin, by, args.from, args.amount),
  }
}
