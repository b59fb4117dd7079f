/**
 * Names: every account of an economy, interned once to a small index.
 *
 * Contracts first, then the people who can act. The table is shared by reference between all states of a run: ledgers are vectors by
 * index while actions and events use names.
 */

export interface Names {
  readonly list: readonly string[]
  /** Accounts that can act, in the order of {@link list}. */
  readonly people: readonly string[]
  readonly index: ReadonlyMap<string, number>
}

/** Interns `contracts`, which cannot act, then `people`. A repeated name counts once. */
export function internNames(contracts: readonly string[], people: readonly string[]): Names {
  const list = [...new Set([...contracts, ...people])]
  return {
    list,
    people: list.slice(contracts.length),
    index: new Map(list.map((name, index) => [name, index])),
  }
}

/** @throws {UnknownAccount} if nobody has that name. */
export function indexOf(names: Names, account: string): number {
  const index = names.index.get(account)
  if (index === undefined) throw new UnknownAccount(account)
  return index
}

/** An action or a view names an account that the genesis does not know. */
export class UnknownAccount extends Error {
  override readonly name = 'UnknownAccount'
  constructor(account: string) {
    super(`expected a system account or a person of the genesis, got "${account}"`)
  }
}
