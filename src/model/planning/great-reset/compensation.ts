/**
 * Compensation: AMT that offsets the loss from a lower price (docs/reference/economics.md, 3).
 *
 * The inputs are the pool before and after the sale, X0, Y0 and X1, Y1; P = Y/X, so φ = P0/P1 =
 * Y0·X1/(X0·Y1). Units: base units of AMT. There are two policies for holders and one for liquidity
 * providers:
 *
 * - *spot*: `(φ-1)·h`, rounded down. The wallet's value at the new price equals its value at the old one.
 * - *execution*: the least AMT with which selling everything pays what it would have paid before. A wallet of
 *   `h` sold for w = getAmountOut(h); now `h' = ceil(10000·X1·w / (9975·(Y1-w)))` does, and the airdrop is h'
 *   - h, rounded up. Impossible if w >= Y1: no amount of AMT buys the whole reserve. Each holder is
 *   compensated individually, as if no other holder sold.
 * - *providers*: `2λ(Y0-Y1)/P1` for a share λ of the pool, rounded down. The sale removed BTCB from their
 *   side and added AMT at a worse price.
 */
import { btcbForSelling, leastIn, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import type { Amt } from '../../kernel/units.ts'

/** The pool before and after the sale. */
export interface Fall {
  readonly before: PoolReserves
  readonly after: PoolReserves
}

/** How holders are compensated: at the pool price, or for the proceeds of selling. */
export const POLICIES = ['spot', 'execution'] as const
/** One of {@link POLICIES}. */
export type Policy = (typeof POLICIES)[number]

/** Compensation in AMT for a holder of `holding`; undefined if no amount suffices. */
export function compensation(policy: Policy, fall: Fall, holding: Amt): Amt | undefined {
  return policy === 'spot' ? atSpotDown(fall, holding) : atExecutionUp(fall, holding)
}

/** `floor((φ-1)·h)`. */
export function atSpotDown({ before, after }: Fall, holding: Amt): Amt {
  const dearer = before.btcb * after.amt
  const cheaper = before.amt * after.btcb
  return ((holding * (dearer - cheaper)) / cheaper) as Amt
}

/**
 * `h' - h`, at least zero; undefined if the new pool's BTCB does not exceed the holding's former proceeds.
 */
export function atExecutionUp({ before, after }: Fall, holding: Amt): Amt | undefined {
  const paid = btcbForSelling(before, holding)
  if (paid >= after.btcb) return undefined
  const needed = leastIn(paid, after.amt, after.btcb)
  return (needed > holding ? needed - holding : 0n) as Amt
}

/** `floor(2·λ·(Y0-Y1)·X1/Y1)` for `shares` of `supply` LP shares. */
export function forProvidersDown({ before, after }: Fall, shares: bigint, supply: bigint): Amt {
  if (shares === 0n) return 0n as Amt
  return ((2n * shares * (before.btcb - after.btcb) * after.amt) / (supply * after.btcb)) as Amt
}
