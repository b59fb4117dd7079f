/**
 * Buy-back: the buy-back vault spends what it has claimed on AMT, and the deposits grow.
 *
 * Mirrors `BuyBackVault.buyBack` and `poke`. Whoever calls may be in league with whoever trades around the purchase. So the least that it
 * must bring comes from an average price over 30 minutes to a day, which a trade within a block cannot move; and it is so small a part of
 * the pool that the swaps around it cost more than its push on the price gives. What it leaves waits for the next, half an hour later.
 *
 * - Units: base units; the average price is UQ112.112, AMT per BTCB.
 * - Rounding: the average, what it gives, 97% of that and the part of the pool each round down.
 */
import { INFINITE } from '../../kernel/allowances.ts'
import { cumulativePrice, existingPool, isTradedNow, Q112, reservesOf } from '../pancake/pool.ts'
import { swapExactTokensForTokens } from '../pancake/router.ts'
import { Revert } from '../../kernel/revert.ts'
import { emit, type Draft, type Step } from '../../state/economy-state.ts'
import { allowanceOf, approve } from '../token.ts'
import { UINT256_MAX } from '../../kernel/uint256.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import { set } from '../../kernel/vector.ts'
import type { PriceRecord } from '../../state/purchases.ts'
import { harvestAll, vaultHandlers } from './vault.ts'
import type { Handlers } from '../../state/handler.ts'

/** 30 minutes, in seconds. */
export const MIN_WINDOW = 1_800n

/** A day, in seconds. */
export const MAX_WINDOW = 86_400n

/** A purchase spends at most this part of the pool's BTCB: its push on the price, twice that, does not pay for two fees of 0.25%. */
export const LARGEST_PART = 400n

/** A purchase must bring at least this share of what the average price gives, in percent. */
export const MIN_OUT_PERCENT = 97n

/** Anyone: `TooSoon`, the claims' refusals, `NothingToSpend`, `NoPrice`, `PoolTooSmall`, then the router's refusals. */
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

/** Anyone: keeps the price record that a later purchase is measured by. `TooSoon`, `NoPrice`. */
export function poke(step: Step): void {
  const { state } = step
  const { newest } = state.purchases
  if (newest !== undefined && state.timestamp - newest.time < MIN_WINDOW) throw new TooSoon()
  const cumulative = cumulativeNow(state)
  const record = { cumulative, reserve: reserveToRecord(state), time: state.timestamp }
  state.purchases = { ...state.purchases, newest: record, older: newest }
}

/** What the pool has and had at the record, whichever is less, bounds a purchase: a pool that grew for a moment does not. */
function mostToSpend(state: Draft, since: PriceRecord): Btcb {
  const now = btcbInPool(state)
  return ((now < since.reserve ? now : since.reserve) / LARGEST_PART) as Btcb
}

/** What may have come within this second counts only as far as the record before has it. */
function reserveToRecord(state: Draft): Btcb {
  const now = btcbInPool(state)
  const { newest } = state.purchases
  const traded = isTradedNow(existingPool(state, 'pair'), state.timestamp)
  return traded && newest !== undefined && newest.reserve < now ? newest.reserve : now
}

function btcbInPool(state: Draft): Btcb {
  return reservesOf(existingPool(state, 'pair'), 'btcb')[0] as Btcb
}

/** The least AMT for `spent`: 97% of what the average price gives. Prices are below 2^224, reserves below 2^112: nothing overflows. */
function leastFor(state: Draft, since: PriceRecord, spent: Btcb): bigint {
  const growth = (cumulativeNow(state) - since.cumulative) & UINT256_MAX
  const average = growth / (state.timestamp - since.time)
  return (((average * spent) / Q112) * MIN_OUT_PERCENT) / 100n
}

/** The newest record that is old enough, unless it is too old. */
function recordToMeasureFrom({ purchases: { newest, older }, timestamp }: Draft): PriceRecord {
  const ages = [newest, older].filter(
    (record) => record !== undefined && timestamp - record.time >= MIN_WINDOW,
  )
  const [record] = ages
  if (record === undefined || timestamp - record.time > MAX_WINDOW) throw new NoPrice()
  return record
}

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

/** No claimed BTCB is unspent. */
export class NothingToSpend extends Revert {
  readonly code = 'NothingToSpend'
}

/** No price record is 30 minutes to a day old, or the pool is empty. */
export class NoPrice extends Revert {
  readonly code = 'NoPrice'
}

/** A 400th of the pool's BTCB is less than one base unit. */
export class PoolTooSmall extends Revert {
  readonly code = 'PoolTooSmall'
}

/** The newest price record, or the last purchase, is younger than 30 minutes. */
export class TooSoon extends Revert {
  readonly code = 'TooSoon'
}
