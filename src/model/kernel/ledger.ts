/**
 * Ledger: who holds how much of one token, by double entry.
 *
 * Every posting has two sides of the same amount. Minting and burning post against {@link NOWHERE}, whose negated balance is the
 * supply; so the sum of all balances is the supply by construction. Whether a posting is allowed is for the token's rules to say.
 */
import { get, set, setBoth, vector, type Vector } from './vector.ts'

export interface Ledger {
  /** By account index, in base units. */
  readonly balances: Vector<bigint>
  readonly supply: bigint
}

/** The side of a posting that is nobody: tokens come into being there, or cease to be. */
export const NOWHERE = -1

export const EMPTY_LEDGER: Ledger = { balances: vector(0n), supply: 0n }

/**
 * Moves `amount` from one index to another.
 *
 * @throws {Overdrawn} if the debited side does not hold it: a bug of the caller, who must have checked.
 */
export function post(ledger: Ledger, debit: number, credit: number, amount: bigint): Ledger {
  let { supply } = ledger
  if (debit === NOWHERE) supply += amount
  if (credit === NOWHERE) supply -= amount
  return { balances: moved(ledger.balances, debit, credit, amount), supply }
}

function moved(balances: Vector<bigint>, debit: number, credit: number, amount: bigint): Vector<bigint> {
  if (debit === NOWHERE)
    return credit === NOWHERE ? balances : set(balances, credit, get(balances, credit) + amount)
  const left = debited(get(balances, debit), amount)
  if (credit === NOWHERE) return set(balances, debit, left)
  if (debit === credit || amount === 0n) return balances
  return setBoth(balances, debit, left, credit, get(balances, credit) + amount)
}

function debited(balance: bigint, amount: bigint): bigint {
  if (amount > balance) throw new Overdrawn(balance, amount)
  return balance - amount
}

/** A posting would leave a balance below zero. */
export class Overdrawn extends Error {
  override readonly name = 'Overdrawn'
  constructor(balance: bigint, amount: bigint) {
    super(`expected a posting of at most ${balance}, got ${amount}: check the balance before posting`)
  }
}
