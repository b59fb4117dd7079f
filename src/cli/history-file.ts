/**
 * History files: reads a CSV file of daily values, and dates on the command line.
 *
 * Every wrong line of the file is reported as `file:line:column: expected …, got …`, the first twenty in
 * full.
 */
import { resolve } from 'node:path'
import { sha256 } from '../report/hash.ts'
import {
  dateOfDay,
  dayOf,
  HistoryCsvError,
  HISTORY_NAMES,
  parseHistory,
  type HistoryReading,
} from '../sim/process/history-csv.ts'
import { readBytes } from './read-bytes.ts'
import { WrongInput } from './wrong-input.ts'

export interface HistoryFile extends HistoryReading {
  /** The name as given, with twelve digits of the file's SHA-256: `btc.csv#0c5d…`. */
  readonly text: string
}

const ADVICE = 'See docs/how-to/calibrate.md for the format.'
const MOST_SHOWN = 20
const DIGITS = 12

/**
 * The history in the file `named`, relative to `cwd`.
 *
 * @throws {WrongInput} when the file is unreadable or a line is wrong.
 */
export function readHistoryFile(named: string, cwd: string): HistoryFile {
  const expected = `a readable CSV file with date and any of ${HISTORY_NAMES.join(', ')}`
  const bytes = readBytes(resolve(cwd, named), named, expected, ADVICE)
  try {
    const reading = parseHistory(bytes.toString('utf8'))
    return { ...reading, text: `${named}#${sha256(bytes).slice(0, DIGITS)}` }
  } catch (error) {
    if (error instanceof HistoryCsvError) throw new WrongInput(wrongLines(error, named))
    throw error
  }
}

/** One line of text for each wrong line of the file. */
export function wrongLines({ problems }: HistoryCsvError, named: string): string {
  const shown = problems
    .slice(0, MOST_SHOWN)
    .map(
      ({ line, column, expected, got }) =>
        `${named}:${line}:${column}: expected ${expected}; got ${got === '' ? 'nothing' : `"${got}"`}`,
    )
  const more = problems.length - shown.length
  return [...shown, ...(more > 0 ? [`and ${more} more.`] : []), ADVICE].join('\n')
}

/** The reader's notes: unknown and missing columns, gaps and duplicates, as sentences. */
export function readingNotes({ unknown, missing, gaps, duplicates }: HistoryReading): readonly string[] {
  const gapDays = gaps.reduce((sum, { days }) => sum + days, 0)
  const firstGaps = gaps.slice(0, 3).map(({ from, to }) => (from === to ? from : `${from} to ${to}`))
  return [
    ...(unknown.length === 0 ? [] : [`Columns that are not used: ${unknown.join(', ')}.`]),
    ...(missing.length === 0 ? [] : [`Columns that the file does not have: ${missing.join(', ')}.`]),
    ...(gaps.length === 0
      ? []
      : [
          `${gapDays} day${gapDays === 1 ? '' : 's'} without a row in ${gaps.length} gap${gaps.length === 1 ? '' : 's'}: ${firstGaps.join(', ')}${gaps.length > 3 ? ', …' : ''}. Returns across a gap are not used.`,
        ]),
    ...(duplicates.length === 0
      ? []
      : [
          `${duplicates.length} repeated row${duplicates.length === 1 ? '' : 's'} ignored: ${duplicates
            .slice(0, 3)
            .map(({ line, date }) => `line ${line} (${date})`)
            .join(', ')}${duplicates.length > 3 ? ', …' : ''}.`,
        ]),
  ]
}

/**
 * A date on the command line, in days since 1970-01-01.
 *
 * @throws {WrongInput} when the text is no date.
 */
export function readDate(option: string, text: string): number {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? dayOf(text) : undefined
  if (day === undefined)
    throw new WrongInput({
      expected: `a date YYYY-MM-DD for ${option}`,
      got: `"${text}"`,
      advice: `Example: ${option} 2023-07-12.`,
    })
  return day
}

/** First and last date of a history. */
export const spanOf = ({ history: { firstDay, days } }: HistoryReading): readonly [string, string] => [
  dateOfDay(firstDay),
  dateOfDay(firstDay + days - 1),
]
