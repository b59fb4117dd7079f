/**
 * Names: every account of an economy, interned once to a small index.
 *
 * System accounts first, then the officers, then the people of the genesis. The table is shared by reference between all states of
 * a run, so that ledgers can be vectors by index while actions and events speak of names.
 */
import { OFFICERS, SYSTEM_ACCOUNTS, type Account } from './accounts.ts'

export interface Names {
  readonly list: readonly Account[]
  /** Those who can act: officers first, then the genesis's people. */
  readonly people: readonly Account[]
  readonly index: ReadonlyMap<Account, number>
}

export function internNames(others: readonly Account[]): Names {
  const list = [...new Set([...SYSTEM_ACCOUNTS, ...others])]
  const people = list.slice(SYSTEM_ACCOUNTS.length - OFFICERS.length)
  return { list, people, index: new Map(list.map((name, index) => [name, index])) }
}

/** @throws {UnknownAccount} if nobody has that name. */
export function indexOf(names: Names, account: Account): number {
  const index = names.index.get(account)
  if (index === undefined) throw new UnknownAccount(account)
  return index
}

/** An action or a view names an account that the genesis does not know. */
export class UnknownAccount extends Error {
  override readonly name = 'UnknownAccount'
  constructor(account: Account) {
    super(`expected a system account or a person of the genesis, got "${account}"`)
  }
}
