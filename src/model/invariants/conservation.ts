/**
 * Conservation: tokens move, and only issue and burning make more or fewer of them.
 *
 * Books are kept from the events and held against the tokens: each account that an event names, the supply, and one more account in turn,
 * so that a silent change of anybody's balance shows within one round.
 */
import { PAIRS, type Account, type Coin, CONTRACT_ACCOUNTS } from '../interface/accounts.ts'
import type { Ledger } from '../kernel/ledger.ts'
import { internNames, type Names } from '../kernel/names.ts'
import { type Observed } from '../surface/observation.ts'
import { type Event, eventsOf } from '../interface/outcome.ts'
import { CAP } from '../kernel/units.ts'
import { get } from '../kernel/vector.ts'
import { book, isOpen, openBook, readAmount } from './books.ts'
import { type Invariant } from './invariant.ts'
import { subjects, type Subjects } from './touched.ts'

export interface Books {
  readonly names: Names
  /** In the order of the coins. */
  readonly ledgers: readonly Ledger[]
  /** Whose balance is looked at without an occasion. */
  readonly turn: number
}

/** The supply is the sum of all balances, and balances change only as `Transfer` events say. */
function conserved(
  name: string,
  called: string,
  source: string,
  about: Subjects,
  coins: readonly Coin[],
): Invariant<Books> {
  return {
    name,
    statement: `The supply of ${called} is the sum of all balances, and balances change only as Transfer events say.`,
    source,
    about,
    start(observed, domain) {
      const names = internNames(CONTRACT_ACCOUNTS, domain.people)
      return { names, ledgers: coins.map((coin) => openBook(coin, names, observed, domain)), turn: 0 }
    },
    next(state, { outcome, observed, domain }) {
      const events = eventsOf(outcome)
      const { names, turn } = state
      let { ledgers } = state
      for (const [index, coin] of coins.entries()) {
        if (!isOpen(coin, domain)) continue
        const before = ledgers[index]!
        const after = booked(before, coin, names, events)
        if (typeof after === 'string') return { violation: after }
        const wrong = contradiction(before, after, coin, state, events, observed)
        if (wrong !== undefined) return { violation: wrong }
        if (after !== before) ledgers = ledgers.with(index, after)
      }
      return { state: { names, ledgers, turn: (turn + 1) % names.list.length } }
    },
  }
}

function booked(before: Ledger, coin: Coin, names: Names, events: readonly Event[]): Ledger | string {
  let ledger = before
  for (const event of events) {
    if (event.on !== coin) continue
    const next = book(ledger, coin, names, event)
    if (typeof next === 'string') return next
    ledger = next
  }
  return ledger
}

/** Looks at the supply, at one account in turn, and if anything was booked at everybody concerned. */
function contradiction(
  before: Ledger,
  ledger: Ledger,
  coin: Coin,
  { names, turn }: Books,
  events: readonly Event[],
  observed: Observed,
): string | undefined {
  const supply = readAmount(observed, { on: coin, fn: 'totalSupply', args: [] })
  if (supply !== ledger.supply)
    return `${coin} says a supply of ${supply}, its balances sum to ${ledger.supply}`
  return (
    difference(ledger, coin, names, turn, observed) ??
    (ledger === before ? undefined : firstDifference(ledger, coin, names, events, observed))
  )
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
    const [from, to] = args as readonly [Account, Account]
    const wrong =
      difference(ledger, coin, names, names.index.get(from)!, observed) ??
      difference(ledger, coin, names, names.index.get(to)!, observed)
    if (wrong !== undefined) return wrong
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

export const amtConserved = conserved(
  'amt-conserved',
  'AMT',
  'whitepaper, annex: AMT; mechanism: Tokens',
  subjects('amt'),
  ['amt'],
)
export const liqAmtConserved = conserved(
  'liqAmt-conserved',
  'liqAMT',
  'mechanism: Tokens',
  subjects('liqAmt'),
  ['liqAmt'],
)
export const btcbConserved = conserved('btcb-conserved', 'BTCB', 'mechanism: Tokens', subjects('btcb'), [
  'btcb',
])
export const usdtConserved = conserved('usdt-conserved', 'USDT', 'mechanism: Tokens', subjects('usdt'), [
  'usdt',
])
export const sharesConserved = conserved(
  'lp-conserved',
  "each pair's LP shares",
  'mechanism: PancakeSwap V2',
  subjects('shares'),
  PAIRS,
)

/** At most 100,000,000 AMT circulate. */
export const supplyWithinCap: Invariant<undefined> = {
  name: 'supply-within-cap',
  statement: 'Never more than 100,000,000 AMT are in circulation.',
  source: 'whitepaper: "Podrán existir como máximo"; mechanism: Tokens',
  about: subjects('amt'),
  start: () => undefined,
  next(_state, { observed }) {
    const supply = readAmount(observed, { on: 'amt', fn: 'totalSupply', args: [] })
    return supply > CAP ? { violation: `${supply} AMT base units circulate` } : { state: undefined }
  },
}
