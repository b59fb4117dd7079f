/**
 * Conservation: token balances change only by transfers; the supply changes only by minting and burning.
 *
 * Books kept from the events are compared with the tokens: every account that an event names, the supply, and
 * one further account in rotation. A silent change of any balance is therefore detected within one rotation,
 * and at once where the changed views are known.
 */
import { PAIRS, type Account, type Coin, CONTRACT_ACCOUNTS } from '../interface/accounts.ts'
import { internNames, type Names } from '../kernel/names.ts'
import { type Observed, type View } from '../surface/observation.ts'
import { type Event, eventsOf } from '../interface/outcome.ts'
import { CAP } from '../kernel/units.ts'
import { entryAt } from '../kernel/rerooted.ts'
import { bookCurrent, isOpen, openCurrentBook, readAmount, type CurrentBook } from './books.ts'
import { type Invariant } from './invariant.ts'
import { subjects, type Subjects } from './touched.ts'

export interface Books {
  readonly names: Names
  /** One book for each coin, in their order. */
  readonly books: readonly CurrentBook[]
  /** Index of the account checked next in rotation. */
  readonly turn: number
}

/** The supply equals the sum of all balances, and balances change only as `Transfer` events report. */
function conserved(
  name: string,
  title: string,
  source: string,
  about: Subjects,
  coins: readonly Coin[],
): Invariant<Books> {
  return {
    name,
    statement: `The supply of ${title} is the sum of all balances; they change only by Transfer events.`,
    source,
    about,
    start(observed, domain) {
      const names = internNames(CONTRACT_ACCOUNTS, domain.people)
      return { names, books: coins.map((coin) => openCurrentBook(coin, names, observed, domain)), turn: 0 }
    },
    next(state, { outcome, observed, domain, changed = [] }) {
      const events = eventsOf(outcome)
      const { names, turn } = state
      let { books } = state
      for (let index = 0; index < coins.length; index++) {
        const coin = coins[index]!
        if (!isOpen(coin, domain)) continue
        const before = books[index]!
        const after = booked(before, coin, names, events)
        if (typeof after === 'string') return { violation: after }
        const wrong =
          contradiction(before, after, coin, state, events, observed) ??
          changedBalance(after, coin, names, changed, observed)
        if (wrong !== undefined) return { violation: wrong }
        if (after !== before) books = books.with(index, after)
      }
      return { state: { names, books, turn: (turn + 1) % names.list.length } }
    },
  }
}

function booked(
  before: CurrentBook,
  coin: Coin,
  names: Names,
  events: readonly Event[],
): CurrentBook | string {
  let book = before
  for (const event of events) {
    if (event.on !== coin) continue
    const next = bookCurrent(book, coin, names, event)
    if (typeof next === 'string') return next
    book = next
  }
  return book
}

/** Checks the supply, one account in rotation, and every account that a booked event names. */
function contradiction(
  before: CurrentBook,
  book: CurrentBook,
  coin: Coin,
  { names, turn }: Books,
  events: readonly Event[],
  observed: Observed,
): string | undefined {
  const supply = readAmount(observed, coin, 'totalSupply')
  if (supply !== book.supply)
    return `${coin} reports a supply of ${supply}, its balances sum to ${book.supply}`
  return (
    difference(book, coin, names, turn, observed) ??
    (book === before ? undefined : firstDifference(book, coin, names, events, observed))
  )
}

/** Checks every account that the token's events name. */
function firstDifference(
  book: CurrentBook,
  coin: Coin,
  names: Names,
  events: readonly Event[],
  observed: Observed,
): string | undefined {
  for (const { on, name, args } of events) {
    if (on !== coin || name !== 'Transfer') continue
    const [from, to] = args as readonly [Account, Account]
    const wrong =
      difference(book, coin, names, names.index.get(from)!, observed) ??
      difference(book, coin, names, names.index.get(to)!, observed)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

/** Checks every account whose balance may have changed, whatever the events say. */
function changedBalance(
  book: CurrentBook,
  coin: Coin,
  names: Names,
  changed: readonly View[],
  observed: Observed,
): string | undefined {
  for (const { on, fn, args } of changed) {
    if (on !== coin || fn !== 'balanceOf') continue
    const holder = names.index.get(args[0] as Account)
    const wrong = holder === undefined ? undefined : difference(book, coin, names, holder, observed)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function difference(
  book: CurrentBook,
  coin: Coin,
  names: Names,
  index: number,
  observed: Observed,
): string | undefined {
  const holder = names.list[index]!
  const expected = entryAt(book.balances, index)
  const held = readAmount(observed, coin, 'balanceOf', holder)
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

/** The circulating supply never exceeds 100,000,000 AMT. */
export const supplyWithinCap: Invariant<undefined> = {
  name: 'supply-within-cap',
  statement: 'The circulating supply never exceeds 100,000,000 AMT.',
  source: 'whitepaper: "Podrán existir como máximo"; mechanism: Tokens',
  about: subjects('amt'),
  start: () => undefined,
  next(_state, { observed }) {
    const supply = readAmount(observed, 'amt', 'totalSupply')
    return supply > CAP
      ? { violation: `the supply is ${supply} AMT base units, above the cap of ${CAP}` }
      : { state: undefined }
  },
}
