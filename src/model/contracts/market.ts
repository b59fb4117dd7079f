/**
 * Market: trades AMT against USDT at a fixed price, in both directions.
 *
 * Mirrors `Market`. The inventory is the Market's own balances. Buyers' USDT and sellers' AMT go to the admin
 * wallet.
 *
 * - Units: the rate is whole USDT per 100 AMT, the fee is per mille, amounts are in base units (1e18).
 * - Rounding: down, against the trader, so no round trip is profitable.
 * - Not modelled: the reentrancy guard and the constructor's checks.
 */
import { Revert } from '../kernel/revert.ts'
import { mul } from '../kernel/uint256.ts'
import type { Amt, Usdt } from '../kernel/units.ts'
import type { Account } from '../interface/accounts.ts'
import { emit, type Step } from '../state/economy-state.ts'
import type { Handlers } from '../state/handler.ts'
import type { Market } from '../state/market.ts'
import * as bep20 from './bep20.ts'
import * as erc20 from './erc20.ts'
import { charge as masterCharge, HOLDERS } from './master/claims.ts'
import { onlyOwner, renounceOwnership, transferOwnership } from './ownable.ts'
import { balanceOf } from './token.ts'

/** The rate is the price of this number of AMT. */
export const LOT = 100n

/** The fee is counted in thousandths. */
export const PER_MILLE = 1000n

/** The part of the Market's state that determines prices. */
export type Terms = Pick<Market, 'rate' | 'fee'>

/** Upper bound of the rate. Below it neither direction overflows for any amount of AMT up to the cap. */
export const HIGHEST_RATE = (1n << 128n) - 1n

/**
 * AMT bought for `usdt`: `floor(100 * usdt / rate)`.
 *
 * @throws {ArithmeticPanic} on overflow.
 */
export function amtForDown(market: Terms, usdt: bigint): Amt {
  return (mul(LOT, usdt) / market.rate) as Amt
}

/**
 * USDT paid for `amt`: `floor(floor(amt * rate / 100) * (1000 - fee) / 1000)`.
 *
 * @throws {ArithmeticPanic} on overflow.
 */
export function usdtForDown(market: Terms, amt: bigint): Usdt {
  return (mul(mul(amt, market.rate) / LOT, PER_MILLE - market.fee) / PER_MILLE) as Usdt
}

/**
 * Anyone. Reverts with `Panic(0x11)`, `NothingBought`, `InsufficientInventory`, then as USDT's
 * `transferFrom`.
 */
export function buy(step: Step, by: Account, usdt: bigint): void {
  const { market } = step.state
  const bought = amtForDown(market, usdt)
  if (bought === 0n) throw new NothingBought()
  if (bought > balanceOf(step.state, 'amt', 'market')) throw new InsufficientInventory()
  bep20.transferFrom(step, 'usdt', 'market', by, market.adminWallet, usdt)
  erc20.transfer(step, 'amt', 'market', by, bought)
  emit(step, 'market', 'amtBought', [usdt, bought])
}

/** Anyone. Reverts with `Panic(0x11)`, `NothingPaid`, `InsufficientUsdt`, then as AMT's `transferFrom`. */
export function sell(step: Step, by: Account, amt: bigint): void {
  const { market } = step.state
  const paid = usdtForDown(market, amt)
  if (paid === 0n) throw new NothingPaid()
  if (paid > balanceOf(step.state, 'usdt', 'market')) throw new InsufficientUsdt()
  erc20.transferFrom(step, 'amt', 'market', by, market.adminWallet, amt)
  bep20.transfer(step, 'usdt', 'market', by, paid)
  emit(step, 'market', 'userSold', [paid, amt])
}

/**
 * Owner only.
 *
 * @throws {NotOwner | RateOutOfRange} in that order.
 */
export function setRate(step: Step, by: Account, rate: bigint): void {
  const { market } = step.state
  onlyOwner(market.owner, by)
  if (rate < 1n || rate > HIGHEST_RATE) throw new RateOutOfRange()
  step.state.market = { ...market, rate }
}

/**
 * Owner only.
 *
 * @throws {NotOwner | FeeTooHigh} in that order.
 */
export function setFee(step: Step, by: Account, fee: bigint): void {
  const { market } = step.state
  onlyOwner(market.owner, by)
  if (fee >= PER_MILLE) throw new FeeTooHigh()
  step.state.market = { ...market, fee }
}

/**
 * Owner only: claims a payment for the unsold AMT and withdraws all of the Market's BTCB.
 *
 * Reverts with `NotOwner`, then as `Master.charge`.
 */
export function charge(step: Step, by: Account, snapId: bigint): void {
  onlyOwner(step.state.market.owner, by)
  masterCharge(step, HOLDERS, 'market', snapId)
  const held = balanceOf(step.state, 'btcb', 'market')
  if (held > 0n) bep20.transfer(step, 'btcb', 'market', by, held)
}

/**
 * Owner only: withdraws all AMT and USDT.
 *
 * @throws {NotOwner}
 */
export function withdrawAll(step: Step, by: Account): void {
  onlyOwner(step.state.market.owner, by)
  const unsold = balanceOf(step.state, 'amt', 'market')
  const cash = balanceOf(step.state, 'usdt', 'market')
  if (unsold > 0n) erc20.transfer(step, 'amt', 'market', by, unsold)
  if (cash > 0n) bep20.transfer(step, 'usdt', 'market', by, cash)
}

/** Reverts as `transferOwnership` of `ownable.ts`. */
export function transferMarketOwnership(step: Step, by: Account, to: Account): void {
  const { market } = step.state
  step.state.market = { ...market, owner: transferOwnership(step, 'market', market.owner, by, to) }
}

/** Reverts as `renounceOwnership` of `ownable.ts`. */
export function renounceMarketOwnership(step: Step, by: Account): void {
  const { market } = step.state
  step.state.market = { ...market, owner: renounceOwnership(step, 'market', market.owner, by) }
}

export const MARKET: Handlers<'market'> = {
  transferOwnership: (step, { by, args }) => transferMarketOwnership(step, by, args.to),
  renounceOwnership: (step, { by }) => renounceMarketOwnership(step, by),
  buy: (step, { by, args }) => buy(step, by, args.amountUsdt),
  sell: (step, { by, args }) => sell(step, by, args.amountAmt),
  setRate: (step, { by, args }) => setRate(step, by, args.usdPer100Amt),
  setFee: (step, { by, args }) => setFee(step, by, args.fee),
  charge: (step, { by, args }) => charge(step, by, args.snapId),
  withdrawAll: (step, { by }) => withdrawAll(step, by),
}

/** The rate is zero or above 2^128 - 1. */
export class RateOutOfRange extends Revert {
  readonly code = 'RateOutOfRange'
}

/** The fee is 1000 per mille or more. */
export class FeeTooHigh extends Revert {
  readonly code = 'FeeTooHigh'
}

/** The payment buys less than one base unit. */
export class NothingBought extends Revert {
  readonly code = 'NothingBought'
}

/** The Market holds less AMT than the purchase needs. */
export class InsufficientInventory extends Revert {
  readonly code = 'InsufficientInventory'
}

/** The sale pays less than one base unit. */
export class NothingPaid extends Revert {
  readonly code = 'NothingPaid'
}

/** The Market holds less USDT than the sale pays. */
export class InsufficientUsdt extends Revert {
  readonly code = 'InsufficientUsdt'
}
