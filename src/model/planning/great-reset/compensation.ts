/**
 * Compensation: the AMT that makes good what a lower price takes from somebody.
 *
 * Everything follows from the pool before and after the sale, X0, Y0 and X1, Y1, with P = Y/X and so φ = P0/P1 = Y0·X1/(X0·Y1) (docs/reference/economics.md,
 * 3). Units: base units of AMT. Two policies for holders, one for liquidity providers:
 *
 * - *spot*: `(φ-1)·h`, rounded down. The wallet is worth at the new price what it was worth at the old.
 * - *execution*: as much as it takes that selling everything pays what it would have paid before. A wallet of `h` sold for w =
 *   getAmountOut(h); now `h' = ceil(10000·X1·w / (9975·(Y1-w)))` does, and the airdrop is h' - h. Rounded up, for a wei less would not do.
 *   Impossible if w >= Y1: no amount of AMT takes out what is no longer there. Each holder is made whole on their own, as if nobody else sold.
 * - *providers*: `2λ(Y0-Y1)/P1` for a share λ of the pool, rounded down: the sale took BTCB from their side, and its AMT came in at a worse price.
 */
import { btcbForSelling, leastIn, type PoolReserves } from '../../contracts/pancake/quotes.ts'
import type { Amt } from '../../kernel/units.ts'

/** The pool before and after the sale. */
export interface Fall {
  readonly before: PoolReserves
  readonly after: PoolReserves
}

export const POLICIES = ['spot', 'execution'] as const
export type Policy = (typeof POLICIES)[number]

/** AMT for a holder of `holding`; undefined if no amount would do. */
export function compensation(policy: Policy, fall: Fall, holding: Amt): Amt | undefined {
  return policy === 'spot' ? atSpotDown(fall, holding) : atExecutionUp(fall, holding)
}

/** `floor((φ-1)·h)`. */
export function atSpotDown({ before, after }: Fall, holding: Amt): Amt {
  const dearer = before.btcb * after.amt
  const cheaper = before.amt * after.btcb
  return ((holding * (dearer - cheaper)) / cheaper) as Amt
}

/** `h' - h`, at least zero; undefined if the new pool has less BTCB than the holding used to sell for. */
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
