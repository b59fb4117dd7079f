/**
 * Conservation: token balances change only by transfers; the supply changes only by minting and burning.
 *
 * Books kept from the events are compared with the tokens: every account that an event names, the supply, and
 * one further account in rotation. A silent change of any balance is therefore detected within one rotation,
 * and at once where the changed views are known.
 */
import { PAIRS, type Account, type Coin, CONTRACT_ACCOUNTS } from '../interface/accounts.ts'
import type { Ledger } from '../kernel/ledger.ts'
import { internNames, type Names } from '../kernel/names.ts'
import { type Observed, type View } from '../surface/observation.ts'
import { type Event, eventsOf } from '../interface/outcome.ts'
import { CAP } from '../kernel/units.ts'
import { get } from '../kernel/vector.ts'
import { book, isOpen, openBook, readAmount } from './books.ts'
import { type Invariant } from './invariant.ts'
import { subjects, type Subjects } from './touched.ts'

export interface Books {
  readonly names: Names
  /** One ledger for each coin, in their order. */
  readonly ledgers: readonly Ledger[]
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
      return { names, ledgers: coins.map((coin) => openBook(coin, names, observed, domain)), turn: 0 }
    },
    next(state, { outcome, observed, domain, changed = [] }) {
      const events = eventsOf(outcome)
      const { names, turn } = state
      let { ledgers } = state
      for (let index = 0; index < coins.length; index++) {
        const coin = coins[index]!
        if (!isOpen(coin, domain)) continue
        const before = ledgers[index]!
        const after = booked(before, coin, names, events)
        if (typeof after === 'string') return { violation: after }
        const wrong =
          contradiction(before, after, coin, state, events, observed) ??
          changedBalance(after, coin, names, changed, observed)
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

/** Checks the supply, one account in rotation, and every account that a booked event names. */
function contradiction(
  before: Ledger,
  ledger: Ledger,
  coin: Coin,
  { names, turn }: Books,
  events: readonly Event[],
  observed: Observed,
): string | undefined {
  const supply = readAmount(observed, coin, 'totalSupply')
  if (supply !== ledger.supply)
    return `${coin} reports a supply of ${supply}, its balances sum to ${ledger.supply}`
  return (
    difference(ledger, coin, names, turn, observed) ??
    (ledger === before ? undefined : firstDifference(ledger, coin, names, events, observed))
  )
}

/** Checks every account that the token's events name. */
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

/** Checks every account whose balance may have changed, whatever the events say. */
function changedBalance(
  ledger: Ledger,
  coin: Coin,
  names: Names,
  changed: readonly View[],
  observed: Observed,
): string | undefined {
  for (const { on, fn, args } of changed) {
    if (on !== coin || fn !== 'balanceOf') continue
    const holder = names.index.get(args[0] as Account)
    const wrong = holder === undefined ? undefined : difference(ledger, coin, names, holder, observed)
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
