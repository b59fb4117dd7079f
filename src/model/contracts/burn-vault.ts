/**
 * Burn vault (RCL): burns AMT and pays the same share of the vault's BTCB.
 *
 * Mirrors `BurnVault`; checks run in the contract's order. The vault has no owner and no other withdrawal.
 *
 * - Units: base units of each token (1e18).
 * - Rounding: down. The dust stays in the vault, so a redemption never lowers the rate for the remaining
 *   holders.
 * - Not modelled: the reentrancy guard and the constructor's checks.
 */
import { Revert } from '../kernel/revert.ts'
import { proRataDown } from '../kernel/uint256.ts'
import type { Amt, Btcb } from '../kernel/units.ts'
import type { Account } from '../interface/accounts.ts'
import { emit, type Step, type Economy } from '../state/economy-state.ts'
import type { Handlers } from '../state/handler.ts'
import * as bep20 from './bep20.ts'
import { burnFrom } from './erc20.ts'
import { balanceOf, totalSupply } from './token.ts'

/** The RCL's BTCB and the AMT supply that it backs. */
export interface Floor {
  readonly backing: Btcb
  readonly supply: Amt
}

/** Current state of the RCL. */
export function floorOf(economy: Economy): Floor {
  return { backing: balanceOf(economy, 'btcb', 'burnVault'), supply: totalSupply(economy, 'amt') }
}

/**
 * BTCB paid for `amount` of AMT: `floor(backing * amount / supply)`.
 *
 * @throws {NoSupply} when the supply is zero.
 * @throws {ArithmeticPanic} when the product overflows.
 */
export function redemption(backing: Btcb, supply: Amt, amount: bigint): Btcb {
  if (supply === 0n) throw new NoSupply()
  return proRataDown(backing, amount, supply)
}

/**
 * Anyone: redeems `amount` of own AMT. The vault needs an allowance over it.
 *
 * Reverts with `NoSupply`, `Panic(0x11)`, then as AMT's `burnFrom`.
 */
export function backingWithdraw(step: Step, by: Account, amount: bigint): void {
  const { state } = step
  const payout = redemption(balanceOf(state, 'btcb', 'burnVault'), totalSupply(state, 'amt'), amount)
  burnFrom(step, 'amt', 'burnVault', by, amount)
  if (payout > 0n) bep20.transfer(step, 'btcb', 'burnVault', by, payout)
  emit(step, 'burnVault', 'burnMade', [amount, payout])
}

export const BURN_VAULT: Handlers<'burnVault'> = {
  backingWithdraw: (step, { by, args }) => backingWithdraw(step, by, args.amount),
}

/** The AMT supply is zero, so a share of it is undefined. */
export class NoSupply extends Revert {
  readonly code = 'NoSupply'
}
