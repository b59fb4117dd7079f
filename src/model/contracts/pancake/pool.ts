/**
 * Pool: what a pair remembers of its two tokens.
 *
 * Mirrors the storage of `UniswapV2Pair` and its `_update`. Reserves are uint112; the time of the last update is uint32 and the price
 * accumulators (UQ112.112 × seconds) are uint256, both of which wrap around by design.
 */
import type { Pair, Token } from '../../interface/accounts.ts'
import { Revert } from '../../kernel/revert.ts'
import { emit, type Draft, type Economy, type Step } from '../../state/economy-state.ts'
import { UINT112_MAX, UINT256_MAX } from '../../kernel/uint256.ts'
import { NoReason } from './ds-math.ts'
import type { Pool } from '../../state/pool.ts'

/** One as a UQ112.112 number. */
export const Q112 = 1n << 112n
const UINT32_MASK = (1n << 32n) - 1n

/**
 * The pool of a pair.
 *
 * @throws {NoReason} if the pair was not created: a contract that calls an address without code fails like that.
 */
export function existingPool(state: Economy | Draft, pair: Pair | undefined): Pool {
  const pool = pair === undefined ? undefined : state.pools[pair]
  if (pool === undefined) throw new NoReason()
  return pool
}

/** The reserves, `first`'s before the other's. */
export function reservesOf(pool: Pool, first: Token): readonly [bigint, bigint] {
  return first === pool.token0 ? [pool.reserve0, pool.reserve1] : [pool.reserve1, pool.reserve0]
}

/** Makes balances the reserves, and adds the old price for the seconds that it stood. */
export function update(step: Step, pair: Pair, pool: Pool, balance0: bigint, balance1: bigint): Pool {
  if (balance0 > UINT112_MAX || balance1 > UINT112_MAX) throw new PairOverflow()
  const updatedAt = step.state.timestamp & UINT32_MASK
  const elapsed = (updatedAt - pool.updatedAt) & UINT32_MASK
  const priced = elapsed > 0n && pool.reserve0 > 0n && pool.reserve1 > 0n
  const next: Pool = {
    token0: pool.token0,
    token1: pool.token1,
    reserve0: balance0,
    reserve1: balance1,
    updatedAt,
    price0Cumulative: priced
      ? accumulated(pool.price0Cumulative, pool.reserve1, pool.reserve0, elapsed)
      : pool.price0Cumulative,
    price1Cumulative: priced
      ? accumulated(pool.price1Cumulative, pool.reserve0, pool.reserve1, elapsed)
      : pool.price1Cumulative,
    kLast: pool.kLast,
  }
  step.state.pools[pair] = next
  emit(step, pair, 'Sync', [balance0, balance1])
  return next
}

/** The price of `of` in the other token, cumulated until `now`: the accumulator, and the time since the last update. Both reserves are above 0. */
export function cumulativePrice(pool: Pool, of: Token, now: bigint): bigint {
  const [reserve, other] = reservesOf(pool, of)
  const sum = of === pool.token0 ? pool.price0Cumulative : pool.price1Cumulative
  return accumulated(sum, other, reserve, (now - pool.updatedAt) & UINT32_MASK)
}

/** Whether it was last updated within the same second. */
export function isTradedNow(pool: Pool, now: bigint): boolean {
  return pool.updatedAt === (now & UINT32_MASK)
}

function accumulated(sum: bigint, numerator: bigint, denominator: bigint, seconds: bigint): bigint {
  const total = sum + ((numerator * Q112) / denominator) * seconds
  return total > UINT256_MAX ? BigInt.asUintN(256, total) : total
}

/** A balance does not fit into a reserve (uint112). */
export class PairOverflow extends Revert {
  readonly code = 'PairOverflow'
}
