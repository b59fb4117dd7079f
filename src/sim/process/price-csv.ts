/**
 * Daily prices from CSV text, for the bootstrap and the replay.
 *
 * Expects a header with a column of dates (`date` or `snapped_at`) and one of prices (`usd`, `price` or
 * `close`, the first found in this order), in any case, among any others; then one row a day, oldest first,
 * no day missing. A date is YYYY-MM-DD, with or without a time of day after it. A price is a positive decimal
 * in USD, read to the nearest float64. Fields are separated by commas and may be in double quotes that
 * contain no comma; lines end in LF or CRLF; empty lines at the end do not count. Every error names line and
 * column, both from 1, which no parser package gives (docs/decisions/0012).
 */
import { headerHint, shapeProblem } from '../csv-shape.ts'

/** A day and the price of BTC in USD. */
export interface PriceRow {
  /** YYYY-MM-DD. */
  readonly date: string
  /** USD per BTC. */
  readonly usd: number
}

const DATE_COLUMNS = ['date', 'snapped_at']
const PRICE_COLUMNS = ['usd', 'price', 'close']

interface Field {
  readonly text: string
  readonly line: number
  readonly column: number
}

/**
 * The rows of `text`, at least one.
 *
 * @throws {PriceCsvError} when the text is not a table of daily prices.
 */
export function parsePriceCsv(text: string): PriceRow[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\s+$/, '')
    .split(/\r?\n/)
  const [header = [], ...records] = lines.map((line, i) => splitFields(line, i + 1))
  const dateColumn = columnOf(header, DATE_COLUMNS)
  const priceColumn = columnOf(header, PRICE_COLUMNS)
  const rows: PriceRow[] = []
  for (const [i, fields] of records.entries()) {
    const line = i + 2
    const record = lines[line - 1] ?? ''
    const problem = shapeProblem(record, fields.length, header.length)
    if (problem !== undefined)
      throw new PriceCsvError({ line, column: record.length + 1 }, problem.expected, problem.got)
    const date = readDate(fieldOf(fields, dateColumn), rows.at(-1)?.date)
    rows.push({ date, usd: readPrice(fieldOf(fields, priceColumn)) })
  }
  if (rows.length === 0) {
    throw new PriceCsvError(
      { line: lines.length + 1, column: 1 },
      'a row of date and price',
      'the end of the text',
    )
  }
  return rows
}

function splitFields(line: string, number: number): Field[] {
  let column = 1
  return line.split(',').map((raw) => {
    const field = { text: raw.trim().replace(/^"(.*)"$/, '$1'), line: number, column }
    column += raw.length + 1
    return field
  })
}

function columnOf(header: readonly Field[], names: readonly string[]): number {
  for (const name of names) {
    const index = header.findIndex(({ text }) => text.toLowerCase() === name)
    if (index !== -1) return index
  }
  const found = header.map(({ text }) => text).join(', ')
  throw new PriceCsvError(
    { line: 1, column: 1 },
    `a header with a column ${names.join(' or ')}${headerHint(found)}`,
    found,
  )
}

/** Field `index` of a record that is known to be as long as the header. */
function fieldOf(fields: readonly Field[], index: number): Field {
  return fields[index] ?? { text: '', line: 0, column: 0 }
}

function readDate(field: Field, previous: string | undefined): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)(?:$|[ T])/.exec(field.text) ?? []
  const date = `${year}-${month}-${day}`
  if (year === '' || Number(month) < 1 || Number(month) > 12 || Number(day) < 1) {
    throw new PriceCsvError(field, 'a date YYYY-MM-DD', field.text)
  }
  if (Number(day) > daysIn(Number(year), Number(month)))
    throw new PriceCsvError(field, 'a day of that month', field.text)
  const expected = previous === undefined ? date : dayAfter(previous)
  if (date !== expected) throw new PriceCsvError(field, `${expected}, the day after the row above`, date)
  return date
}

function readPrice(field: Field): number {
  const usd = /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(field.text) ? Number(field.text) : NaN
  if (!(usd > 0 && usd < Infinity))
    throw new PriceCsvError(field, 'a price above 0 such as 30400.5', field.text)
  return usd
}

function dayAfter(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  if (day < daysIn(year, month)) return isoDate(year, month, day + 1)
  return month < 12 ? isoDate(year, month + 1, 1) : isoDate(year + 1, 1, 1)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** The text is not a table of daily prices. The message reads `line:column: expected …, got …`. */
export class PriceCsvError extends Error {
  override readonly name = 'PriceCsvError'
  readonly line: number
  readonly column: number
  constructor({ line, column }: { line: number; column: number }, expected: string, got: string) {
    super(`${line}:${column}: expected ${expected}, got ${got === '' ? 'nothing' : got}`)
    this.line = line
    this.column = column
  }
}
