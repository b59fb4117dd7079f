/**
 * Conservation: tokens move, and only issue and burning make more or fewer of them.
 *
 * Books are kept from the events and held against the tokens: each account that an event names, the supply, and one more account in turn,
 * so that a silent change of anybody's balance shows within one round.
 */
import { PAIRS } from '../accounts.ts'
import type { Ledger } from '../ledger.ts'
import { internNames, type Names } from '../names.ts'
import { holdersOf, type Observed } from '../observation.ts'
import type { Event } from '../outcome.ts'
import type { Coin } from '../state.ts'
import { CAP } from '../units.ts'
import { get } from '../vector.ts'
import { book, isOpen, openBook, readAmount } from './books.ts'
import { eventsOf, type Invariant, type Verdict } from './invariant.ts'

export interface Books {
  readonly names: Names
  readonly ledgers: ReadonlyMap<Coin, Ledger>
  /** Whose balance is looked at without an occasion. */
  readonly turn: number
}

/** The supply is the sum of all balances, and balances change only as `Transfer` events say. */
function conserved(name: string, called: string, source: string, coins: readonly Coin[]): Invariant<Books> {
  return {
    name,
    statement: `The supply of ${called} is the sum of all balances, and balances change only as Transfer events say.`,
    source,
    start(observed, extent) {
      const names = internNames(holdersOf(extent))
      const ledgers = new Map(coins.map((coin) => [coin, openBook(coin, names, observed, extent)]))
      return { names, ledgers, turn: 0 }
    },
    next(state, { outcome, observed, extent }) {
      const events = eventsOf(outcome)
      let ledgers = state.ledgers
      for (const coin of coins) {
        if (!isOpen(coin, extent)) continue
        const before = state.ledgers.get(coin)!
        const verdict = booked(before, coin, state, events, observed)
        if ('violation' in verdict) return verdict
        if (verdict.state !== before) ledgers = new Map(ledgers).set(coin, verdict.state)
      }
      const { names, turn } = state
      return { state: { names, ledgers, turn: (turn + 1) % names.list.length } }
    },
  }
}

function booked(
  before: Ledger,
  coin: Coin,
  { names, turn }: Books,
  events: readonly Event[],
  observed: Observed,
): Verdict<Ledger> {
  let ledger = before
  for (const event of events) {
    const next = book(ledger, coin, names, event)
    if (typeof next === 'string') return { violation: next }
    ledger = next
  }
  const supply = readAmount(observed, { on: coin, fn: 'totalSupply', args: [] })
  if (supply !== ledger.supply)
    return { violation: `${coin} says a supply of ${supply}, its balances sum to ${ledger.supply}` }
  const wrong =
    difference(ledger, coin, names, turn, observed) ??
    (ledger === before ? undefined : firstDifference(ledger, coin, names, events, observed))
  return wrong === undefined ? { state: ledger } : { violation: wrong }
}

/** Looks at everybody whom the token's events name. */
function firstDifference(
  ledger: Ledger,
  coin: Coin,
  names: Names,
  events: readonly Event[],
  observed: Observed,
): string | undefined {
  for (const { on, name, args } of events) {
    if (on !== coin || name !== 'Transfer') continue
    for (const party of [args[0], args[1]] as readonly string[]) {
      const wrong = difference(ledger, coin, names, names.index.get(party)!, observed)
      if (wrong !== undefined) return wrong
    }
  }
  return undefined
}

function difference(
  ledger: Ledger,
  coin: Coin,
  names: Names,
  index: number,
  observed: Observed,
): string | undefined {
  const holder = names.list[index]!
  const expected = get(ledger.balances, index)
  const held = readAmount(observed, { on: coin, fn: 'balanceOf', args: [holder] })
  return held === expected
    ? undefined
    : `${holder} holds ${held} of ${coin}, its transfers sum to ${expected}`
}

export const amtConserved = conserved('amt-conserved', 'AMT', 'whitepaper, annex: AMT; mechanism: Tokens', [
  'amt',
])
export const liqAmtConserved = conserved('liqAmt-conserved', 'liqAMT', 'mechanism: Tokens', ['liqAmt'])
export const btcbConserved = conserved('btcb-conserved', 'BTCB', 'mechanism: Tokens', ['btcb'])
export const usdtConserved = conserved('usdt-conserved', 'USDT', 'mechanism: Tokens', ['usdt'])
export const sharesConserved = conserved(
  'lp-conserved',
  "each pair's LP shares",
  'mechanism: PancakeSwap V2',
  PAIRS,
)

/** At most 100,000,000 AMT circulate. */
export const supplyWithinCap: Invariant<undefined> = {
  name: 'supply-within-cap',
  statement: 'Never more than 100,000,000 AMT are in circulation.',
  source: 'whitepaper: "Podrán existir como máximo"; mechanism: Tokens',
  start: () => undefined,
  next(_state, { observed }) {
    const supply = readAmount(observed, { on: 'amt', fn: 'totalSupply', args: [] })
    return supply > CAP ? { violation: `${supply} AMT base units circulate` } : { state: undefined }
  },
}
