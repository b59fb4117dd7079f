/**
 * Liquidity: what backs liqAMT, and what swaps may not take.
 */
import { PAIRS, type Pair } from '../accounts.ts'
import type { Action } from '../action.ts'
import type { Extent, Observed } from '../observation.ts'
import { readAmount } from './books.ts'
import { eventsOf, type Invariant } from './invariant.ts'

export const sharesCoverLiqAmt: Invariant<undefined> = {
  name: 'lp-covers-liqAmt',
  statement: 'Master and its locker hold at least one LP share of AMT/BTCB for each liqAMT.',
  source: 'mechanism: Master, Liquidity locker',
  start: () => undefined,
  next(_state, { observed }) {
    const held = sharesOf(observed, 'master') + sharesOf(observed, 'locker')
    const supply = readAmount(observed, { on: 'liqAmt', fn: 'totalSupply', args: [] })
    return held < supply
      ? { violation: `${held} LP shares are held for ${supply} liqAMT` }
      : { state: undefined }
  },
}

function sharesOf(observed: Observed, holder: 'master' | 'locker'): bigint {
  return readAmount(observed, { on: 'pair', fn: 'balanceOf', args: [holder] })
}

/** `reserve0 * reserve1` of each pair that exists. */
export type Products = ReadonlyMap<Pair, bigint>

export const productNeverFalls: Invariant<Products> = {
  name: 'k-never-falls',
  statement: "No swap lowers the product of a pair's reserves.",
  source: 'mechanism: PancakeSwap V2',
  start: (observed, extent) => new Map(extent.pairs.map((pair) => [pair, productOf(observed, pair)])),
  next(before, { action, outcome, observed, extent }) {
    const events = eventsOf(outcome)
    let products = before
    for (const pair of movedPairs(
      events.map(({ on, name }) => (name === 'Sync' ? on : '')),
      extent,
    )) {
      const [old, now] = [before.get(pair) ?? 0n, productOf(observed, pair)]
      if (isSwap(action) && now < old)
        return { violation: `a swap lowered the product of ${pair} from ${old} to ${now}` }
      products = new Map(products).set(pair, now)
    }
    return { state: products }
  },
}

function movedPairs(synced: readonly string[], extent: Extent): Pair[] {
  return PAIRS.filter((pair) => synced.includes(pair) && extent.pairs.includes(pair))
}

function isSwap(action: Action): boolean {
  return 'call' in action && (action.call === 'pair.swap' || action.call.startsWith('router.swap'))
}

function productOf(observed: Observed, pair: Pair): bigint {
  const [reserve0, reserve1] = observed.read({ on: pair, fn: 'getReserves', args: [] }) as readonly bigint[]
  return reserve0! * reserve1!
}
