/**
 * CSV of chain snapshots: lines, quoted fields and exact amounts, as block explorers write them.
 */
import { Decimal } from 'decimal.js'
import { toBase } from '../../model/kernel/units.ts'

/** One wrong line; lines count from 1. */
export interface CsvProblem {
  readonly line: number
  readonly expected: string
  readonly got: string
}

/** `line: expected …, got …`. */
export const problemText = ({ line, expected, got }: CsvProblem): string =>
  `${line}: expected ${expected}, got ${got === '' ? 'nothing' : got}`

/** Lines without a byte order mark and without empty lines at the end; they end in LF or CRLF. */
export const linesOf = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\s+$/, '')
    .split(/\r?\n/)

/** The fields of a record; undefined if a quote is not closed, or text stands beside one. */
export function fieldsOf(record: string): string[] | undefined {
  const fields: string[] = []
  let rest = record
  for (;;) {
    const [whole, quoted, plain] = /^\s*(?:"((?:[^"]|"")*)"\s*|([^",]*))(?=,|$)/.exec(rest) ?? []
    if (whole === undefined) return undefined
    fields.push(quoted === undefined ? plain!.trim() : quoted.replaceAll('""', '"').trim())
    if (whole.length === rest.length) return fields
    rest = rest.slice(whole.length + 1)
  }
}

/** Whether a text is an address: 0x and 40 hexadecimal digits, in any case. */
export const isAddress = (text: string): boolean => /^0x[0-9a-f]{40}$/i.test(text)

/** Enough digits that no amount is rounded before its decimals are counted. */
const Exact = Decimal.clone({ precision: 100 })

/** What {@link baseUnitsOf} reads. Spreadsheets write large and small numbers with an exponent, rounded. */
export const AMOUNT = 'at least 0 with at most 18 decimals, all digits written out (no exponent)'

/**
 * Base units of an amount of at least 0 with at most 18 decimals, with or without thousands separators;
 * undefined for any other text.
 */
export function baseUnitsOf(text: string): bigint | undefined {
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  if (!/^\d{1,30}(\.\d{1,40})?$/.test(plain)) return undefined
  const value = new Exact(plain)
  return value.decimalPlaces() > 18 ? undefined : toBase(value.toFixed())
}
