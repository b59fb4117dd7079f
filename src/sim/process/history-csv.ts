/**
 * Daily history from CSV text: any subset of the exogenous quantities, for calibration, backtest and replay.
 *
 * Expects a header with `date` and at least one of {@link HISTORY_COLUMNS}, in any case and order, among any
 * others; then one row a day, oldest first. A date is YYYY-MM-DD, with or without a time of day after it. A
 * value is a plain decimal, read to the nearest float64; an empty cell means that the value is unknown.
 * Fields are separated by commas and may be in double quotes that contain no comma; lines end in LF or CRLF.
 *
 * - Days without a row are gaps: they are reported, and their values are unknown.
 * - A row that repeats the row before it exactly is a duplicate: it is reported and ignored.
 * - Every wrong line is reported, not only the first.
 */
import { headerHint, shapeProblem } from '../csv-shape.ts'
import { dateOf, InvalidDate, SECONDS_PER_DAY, timestampOf } from '../calendar.ts'

/** Known columns, each with its unit and meaning. All are above zero, except fees, which may be zero. */
export const HISTORY_COLUMNS = {
  btc_usd: { title: 'BTC price', unit: 'USD/BTC' },
  difficulty: { title: 'Difficulty', unit: '' },
  fees_btc: { title: 'Transaction fees of an average block of the day', unit: 'BTC' },
  gas_gwei: { title: 'Gas price of BNB Smart Chain', unit: 'gwei' },
  bnb_usd: { title: 'BNB price', unit: 'USD/BNB' },
} as const

/** Name of a column of a daily history. */
export type HistoryColumn = keyof typeof HISTORY_COLUMNS

export const HISTORY_NAMES = Object.keys(HISTORY_COLUMNS) as readonly HistoryColumn[]

/** Values by calendar day, gaps included. */
export interface History {
  /** Days from 1970-01-01 to the first row. */
  readonly firstDay: number
  /** Calendar days from the first row to the last. */
  readonly days: number
  /** Columns of the file; `undefined` on a day without a value. */
  readonly values: Readonly<Partial<Record<HistoryColumn, readonly (number | undefined)[]>>>
}

/** Days without a row, between two rows. */
export interface Gap {
  readonly from: string
  readonly to: string
  readonly days: number
}

/** A history, and what a reader of the file should know about it. */
export interface HistoryReading {
  readonly history: History
  /** Columns of the file that are not used. */
  readonly unknown: readonly string[]
  /** Known columns that the file does not have. */
  readonly missing: readonly HistoryColumn[]
  readonly gaps: readonly Gap[]
  readonly duplicates: readonly { readonly line: number; readonly date: string }[]
}

/** One wrong line. Line and column count from 1. */
export interface HistoryProblem {
  readonly line: number
  readonly column: number
  readonly expected: string
  readonly got: string
}

interface Field {
  readonly text: string
  readonly column: number
}

interface Row {
  readonly day: number
  readonly values: readonly (number | undefined)[]
}

/**
 * The history in `text`.
 *
 * @throws {HistoryCsvError} when the header or a line is wrong; it has every wrong line.
 */
