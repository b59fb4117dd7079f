/**
 * Recorder: reads a scenario's gauges at the close of every day into one table of exact decimal text.
 */
import type { Gauge, Today } from './gauge.ts'
import type { Column, Table } from './result.ts'

/** The daily table: a column for each gauge, a row for each close. */
export function dailyTable(gauges: Readonly<Record<string, Gauge>>, closes: readonly Today[]): Table {
  const columns = Object.entries(gauges).map(([name, { title, unit, read }]): Column => ({
    name,
    title,
    unit,
    cells: closes.map(read),
  }))
  return { name: 'daily', title: 'At the close of every day', columns }
}

/** The cells of a column. Throws {@link NoSuchColumn}. */
export function cellsOf(table: Table, name: string): readonly string[] {
  const column = table.columns.find((candidate) => candidate.name === name)
  if (column === undefined)
    throw new NoSuchColumn(
      name,
      table.columns.map((candidate) => candidate.name),
    )
  return column.cells
}

/** A table has no column of that name. */
export class NoSuchColumn extends Error {
  override readonly name = 'NoSuchColumn'
  constructor(column: string, possible: readonly string[]) {
    super(`expected one of the columns ${possible.join(', ')}, got "${column}"`)
  }
}
