/**
 * Data dictionary: what each column of each table means, its type, and where its values come from.
 *
 * Names, titles and units stand where a column is computed; meaning, source and type here.
 */
import type { Column } from '../../sim/result.ts'
import type { Entry, Family, TableEntry } from './entry.ts'
import { ANALYSES } from './tables/analyses.ts'
import { DAILY } from './tables/daily.ts'
import { EXITS } from './tables/exits.ts'
import { GREAT_RESET } from './tables/great-reset.ts'
import { PEOPLE } from './tables/people.ts'
import { POLICIES } from './tables/policies.ts'
import { SHARED } from './tables/shared.ts'
import { CAMPAIGNS, STUDIES } from './tables/studies.ts'
import { typeOfUnit, type ColumnType } from './type.ts'

/** All entries. Where several match a table, the first one that has the column holds. */
export const TABLES: readonly TableEntry[] = [
  DAILY,
  ...GREAT_RESET,
  ...EXITS,
  ...POLICIES,
  ...PEOPLE,
  ...STUDIES,
  ...CAMPAIGNS,
  ...ANALYSES,
  ...SHARED,
]

export interface Described extends Omit<Column, 'cells'> {
  readonly type: ColumnType
  readonly meaning: string
  readonly source: string
  /** Whether the dictionary has the column. */
  readonly isDeclared: boolean
}

/** An entry that holds for a column, and the table that has it. */
export interface Found {
  readonly table: TableEntry
  /** The column's name, or the family that has it. */
  readonly key: string | Family
  readonly entry: Entry
}

/** The entry of a column in a result of a command or scenario. */
export function findEntry(table: string, column: string, of?: string): Found | undefined {
  const matching = TABLES.filter(({ table: name }) =>
    typeof name === 'string' ? name === table : name.test(table),
  )
  const own = matching.filter((each) => of !== undefined && each.of.includes(of))
  for (const each of [...own, ...matching]) {
    const named = Object.hasOwn(each.columns, column) ? each.columns[column] : undefined
    if (named !== undefined)
      return { table: each, key: column, entry: typeof named === 'string' ? { meaning: named } : named }
    const family = each.families?.find(({ pattern }) => pattern.test(column))
    if (family !== undefined) return { table: each, key: family, entry: family }
  }
  return undefined
}

/**
 * The column with type, meaning and source. One that is not declared, as in a scenario of one's own, has the
 * type of its unit and its title as meaning.
 */
export function describe(
  table: string,
  { name, title, unit }: Omit<Column, 'cells'>,
  of?: string,
): Described {
  const found = findEntry(table, name, of)
  return {
    name,
    title,
    unit,
    type: found?.entry.type ?? typeOfUnit(unit),
    meaning: found?.entry.meaning || title,
    source: found?.entry.source ?? found?.table.source ?? 'not declared',
    isDeclared: found !== undefined,
  }
}
