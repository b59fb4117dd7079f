import { expect, test } from 'vitest'
import { csv, RaggedTable } from '../../src/report/csv.ts'
import type { Table } from '../../src/sim/result.ts'
import { result } from './fixture.ts'

const table = (...columns: [name: string, cells: string[]][]): Table => ({
  name: 'table',
  title: 'Table',
  columns: columns.map(([name, cells]) => ({ name, title: name, unit: '', cells })),
})

test('a CSV has a header of column names and one line per row', () => {
  expect(csv(table(['day', ['1', '2']], ['price', ['5', '6']]))).toBe('day,price\n1,5\n2,6\n')
})

test('amounts keep every digit, beyond the precision of floats', () => {
  const exact = [
    '115792089237316195423570985008687907853269984665640564039457',
    '0.000000000000000001',
    '-1.10',
  ]
  expect(
    csv(table(['amount', exact]))
      .split('\n')
      .slice(1, -1),
  ).toEqual(exact)
})

test('cells with commas, quotes and line breaks are quoted, and quotes doubled', () => {
  expect(csv(table(['a,b', ['say "no"', 'two\nlines', 'return\r', 'plain']]))).toBe(
    '"a,b"\n"say ""no"""\n"two\nlines"\n"return\r"\nplain\n',
  )
})

test('a table without rows is its header', () => {
  expect(csv(table(['day', []], ['price', []]))).toBe('day,price\n')
})

test('columns of different lengths throw, since their rows would mix days', () => {
  expect(() => csv(table(['day', ['1', '2']], ['price', ['5']]))).toThrow(RaggedTable)
})

test('the day’s table reads back cell by cell', () => {
  const days = result(40).tables[0]!
  const rows = csv(days)
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  expect(rows[0]).toEqual(days.columns.map(({ name }) => name))
  days.columns.forEach((column, index) =>
    expect(rows.slice(1).map((row) => row[index])).toEqual(column.cells),
  )
})
