/**
 * Floor arbitrage between the pool and the RCL: buy AMT in the pool, redeem it at the floor.
 *
 * The trade pays `y` BTCB for `a` AMT and redeems it for `b = floor(a·V/S)`. Redemption leaves the rate r =
 * V/S unchanged, so the optimal trade raises the pool's price to `g·r` and no further
 * (docs/reference/economics.md, 2). Symbols: pool reserves X AMT and Y BTCB; V BTCB in the RCL, S AMT in
 * circulation; g = KEPT/OF = 0.9975, the share of a swap's input that remains after the fee.
 *
 * - Units: base units. `pay`, `redeem` and `profit` are BTCB wei, `buy` is AMT wei.
 * - Rounding: as in the pair and the vault, both against the trader, computed exactly.
 * - Not modelled: transactions of others in between. Gas is a separate cost: see {@link profitableBelow}.
 *
 * **Optimal trade.** It is parameterised by the payout, not the payment: a payout `b` needs `a = ceil(b·S/V)`
 * AMT and `leastIn(a)` BTCB, and any other trade with the same payout costs as much or more. In exact numbers
 * the cost is C(b) = 10000·Y·S·b / (9975·(X·V - S·b)), which is convex, so B(b) = b - C(b) is concave; its
 * slope is zero or more while 9975·(X·V - S·b)² >= 10000·X·Y·S·V. Since b is whole, b - ceil(C) = floor(B).
 * The only rounding outside B is that of `a`, worth r wei of BTCB at the optimum, in practice less than a
 * millionth of a wei.
 */
import type { Decimal } from 'decimal.js'

import { isqrt } from '../../kernel/uint256.ts'
import type { Amt, Btcb } from '../../kernel/units.ts'
import { maximise } from './maximum.ts'
import { amtBought, KEPT, leastIn, OF, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import { G, ratio, wide, Wide } from './wide.ts'
import { divideUp } from '../../kernel/division.ts'
import type { Floor } from '../../contracts/burn-vault.ts'

/** Purchase in the pool and redemption at the RCL: amounts and profit in base units. */
export interface FloorArbitrage {
  /** BTCB paid to the pool. */
  readonly pay: Btcb
  /** AMT bought in the pool and redeemed. */
  readonly buy: Amt
  /** BTCB received from the RCL. */
  readonly redeem: Btcb
  /** `redeem - pay`, above zero. */
  readonly profit: Btcb
  /** No trade earns more than `profit + unproven`; 0 proves optimality. */
  readonly unproven: Btcb
}

/**
 * The most profitable trade with at most `capital` BTCB; undefined if no trade gains a wei.
 *
 * Without `capital` the trade is unbounded.
 *
 * @throws {NegativeCapital} when `capital` is below zero.
 */
export function bestFloorArbitrage(
  pool: PoolReserves,
  floor: Floor,
  capital?: Btcb,
): FloorArbitrage | undefined {
  const [x, y, v, s] = [pool.amt, pool.btcb, floor.backing, floor.supply] as const
  if (capital !== undefined && capital < 0n) throw new NegativeCapital(capital)
  if (y === 0n || s === 0n) return undefined
  // The pool's price is at or above g·r, as with no AMT or no backing: B falls from the start.
  if (KEPT * x * v <= OF * y * s) return undefined
  const affordable = capital === undefined ? x - 1n : amtBought(pool, capital)
  const most = affordable < s ? affordable : s
  const cost = (b: bigint): bigint => leastIn(divideUp(b * s, v), y, x)
  const best = maximise({
    low: 1n,
    high: (most * v) / s,
    seed: seedPayout(pool, floor),
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

/**
 * The closed form's payment in whole numbers, at least zero: `floor((isqrt(floor(99_750_000·X·Y·V/S)) -
 * 10000·Y) / 9975)`.
 */
export function seedPayment(pool: PoolReserves, floor: Floor): Btcb {
  const product = pool.amt * pool.btcb * floor.backing
  const root = isqrt((OF * KEPT * product) / floor.supply)
  const above = root - OF * pool.btcb
  return (above > 0n ? above / KEPT : 0n) as Btcb
}

/** The capital is below zero. */
export class NegativeCapital extends RangeError {
  override readonly name = 'NegativeCapital'
  constructor(capital: bigint) {
    super(`expected a capital of at least 0 base units of BTCB, got ${capital}`)
  }
}

/** What the AMT that {@link seedPayment} buys redeems for, rounded down. */
export function seedPayout(pool: PoolReserves, floor: Floor): Btcb {
  return ((amtBought(pool, seedPayment(pool, floor)) * floor.backing) / floor.supply) as Btcb
}

/**
 * Closed form without rounding: payment `y* = (√(g·r·X·Y) - Y) / g` and profit `(√(g·r·X) - √Y)² / g`, in
 * base units.
 */
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
 * Threshold price of the pool below which the trade earns more than `cost` BTCB, such as gas:
 * `g·r·(1 - √(cost/(r·X)))²` in BTCB per AMT. Zero without backing, and if the cost exceeds the profit on the
 * whole pool. (`G` in
 * docs/reference/economics.md is the cost; the constant {@link G} is its `g`.)
 */
export function profitableBelow(pool: Pick<PoolReserves, 'amt'>, floor: Floor, cost: Btcb): Decimal {
  if (floor.backing === 0n) return new Wide(0)
  const r = ratio(floor.backing, floor.supply)
  const spent = wide(cost)
    .div(r.mul(wide(pool.amt)))
    .sqrt()
  return spent.gte(1) ? new Wide(0) : G.mul(r).mul(new Wide(1).sub(spent).pow(2))
}
