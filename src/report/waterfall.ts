/**
 * Waterfall: the steps of one amount as it is shared out, from a table of labels and amounts.
 *
 * The first step stands on the ground. A later step whose amount is exactly what all steps before it leave is a total; every other
 * one adds or, negative, takes away. Sums are exact, on the cells' text, so a total is recognised to the last wei or not at all.
 */
import type { Column } from '../sim/result.ts'
import { isDecimal } from './number.ts'

export interface Step {
  readonly label: string
  /** The cell's exact text. */
  readonly amount: string
  readonly measure: 'absolute' | 'relative' | 'total'
}

/** @throws {NotAnAmount} if a cell of `amounts` is not decimal text. */
export function waterfall(labels: Column, amounts: Column): readonly Step[] {
  const decimals = Math.max(0, ...amounts.cells.map((cell) => cell.split('.')[1]?.length ?? 0))
  let left = 0n
  return amounts.cells.map((amount, index) => {
    const value = scaled(amount, decimals, amounts.name)
    const measure = index === 0 ? 'absolute' : value === left ? 'total' : 'relative'
    if (measure !== 'total') left += value
    return { label: labels.cells[index]!, amount, measure }
  })
}

/** Decimal text as an integer of 10^-decimals. */
function scaled(text: string, decimals: number, column: string): bigint {
  if (!isDecimal(text)) throw new NotAnAmount(text, column)
  const [whole, fraction = ''] = text.split('.')
  return BigInt(whole! + fraction.padEnd(decimals, '0'))
}

/** A waterfall was asked for of something that is no amount. */
export class NotAnAmount extends Error {
  override readonly name = 'NotAnAmount'
  constructor(text: string, column: string) {
    super(`column "${column}": expected decimal text such as "-0.25", got "${text}"`)
  }
}
