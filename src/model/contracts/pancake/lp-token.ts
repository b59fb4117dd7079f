/**
 * LP shares: the ERC-20 part of a pair.
 *
 * Mirrors `UniswapV2ERC20`. Differences from OpenZeppelin: the zero address may receive and be approved,
 * shortfalls revert with ds-math's reasons, and spending an allowance emits no event. An infinite allowance
 * is never reduced.
 *
 * - Units: base units of LP shares (1e18). Nothing is rounded.
 * - Not modelled: `permit`.
 */
import { INFINITE } from '../../kernel/allowances.ts'
import type { Account, Pair } from '../../interface/accounts.ts'
import { emit, type Step } from '../../state/economy-state.ts'
import { dsAdd, dsSub } from './ds-math.ts'
import {
  allowanceOf,
  balanceOf,
  postApproval,
  postBurn,
  postMint,
  postTransfer,
  totalSupply,
} from '../token.ts'

/**
 * Moves own shares.
 *
 * @throws {MathSubUnderflow} when the balance is below `amount`.
 */
export function transfer(step: Step, pair: Pair, by: Account, to: Account, amount: bigint): true {
  dsSub(balanceOf(step.state, pair, by), amount)
  postTransfer(step, pair, by, to, amount)
  return true
}

/**
 * Moves `from`'s shares.
 *
 * @throws {MathSubUnderflow} when the allowance, then when the balance is below `amount`.
 */
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

/** Sets an allowance; never reverts. */
export function approve(step: Step, pair: Pair, by: Account, spender: Account, amount: bigint): true {
  postApproval(step, pair, by, spender, amount)
  emit(step, pair, 'Approval', [by, spender, amount])
  return true
}

/**
 * Mints shares.
 *
 * @throws {MathAddOverflow} when the supply would overflow.
 */
export function mintShares(step: Step, pair: Pair, to: Account, amount: bigint): void {
  dsAdd(totalSupply(step.state, pair), amount)
  postMint(step, pair, to, amount)
}

/** Burns shares of the pair's own balance. */
export function burnShares(step: Step, pair: Pair, amount: bigint): void {
  postBurn(step, pair, pair, amount)
}
