/**
 * Buy-back: purchases are small and seldom enough that nobody gains by trading around one.
 */
import type { Observed } from '../surface/observation.ts'
import { readAmount } from './books.ts'
import { type Invariant } from './invariant.ts'
import { subjects } from './touched.ts'
import { eventsOf } from '../interface/outcome.ts'

/** A purchase pushes the price by twice its part of the pool; two swaps around it cost 0.25% each. */
const LARGEST_PART = 400n

/** Seconds in which whoever lives on price differences brings the price back. */
const BREAK = 1_800n

interface LastPurchase {
  /** Unix time; zero before the first. */
  readonly at: bigint
}

export const purchasesStaySmall: Invariant<LastPurchase> = {
  name: 'purchases-stay-small',
  statement:
    'A purchase of the buy-back vault spends at most a 400th of the BTCB in the pool, half an hour after the one before.',
  source: 'mechanism: Vaults, the buy-back’s size and pause',
  about: subjects('vaults', 'btcb'),
  start: (observed) => ({ at: lastPurchase(observed) }),
  next(before, { outcome, observed }) {
    const purchases = eventsOf(outcome).filter(
      ({ on, name }) => on === 'buyBackVault' && name === 'boughtBack',
    )
    if (purchases.length === 0) return { state: before }
    const at = lastPurchase(observed)
    if (purchases.length > 1 || at - before.at < BREAK)
      return { violation: `${purchases.length} purchases at ${at}, the last before was at ${before.at}` }
    const spent = purchases[0]!.args[0] as bigint
    const pooled = readAmount(observed, { on: 'btcb', fn: 'balanceOf', args: ['pair'] }) - spent
    if (spent * LARGEST_PART > pooled)
      return { violation: `a purchase spent ${spent} BTCB base units on a pool of ${pooled}` }
    return { state: { at } }
  },
}

function lastPurchase(observed: Observed): bigint {
  return readAmount(observed, { on: 'buyBackVault', fn: 'boughtAt', args: [] })
}
