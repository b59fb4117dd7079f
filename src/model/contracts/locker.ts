/**
 * Liquidity locker: holds the project's LP shares and their liqAMT for two years.
 *
 * Mirrors `LiquidityLocker`. Meanwhile anyone can make it claim BTCB for the beneficiary.
 *
 * - Units: base units of each token (1e18), times in seconds. Nothing is divided, so nothing is rounded.
 * - Master creates the locker in `addLiquidityLocking`.
 */
import { Revert } from '../kernel/revert.ts'
import { SECONDS_PER_DAY, type Timestamp } from '../kernel/units.ts'
import type { Step } from '../state/economy-state.ts'
import type { Handlers } from '../state/handler.ts'
import type { Locker } from '../state/locker.ts'
import * as bep20 from './bep20.ts'
import * as erc20 from './erc20.ts'
import { charge as masterCharge, PROVIDERS } from './master/claims.ts'
import { NoContract } from './no-contract.ts'
import * as lpToken from './pancake/lp-token.ts'
import { balanceOf } from './token.ts'

/** Lock period: 730 days, in seconds (whitepaper: the liquidity is locked for two years). */
export const LOCK_SECONDS = (730n * SECONDS_PER_DAY) as Timestamp

/**
 * Anyone: claims a payment for the locker and sends all of its BTCB to the beneficiary. Reverts as
 * `Master.liqCharge`.
 */
export function charge(step: Step, locker: Locker, snapId: bigint): void {
  masterCharge(step, PROVIDERS, 'locker', snapId)
  const held = balanceOf(step.state, 'btcb', 'locker')
  if (held > 0n) bep20.transfer(step, 'btcb', 'locker', locker.beneficiary, held)
}

/**
 * Anyone, from the release time on: LP shares go to Master, liqAMT to the beneficiary.
 *
 * @throws {StillLocked | NothingToRelease} in that order.
 */
export function release(step: Step, locker: Locker): void {
  const { state } = step
  if (state.timestamp < locker.releaseTime) throw new StillLocked()
  const shares = balanceOf(state, 'pair', 'locker')
  const receipts = balanceOf(state, 'liqAmt', 'locker')
  if (shares === 0n && receipts === 0n) throw new NothingToRelease()
  if (shares > 0n) lpToken.transfer(step, 'pair', 'locker', 'master', shares)
  if (receipts > 0n) erc20.transfer(step, 'liqAmt', 'locker', locker.beneficiary, receipts)
}

function deployed({ state: { locker } }: Step): Locker {
  if (locker === undefined) throw new NoContract()
  return locker
}

export const LOCKER: Handlers<'locker'> = {
  charge: (step, { args }) => charge(step, deployed(step), args.snapId),
  release: (step) => release(step, deployed(step)),
}

/** The release time has not come. */
export class StillLocked extends Revert {
  readonly code = 'StillLocked'
}

/** The locker holds neither LP shares nor liqAMT. */
export class NothingToRelease extends Revert {
  readonly code = 'NothingToRelease'
}
