/**
 * Books: balances of a token reconstructed from its `Transfer` events, for comparison with the token.
 *
 * Double entry: the supply of a book is the sum of its balances by construction. Minting and burning are
 * transfers from and to the zero address. LP shares may also be *sent* to the zero address, so only a pair's
 * own transfer of its own shares there counts as a burn.
 */
import { type Account, isPair, type Coin } from '../interface/accounts.ts'
import { NOWHERE, post, type Ledger } from '../kernel/ledger.ts'
import type { Names } from '../kernel/names.ts'
import { answerOf, holdersOf, type ViewDomain, type Observed, type ViewName } from '../surface/observation.ts'
import type { Event } from '../interface/outcome.ts'
import { entryAt, rerooted, withEntryAt, type Rerooted } from '../kernel/rerooted.ts'
import { entries, get, set, vector } from '../kernel/vector.ts'

/** A book of the current balances. Its supply is their sum, whatever `totalSupply` answers. */
export function openBook(coin: Coin, names: Names, observed: Observed, domain: ViewDomain): Ledger {
  let balances = vector(0n)
  let supply = 0n
  for (const holder of isOpen(coin, domain) ? holdersOf(domain) : []) {
    const balance = readAmount(observed, coin, 'balanceOf', holder)
    balances = set(balances, names.index.get(holder)!, balance)
    supply += balance
  }
  return { balances, supply }
}

/** Whether the coin has views: a pair's shares have none until the pair exists. */
export function isOpen(coin: Coin, domain: ViewDomain): boolean {
  return !isPair(coin) || domain.pairs.includes(coin)
}

/**
 * The book after an event of its token. Other events leave it unchanged.
 *
 * @returns a violation instead if the event cannot be booked.
 */
export function book(ledger: Ledger, coin: Coin, names: Names, event: Event): Ledger | string {
  if (event.on !== coin || event.name !== 'Transfer') return ledger
  const [from, to, amount] = event.args as readonly [Account, Account, bigint]
  const debit = debitOf(names, from)
  const credit = creditOf(coin, names, from, to)
  if (debit === undefined || credit === undefined) return unknownAccount(coin, from, to)
  if (debit !== NOWHERE && get(ledger.balances, debit) < amount)
    return overdrawn(coin, from, amount, get(ledger.balances, debit))
  return post(ledger, debit, credit, amount)
}

/** A book of the current balances only: past ones are not read beside them. */
export interface CurrentBook {
  readonly balances: Rerooted<bigint>
  readonly supply: bigint
}

/** {@link openBook} for a book of the current balances only. */
export function openCurrentBook(
  coin: Coin,
  names: Names,
  observed: Observed,
  domain: ViewDomain,
): CurrentBook {
  const { balances: opened, supply } = openBook(coin, names, observed, domain)
  let balances = rerooted(0n)
  for (const [index, balance] of entries(opened)) balances = withEntryAt(balances, index, balance)
  return { balances, supply }
}

/** {@link book} for a book of the current balances only. */
export function bookCurrent(
  before: CurrentBook,
  coin: Coin,
  names: Names,
  event: Event,
): CurrentBook | string {
  if (event.on !== coin || event.name !== 'Transfer') return before
  const [from, to, amount] = event.args as readonly [Account, Account, bigint]
  const debit = debitOf(names, from)
  const credit = creditOf(coin, names, from, to)
  if (debit === undefined || credit === undefined) return unknownAccount(coin, from, to)
  let { balances, supply } = before
  if (debit === NOWHERE) supply += amount
  else {
    const balance = entryAt(balances, debit)
    if (balance < amount) return overdrawn(coin, from, amount, balance)
    balances = withEntryAt(balances, debit, balance - amount)
  }
  if (credit === NOWHERE) supply -= amount
  else balances = withEntryAt(balances, credit, entryAt(balances, credit) + amount)
  return { balances, supply }
}

function debitOf(names: Names, from: Account): number | undefined {
  return from === 'zero' ? NOWHERE : names.index.get(from)
}

function creditOf(coin: Coin, names: Names, from: Account, to: Account): number | undefined {
  return to === 'zero' && isBurn(coin, from) ? NOWHERE : names.index.get(to)
}

function unknownAccount(coin: Coin, from: Account, to: Account): string {
  return `${coin} moved from ${from} to ${to}, of which one is unknown`
}

function overdrawn(coin: Coin, from: Account, amount: bigint, had: bigint): string {
  return `${from} sent ${amount} of ${coin} and had ${had}`
}

function isBurn(coin: Coin, from: Account): boolean {
  return !isPair(coin) || from === coin
}

/** Answer of a view that returns an amount. */
export function readAmount(
  observed: Observed,
  on: Account,
  fn: ViewName,
  a?: Account | bigint,
  b?: Account | bigint,
): bigint {
  return answerOf(observed, on, fn, a, b) as bigint
}
