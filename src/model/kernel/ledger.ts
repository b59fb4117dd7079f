/**
 * Ledger: the balances of one token, kept by double entry.
 *
 * Every posting debits and credits the same amount. Minting and burning post against {@link NOWHERE}, whose
 * negated balance is the supply. The sum of all balances therefore equals the supply by construction.
 * The ledger does not check permissions; the token contracts do.
 */
import { get, set, setBoth, vector, type Vector } from './vector.ts'

export interface Ledger {
  /** By account index, in base units. */
  readonly balances: Vector<bigint>
  readonly supply: bigint
}

/** Pseudo-account on the other side of a mint or a burn. */
export const NOWHERE = -1

/** Initial state: no balances, supply 0. */
export const EMPTY_LEDGER: Ledger = { balances: vector(0n), supply: 0n }

/**
 * Moves `amount` base units from account index `debit` to account index `credit`.
 *
 * @throws {Overdrawn} when the debited balance is below `amount`. Callers check the balance first.
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

/** A posting would make a balance negative. */
export class Overdrawn extends Error {
  override readonly name = 'Overdrawn'
  constructor(balance: bigint, amount: bigint) {
    super(`expected a posting of at most ${balance}, got ${amount}: check the balance before posting`)
  }
}
