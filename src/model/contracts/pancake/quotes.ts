/**
 * Quotes: reserves of the pools, and inputs and outputs of swaps, for planning trades.
 *
 * The formulas of `formulas.ts` without reverts: the caller stays within the reserves.
 *
 * - Units: base units of each token.
 * - Rounding: in the names.
 * - Not modelled: overflow, and reserves beyond uint112, at which the pair reverts.
 */
import { divideUp } from '../../kernel/division.ts'
import { type Amt, type Btcb, type Usdt, BASIS_POINTS } from '../../kernel/units.ts'
import type { Economy } from '../../state/economy-state.ts'
import { AFTER_FEE } from './formulas.ts'
import { reservesOf } from './pool.ts'

/** Reserves of the AMT/BTCB pair. */
export interface PoolReserves {
  readonly amt: Amt
  readonly btcb: Btcb
}

/** Reserves of the BTCB/USDT pair. */
export interface DollarReserves {
  readonly usdt: Usdt
  readonly btcb: Btcb
}

/** Part of a swap's input that remains after the fee: `KEPT / OF`, 9975/10000. */
export const KEPT = AFTER_FEE
export const OF = BASIS_POINTS

/** Output of a swap: `floor(9975·i·Ro / (10000·Ri + 9975·i))`. Needs `reserveIn + input > 0`. */
export function outDown(input: bigint, reserveIn: bigint, reserveOut: bigint): bigint {
  const kept = KEPT * input
  return (kept * reserveOut) / (OF * reserveIn + kept)
}

/**
 * Least input that gives at least `output`: `ceil(10000·Ri·o / (9975·(Ro-o)))`. Needs `0 <= output <
 * reserveOut`.
 *
 * The router's `getAmountIn` computes floor + 1 instead. It charges one base unit too much when the division
 * is exact: with reserves 399 and 401 it charges 2 for 1, although `getAmountOut(1)` is 1. Planned trades
 * therefore fix their input, not their output.
 */
export function leastIn(output: bigint, reserveIn: bigint, reserveOut: bigint): bigint {
  return divideUp(OF * reserveIn * output, KEPT * (reserveOut - output))
}

/** AMT bought for `pay` BTCB, rounded down. */
export function amtBought(pool: PoolReserves, pay: Btcb): Amt {
  return outDown(pay, pool.btcb, pool.amt) as Amt
}

/** BTCB paid for `sell` AMT, rounded down. */
export function btcbForSelling(pool: PoolReserves, sell: bigint): Btcb {
  return outDown(sell, pool.amt, pool.btcb) as Btcb
}

/** Reserves after a sale of `sell` AMT. */
export function afterSelling(pool: PoolReserves, sell: bigint): PoolReserves {
  return {
    amt: (pool.amt + sell) as Amt,
    btcb: (pool.btcb - btcbForSelling(pool, sell)) as Btcb,
  }
}

/** Current reserves of the AMT/BTCB pair; zero if the pair does not exist. */
export function poolReserves(economy: Economy): PoolReserves {
  const { pair } = economy.pools
  if (pair === undefined) return { amt: 0n as Amt, btcb: 0n as Btcb }
  const { token0, reserve0, reserve1 } = pair
  return token0 === 'amt'
    ? { amt: reserve0 as Amt, btcb: reserve1 as Btcb }
    : { amt: reserve1 as Amt, btcb: reserve0 as Btcb }
}

/** Current reserves of the BTCB/USDT pair; zero if the pair does not exist. */
export function dollarReserves(economy: Economy): DollarReserves {
  const pool = economy.pools['pair:btcb/usdt']
  const [btcb, usdt] = pool === undefined ? [0n, 0n] : reservesOf(pool, 'btcb')
  return { usdt: usdt as Usdt, btcb: btcb as Btcb }
}
