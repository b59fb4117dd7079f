/**
 * Payment: splits the machines' income ("rent") between the RCL, the holders and the liquidity providers.
 *
 * Mirrors `Master.payRent`. One transaction takes both snapshots and the BTCB, so no transfer can come in
 * between.
 *
 * - Units: base units of BTCB (1e18); the RCL's share in whole percent.
 * - Rounding: the RCL's and the providers' parts round down; the holders receive the remainder.
 * - Not modelled: the reentrancy guard.
 */
import { Revert } from '../../kernel/revert.ts'
import { mul, proRataDown } from '../../kernel/uint256.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import { set } from '../../kernel/vector.ts'
import type { Account } from '../../interface/accounts.ts'
import { emit, type Step } from '../../state/economy-state.ts'
import type { Claims } from '../../state/master.ts'
import * as bep20 from '../bep20.ts'
import { NoSupply } from '../burn-vault.ts'
import { snapshot } from '../erc20.ts'
import { balanceOf, totalSupply } from '../token.ts'
import { keepDeposits } from '../vaults/deposits.ts'

/** The three parts of a payment. */
export interface Split {
  readonly toVault: Btcb
  readonly toHolders: Btcb
  readonly toProviders: Btcb
}

/** A payment must be above this, in base units of BTCB (whitepaper: "amountBtcb > 100"). */
export const PAYMENT_FLOOR = 100n

/**
 * Splits a payment `A`: `toVault = floor(A * vaultPercent / 100)`, `N = A - toVault`,
 * `toProviders = floor(N * inPool / supply)`, `toHolders = N - toProviders`.
 *
 * @throws {ArithmeticPanic} when a product overflows.
 */
export function split(amount: Btcb, vaultPercent: bigint, inPool: Amt, supply: Amt): Split {
  const toVault = vaultShare(amount, vaultPercent)
  const rest = (amount - toVault) as Btcb
  const toProviders = proRataDown(rest, inPool, supply)
  return { toVault, toHolders: (rest - toProviders) as Btcb, toProviders }
}

/**
 * Payer wallet only: pays `amount` of BTCB, `vaultPercent` of it to the RCL.
 *
 * Reverts with `NotPayer`, `PaymentTooSmall`, `ShareOutOfRange`, `NoSupply`, `Panic(0x11)`,
 * `SnapshotsOutOfStep`, then as BTCB's `transferFrom`.
 */
export function payRent(step: Step, by: Account, amount: bigint, vaultPercent: bigint): void {
  const { state } = step
  if (by !== state.master.payerWallet) throw new NotPayer()
  if (amount <= PAYMENT_FLOOR) throw new PaymentTooSmall()
  if (vaultPercent > 100n) throw new ShareOutOfRange()
  const supply = totalSupply(state, 'amt')
  if (supply === 0n) throw new NoSupply()
  vaultShare(amount as Btcb, vaultPercent)
  const id = snapshot(step, 'amt', 'master')
  if (snapshot(step, 'liqAmt', 'master') !== id) throw new SnapshotsOutOfStep()
  const parts = split(amount as Btcb, vaultPercent, balanceOf(state, 'amt', 'pair'), supply)
  const { owner, payerWallet, liqLocked, holders, providers } = state.master
  state.master = {
    owner,
    payerWallet,
    liqLocked,
    holders: withPot(holders, id, parts.toHolders),
    providers: withPot(providers, id, parts.toProviders),
  }
  state.vaults = keepDeposits(state.vaults, id)
  const toMaster = parts.toHolders + parts.toProviders
  if (parts.toVault > 0n) bep20.transferFrom(step, 'btcb', 'master', by, 'burnVault', parts.toVault)
  if (toMaster > 0n) bep20.transferFrom(step, 'btcb', 'master', by, 'master', toMaster)
  emit(step, 'master', 'rentPaid', [amount, parts.toVault])
}

function vaultShare(amount: Btcb, percent: bigint): Btcb {
  return (mul(amount, percent) / 100n) as Btcb
}

function withPot(claims: Claims, id: bigint, pot: Btcb): Claims {
  const payment = { pot, claimedUnits: 0n, paid: 0n as Btcb }
  return { payments: set(claims.payments, Number(id), payment), made: claims.made }
}

/** The caller is not the payer wallet. */
export class NotPayer extends Revert {
  readonly code = 'NotPayer'
}

/** The payment is 100 base units or less. */
export class PaymentTooSmall extends Revert {
  readonly code = 'PaymentTooSmall'
}

/** The RCL's share is above 100%. */
export class ShareOutOfRange extends Revert {
  readonly code = 'ShareOutOfRange'
}

/** AMT's and liqAMT's snapshot ids differ. */
export class SnapshotsOutOfStep extends Revert {
  readonly code = 'SnapshotsOutOfStep'
}
