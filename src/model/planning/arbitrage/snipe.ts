/**
 * Dividend sniping: buy AMT in the pool before a payment, claim, and sell the AMT afterwards.
 *
 * A payment with `net` left for claims pays `n = net/S` for each AMT outside the pool, regardless of the
 * holding period; the pool's share goes to liquidity providers. Paying `x` BTCB buys `a = g·x·X/(Y + g·x)`.
 * Selling it immediately loses `(1 − g²)·x·Y/(Y + g²·x)`, the fees of both swaps and nothing else: the price
 * impact of the purchase is recovered by the sale. So sniping pays iff
 *
 *     n > (1 − g²)·(P/g)·(Y + g·x)/(Y + g²·x) + G/a,    P = Y/X,  G the gas cost
 *
 * where the quotient lies between 1 and 1/g. See docs/reference/economics.md, 2.
 *
 * - Units: base units; `n` in BTCB per AMT.
 * - Rounding: as in the pair and Master, all against the sniper, computed exactly.
 * - Not modelled: transactions of others between the purchase and the sale.
 */
import type { Decimal } from 'decimal.js'

import type { Amt, Btcb } from '../../kernel/units.ts'
import { amtBought, KEPT, OF, outDown, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import { G, ratio, wide, Wide } from './wide.ts'

/** An upcoming payment. */
export interface Due {
  /** BTCB for claims: the payment less the RCL's share. */
  readonly net: Btcb
  /** Total supply of AMT. */
  readonly supply: Amt
}

/** Purchase before a payment and sale after it: amounts and profit in base units. */
export interface Snipe {
  /** BTCB paid to the pool. */
  readonly pay: Btcb
  /** AMT bought. */
  readonly buy: Amt
  /** BTCB claimed. */
  readonly claim: Btcb
  /** BTCB received for selling the AMT. */
  readonly back: Btcb
  /** `claim + back − pay`; negative if the swap fees exceed the claim. */
  readonly profit: bigint
}

/** The result of sniping with `pay` BTCB. Requires AMT and BTCB in the pool. */
export function snipe(pool: PoolReserves, { net, supply }: Due, pay: Btcb): Snipe {
  const buy = amtBought(pool, pay)
  const inPool = pool.amt - buy
  const toHolders = net - (net * inPool) / supply
  // With all AMT in the pool and none bought, nobody has a claim.
  const claim = (buy === 0n ? 0n : (toHolders * buy) / (supply - inPool)) as Btcb
  const back = outDown(buy, inPool, pool.btcb + pay) as Btcb
  return { pay, buy, claim, back, profit: claim + back - pay }
}

/**
 * The closed form's most profitable snipe with at most `capital` BTCB; undefined if it does not gain a wei.
 *
 * Profit is flat around its maximum, so the closed form is optimal up to the trade's rounding of a few wei.
 */
export function bestSnipe(pool: PoolReserves, due: Due, capital: Btcb): Snipe | undefined {
  if (pool.btcb === 0n || due.supply === 0n) return undefined
  const ideal = idealSnipe(pool, ratio(due.net, due.supply))
  if (ideal === undefined) return undefined
  const pay = ideal.lt(capital.toString()) ? BigInt(ideal.toFixed(0)) : capital
  const best = snipe(pool, due, pay as Btcb)
  return best.profit > 0n ? best : undefined
}

/** `1 − g²`: share of a small amount lost to fees by a purchase and its sale. */
const LOST = ratio(OF * OF - KEPT * KEPT, OF * OF)

/**
 * Payment of the most profitable snipe in exact numbers, base units: `Y(u − w)/(g(w − g·u))`, `u =
 * √(n·g·X/Y)`, `w = √(1 − g²)`.
 *
 * Undefined if no snipe pays. Infinite if profit rises with every payment, that is if `g·u >= w`: a payout
 * half a percent above the break-even payout. Profit then tends to `n·X − (1 − g²)·Y/g²`, with all of the
 * pool's AMT bought.
 */
export function idealSnipe(pool: PoolReserves, perAmt: Decimal): Decimal | undefined {
  const btcb = wide(pool.btcb)
  const u = perAmt.mul(G).mul(wide(pool.amt)).div(btcb).sqrt()
  const w = LOST.sqrt()
  if (u.lte(w)) return undefined
  const gap = w.sub(G.mul(u))
  return gap.lte(0) ? new Wide(Infinity) : btcb.mul(u.sub(w)).div(G.mul(gap))
}

/**
 * Break-even payout per AMT of a snipe with `pay` BTCB at a cost of `gas` BTCB, in exact numbers. Requires
 * `pay` above zero.
 */
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
