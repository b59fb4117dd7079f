/**
 * Digits of a table's columns, as its label states them.
 *
 * Amounts in base units and counts are exact. Prices, ratios and percentages are rounded when they are
 * recorded: to fixed decimals, or to at most twelve significant digits. A column is called exact only if its
 * cells show it: whole numbers, or more digits than any rounding keeps. Of any other, the label states how
 * many digits it has, which is true of exact amounts with few digits as well.
 */
import type { Column, Table } from '../sim/result.ts'
import { isDecimal } from './number.ts'

/** Most significant digits of a rounded number. */
const MOST_ROUNDED = 12

/** Most columns that a label names. */
const MOST_NAMED = 3

/** `exact`, or which columns have how many digits: `floor with 2 decimals, the others exact`. */
export function digitsOf({ columns }: Pick<Table, 'columns'>): string {
  const kinds = new Map<string, string[]>()
  for (const column of columns) {
    const digits = digitsIn(column)
    if (digits !== undefined) kinds.set(digits, [...(kinds.get(digits) ?? []), column.name])
  }
  if (kinds.size === 0) return 'exact'
  const few = [...kinds].map(([digits, names]) => `${namesIn(names)} with ${digits}`)
  const all = [...kinds.values()].flat().length === columns.length
  return `${few.join(', ')}${all ? '' : ', the others exact'}`
}

/** How many digits a column has; undefined if its cells are exact, or are no numbers. */
export function digitsIn({ cells }: Pick<Column, 'cells'>): string | undefined {
  const known = cells.filter(isDecimal)
  const decimals = known.map((cell) => cell.split('.')[1]?.length ?? 0)
  const most = Math.max(0, ...decimals)
  if (most === 0 || most > MOST_ROUNDED || known.some((cell) => significant(cell) > MOST_ROUNDED))
    return undefined
  return decimals.every((each) => each === most)
    ? `${most} ${most === 1 ? 'decimal' : 'decimals'}`
    : `at most ${MOST_ROUNDED} significant digits`
}

const significant = (cell: string): number => cell.replace(/[-.]/g, '').replace(/^0+/, '').length

function namesIn(names: readonly string[]): string {
  if (names.length > MOST_NAMED) return `${names.length} columns`
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}
