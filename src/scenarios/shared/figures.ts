/**
 * Figures: how scenarios write numbers: exact amounts, ratios of at most 12 significant digits, satoshi for the eye.
 */
import { Decimal } from 'decimal.js'

import { fromBase } from '../../model/kernel/units.ts'
import type { Column, Metric, Table } from '../../sim/result.ts'

/** `text`'s digits, at most 12 of them significant. */
export const rounded = (value: Decimal): string => value.toSignificantDigits(12).toFixed()

export const dec = (value: bigint): Decimal => new Decimal(value.toString())

/** `a/b`; zero if there is nothing to divide by. */
export const ratioOf = (a: bigint, b: bigint): Decimal => (b === 0n ? new Decimal(0) : dec(a).div(dec(b)))

/** `a/b` in percent; zero if there is nothing to divide by. */
export const percentOf = (a: bigint, b: bigint): Decimal => ratioOf(a, b).mul(100)

/** BTCB wei per AMT in satoshi, to two decimals, for sentences. */
export const sats = (perAmt: bigint): string => dec(perAmt).div(1e10).toFixed(2)

/** An amount for sentences, to `decimals`. */
export const about = (amount: bigint, decimals = 2): string =>
  new Decimal(fromSigned(amount)).toFixed(decimals)

/** {@link fromBase} of what may be negative. */
export const fromSigned = (value: bigint): string => (value < 0n ? `-${fromBase(-value)}` : fromBase(value))

export const amountMetric = (title: string, value: bigint, unit = 'BTC'): Metric => ({
  title,
  unit,
  value: fromSigned(value),
})

export const percentMetric = (title: string, value: Decimal): Metric => ({
  title,
  unit: '%',
  value: rounded(value),
})

export const ratioMetric = (title: string, value: Decimal, unit = 'times'): Metric => ({
  title,
  unit,
  value: rounded(value),
})

export const countMetric = (title: string, unit: string, value: number): Metric => ({
  title,
  unit,
  value: String(value),
})

/** A day's number, or a word if it never came. */
export const dayMetric = (title: string, day: number | undefined): Metric => ({
  title,
  unit: 'day',
  value: day === undefined ? 'never' : String(day),
})

/** A table from rows: one list of cells for each row, in the columns' order. */
export function tableOf(
  head: Pick<Table, 'name' | 'title'>,
  columns: readonly Omit<Column, 'cells'>[],
  rows: readonly (readonly string[])[],
): Table {
  return {
    ...head,
    columns: columns.map((column, index) => ({ ...column, cells: rows.map((row) => row[index]!) })),
  }
}
