/**
 * Arbitrage between the pool and the RCL: buy AMT in the pool, redeem it at the floor.
 *
 * The trade buys `a` AMT for `y` BTCB and redeems it for `b = floor(a·V/S)`. The redemption rate stays what it was while redeeming,
 * so the best trade raises the pool's price to `g·r` and no further (domain.md §4).
 *
 * - Units: base units. `pay`, `redeem` and `profit` are BTCB wei, `buy` is AMT wei.
 * - Rounding: the pair's and the vault's own, both against the trader; {@link bestFloorArbitrage} counts them exactly.
 * - Not modelled: the price of gas (a caller compares `profit` with it) and what others do in between.
 */
import { Decimal } from 'decimal.js'

import { isqrt } from './uint256.ts'
import type { Amt, Btcb } from './units.ts'

/** Reserves of the AMT/BTCB pair. */
export interface PoolReserves {
  readonly amt: Amt
  readonly btcb: Btcb
}

/** The RCL's BTCB and the AMT supply that shares it. */
export interface Floor {
  readonly backing: Btcb
  readonly supply: Amt
}

export interface FloorArbitrage {
  /** BTCB into the pool. */
  readonly pay: Btcb
  /** AMT out of the pool, and into the RCL. */
  readonly buy: Amt
  /** BTCB out of the RCL. */
  readonly redeem: Btcb
  /** `redeem - pay`, more than zero. */
  readonly profit: Btcb
}

/** What a PancakeSwap V2 swap keeps of its input: `g = 9975/10000`. */
const KEPT = 9975n
const OF = 10_000n

/** How far around the best known payout the search looks, in wei of BTCB; see {@link bestFloorArbitrage}. */
const REACH = 64n

/** AMT that `pay` BTCB buys: `floor(9975·i·X / (10000·Y + 9975·i))`. */
export function amtBought(pool: PoolReserves, pay: Btcb): Amt {
  const kept = KEPT * pay
  return ((kept * pool.amt) / (OF * pool.btcb + kept)) as Amt
}

/** BTCB that buying exactly `buy` AMT costs: `floor(10000·Y·a / (9975·(X-a))) + 1`. Needs `buy < pool.amt`. */
export function btcbToBuy(pool: PoolReserves, buy: Amt): Btcb {
  return ((OF * pool.btcb * buy) / (KEPT * (pool.amt - buy)) + 1n) as Btcb
}

/** The trade that redeems exactly `redeem` BTCB with the least AMT, `ceil(b·S/V)`; undefined if the pool has not that much. */
export function tradeFor(pool: PoolReserves, floor: Floor, redeem: bigint): FloorArbitrage | undefined {
  if (redeem <= 0n || redeem > floor.backing) return undefined
  const buy = ((redeem * floor.supply + floor.backing - 1n) / floor.backing) as Amt
  if (buy >= pool.amt) return undefined
  const pay = btcbToBuy(pool, buy)
  return { pay, buy, redeem: redeem as Btcb, profit: (redeem - pay) as Btcb }
}

/**
 * The most profitable trade with at most `capital` BTCB, or undefined if none gains a wei.
 *
 * The closed form's integer seed, then a climb over payouts `b`, looking {@link REACH} wei to each side. The exact profit lies within
 * 2 wei below a concave curve, so the climb ends within 2 wei of the best profit there is, and at the very best where the curve bends
 * within its reach (small pools: the tests compare those with every possible trade).
 */
export function bestFloorArbitrage(
  pool: PoolReserves,
  floor: Floor,
  capital?: Btcb,
): FloorArbitrage | undefined {
  if (pool.amt === 0n || pool.btcb === 0n || floor.supply === 0n || floor.backing === 0n) return undefined
  const most = capital === undefined ? floor.backing : payoutFor(pool, floor, capital)
  const seed = payoutFor(pool, floor, seedPayment(pool, floor))
  let best: FloorArbitrage | undefined
  let centre = seed < most ? seed : most
  for (;;) {
    const found = bestWithin(pool, floor, centre, most)
    if (found === undefined || (best !== undefined && found.profit <= best.profit)) return best
    best = found
    centre = found.redeem
  }
}

function bestWithin(
  pool: PoolReserves,
  floor: Floor,
  centre: bigint,
  most: bigint,
): FloorArbitrage | undefined {
  let best: FloorArbitrage | undefined
  for (let redeem = centre - REACH; redeem <= centre + REACH && redeem <= most; redeem++) {
    const trade = tradeFor(pool, floor, redeem)
    if (trade !== undefined && trade.profit > (best?.profit ?? 0n)) best = trade
  }
  return best
}

/** What the AMT bought with `pay` redeems for. */
function payoutFor(pool: PoolReserves, floor: Floor, pay: Btcb): bigint {
  return (amtBought(pool, pay) * floor.backing) / floor.supply
}

/** `y0 = floor((isqrt(floor(99_750_000·X·Y·V/S)) - 10000·Y) / 9975)`, at least zero. */
function seedPayment(pool: PoolReserves, floor: Floor): Btcb {
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
  const [x, y, g] = [dec(pool.amt), dec(pool.btcb), dec(KEPT).div(dec(OF))]
  const gr = g.mul(dec(floor.backing)).div(dec(floor.supply))
  if (gr.mul(x).lte(y)) return { pay: new Wide(0), profit: new Wide(0) }
  return {
    pay: gr.mul(x).mul(y).sqrt().sub(y).div(g),
    profit: gr.mul(x).sqrt().sub(y.sqrt()).pow(2).div(g),
  }
}

/**
 * The pool's price below which the trade earns more than a cost of `cost` BTCB: `g·r·(1 - √(G/(r·X)))²`, in BTCB per AMT.
 * Zero if the cost is more than the whole pool could earn.
 */
export function profitableBelow(pool: PoolReserves, floor: Floor, cost: Btcb): Decimal {
  const g = dec(KEPT).div(dec(OF))
  const r = dec(floor.backing).div(dec(floor.supply))
  const spent = dec(cost)
    .div(r.mul(dec(pool.amt)))
    .sqrt()
  return spent.gte(1) ? new Wide(0) : g.mul(r).mul(new Wide(1).sub(spent).pow(2))
}

/**
 * How much of a large holding to sell in the pool before redeeming the rest pays more: `s* = (√(g·X·Y/r) - X) / g` AMT,
 * at least zero, in base units (domain.md §4, exit routing).
 */
export function saleBeforeRedeeming(pool: PoolReserves, floor: Floor): Decimal {
  const [x, y, g] = [dec(pool.amt), dec(pool.btcb), dec(KEPT).div(dec(OF))]
  const r = dec(floor.backing).div(dec(floor.supply))
  return Wide.max(0, g.mul(x).mul(y).div(r).sqrt().sub(x).div(g))
}

/** Forty digits: more than the square of any reserve that matters has. */
const Wide = Decimal.clone({ precision: 40 })
const dec = (value: bigint): Decimal => new Wide(value.toString())
