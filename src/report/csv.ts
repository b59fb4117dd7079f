/**
 * CSV after RFC 4180: a header row of column names, one line per row, exact text in every cell.
 *
 * - Cells are written as they are: an amount keeps all of its decimals, nothing passes through a float.
 * - Lines end in LF rather than CRLF, so that the usual line tools see no stray character; every reader of RFC 4180 takes both.
 * - Cells are decimal text or words of the project's own, so nothing guards against a spreadsheet taking a cell for a formula: a
 *   leading minus has to stay a minus.
 */
import type { Table } from '../sim/result.ts'

/**
 * The whole table as CSV text.
 *
 * @throws {RaggedTable} if the columns differ in length, since a row would then be made up of different days.
 */
export function csv(table: Table): string {
  const rows = rowCount(table)
  const lines = [table.columns.map((column) => cell(column.name)).join(',')]
  for (let row = 0; row < rows; row++)
    lines.push(table.columns.map((column) => cell(column.cells[row]!)).join(','))
  return `${lines.join('\n')}\n`
}

/** How many rows a table has; throws {@link RaggedTable} as {@link csv} does. */
export function rowCount(table: Table): number {
  const rows = table.columns[0]?.cells.length ?? 0
  for (const column of table.columns)
    if (column.cells.length !== rows)
      throw new RaggedTable(table.name, column.name, rows, column.cells.length)
  return rows
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The columns of a table differ in length. */
export class RaggedTable extends Error {
  override readonly name = 'RaggedTable'
  constructor(table: string, column: string, expected: number, got: number) {
    super(`table "${table}": expected ${expected} cells in every column, got ${got} in column "${column}"`)
  }
}
