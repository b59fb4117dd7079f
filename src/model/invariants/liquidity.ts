/**
 * Liquidity: LP shares back liqAMT one for one, and swaps never lower the product of a pair's reserves.
 */
import { PAIRS, type Pair } from '../interface/accounts.ts'
import type { Action } from '../interface/action.ts'
import type { Observed } from '../surface/observation.ts'
import { type Event, eventsOf } from '../interface/outcome.ts'
import { get, set, vector, type Vector } from '../kernel/vector.ts'
import { readAmount } from './books.ts'
import { type Invariant } from './invariant.ts'
import { subjects } from './touched.ts'

export const sharesCoverLiqAmt: Invariant<undefined> = {
  name: 'lp-covers-liqAmt',
  statement: 'Master and its locker hold at least one LP share of AMT/BTCB for each liqAMT.',
  source: 'mechanism: Master, Liquidity locker',
  about: subjects('shares', 'liqAmt'),
  start: () => undefined,
  next(_state, { observed }) {
    const held = sharesOf(observed, 'master') + sharesOf(observed, 'locker')
    const supply = readAmount(observed, 'liqAmt', 'totalSupply')
    return held < supply
      ? { violation: `${held} LP shares are held for ${supply} liqAMT` }
      : { state: undefined }
  },
}

function sharesOf(observed: Observed, holder: 'master' | 'locker'): bigint {
  return readAmount(observed, 'pair', 'balanceOf', holder)
}

/** `reserve0 * reserve1` of each pair, by index in {@link PAIRS}; 0 for a pair that does not exist. */
export type Products = Vector<bigint>

export const productNeverFalls: Invariant<Products> = {
  name: 'k-never-falls',
  statement: "No swap lowers the product of a pair's reserves.",
  source: 'mechanism: PancakeSwap V2',
  about: subjects('pools'),
  start(observed, domain) {
    let products = vector(0n)
    for (const pair of domain.pairs) products = set(products, PAIRS.indexOf(pair), productOf(observed, pair))
    return products
  },
  next(before, { action, outcome, observed, domain }) {
    const events = eventsOf(outcome)
    let products = before
    for (const pair of domain.pairs) {
      if (!hasSynced(pair, events)) continue
      const index = PAIRS.indexOf(pair)
      const [old, now] = [get(before, index), productOf(observed, pair)]
      if (now < old && isSwap(action))
        return { violation: `a swap lowered the product of ${pair} from ${old} to ${now}` }
      products = set(products, index, now)
    }
    return { state: products }
  },
}

function hasSynced(pair: Pair, events: readonly Event[]): boolean {
  for (const { on, name } of events) if (on === pair && name === 'Sync') return true
  return false
}

function isSwap(action: Action): boolean {
  return 'call' in action && (action.call === 'pair.swap' || action.call.startsWith('router.swap'))
}

function productOf(observed: Observed, pair: Pair): bigint {
  const [reserve0, reserve1] = observed.read({ on: pair, fn: 'getReserves', args: [] }) as readonly bigint[]
  return reserve0! * reserve1!
}
