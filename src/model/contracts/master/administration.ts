/**
 * Administration: owner functions of Master, except liquidity and dust.
 *
 * Mirrors `Master.mintMaster`, `setPayerWallet`, `extendApprove`, `transferOwnership` and
 * `renounceOwnership`. Units: base units of each token (1e18). Nothing is rounded. Not modelled: the
 * constructor's checks.
 */
import { Revert } from '../../kernel/revert.ts'
import type { Account } from '../../interface/accounts.ts'
import { emit, type Step } from '../../state/economy-state.ts'
import { mint as mintAmt } from '../amt.ts'
import { onlyOwner, renounceOwnership, transferOwnership } from '../ownable.ts'
import { approve as approveShares } from '../pancake/lp-token.ts'
import { allowanceOf, approve } from '../token.ts'

/** Owner only: mints AMT. Reverts with `NotOwner`, then as AMT's `mint`. */
export function mintMaster(step: Step, by: Account, account: Account, amount: bigint): void {
  onlyOwner(step.state.master.owner, by)
  mintAmt(step, 'master', account, amount)
  emit(step, 'master', 'masterHasMinted', [account, amount])
}

/**
 * Owner only.
 *
 * @throws {NotOwner | ZeroAddress} in that order.
 */
export function setPayerWallet(step: Step, by: Account, wallet: Account): void {
  const { state } = step
  onlyOwner(state.master.owner, by)
  if (wallet === 'zero') throw new ZeroAddress()
  state.master = { ...state.master, payerWallet: wallet }
  emit(step, 'master', 'payerWalletSet', [wallet])
}

/**
 * Owner only: raises the router's allowances to `amount` where they are lower.
 *
 * Never lowers an allowance: that would freeze all liquidity.
 *
 * @throws {NotOwner}
 */
export function extendApprove(step: Step, by: Account, amount: bigint): void {
  const { state } = step
  onlyOwner(state.master.owner, by)
  if (allowanceOf(state, 'amt', 'master', 'router') < amount) approve(step, 'amt', 'master', 'router', amount)
  if (allowanceOf(state, 'btcb', 'master', 'router') < amount)
    approve(step, 'btcb', 'master', 'router', amount)
  if (allowanceOf(state, 'pair', 'master', 'router') < amount)
    approveShares(step, 'pair', 'master', 'router', amount)
  emit(step, 'master', 'approveExtended', [amount])
}

/** Reverts as `transferOwnership` of `ownable.ts`. */
export function transferMasterOwnership(step: Step, by: Account, to: Account): void {
  const { master } = step.state
  step.state.master = { ...master, owner: transferOwnership(step, 'master', master.owner, by, to) }
}

/** Reverts as `renounceOwnership` of `ownable.ts`. */
export function renounceMasterOwnership(step: Step, by: Account): void {
  const { master } = step.state
  step.state.master = { ...master, owner: renounceOwnership(step, 'master', master.owner, by) }
}

/** A required account is the zero address. */
export class ZeroAddress extends Revert {
  readonly code = 'ZeroAddress'
}
