/**
 * Buy-back: the buy-back vault spends what it has claimed on AMT, and the deposits grow.
 *
 * Mirrors `BuyBackVault.buyBack` and `poke`. Whoever calls may be in league with whoever trades around the purchase, so the least that it
 * must bring comes from an average price over 30 minutes to a day, which a trade within a block cannot move.
 *
 * - Units: base units; the average price is UQ112.112, AMT per BTCB.
 * - Rounding: the average, what it gives and 97% of that each round down.
 */
import { INFINITE } from '../allowances.ts'
import { existingPool, cumulativePrice, Q112 } from '../pancake/pool.ts'
import { swapExactTokensForTokens } from '../pancake/router.ts'
import { ArithmeticPanic, Refusal } from '../refusal.ts'
import { emit, type Draft, type Step } from '../state.ts'
import { allowanceOf, approve } from '../token.ts'
import { mul, UINT256_MAX } from '../uint256.ts'
import type { Amt, Btcb } from '../units.ts'
import { set } from '../vector.ts'
import type { PriceRecord } from './rounds.ts'
import { harvestAll } from './vault.ts'

/** 30 minutes, in seconds. */
const MIN_WINDOW = 1_800n

/** A day, in seconds. */
const MAX_WINDOW = 86_400n

/** Anyone: `NothingToSpend`, `NoPrice`, `Panic(0x11)`, then the router's refusals. */
export function buyBack(step: Step, minAmtOut: bigint, deadline: bigint): void {
  harvestAll(step, 'buyBackVault')
  const { state } = step
  const spent = state.purchases.pendingBtcb
  if (spent === 0n) throw new NothingToSpend()
  const fair = leastFor(state, spent)
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
  const round = { lastSnapId: state.vaults.buyBackVault.harvestedTo, spent, bought: bought as Amt }
  state.purchases = {
    ...state.purchases,
    rounds: set(rounds, count, round),
    count: count + 1,
    pendingBtcb: 0n as Btcb,
  }
  emit(step, 'buyBackVault', 'boughtBack', [spent, round.bought])
}

/** Anyone: keeps the price record that a later purchase is measured by. `TooSoon`, `NoPrice`. */
export function poke(step: Step): void {
  const { state } = step
  const { newest } = state.purchases
  if (newest !== undefined && state.timestamp - newest.time < MIN_WINDOW) throw new TooSoon()
  const record = { cumulative: cumulativeNow(state), time: state.timestamp }
  state.purchases = { ...state.purchases, newest: record, older: newest }
}

/** The least AMT for `spent`: 97% of what the average price gives. */
function leastFor(state: Draft, spent: Btcb): bigint {
  const since = recordToMeasureFrom(state)
  const growth = (cumulativeNow(state) - since.cumulative) & UINT256_MAX
  const average = growth / (state.timestamp - since.time)
  const worth = (average * spent) / Q112
  if (worth > UINT256_MAX) throw new ArithmeticPanic()
  return mul(worth, 97n) / 100n
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

/** No claimed BTCB is unspent. */
export class NothingToSpend extends Refusal {
  readonly code = 'NothingToSpend'
}

/** No price record is 30 minutes to a day old, or the pool is empty. */
export class NoPrice extends Refusal {
  readonly code = 'NoPrice'
}

/** The newest price record is younger than 30 minutes. */
export class TooSoon extends Refusal {
  readonly code = 'TooSoon'
}
