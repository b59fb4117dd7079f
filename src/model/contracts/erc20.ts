/**
 * OpenZeppelin's ERC-20 rules, as AMT and liqAMT follow them: an allowance is spent before anything moves.
 *
 * Mirrors OpenZeppelin 4.9's `ERC20`, `ERC20Burnable.burnFrom` and `ERC20Snapshot._snapshot`. An infinite allowance is never reduced and spending it emits nothing.
 */
import type { Account, Coin } from '../interface/accounts.ts'
import { INFINITE } from '../kernel/allowances.ts'
import { keep } from '../state/snapshots.ts'
import { emit, putToken, tokenOf, type Step } from '../state/economy-state.ts'
import {
  allowanceOf,
  approve,
  destroy,
  InsufficientAllowance,
  move,
  onlyTokenOwner,
  tokenHandlers,
} from './token.ts'
import type { ArgsOf } from '../interface/action.ts'

export function transfer(step: Step, coin: Coin, by: Account, to: Account, amount: bigint): true {
  move(step, coin, by, to, amount)
  return true
}

/** `InsufficientAllowance`, then the approval's checks, then the move's. */
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

/** `InsufficientAllowance`, then the approval's checks, then the burn's. Nobody needs to own the token for it. */
export function burnFrom(step: Step, coin: Coin, by: Account, from: Account, amount: bigint): void {
  spendAllowance(step, coin, from, by, amount)
  destroy(step, coin, from, amount)
}

/** Keeps the ledger of this moment. Owner only. */
export function snapshot(step: Step, coin: Coin, by: Account): bigint {
  onlyTokenOwner(step, coin, by)
  const { ledger, allowances, owner, snapshots: before } = tokenOf(step.state.tokens, coin)
  const snapshots = keep(before, ledger)
  putToken(step.state.tokens, coin, { ledger, allowances, owner, snapshots })
  const id = BigInt(snapshots.count)
  emit(step, coin, 'Snapshot', [id])
  return id
}

function spendAllowance(step: Step, coin: Coin, owner: Account, spender: Account, amount: bigint): void {
  const allowed = allowanceOf(step.state, coin, owner, spender)
  if (allowed === INFINITE) return
  if (amount > allowed) throw new InsufficientAllowance()
  approve(step, coin, owner, spender, allowed - amount)
}

/** Handlers of AMT and liqAMT, minting and burning one's own apart. */
export function snapshotTokenHandlers(coin: 'amt' | 'liqAmt') {
  return {
    ...tokenHandlers(coin, { transfer, transferFrom }),
    snapshot: (step: Step, { by }: { readonly by: Account }) => snapshot(step, coin, by),
    burnFrom: (step: Step, { by, args }: { readonly by: Account; readonly args: ArgsOf<'amt.burnFrom'> }) =>
      burnFrom(step, coin, by, args.from, args.amount),
  }
}
