/**
 * `columns.json`: the columns of every table beside it, with title, unit, type, meaning and source.
 */
import type { Table } from '../../sim/result.ts'
import { describe, type Described } from './dictionary.ts'
import { parquetFile, TEXT_COLUMN } from '../parquet.ts'
import { PRECISION, SCALE } from './type.ts'

/** File name of the dictionary beside a result. */
export const COLUMNS = 'columns.json'

/** Version of the shape of `columns.json`. */
const SCHEMA = 1

export interface DataTable {
  readonly name: string
  readonly title: string
  /** Files with its rows, beside `columns.json`; one may be a pattern. */
  readonly files: readonly string[]
  readonly columns: readonly Described[]
}

/** The text of `columns.json`. */
export function columnsText(tables: readonly DataTable[]): string {
  const shown = tables.map(({ columns, ...table }) => ({
    ...table,
    columns: columns.map(({ name, title, unit, type, meaning, source }) => ({
      name,
      title,
      unit,
      type: type.type,
      ...(type.type === 'decimal' ? { precision: PRECISION, scale: type.scale ?? SCALE } : {}),
      meaning,
      source,
    })),
  }))
  return `${JSON.stringify({ schema: SCHEMA, text: TEXT_COLUMN, tables: shown }, null, 1)}\n`
}

/** A table of a result as `columns.json` has it. `of` is the command or scenario that wrote it. */
export function dataTable({ name, title, columns }: Table, files: readonly string[], of: string): DataTable {
  return { name, title, files, columns: columns.map((column) => describe(name, column, of)) }
}

/** The rows of a table as typed Parquet. An empty cell is null, except in a column of texts. */
export function tableParquet(table: Table, of: string): Uint8Array {
  return parquetFile(
    table.columns.map((column) => {
      const { type } = describe(table.name, column, of)
      const cells =
        type.type === 'text' ? column.cells : column.cells.map((cell) => (cell === '' ? undefined : cell))
      return { name: column.name, type, cells }
    }),
  )
}
