/**
 * Dividend sniping: buy AMT in the pool, be paid for it, and sell it back.
 *
 * A payment of which `net` is left for claims pays `n = net/S` for each AMT outside the pool, whoever holds it and for however long, since
 * what the pool's AMT is due goes to liquidity providers. Paying `x` BTCB buys `a = g·x·X/(Y + g·x)`; selling it back right away loses
 * `(1 − g²)·x·Y/(Y + g²·x)`, the fee of both ways. That is all it loses: a pool goes back the way it came. So sniping pays iff
 *
 *     n > (1 − g²)·(P/g)·(Y + g·x)/(Y + g²·x) + G/a,    P = Y/X,  G the cost of gas
 *
 * where the quotient, the impact, lies between 1 and 1/g. See economics.md, §2.
 *
 * - Units: base units; `n` in BTCB per AMT.
 * - Rounding: the pair's and Master's own, all against the sniper, counted exactly.
 * - Not modelled: what others do between the purchase and the sale.
 */
import type { Decimal } from 'decimal.js'

import type { Amt, Btcb } from '../../kernel/units.ts'
import { amtBought, KEPT, OF, outDown, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import { G, ratio, wide, Wide } from './wide.ts'

/** A payment before it is made. */
export interface Due {
  /** BTCB for claims: what is paid, less the RCL's part. */
  readonly net: Btcb
  /** AMT in existence. */
  readonly supply: Amt
}

export interface Snipe {
  /** BTCB into the pool, and the AMT that it buys. */
  readonly pay: Btcb
  readonly buy: Amt
  /** What is then claimed. */
  readonly claim: Btcb
  /** What selling brings. */
  readonly back: Btcb
  /** `claim + back − pay`; less than zero if the fees are more. */
  readonly profit: bigint
}

/** What `pay` brings around a payment. The pool has AMT, and some of it left. */
export function snipe(pool: PoolReserves, { net, supply }: Due, pay: Btcb): Snipe {
  const buy = amtBought(pool, pay)
  const inPool = pool.amt - buy
  const toHolders = net - (net * inPool) / supply
  const claim = ((toHolders * buy) / (supply - inPool)) as Btcb
  const back = outDown(buy, inPool, pool.btcb + pay) as Btcb
  return { pay, buy, claim, back, profit: claim + back - pay }
}

/**
 * The snipe that the closed form takes for the most profitable with at most `capital` BTCB; undefined if none gains a wei.
 *
 * Profit is flat at its top, so the closed form's payment is best but for the roundings of the trade itself: a few wei.
 */
export function bestSnipe(pool: PoolReserves, due: Due, capital: Btcb): Snipe | undefined {
  if (pool.amt === 0n || pool.btcb === 0n || due.supply === 0n) return undefined
  const ideal = idealSnipe(pool, ratio(due.net, due.supply))
  if (ideal === undefined) return undefined
  const pay = ideal.lt(capital.toString()) ? BigInt(ideal.toFixed(0)) : capital
  const best = snipe(pool, due, pay as Btcb)
  return best.profit > 0n ? best : undefined
}

/** `1 − g²`, what a purchase and its sale leave in the pool of a small amount. */
const LOST = ratio(OF * OF - KEPT * KEPT, OF * OF)

/**
 * The payment of the most profitable snipe in exact numbers, base units: `Y(u − w)/(g(w − g·u))`, `u = √(n·g·X/Y)`, `w = √(1 − g²)`.
 *
 * Undefined if none pays. Infinite if the more the better, which is so from `g·u >= w` on, a payout half a percent above the least
 * that pays: profit then rises towards `n·X − (1 − g²)·Y/g²`, with all of the pool's AMT in one hand.
 */
export function idealSnipe(pool: PoolReserves, perAmt: Decimal): Decimal | undefined {
  const btcb = wide(pool.btcb)
  const u = perAmt.mul(G).mul(wide(pool.amt)).div(btcb).sqrt()
  const w = LOST.sqrt()
  if (u.lte(w)) return undefined
  const gap = w.sub(G.mul(u))
  return gap.lte(0) ? new Wide(Infinity) : btcb.mul(u.sub(w)).div(G.mul(gap))
}

/** The payout per AMT above which a snipe of `pay` pays more than a cost of `gas`, in exact numbers. `pay` is more than zero. */
export function snipedAbove(pool: PoolReserves, pay: Btcb, gas: Btcb): Decimal {
  const [x, y, paid] = [wide(pool.amt), wide(pool.btcb), wide(pay)]
  const bought = G.mul(paid)
    .mul(x)
    .div(y.add(G.mul(paid)))
  const lost = LOST.mul(paid)
    .mul(y)
    .div(y.add(G.mul(G).mul(paid)))
  return lost.add(wide(gas)).div(bought)
}
