import * as bep20 from './bep20.ts'
import * as erc20 from './erc20.ts'
import { charge as masterCharge, PROVIDERS } from './master/claims.ts'
import * as lpToken from './pancake/lp-token.ts'
import { Revert } from '../kernel/revert.ts'
import type { Step } from '../state/economy-state.ts'
import { balanceOf } from './token.ts'
import type { Timestamp } from '../kernel/units.ts'
import type { Locker } from '../state/locker.ts'
import type { Handlers } from '../state/handler.ts'
import { NoContract } from './no-contract.ts'

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

export const LOCKER: Handlers<'locker'> = {
  charge: (step, { args }) => charge(step, deployed(step), args.snapId),
  release: (step) => release(step, deployed(step)),
}

function deployed({ state: { locker } }: Step): Locker {
  if (locker === undefined) throw new NoContract()
  return locker
}

/** The two years are not over. */
export class StillLocked extends Revert {
  readonly code = 'StillLocked'
}

/** The locker holds neither LP shares nor liqAMT. */
export class NothingToRelease extends Revert {
  readonly code = 'NothingToRelease'
}
