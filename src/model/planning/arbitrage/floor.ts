/**
 * Arbitrage between the pool and the RCL: buy AMT in the pool, redeem it at the floor.
 *
 * The trade pays `y` BTCB for `a` AMT and redeems it for `b = floor(a·V/S)`. The redemption rate r = V/S stays what it was while
 * redeeming, so the best trade raises the pool's price to `g·r` and no further (docs/reference/economics.md).
 *
 * - Units: base units. `pay`, `redeem` and `profit` are BTCB wei, `buy` is AMT wei.
 * - Rounding: the pair's and the vault's own, both against the trader, counted exactly.
 * - Not modelled: what others do in between. Gas is a cost beside the trade: see {@link profitableBelow}.
 *
 * **The best trade.** Ask for the payout, not for the payment: a payout `b` needs `a = ceil(b·S/V)` AMT and `leastIn(a)` BTCB, and
 * every other way to the same payout pays as much or more; so the best `b` is the best of all trades. In exact numbers it costs C(b) =
 * 10000·Y·S·b / (9975·(X·V - S·b)), which is convex, so B(b) = b - C(b) is concave; its slope is zero or more while
 * 9975·(X·V - S·b)² >= 10000·X·Y·S·V. Since b is whole, b - ceil(C) = floor(B): the only rounding that B does not have is that
 * of `a`, worth r wei of BTCB at the best trade, in practice less than a millionth of a wei.
 */
import type { Decimal } from 'decimal.js'

import { isqrt } from '../../kernel/uint256.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import { summit } from './hill.ts'
import { amtBought, KEPT, leastIn, OF, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import { G, ratio, wide, Wide } from './wide.ts'
import { divideUp } from '../../kernel/division.ts'
import type { Floor } from '../../contracts/burn-vault.ts'

export interface FloorArbitrage {
  /** BTCB into the pool. */
  readonly pay: Btcb
  /** AMT out of the pool, and into the RCL. */
  readonly buy: Amt
  /** BTCB out of the RCL. */
  readonly redeem: Btcb
  /** `redeem - pay`, more than zero. */
  readonly profit: Btcb
  /** No trade earns more than `profit + unproven`; 0 proves that this is the best there is. */
  readonly unproven: Btcb
}

/** The most profitable trade with at most `capital` BTCB, or undefined if none gains a wei. */
export function bestFloorArbitrage(
  pool: PoolReserves,
  floor: Floor,
  capital?: Btcb,
): FloorArbitrage | undefined {
  const [x, y, v, s] = [pool.amt, pool.btcb, floor.backing, floor.supply] as const
  if (x === 0n || y === 0n || v === 0n || s === 0n) return undefined
  // B falls from the start, so no payout gains: the pool's price is at or above g·r.
  if (KEPT * x * v <= OF * y * s) return undefined
  const affordable = capital === undefined ? x - 1n : amtBought(pool, capital)
  const most = affordable < s ? affordable : s
  const cost = (b: bigint): bigint => leastIn(divideUp(b * s, v), y, x)
  const best = summit({
    low: 1n,
    high: (most * v) / s,
    seed: (amtBought(pool, seedPayment(pool, floor)) * v) / s,
    rises: (b) => KEPT * (x * v - s * b) * (x * v - s * b) >= OF * x * y * s * v,
    bound: (b) => b - divideUp(OF * y * s * b, KEPT * (x * v - s * b)),
    value: (b) => b - cost(b),
  })
  if (best === undefined || best.value <= 0n) return undefined
  const pay = cost(best.at) as Btcb
  const buy = amtBought(pool, pay)
  const redeem = ((buy * v) / s) as Btcb
  const profit = (redeem - pay) as Btcb
  return { pay, buy, redeem, profit, unproven: (best.value + best.unproven - profit) as Btcb }
}

/** `y0 = floor((isqrt(floor(99_750_000·X·Y·V/S)) - 10000·Y) / 9975)`, at least zero: the closed form's payment in whole numbers. */
export function seedPayment(pool: PoolReserves, floor: Floor): Btcb {
  const product = pool.amt * pool.btcb * floor.backing
  const root = isqrt((OF * KEPT * product) / floor.supply)
  const above = root - OF * pool.btcb
  return (above > 0n ? above / KEPT : 0n) as Btcb
}

/** Closed form beside the exact one: the payment `y* = (√(g·r·X·Y) - Y) / g` and its profit `(√(g·r·X) - √Y)² / g`, in base units. */
export function idealFloorArbitrage(
  pool: PoolReserves,
  floor: Floor,
): { readonly pay: Decimal; readonly profit: Decimal } {
  const [x, y] = [wide(pool.amt), wide(pool.btcb)]
  const gr = G.mul(ratio(floor.backing, floor.supply))
  if (gr.mul(x).lte(y)) return { pay: new Wide(0), profit: new Wide(0) }
  return {
    pay: gr.mul(x).mul(y).sqrt().sub(y).div(G),
    profit: gr.mul(x).sqrt().sub(y.sqrt()).pow(2).div(G),
  }
}

/**
 * The pool's price below which the trade earns more than a cost of `cost` BTCB, such as gas: `g·r·(1 - √(G/(r·X)))²`, in BTCB per AMT.
 * Zero if the cost is more than the whole pool could earn.
 */
export function profitableBelow(pool: Pick<PoolReserves, 'amt'>, floor: Floor, cost: Btcb): Decimal {
  const r = ratio(floor.backing, floor.supply)
  const spent = wide(cost)
    .div(r.mul(wide(pool.amt)))
    .sqrt()
  return spent.gte(1) ? new Wide(0) : G.mul(r).mul(new Wide(1).sub(spent).pow(2))
}
