/**
 * Buy-back: the buy-back vault spends claimed BTCB on AMT and credits the AMT to the deposits.
 *
 * Mirrors `BuyBackVault.buyBack` and `poke`. The caller may collude with a sandwicher. Two bounds prevent a
 * profitable sandwich. The minimum output follows a time-weighted average price over 30 minutes to a day,
 * which a trade within a block cannot move. A purchase is so small a part of the pool that two swap fees
 * exceed its price impact. Unspent BTCB waits for the next purchase, at least 30 minutes later.
 *
 * - Units: base units (1e18), times in seconds; the average price is AMT per BTCB in UQ112.112.
 * - Rounding: the average price, the output at that price, 97% of it and the part of the pool each round
 *   down.
 * - Not modelled: the reentrancy guard and the constructor's checks.
 */
import { INFINITE } from '../../kernel/allowances.ts'
import { Revert } from '../../kernel/revert.ts'
import { UINT256_MAX } from '../../kernel/uint256.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import { set } from '../../kernel/vector.ts'
import { emit, type Draft, type Step } from '../../state/economy-state.ts'
import type { Handlers } from '../../state/handler.ts'
import type { PriceRecord } from '../../state/purchases.ts'
import { cumulativePrice, existingPool, isTradedNow, Q112, reservesOf } from '../pancake/pool.ts'
import { swapExactTokensForTokens } from '../pancake/router.ts'
import { allowanceOf, approve } from '../token.ts'
import { harvestAll, vaultHandlers } from './vault.ts'

/** Minimum age of a price record and minimum time between purchases: 30 minutes, in seconds. */
export const MIN_WINDOW = 1_800n

/** Maximum age of a price record: one day, in seconds. */
export const MAX_WINDOW = 86_400n

/**
 * A purchase spends at most 1/400 of the pool's BTCB. Its price impact, 2/400, is below the cost of two swaps
 * at 0.25% each.
 */
export const LARGEST_PART = 400n

/** A purchase must bring at least this share of what the average price gives, in percent. */
export const MIN_OUT_PERCENT = 97n

/**
 * Anyone: buys AMT for at least `minAmtOut` and at least 97% of the average price.
 *
 * Reverts with `TooSoon`, as Master's claims, with `NothingToSpend`, `NoPrice`, `PoolTooSmall`, then as the
 * router's swap.
 */
export function buyBack(step: Step, minAmtOut: bigint, deadline: bigint): void {
  const { boughtAt } = step.state.purchases
  if (boughtAt !== undefined && step.state.timestamp - boughtAt < MIN_WINDOW) throw new TooSoon()
  harvestAll(step, 'buyBackVault')
  const { state } = step
  const pending = state.purchases.pendingBtcb
  if (pending === 0n) throw new NothingToSpend()
  const since = recordToMeasureFrom(state)
  const most = mostToSpend(state, since)
  if (most === 0n) throw new PoolTooSmall()
  const spent = most < pending ? most : pending
  const fair = leastFor(state, since, spent)
  if (allowanceOf(state, 'btcb', 'buyBackVault', 'router') < spent)
    approve(step, 'btcb', 'buyBackVault', 'router', INFINITE)
  const [, bought] = swapExactTokensForTokens(step, 'buyBackVault', {
    amountA: spent,
    limit: fair > minAmtOut ? fair : minAmtOut,
    path: ['btcb', 'amt'],
    to: 'buyBackVault',
    deadline,
  })
  const { rounds, count } = state.purchases
  const left = (pending - spent) as Btcb
  const round = { lastSnapId: state.vaults.buyBackVault.harvestedTo, spent, bought: bought as Amt, left }
  state.purchases = {
    ...state.purchases,
    rounds: set(rounds, count, round),
    count: count + 1,
    pendingBtcb: left,
    boughtAt: state.timestamp,
  }
  emit(step, 'buyBackVault', 'boughtBack', [spent, round.bought])
}

/**
 * Anyone: stores a price record, from which later purchases compute the average price.
 *
 * @throws {TooSoon | NoPrice} in that order.
 */
export function poke(step: Step): void {
  const { state } = step
  const { newest } = state.purchases
  if (newest !== undefined && state.timestamp - newest.time < MIN_WINDOW) throw new TooSoon()
  const cumulative = cumulativeNow(state)
  const record = { cumulative, reserve: reserveToRecord(state), time: state.timestamp }
  state.purchases = { ...state.purchases, newest: record, older: newest }
}

/**
 * Maximum spend of a purchase. Uses the lower of the reserves now and at the record, so momentary liquidity
 * does not raise it.
 */
function mostToSpend(state: Draft, since: PriceRecord): Btcb {
  const now = btcbInPool(state)
  return ((now < since.reserve ? now : since.reserve) / LARGEST_PART) as Btcb
}

/** Reserve to store in a record. After an update within the same second, capped by the previous record. */
function reserveToRecord(state: Draft): Btcb {
  const now = btcbInPool(state)
  const { newest } = state.purchases
  const traded = isTradedNow(existingPool(state, 'pair'), state.timestamp)
  return traded && newest !== undefined && newest.reserve < now ? newest.reserve : now
}

function btcbInPool(state: Draft): Btcb {
  return reservesOf(existingPool(state, 'pair'), 'btcb')[0] as Btcb
}

/**
 * Minimum AMT for `spent`: 97% of the output at the average price. Prices are below 2^224 and reserves below
 * 2^112: no overflow.
 */
function leastFor(state: Draft, since: PriceRecord, spent: Btcb): bigint {
  const growth = (cumulativeNow(state) - since.cumulative) & UINT256_MAX
  const average = growth / (state.timestamp - since.time)
  return (((average * spent) / Q112) * MIN_OUT_PERCENT) / 100n
}

/**
 * The newest record at least {@link MIN_WINDOW} old.
 *
 * @throws {NoPrice} when there is none or it is older than {@link MAX_WINDOW}.
 */
function recordToMeasureFrom({ purchases: { newest, older }, timestamp }: Draft): PriceRecord {
  const ages = [newest, older].filter(
    (record) => record !== undefined && timestamp - record.time >= MIN_WINDOW,
  )
  const [record] = ages
  if (record === undefined || timestamp - record.time > MAX_WINDOW) throw new NoPrice()
  return record
}

/**
 * Cumulative price of BTCB in AMT up to now.
 *
 * @throws {NoPrice} when a reserve is zero.
 */
function cumulativeNow(state: Draft): bigint {
  const pool = existingPool(state, 'pair')
  if (pool.reserve0 === 0n || pool.reserve1 === 0n) throw new NoPrice()
  return cumulativePrice(pool, 'btcb', state.timestamp)
}

export const BUY_BACK_VAULT: Handlers<'buyBackVault'> = {
  ...vaultHandlers('buyBackVault'),
  buyBack: (step, { args }) => buyBack(step, args.minAmtOut, args.deadline),
  poke: (step) => poke(step),
}

/** No claimed BTCB is pending. */
export class NothingToSpend extends Revert {
  readonly code = 'NothingToSpend'
}

/** No price record is between 30 minutes and one day old, or the pool is empty. */
export class NoPrice extends Revert {
  readonly code = 'NoPrice'
}

/** 1/400 of the pool's BTCB is less than one base unit. */
export class PoolTooSmall extends Revert {
  readonly code = 'PoolTooSmall'
}

/** The newest price record or the last purchase is less than 30 minutes old. */
export class TooSoon extends Revert {
  readonly code = 'TooSoon'
}
