/**
 * Positions: what every account holds and is owed, by coin, from views alone.
 *
 * Double entry: what one account is owed, another one owes. Unclaimed payouts and deposits are the
 * claimant's, and are deducted from Master or the vault. The supply of AMT and of LP shares is deducted from
 * the token or pair itself, which stands for all other holders: what is minted for nothing dilutes them. So a
 * loss shows even if no victim is left in a shrunk example.
 *
 * Units: base units. liqAMT counts as the LP shares that Master keeps for it.
 *
 * Not modelled: payments that a vault has not harvested or settled yet are the vault's; what the locker will
 * give to its beneficiary is the locker's.
 */
import {
  CONTRACT_ACCOUNTS,
  PAIRS,
  tokensOf,
  type Account,
  type Coin,
} from '../../model/interface/accounts.ts'
import type { View } from '../../model/surface/observation.ts'
import { VAULTS } from '../../model/state/deposits.ts'

/** Base units, not zero; negative if more is owed than held. */
export type Position = ReadonlyMap<Coin, bigint>
export type Positions = ReadonlyMap<Account, Position>

/** The answer to a view; undefined where there is none. */
export type Ask = (view: View) => unknown

/** Positions of people and contracts. */
export function positionsIn(ask: Ask, people: readonly Account[]): Positions {
  const book = heldIn(ask, people)
  const accounts = [...CONTRACT_ACCOUNTS, ...people]
  const amount = (on: Account, fn: View['fn'], ...args: View['args']): bigint => amountIn(ask, on, fn, args)
  for (const account of accounts)
    // The locker holds the LP shares of its liqAMT itself.
    if (account !== 'locker') book.owe('master', account, 'pair', amount('liqAmt', 'balanceOf', account))
  for (const vault of VAULTS)
    for (const person of people) {
      book.owe(vault, person, 'amt', amount(vault, 'depositOf', person))
      book.owe(vault, person, 'btcb', amount(vault, 'owedTo', person))
    }
  for (const { account, amount: due } of openClaims(ask, accounts)) book.owe('master', account, 'btcb', due)
  return book.positions
}

/** What people and contracts hold, whatever is owed. */
export function holdingsIn(ask: Ask, people: readonly Account[]): Positions {
  return heldIn(ask, people).positions
}

function heldIn(ask: Ask, people: readonly Account[]): Book {
  const book = new Book()
  const amount = (on: Account, fn: View['fn'], ...args: View['args']): bigint => amountIn(ask, on, fn, args)
  const pairs = PAIRS.filter((pair) => ![undefined, 'zero'].includes(ask(pairView(pair)) as string))
  for (const coin of ['amt', 'btcb', 'usdt', ...pairs] as const)
    for (const account of [...CONTRACT_ACCOUNTS, ...people])
      book.add(account, coin, amount(coin, 'balanceOf', account))
  for (const coin of ['amt', ...pairs] as const) book.add(coin, coin, -amount(coin, 'totalSupply'))
  return book
}

/** A payout that is not claimed yet. */
export interface OpenClaim {
  readonly account: Account
  readonly side: 'holders' | 'providers'
  readonly snapshot: bigint
  /** BTCB, rounded down. */
  readonly amount: bigint
}

/** Every claim that is open, of accounts that held something at a payment. The pair claims nothing. */
export function openClaims(ask: Ask, accounts: readonly Account[]): readonly OpenClaim[] {
  const found: OpenClaim[] = []
  const [last, lastLiq] = ['amt', 'liqAmt'].map((on) => amountIn(ask, on, 'getCurrentSnapshotId', []))
  for (let snapshot = 1n; snapshot <= (last! < lastLiq! ? last! : lastLiq!); snapshot++)
    for (const side of ['holders', 'providers'] as const) {
      const [token, potView, madeView] = SIDES[side]
      const pot = amountIn(ask, 'master', potView, [snapshot])
      const pooled = side === 'holders' ? amountIn(ask, token, 'balanceOfAt', ['pair', snapshot]) : 0n
      const units = amountIn(ask, token, 'totalSupplyAt', [snapshot]) - pooled
      if (pot === 0n || units <= 0n) continue
      for (const account of accounts) {
        if (side === 'holders' && account === 'pair') continue
        const held = amountIn(ask, token, 'balanceOfAt', [account, snapshot])
        if (held === 0n || ask({ on: 'master', fn: madeView, args: [account, snapshot] }) === true) continue
        found.push({ account, side, snapshot, amount: (pot * held) / units })
      }
    }
  return found
}

const SIDES = {
  holders: ['amt', 'pays', 'alreadyCharged'],
  providers: ['liqAmt', 'liqPays', 'liqAlreadyCharged'],
} as const

/** A view's amount; zero where there is no answer. */
export function amountIn(ask: Ask, on: Account, fn: View['fn'], args: View['args']): bigint {
  const answer = ask({ on, fn, args })
  return typeof answer === 'bigint' ? answer : 0n
}

function pairView(pair: (typeof PAIRS)[number]): View {
  return { on: 'factory', fn: 'getPair', args: tokensOf(pair) }
}

class Book {
  readonly positions = new Map<Account, Map<Coin, bigint>>()

  add(account: Account, coin: Coin, amount: bigint): void {
    if (amount === 0n) return
    const position = this.positions.get(account) ?? new Map<Coin, bigint>()
    const after = (position.get(coin) ?? 0n) + amount
    if (after === 0n) position.delete(coin)
    else position.set(coin, after)
    if (position.size === 0) this.positions.delete(account)
    else this.positions.set(account, position)
  }

  owe(debtor: Account, creditor: Account, coin: Coin, amount: bigint): void {
    this.add(creditor, coin, amount)
    this.add(debtor, coin, -amount)
  }
}
