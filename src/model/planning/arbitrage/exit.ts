/**
 * Exit routing: a holder sells part of the AMT in the pool and redeems the rest at the floor.
 *
 * The pool's marginal price falls with every sale; the RCL pays a constant r = V/S. The optimum sells until
 * the pool's marginal price after fee equals r, and redeems the rest (docs/reference/economics.md, 2). The
 * order is irrelevant: a sale does not change the RCL, and a redemption changes neither the pool nor the
 * rate.
 *
 * Units: base units. Rounding: both payouts down, as on the chain.
 *
 * **Optimal split.** It is parameterised by the pool's payout `y` in BTCB, which needs `leastIn(y)` AMT; any
 * other sale with the same payout leaves less to redeem. In exact numbers the total is B(y) = y + (h -
 * s(y))·V/S with s(y) = 10000·X·y / (9975·(Y-y)). Since s is convex, B is concave; its slope is zero or more
 * while 9975·S·(Y-y)² >= 10000·V·X·Y.
 */
import type { Decimal } from 'decimal.js'

import { isqrt } from '../../kernel/uint256.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import { maximise } from './maximum.ts'
import { btcbForSelling, KEPT, leastIn, OF, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import { G, ratio, wide, Wide } from './wide.ts'
import { divideDown } from '../../kernel/division.ts'
import type { Floor } from '../../contracts/burn-vault.ts'

/** Split of AMT between pool and RCL, and the proceeds of both in BTCB wei. */
export interface Exit {
  /** AMT sold in the pool. */
  readonly sell: Amt
  /** AMT redeemed at the RCL. */
  readonly burn: Amt
  /** BTCB from the pool. */
  readonly proceeds: Btcb
  /** BTCB from the RCL. */
  readonly redeem: Btcb
  /** `proceeds + redeem`. */
  readonly total: Btcb
  /** No split pays more than `total + unproven`; 0 proves optimality. */
  readonly unproven: Btcb
}

/** The optimal split of `holding` AMT. */
export function bestExit(pool: PoolReserves, floor: Floor, holding: Amt): Exit {
  const [x, y, v, s] = [pool.amt, pool.btcb, floor.backing, floor.supply] as const
  if (x === 0n || y === 0n || s === 0n) return { ...splitAt(pool, floor, holding, 0n), unproven: 0n as Btcb }
  const sold = (paid: bigint): bigint => leastIn(paid, x, y)
  const best = maximise({
    low: 0n,
    high: btcbForSelling(pool, holding),
    seed: btcbForSelling(pool, saleSeed(pool, floor)),
    rises: (paid) => KEPT * s * (y - paid) * (y - paid) >= OF * v * x * y,
    bound: (paid) => {
      const kept = KEPT * (y - paid)
      return paid + divideDown((holding * kept - OF * x * paid) * v, kept * s)
    },
    value: (paid) => paid + ((holding - sold(paid)) * v) / s,
  })!
  const split = splitAt(pool, floor, holding, sold(best.at))
  return { ...split, unproven: (best.value + best.unproven - split.total) as Btcb }
}

function splitAt(pool: PoolReserves, floor: Floor, holding: bigint, sell: bigint): Omit<Exit, 'unproven'> {
  const burn = holding - sell
  const proceeds = sell === 0n ? 0n : btcbForSelling(pool, sell)
  const redeem = floor.supply === 0n ? 0n : (burn * floor.backing) / floor.supply
  const total = proceeds + redeem
  return {
    sell: sell as Amt,
    burn: burn as Amt,
    proceeds: proceeds as Btcb,
    redeem: redeem as Btcb,
    total: total as Btcb,
  }
}

/**
 * Closed form in whole numbers, `floor((isqrt(floor(99_750_000·X·Y·S/V)) - 10000·X) / 9975)`, at least zero;
 * the pool's AMT if the backing is zero.
 */
export function saleSeed(pool: PoolReserves, floor: Floor): bigint {
  if (floor.backing === 0n) return pool.amt
  const above = isqrt((OF * KEPT * pool.amt * pool.btcb * floor.supply) / floor.backing) - OF * pool.amt
  return above > 0n ? above / KEPT : 0n
}

/**
 * Closed form: the sale `s* = (√(g·X·Y/r) - X) / g` AMT, at least zero, in base units. Smaller holdings are
 * sold whole.
 */
export function saleBeforeRedeeming(pool: PoolReserves, floor: Floor): Decimal {
  const [x, y] = [wide(pool.amt), wide(pool.btcb)]
  const r = ratio(floor.backing, floor.supply)
  return Wide.max(0, G.mul(x).mul(y).div(r).sqrt().sub(x).div(G))
}
