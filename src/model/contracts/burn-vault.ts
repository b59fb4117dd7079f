/**
 * Burn vault (RCL): burn AMT, withdraw the same share of the vault's BTCB.
 *
 * Mirrors `BurnVault.backingWithdraw`; checks run in the contract's order. The vault has no owner and no other way out.
 *
 * - Units: base units of each token (1e18), never display amounts.
 * - Rounding: down; the dust stays with those who remain, so the rate never falls by redeeming.
 */
import type { Account } from '../interface/accounts.ts'
import * as bep20 from './bep20.ts'
import { burnFrom } from './erc20.ts'
import { Revert } from '../kernel/revert.ts'
import { emit, type Step, type Economy } from '../state/economy-state.ts'
import { balanceOf, totalSupply } from './token.ts'
import { proRataDown } from '../kernel/uint256.ts'
import type { Amt, Btcb } from '../kernel/units.ts'
import type { Handlers } from '../state/handler.ts'

/** The RCL's BTCB and the AMT supply that shares it. */
export interface Floor {
  readonly backing: Btcb
  readonly supply: Amt
}

/** The RCL as it stands. */
export function floorOf(economy: Economy): Floor {
  return { backing: balanceOf(economy, 'btcb', 'burnVault'), supply: totalSupply(economy, 'amt') }
}

/** BTCB owed for `amount`: `floor(backing * amount / supply)`. */
export function redemption(backing: Btcb, supply: Amt, amount: bigint): Btcb {
  if (supply === 0n) throw new NoSupply()
  return proRataDown(backing, amount, supply)
}

/** `NoSupply`, `Panic(0x11)`, then the burn's refusals: the vault needs an allowance over the caller's AMT. */
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

/** Nobody holds AMT, so a share of anything is undefined. */
export class NoSupply extends Revert {
  readonly code = 'NoSupply'
}
