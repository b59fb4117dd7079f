/**
 * LP shares: the ERC-20 part of a pair.
 *
 * Mirrors `UniswapV2ERC20`. It is laxer than OpenZeppelin's: the zero address may receive and be approved, shortfalls refuse with
 * ds-math's reason, and spending an allowance emits nothing; an infinite allowance stays. Not modelled: `permit`.
 */
import type { Account, Pair } from '../../interface/accounts.ts'
import { INFINITE } from '../../kernel/allowances.ts'
import { emit, type Step } from '../../state/economy-state.ts'
import {
  allowanceOf,
  balanceOf,
  postApproval,
  postBurn,
  postMint,
  postTransfer,
  totalSupply,
} from '../token.ts'
import { dsAdd, dsSub } from './ds-math.ts'

export function transfer(step: Step, pair: Pair, by: Account, to: Account, amount: bigint): true {
  dsSub(balanceOf(step.state, pair, by), amount)
  postTransfer(step, pair, by, to, amount)
  return true
}

/** `MathSubUnderflow` for the allowance, then for the balance. */
export function transferFrom(
  step: Step,
  pair: Pair,
  by: Account,
  from: Account,
  to: Account,
  amount: bigint,
): true {
  const allowed = allowanceOf(step.state, pair, from, by)
  if (allowed !== INFINITE) postApproval(step, pair, from, by, dsSub(allowed, amount))
  return transfer(step, pair, from, to, amount)
}

export function approve(step: Step, pair: Pair, by: Account, spender: Account, amount: bigint): true {
  postApproval(step, pair, by, spender, amount)
  emit(step, pair, 'Approval', [by, spender, amount])
  return true
}

export function mintShares(step: Step, pair: Pair, to: Account, amount: bigint): void {
  dsAdd(totalSupply(step.state, pair), amount)
  postMint(step, pair, to, amount)
}

/** Burns shares that the pair itself holds. */
export function burnShares(step: Step, pair: Pair, amount: bigint): void {
  postBurn(step, pair, pair, amount)
}
