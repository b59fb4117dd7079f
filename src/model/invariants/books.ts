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
import { get, set, vector } from '../kernel/vector.ts'

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
  const debit = from === 'zero' ? NOWHERE : names.index.get(from)
  const credit = to === 'zero' && isBurn(coin, from) ? NOWHERE : names.index.get(to)
  if (debit === undefined || credit === undefined)
    return `${coin} moved from ${from} to ${to}, of which one is unknown`
  if (debit !== NOWHERE && get(ledger.balances, debit) < amount)
    return `${from} sent ${amount} of ${coin} and had ${get(ledger.balances, debit)}`
  return post(ledger, debit, credit, amount)
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
