/**
 * CSV (RFC 4180): a header row of column names, then one line per row, with exact text in every cell.
 *
 * - Cells are written unchanged: an amount keeps all its decimals, and nothing passes through a float.
 * - Lines end in LF instead of CRLF, for line-based tools. Common CSV readers accept both.
 * - Formula injection is not escaped: cells are decimal text or the project's own words, and a leading minus
 *   must stay a minus.
 */
import type { Table } from '../sim/result.ts'

/**
 * The whole table as CSV text.
 *
 * @throws {RaggedTable} when the columns differ in length, since rows would then mix different days.
 */
export function csv(table: Table): string {
  const rows = rowCount(table)
  const lines = [table.columns.map((column) => cell(column.name)).join(',')]
  for (let row = 0; row < rows; row++)
    lines.push(table.columns.map((column) => cell(column.cells[row]!)).join(','))
  return `${lines.join('\n')}\n`
}

/**
 * Number of rows of a table.
 *
 * @throws {RaggedTable} when the columns differ in length.
 */
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
    super(
      `table "${table}": expected ${expected} cells in every column; got ${got} in column "${column}". ` +
        'Record a cell in every column for each row.',
    )
  }
}
