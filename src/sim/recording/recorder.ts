/**
 * Recorder: reads a scenario's gauges at the close of every day into one table of exact decimal text.
 */
import type { Gauge } from './gauge.ts'
import type { Column, Table } from '../result.ts'
import type { DayClose } from './day-close.ts'

/** Columns of the daily table; their cells are appended in place. */
export type Recorder = readonly (Gauge & { readonly name: string; readonly cells: string[] })[]

/** A recorder of the gauges by name; of those in `only`, if it is given. */
export function openRecorder(gauges: Readonly<Record<string, Gauge>>, only?: ReadonlySet<string>): Recorder {
  return Object.entries(gauges)
    .filter(([name]) => only?.has(name) ?? true)
    .map(([name, gauge]) => ({ ...gauge, name, cells: [] }))
}

/**
 * Reads every gauge at a close. Done immediately, since the latest version of a persistent state is the
 * cheapest to read.
 */
export function record(recorder: Recorder, today: DayClose): void {
  for (const { cells, read } of recorder) cells.push(read(today))
}

/** The daily table: a column for each gauge, a row for each close. */
export function dailyTable(recorder: Recorder): Table {
  const columns = recorder.map(({ name, title, unit, cells }): Column => ({ name, title, unit, cells }))
  return { name: 'daily', title: 'At the close of every day', columns }
}

/**
 * Cells of a column.
 *
 * @throws {NoSuchColumn} when the table has no column of that name.
 */
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
