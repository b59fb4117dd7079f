/**
 * Reader's tables: titles of columns and names of cases as a reader of the page needs them.
 *
 * Data files keep the machine's names. A case that is named after a variant is shown by the variant's title,
 * and "this run" says by which parameters it differs from the defaults.
 */
import type { Column, RunResult, Table } from '../sim/result.ts'
import type { Setting } from './sections.ts'

/** Names of cases, as they are shown: the titles of variants, and this run with its settings. */
export function caseNames(
  { variants }: Pick<RunResult, 'variants'>,
  settings: readonly Setting[],
): Readonly<Record<string, string>> {
  const changed = settings
    .filter(({ value, standard }) => value !== standard)
    .map(({ name, value }) => `${name}=${value}`)
  const words = changed.length === 0 ? 'default settings' : changed.join(' ')
  return {
    ...Object.fromEntries(variants.map(({ name, title }) => [name, title])),
    'This run': `This run (${words})`,
    'In this run': `In this run (${words})`,
  }
}

/** The tables with these names as titles of columns. Cells are unchanged. */
export function titledTables(
  tables: readonly Table[],
  names: Readonly<Record<string, string>>,
): readonly Table[] {
  return mapped(tables, (column) => ({ ...column, title: names[column.title] ?? column.title }))
}

/** Name of the columns whose cells are names of cases. */
export const CASE = 'case'

/** The tables with these names in the cells of cases, for sentences and axes. */
export function readerTables(
  tables: readonly Table[],
  names: Readonly<Record<string, string>>,
): readonly Table[] {
  return mapped(tables, (column) => {
    if (column.name !== CASE) return column
    const cells = column.cells.map((cell) => names[cell] ?? cell)
    // Two cases with one name would be drawn as one.
    return new Set(cells).size < new Set(column.cells).size ? column : { ...column, cells }
  })
}

const mapped = (tables: readonly Table[], change: (column: Column) => Column): readonly Table[] =>
  tables.map((table) => ({ ...table, columns: table.columns.map(change) }))
