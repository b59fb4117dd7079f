/**
 * Administration: what only Master's owner may do besides liquidity and dust.
 *
 * Mirrors `Master.mintMaster`, `setPayerWallet`, `extendApprove` and its ownership.
 */
import type { Account } from '../../interface/accounts.ts'
import { mint as mintAmt } from '../amt.ts'
import { onlyOwner, renounceOwnership, transferOwnership } from '../ownable.ts'
import { approve as approveShares } from '../pancake/lp-token.ts'
import { Revert } from '../../kernel/revert.ts'
import { emit, type Step } from '../../state/economy-state.ts'
import { allowanceOf, approve } from '../token.ts'

/** Emission: `NotOwner`, then AMT's refusals. */
export function mintMaster(step: Step, by: Account, account: Account, amount: bigint): void {
  onlyOwner(step.state.master.owner, by)
  mintAmt(step, 'master', account, amount)
  emit(step, 'master', 'masterHasMinted', [account, amount])
}

/** `NotOwner`, `ZeroAddress`. */
export function setPayerWallet(step: Step, by: Account, wallet: Account): void {
  const { state } = step
  onlyOwner(state.master.owner, by)
  if (wallet === 'zero') throw new ZeroAddress()
  state.master = { ...state.master, payerWallet: wallet }
  emit(step, 'master', 'payerWalletSet', [wallet])
}

/** Raises the router's allowances where they are lower; never lowers one, which would freeze everybody's liquidity. */
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

export function transferMasterOwnership(step: Step, by: Account, to: Account): void {
  const { master } = step.state
  step.state.master = { ...master, owner: transferOwnership(step, 'master', master.owner, by, to) }
}

export function renounceMasterOwnership(step: Step, by: Account): void {
  const { master } = step.state
  step.state.master = { ...master, owner: renounceOwnership(step, 'master', master.owner, by) }
}

/** An account that is needed was given as the zero address. */
export class ZeroAddress extends Revert {
  readonly code = 'ZeroAddress'
}
