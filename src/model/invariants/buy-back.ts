/**
 * Buy-back: purchases are too small and too rare to be sandwiched at a profit.
 *
 * The limits are restated from docs/reference/mechanism.md on purpose, so that the invariant does not follow
 * a change of the model's constants.
 */
import type { Observed } from '../surface/observation.ts'
import { readAmount } from './books.ts'
import { type Invariant } from './invariant.ts'
import { subjects } from './touched.ts'
import { eventsOf } from '../interface/outcome.ts'

/**
 * A purchase of a share `s` of the pool moves the price by about `2s`; a sandwich pays the 0.25% fee twice.
 */
const LARGEST_PART = 400n

/** Seconds between purchases, in which arbitrage restores the price. */
const MIN_PAUSE = 1_800n

interface LastPurchase {
  /** Unix time in seconds; zero before the first purchase. */
  readonly at: bigint
}

export const purchasesStaySmall: Invariant<LastPurchase> = {
  name: 'purchases-stay-small',
  statement:
    'A purchase spends at most 1/400 of the BTCB in the pool, half an hour or more after the previous one.',
  source: 'mechanism: Vaults, the buy-back’s size and pause',
  about: subjects('vaults', 'btcb'),
  start: (observed) => ({ at: lastPurchase(observed) }),
  next(before, { outcome, observed }) {
    const purchases = eventsOf(outcome).filter(
      ({ on, name }) => on === 'buyBackVault' && name === 'boughtBack',
    )
    if (purchases.length === 0) return { state: before }
    const at = lastPurchase(observed)
    if (purchases.length > 1 || at - before.at < MIN_PAUSE)
      return { violation: `${purchases.length} purchases at ${at}, the previous one at ${before.at}` }
    const spent = purchases[0]!.args[0] as bigint
    const pooled = readAmount(observed, 'btcb', 'balanceOf', 'pair') - spent
    if (spent * LARGEST_PART > pooled)
      return { violation: `a purchase spent ${spent} BTCB base units on a pool of ${pooled}` }
    return { state: { at } }
  },
}

function lastPurchase(observed: Observed): bigint {
  return readAmount(observed, 'buyBackVault', 'boughtAt')
}
