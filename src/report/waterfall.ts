/**
 * Waterfall: classifies the rows of a table of labels and amounts into absolute, relative and total steps.
 *
 * - The first row is absolute.
 * - A later row that equals the running sum exactly is a total. Every other row is a relative change.
 * - Sums are computed exactly on the decimal text, without floats.
 */
import type { Column } from '../sim/result.ts'
import { isDecimal } from './number.ts'

export interface Step {
  readonly label: string
  /** The cell's exact text. */
  readonly amount: string
  readonly measure: 'absolute' | 'relative' | 'total'
}

/**
 * The steps of the waterfall, in the table's order.
 *
 * @throws {NotAnAmount} when a cell of `amounts` is not decimal text.
 */
export function waterfall(labels: Column, amounts: Column): readonly Step[] {
  const decimals = Math.max(0, ...amounts.cells.map((cell) => cell.split('.')[1]?.length ?? 0))
  let sum = 0n
  return amounts.cells.map((amount, index) => {
    const value = scaled(amount, decimals, amounts.name)
    const measure = index === 0 ? 'absolute' : value === sum ? 'total' : 'relative'
    if (measure !== 'total') sum += value
    return { label: labels.cells[index]!, amount, measure }
  })
}

/** Decimal text as an integer in units of 10^-decimals. */
function scaled(text: string, decimals: number, column: string): bigint {
  if (!isDecimal(text)) throw new NotAnAmount(text, column)
  const [whole, fraction = ''] = text.split('.')
  return BigInt(whole! + fraction.padEnd(decimals, '0'))
}

/** A cell of a waterfall's amounts is not decimal text. */
export class NotAnAmount extends Error {
  override readonly name = 'NotAnAmount'
  constructor(text: string, column: string) {
    super(
      `column "${column}": expected decimal text such as "-0.25"; got "${text}". ` +
        'A waterfall needs an amount in every row.',
    )
  }
}
