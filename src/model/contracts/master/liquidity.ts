/**
 * Liquidity: Master provides liquidity to PancakeSwap for others, and gives them liqAMT for the LP shares that it keeps.
 *
 * Mirrors `Master.addLiquidity`, `addLiquidityLocking` and `removeLiquidity`.
 *
 * - Units: base units of each token.
 * - Rounding: minimums are `floor(amount * 98 / 100)`; what the router does not use is refunded.
 */
import type { Account } from '../../interface/accounts.ts'
import * as bep20 from '../bep20.ts'
import * as erc20 from '../erc20.ts'
import { LOCK_SECONDS } from '../locker.ts'
import { mint as mintLiqAmt } from '../liq-amt.ts'
import { onlyOwner } from '../ownable.ts'
import { feeShares } from '../pancake/pair.ts'
import { existingPool, reservesOf } from '../pancake/pool.ts'
import * as router from '../pancake/router.ts'
import { Revert } from '../../kernel/revert.ts'
import { emit, type Step } from '../../state/economy-state.ts'
import { totalSupply } from '../token.ts'
import { add, mul, proRataDown } from '../../kernel/uint256.ts'

/** Anyone: the shares stay with Master, the caller gets liqAMT. */
export function addLiquidity(step: Step, by: Account, amountAmt: bigint, amountBtcb: bigint): void {
  pull(step, by, amountAmt, amountBtcb)
  const [usedAmt, usedBtcb] = provide(step, by, amountAmt, amountBtcb, 'master', by)
  emit(step, 'master', 'liqAdded', [usedAmt, usedBtcb, by])
}

/** The owner, once: shares and liqAMT go to a locker for two years. `NotOwner`, `AlreadyLocked`. */
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

/** Anyone with liqAMT, which Master must be allowed to burn. The burn's refusals, `NoLiquidity`, the router's. */
export function removeLiquidity(step: Step, by: Account, amount: bigint): void {
  const { state } = step
  erc20.burnFrom(step, 'liqAmt', 'master', by, amount)
  // The pair mints its protocol fee before it pays out; measured without it, a long-unclaimed fee would fail the minimums.
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

function pull(step: Step, by: Account, amountAmt: bigint, amountBtcb: bigint): void {
  erc20.transferFrom(step, 'amt', 'master', by, 'master', amountAmt)
  bep20.transferFrom(step, 'btcb', 'master', by, 'master', amountBtcb)
}

/** Adds what was pulled, mints the receipt, refunds the rest to the caller. */
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

/** The project's liquidity is locked once. */
export class AlreadyLocked extends Revert {
  readonly code = 'AlreadyLocked'
}

/** The pair has no LP shares, so a share of it is undefined. */
export class NoLiquidity extends Revert {
  readonly code = 'NoLiquidity'
}
