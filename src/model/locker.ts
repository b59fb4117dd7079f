/**
 * Liquidity locker: holds the project's LP shares and liqAMT for two years.
 *
 * Mirrors the contract that Master creates in `addLiquidityLocking`. Its claims go to the beneficiary at once; at the end the LP shares
 * go back to Master, where they cover the liqAMT that goes to the beneficiary.
 */
import type { Account } from './accounts.ts'
import * as bep20 from './bep20.ts'
import * as erc20 from './erc20.ts'
import { charge as masterCharge, PROVIDERS } from './master/claims.ts'
import * as lpToken from './pancake/lp-token.ts'
import { Refusal } from './refusal.ts'
import type { Step } from './state.ts'
import { balanceOf } from './token.ts'
import type { Timestamp } from './units.ts'

export interface Locker {
  readonly beneficiary: Account
  readonly releaseTime: Timestamp
}

/** 730 days, in seconds (whitepaper: the liquidity is locked for two years). */
export const LOCK_SECONDS = (730n * 86_400n) as Timestamp

/** Anyone: claims for the locker, and passes on all BTCB that it holds. Refuses as Master's `liqCharge`. */
export function charge(step: Step, locker: Locker, snapId: bigint): void {
  masterCharge(step, PROVIDERS, 'locker', snapId)
  const held = balanceOf(step.state, 'btcb', 'locker')
  if (held > 0n) bep20.transfer(step, 'btcb', 'locker', locker.beneficiary, held)
}

/** Anyone, once the time has come. */
export function release(step: Step, locker: Locker): void {
  const { state } = step
  if (state.timestamp < locker.releaseTime) throw new StillLocked()
  const shares = balanceOf(state, 'pair', 'locker')
  const receipts = balanceOf(state, 'liqAmt', 'locker')
  if (shares === 0n && receipts === 0n) throw new NothingToRelease()
  if (shares > 0n) lpToken.transfer(step, 'pair', 'locker', 'master', shares)
  if (receipts > 0n) erc20.transfer(step, 'liqAmt', 'locker', locker.beneficiary, receipts)
}

/** The two years are not over. */
export class StillLocked extends Refusal {
  readonly code = 'StillLocked'
}

/** The locker holds neither LP shares nor liqAMT. */
export class NothingToRelease extends Refusal {
  readonly code = 'NothingToRelease'
}
