/**
 * Names: interns every account name of an economy to a small integer index.
 *
 * Contracts come first, then the people who can act. All states of a run share one table by reference.
 * Ledgers are vectors by index; actions and events use names.
 */

export interface Names {
  /** Every account name; the position is its index. */
  readonly list: readonly string[]
  /** Accounts that can act, in the order of {@link list}. */
  readonly people: readonly string[]
  readonly index: ReadonlyMap<string, number>
}

/** Interns `contracts`, which cannot act, then `people`. Duplicate names are dropped. */
export function internNames(contracts: readonly string[], people: readonly string[]): Names {
  const list = [...new Set([...contracts, ...people])]
  return {
    list,
    people: list.slice(contracts.length),
    index: new Map(list.map((name, index) => [name, index])),
  }
}

/**
 * Index of an account name.
 *
 * @throws {UnknownAccount} when the name is not in the table.
 */
export function indexOf(names: Names, account: string): number {
  const index = names.index.get(account)
  if (index === undefined) throw new UnknownAccount(account)
  return index
}

/** An action or a view names an account that the deployment does not contain. */
export class UnknownAccount extends Error {
  override readonly name = 'UnknownAccount'
  constructor(account: string) {
    super(`expected a system account or a person of the deployment, got "${account}"`)
  }
}
