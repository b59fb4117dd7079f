/**
 * Wealth by case: the same parties (`parties.ts`) in several cases, such as variants of a run, against one of
 * them.
 *
 * Units: BTCB wei.
 */
import type { Compared } from '../../sim/definition/variant.ts'
import type { Table } from '../../sim/result.ts'
import { wealthTable, worthOf, type Case } from './parties.ts'
import type { Measure } from './wealth.ts'

export interface WealthCases<Name extends string> {
  /** Titles of the parties. */
  readonly titles: readonly string[]
  /** Wealth of a party in a case; undefined where the measure does not apply: several have no exit alone. */
  readonly find: (title: string, measure: Measure, name: Name) => bigint | undefined
  /** {@link find} where the measure applies. @throws {NoWealth} elsewhere. */
  readonly of: (title: string, measure: Measure, name: Name) => bigint
  /** Wealth in a case less that in the base case. */
  readonly change: (title: string, measure: Measure, name: Name) => bigint
  readonly table: Table
}

/**
 * @param title of the table
 * @param base the case that others are compared with
 */
export function wealthCases<Name extends string>(
  title: string,
  cases: readonly (Case & { readonly name: Name })[],
  base: Name,
): WealthCases<Name> {
  const find: WealthCases<Name>['find'] = (party, measure, name) =>
    worthOf(cases.find((each) => each.name === name)!.parties, party)[measure]
  const of: WealthCases<Name>['of'] = (party, measure, name) => {
    const found = find(party, measure, name)
    if (found === undefined) throw new NoWealth(party, measure)
    return found
  }
  return {
    titles: cases[0]!.parties.map((party) => party.title),
    find,
    of,
    change: (party, measure, name) => of(party, measure, name) - of(party, measure, base),
    table: wealthTable(title, cases),
  }
}

/** Computes once for each run: tables, metrics and hypotheses need the same wealth. */
export function oncePerRun<T extends object>(compute: (run: Compared) => T): (run: Compared) => T {
  const known = new WeakMap<Compared, T>()
  return (run) => {
    const found = known.get(run) ?? compute(run)
    known.set(run, found)
    return found
  }
}

/** The measure does not apply to the party. */
export class NoWealth extends Error {
  override readonly name = 'NoWealth'
  constructor(party: string, measure: Measure) {
    super(`expected a measure that applies to ${party}, got ${measure}`)
  }
}
