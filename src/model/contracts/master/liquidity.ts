/**
 * Liquidity: Master adds liquidity to PancakeSwap for callers, keeps the LP shares and mints liqAMT for them.
 *
 * Mirrors `Master.addLiquidity`, `addLiquidityLocking` and `removeLiquidity`.
 *
 * - Units: base units of each token (1e18).
 * - Rounding: minimums are `floor(amount * 98 / 100)`. Unused tokens are refunded.
 * - Not modelled: the reentrancy guard.
 */
import { Revert } from '../../kernel/revert.ts'
import { add, mul, proRataDown } from '../../kernel/uint256.ts'
import type { Account } from '../../interface/accounts.ts'
import { emit, type Step } from '../../state/economy-state.ts'
import * as bep20 from '../bep20.ts'
import * as erc20 from '../erc20.ts'
import { mint as mintLiqAmt } from '../liq-amt.ts'
import { LOCK_SECONDS } from '../locker.ts'
import { onlyOwner } from '../ownable.ts'
import { feeShares } from '../pancake/pair.ts'
import { existingPool, reservesOf } from '../pancake/pool.ts'
import * as router from '../pancake/router.ts'
import { totalSupply } from '../token.ts'

/**
 * Anyone: Master keeps the LP shares, the caller receives liqAMT. Reverts as the tokens, then as the router.
 */
export function addLiquidity(step: Step, by: Account, amountAmt: bigint, amountBtcb: bigint): void {
  pull(step, by, amountAmt, amountBtcb)
  const [usedAmt, usedBtcb] = provide(step, by, amountAmt, amountBtcb, 'master', by)
  emit(step, 'master', 'liqAdded', [usedAmt, usedBtcb, by])
}

/**
 * Owner only, once: LP shares and liqAMT go to a new locker for two years.
 *
 * Reverts with `NotOwner`, `AlreadyLocked`, then as {@link addLiquidity}.
 */
export function addLiquidityLocking(step: Step, by: Account, amountAmt: bigint, amountBtcb: bigint): void {
  const { state } = step
  onlyOwner(state.master.owner, by)
  if (state.master.liqLocked) throw new AlreadyLocked()
  pull(step, by, amountAmt, amountBtcb)
  state.master = { ...state.master, liqLocked: true }
  state.locker = { beneficiary: by, releaseTime: add(state.timestamp, LOCK_SECONDS) }
  const [usedAmt, usedBtcb] = provide(step, by, amountAmt, amountBtcb, 'locker', 'locker')
  emit(step, 'master', 'liqLockingAdded', [usedAmt, usedBtcb, by])
}

/**
 * Anyone: burns own liqAMT, over which Master needs an allowance, and withdraws its liquidity.
 *
 * Reverts as liqAMT's `burnFrom`, then with `NoLiquidity`, then as the router.
 */
export function removeLiquidity(step: Step, by: Account, amount: bigint): void {
  const { state } = step
  erc20.burnFrom(step, 'liqAmt', 'master', by, amount)
  // The pair mints its protocol fee before it pays. Minimums computed without that fee would revert once the
  // unminted fee exceeds 2%.
  const shares = add(totalSupply(state, 'pair'), feeShares(state, 'pair'))
  if (shares === 0n) throw new NoLiquidity()
  const [reserveAmt, reserveBtcb] = reservesOf(existingPool(state, 'pair'), 'amt')
  const owedAmt = proRataDown(reserveAmt, amount, shares)
  const owedBtcb = proRataDown(reserveBtcb, amount, shares)
  const [amountAmt, amountBtcb] = router.removeLiquidity(step, 'master', {
    tokenA: 'amt',
    tokenB: 'btcb',
    liquidity: amount,
    amountAMin: minimum(owedAmt),
    amountBMin: minimum(owedBtcb),
    to: by,
    deadline: state.timestamp,
  })
  emit(step, 'master', 'liqRemoved', [amountAmt, amountBtcb, by])
}

/** Transfers the caller's AMT and BTCB to Master. */
function pull(step: Step, by: Account, amountAmt: bigint, amountBtcb: bigint): void {
  erc20.transferFrom(step, 'amt', 'master', by, 'master', amountAmt)
  bep20.transferFrom(step, 'btcb', 'master', by, 'master', amountBtcb)
}

/** Adds the liquidity, mints the liqAMT and refunds unused tokens to the caller. */
function provide(
  step: Step,
  by: Account,
  amountAmt: bigint,
  amountBtcb: bigint,
  sharesTo: Account,
  receiptTo: Account,
): readonly [usedAmt: bigint, usedBtcb: bigint] {
  const [usedAmt, usedBtcb, shares] = router.addLiquidity(step, 'master', {
    tokenA: 'amt',
    tokenB: 'btcb',
    amountADesired: amountAmt,
    amountBDesired: amountBtcb,
    amountAMin: minimum(amountAmt),
    amountBMin: minimum(amountBtcb),
    to: sharesTo,
    deadline: step.state.timestamp,
  })
  mintLiqAmt(step, 'master', receiptTo, shares)
  if (amountAmt > usedAmt) erc20.transfer(step, 'amt', 'master', by, amountAmt - usedAmt)
  if (amountBtcb > usedBtcb) bep20.transfer(step, 'btcb', 'master', by, amountBtcb - usedBtcb)
  return [usedAmt, usedBtcb]
}

/** 98% of an amount, rounded down. */
function minimum(amount: bigint): bigint {
  return mul(amount, 98n) / 100n
}

/** The project's liquidity is already locked. */
export class AlreadyLocked extends Revert {
  readonly code = 'AlreadyLocked'
}

/** The pair has no LP shares, so a share of its reserves is undefined. */
export class NoLiquidity extends Revert {
  readonly code = 'NoLiquidity'
}
