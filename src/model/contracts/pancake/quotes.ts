/**
 * Pools: reserves, and what a PancakeSwap V2 swap gives and needs, as the arithmetic of trades sees them.
 *
 * The same formulas as `formulas.ts`, without its refusals: whoever plans a trade stays within the reserves. Base units;
 * the rounding is in the names. Not modelled: reserves beyond uint112, which the pair refuses.
 */
import type { Economy } from '../../state/economy-state.ts'
import { reservesOf } from './pool.ts'
import { type Amt, type Btcb, type Usdt, BASIS_POINTS } from '../../kernel/units.ts'
import { AFTER_FEE } from './formulas.ts'
import { divideUp } from '../../kernel/division.ts'

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

/** What a swap keeps of its input after the fee: `g = KEPT / OF`, 9975/10000. */
export const KEPT = AFTER_FEE
export const OF = BASIS_POINTS

/** What `input` gives: `floor(9975·i·Ro / (10000·Ri + 9975·i))`. Needs a reserve or an input. */
export function outDown(input: bigint, reserveIn: bigint, reserveOut: bigint): bigint {
  const kept = KEPT * input
  return (kept * reserveOut) / (OF * reserveIn + kept)
}

/**
 * The least input that gives at least `output`: `ceil(10000·Ri·o / (9975·(Ro-o)))`. Needs `0 <= output < reserveOut`.
 *
 * The router's `getAmountIn` adds one to the floor instead, so it asks for a wei too much whenever the division leaves nothing: with
 * reserves 399 and 401 it wants 2 for 1, though `getAmountOut(1)` is 1. Trades here therefore name their input, not their output.
 */
export function leastIn(output: bigint, reserveIn: bigint, reserveOut: bigint): bigint {
  return divideUp(OF * reserveIn * output, KEPT * (reserveOut - output))
}

/** AMT that `pay` BTCB buys, rounded down. */
export function amtBought(pool: PoolReserves, pay: Btcb): Amt {
  return outDown(pay, pool.btcb, pool.amt) as Amt
}

/** BTCB that selling `sell` AMT pays, rounded down. */
export function btcbForSelling(pool: PoolReserves, sell: bigint): Btcb {
  return outDown(sell, pool.amt, pool.btcb) as Btcb
}

/** The pool after somebody sold `sell` AMT into it. */
export function afterSelling(pool: PoolReserves, sell: bigint): PoolReserves {
  return {
    amt: (pool.amt + sell) as Amt,
    btcb: (pool.btcb - btcbForSelling(pool, sell)) as Btcb,
  }
}

/** The AMT/BTCB pair as it stands; nothing in it if it does not exist. */
export function poolReserves(economy: Economy): PoolReserves {
  const { pair } = economy.pools
  if (pair === undefined) return { amt: 0n as Amt, btcb: 0n as Btcb }
  const { token0, reserve0, reserve1 } = pair
  return token0 === 'amt'
    ? { amt: reserve0 as Amt, btcb: reserve1 as Btcb }
    : { amt: reserve1 as Amt, btcb: reserve0 as Btcb }
}

/** The BTCB/USDT pair as it stands; nothing in it if it does not exist. */
export function dollarReserves(economy: Economy): DollarReserves {
  const pool = economy.pools['pair:btcb/usdt']
  const [btcb, usdt] = pool === undefined ? [0n, 0n] : reservesOf(pool, 'btcb')
  return { usdt: usdt as Usdt, btcb: btcb as Btcb }
}
