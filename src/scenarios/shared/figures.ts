/**
 * Number formats of scenarios: exact amounts, ratios of at most 12 significant digits, satoshi in sentences.
 */
import { Decimal } from 'decimal.js'

import { fromBase } from '../../model/kernel/units.ts'
import type { Column, Metric, Table } from '../../sim/result.ts'

/** Decimal text with at most 12 significant digits. */
export const rounded = (value: Decimal): string => value.toSignificantDigits(12).toFixed()

export const dec = (value: bigint): Decimal => new Decimal(value.toString())

/** `a/b`; zero if `b` is zero. */
export const ratioOf = (a: bigint, b: bigint): Decimal => (b === 0n ? new Decimal(0) : dec(a).div(dec(b)))

/** `a/b` in percent; zero if `b` is zero. */
export const percentOf = (a: bigint, b: bigint): Decimal => ratioOf(a, b).mul(100)

/** BTCB wei per AMT as satoshi with two decimals, for sentences. */
export const sats = (perAmt: bigint): string => dec(perAmt).div(1e10).toFixed(2)

/** An amount in base units as text with `decimals` decimals, for sentences. */
export const about = (amount: bigint, decimals = 2): string =>
  new Decimal(fromSigned(amount)).toFixed(decimals)

/** {@link fromBase} for signed amounts. */
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

/** A return in percent of something that cannot fall below zero: its tail risk is reported. */
export const returnMetric = (title: string, value: Decimal): Metric => ({
  ...percentMetric(title, value),
  worst: 100,
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

/** A day's number, or `never`. */
export const dayMetric = (title: string, day: number | undefined): Metric => ({
  title,
  unit: 'day',
  value: day === undefined ? 'never' : String(day),
})

/** A table from rows. Each row lists its cells in the order of the columns. */
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