export function parseHistory(text: string): HistoryReading {
  const [head = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .replace(/\s+$/, '')
    .split(/\r?\n/)
  const header = fieldsOf(head).map((field) => ({ ...field, name: field.text.toLowerCase() }))
  const names = header.map(({ name }) => name)
  const columns = HISTORY_NAMES.filter((name) => names.includes(name))
  checkHeader(names, columns, headerHint(head))
  const problems: HistoryProblem[] = []
  const duplicates: { line: number; date: string }[] = []
  const rows: Row[] = []
  for (const [i, record] of lines.entries()) {
    const line = i + 2
    const fields = fieldsOf(record)
    const problem = shapeProblem(record, fields.length, names.length)
    if (problem !== undefined) {
      problems.push({ line, column: record.length + 1, ...problem })
      continue
    }
    const wrong = (name: string, expected: string): undefined => {
      const field = fields[names.indexOf(name)]!
      problems.push({ line, column: field.column, expected, got: field.text })
    }
    const textOf = (name: string): string => fields[names.indexOf(name)]!.text
    const day = dayOf(textOf('date'))
    if (day === undefined) {
      wrong('date', 'a date YYYY-MM-DD, from 1970 on')
      continue
    }
    const values = columns.map((name) => {
      const value = valueOf(name, textOf(name))
      return Number.isNaN(value) ? wrong(name, expectedOf(name)) : value
    })
    const before = rows.at(-1)
    if (before?.day === day && before.values.every((value, column) => value === values[column]))
      duplicates.push({ line, date: dateOfDay(day) })
    else if (before !== undefined && day <= before.day)
      wrong('date', `a date after ${dateOfDay(before.day)}, the date of the row above`)
    else rows.push({ day, values })
  }
  if (problems.length > 0) throw new HistoryCsvError(problems)
  const [first] = rows
  if (first === undefined)
    throw new HistoryCsvError([
      { line: 2, column: 1, expected: 'a row with a date and values', got: 'the end of the file' },
    ])
  return {
    history: historyOf(columns, rows, first.day),
    unknown: header.filter(({ name }) => name !== 'date' && !isKnown(name)).map(({ text: shown }) => shown),
    missing: HISTORY_NAMES.filter((name) => !columns.includes(name)),
    gaps: gapsOf(rows),
    duplicates,
  }
}

/** `2023-07-12` for a number of days since 1970-01-01. */
export const dateOfDay = (day: number): string => dateOf(BigInt(day) * SECONDS_PER_DAY)

/** Days since 1970-01-01 of a date; undefined if the text is no date. */
export function dayOf(text: string): number | undefined {
  const [, date] = /^(\d{4}-\d\d-\d\d)(?:$|[ T])/.exec(text) ?? []
  try {
    return date === undefined ? undefined : Number(timestampOf(date) / SECONDS_PER_DAY)
  } catch (error) {
    if (error instanceof InvalidDate) return undefined
    throw error
  }
}

/** The days from `first` to `last` of a history, both included; both are days since 1970-01-01. */
export function sliceHistory({ firstDay, days, values }: History, first: number, last: number): History {
  const from = Math.max(first - firstDay, 0)
  const to = Math.min(last - firstDay + 1, days)
  const cut = Object.entries(values).map(([name, column]) => [name, column.slice(from, to)])
  return { firstDay: firstDay + from, days: Math.max(to - from, 0), values: Object.fromEntries(cut) }
}

function fieldsOf(line: string): Field[] {
  let column = 1
  return line.split(',').map((raw) => {
    const field = { text: raw.trim().replace(/^"(.*)"$/, '$1'), column }
    column += raw.length + 1
    return field
  })
}

function checkHeader(names: readonly string[], columns: readonly HistoryColumn[], hint: string): void {
  const got = names.join(', ')
  const wrong = (expected: string): HistoryCsvError =>
    new HistoryCsvError([{ line: 1, column: 1, expected, got }])
  if (!names.includes('date')) throw wrong(`a header with a column date${hint}`)
  if (columns.length === 0)
    throw wrong(`a header with date and at least one of ${HISTORY_NAMES.join(', ')}${hint}`)
  const twice = names.find((name, i) => names.indexOf(name) !== i && (name === 'date' || isKnown(name)))
  if (twice !== undefined) throw wrong(`one column ${twice}`)
}

const isKnown = (name: string): name is HistoryColumn => Object.hasOwn(HISTORY_COLUMNS, name)

/** The value of a cell; NaN if it is not one. */
function valueOf(name: HistoryColumn, text: string): number | undefined {
  if (text === '') return undefined
  const value = /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN
  const least = name === 'fees_btc' ? 0 : Number.MIN_VALUE
  return value >= least && value < Infinity ? value : NaN
}

const expectedOf = (name: HistoryColumn): string =>
  name === 'fees_btc'
    ? `0 or a decimal above 0 for ${name}, or nothing`
    : `a decimal above 0 for ${name}, or nothing`

function historyOf(columns: readonly HistoryColumn[], rows: readonly Row[], firstDay: number): History {
  const days = rows.at(-1)!.day - firstDay + 1
  const values = columns.map((name, column) => {
    const cells = Array.from<number | undefined>({ length: days })
    for (const row of rows) cells[row.day - firstDay] = row.values[column]
    return [name, cells] as const
  })
  return { firstDay, days, values: Object.fromEntries(values) }
}

function gapsOf(rows: readonly Row[]): Gap[] {
  return rows.slice(1).flatMap(({ day }, i) => {
    const before = rows[i]!.day
    if (day === before + 1) return []
    return [{ from: dateOfDay(before + 1), to: dateOfDay(day - 1), days: day - before - 1 }]
  })
}

/**
 * The text is not a daily history. The message has one line per problem: `line:column: expected …, got …`.
 */
export class HistoryCsvError extends Error {
  override readonly name = 'HistoryCsvError'
  readonly problems: readonly HistoryProblem[]
  constructor(problems: readonly HistoryProblem[]) {
    const lineOf = ({ line, column, expected, got }: HistoryProblem): string =>
      `${line}:${column}: expected ${expected}, got ${got === '' ? 'nothing' : got}`
    super(problems.map(lineOf).join('\n'))
    this.problems = problems
  }
}
