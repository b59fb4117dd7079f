/**
 * Pool: reserves and price accumulators of a pair.
 *
 * Mirrors the storage of `UniswapV2Pair` and its `_update`.
 *
 * - Units: reserves in base units (uint112), time in seconds (uint32), price accumulators in UQ112.112 ×
 *   seconds (uint256). Time and accumulators wrap around by design.
 * - Rounding: prices round down to 2^-112.
 */
import { Revert } from '../../kernel/revert.ts'
import { UINT112_MAX, UINT256_MAX } from '../../kernel/uint256.ts'
import type { Pair, Token } from '../../interface/accounts.ts'
import { emit, type Draft, type Economy, type Step } from '../../state/economy-state.ts'
import type { Pool } from '../../state/pool.ts'
import { NoReason } from './ds-math.ts'

/** 1 as a UQ112.112 number. */
export const Q112 = 1n << 112n
const UINT32_MASK = (1n << 32n) - 1n

/**
 * The pool of a pair.
 *
 * @throws {NoReason} when the pair is not created. A contract's call of an address without code reverts like
 *   that.
 */
export function existingPool(state: Economy | Draft, pair: Pair | undefined): Pool {
  const pool = pair === undefined ? undefined : state.pools[pair]
  if (pool === undefined) throw new NoReason()
  return pool
}

/** The reserves: `first`'s, then the other token's. */
export function reservesOf(pool: Pool, first: Token): readonly [bigint, bigint] {
  return first === pool.token0 ? [pool.reserve0, pool.reserve1] : [pool.reserve1, pool.reserve0]
}

/**
 * Sets the reserves to the balances and accumulates the old price over the elapsed seconds.
 *
 * @throws {PairOverflow}
 */
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

/**
 * Cumulative price of `of` in the other token up to `now`, the time since the last update included. Needs
 * reserves above 0.
 */
export function cumulativePrice(pool: Pool, of: Token, now: bigint): bigint {
  const [reserve, other] = reservesOf(pool, of)
  const sum = of === pool.token0 ? pool.price0Cumulative : pool.price1Cumulative
  return accumulated(sum, other, reserve, (now - pool.updatedAt) & UINT32_MASK)
}

/** Whether the last update was within the same second. */
export function isTradedNow(pool: Pool, now: bigint): boolean {
  return pool.updatedAt === (now & UINT32_MASK)
}

function accumulated(sum: bigint, numerator: bigint, denominator: bigint, seconds: bigint): bigint {
  const total = sum + ((numerator * Q112) / denominator) * seconds
  return total > UINT256_MAX ? BigInt.asUintN(256, total) : total
}

/** A balance exceeds uint112. */
export class PairOverflow extends Revert {
  readonly code = 'PairOverflow'
}
