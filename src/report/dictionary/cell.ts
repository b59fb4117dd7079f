/**
 * Typed cells: exact text as a value of a column's type, and back.
 *
 * No text is lost. Where the value alone does not give a cell's text back, the text stands beside it: a word
 * such as `never`, trailing zeros, or more digits than the type has. Decimals beyond the scale are cut off, a
 * number beyond the precision has no value.
 */
import { PRECISION, SCALE, type ColumnType } from './type.ts'

/** Base units of the scale, whole numbers, days since 1970-01-01, flags; null if the type has no such value. */
export type Value = bigint | number | boolean | null

export interface Typed {
  readonly value: Value
  /** The cell's text; null where {@link textOf} gives it back. */
  readonly text: string | null
}

const NOTHING: Typed = { value: null, text: null }
const MOST = 10n ** BigInt(PRECISION)
const MOST_INTEGER = 2n ** 63n
const DAY = 86_400_000

/** A cell's value. Undefined is a cell that is not there. */
export function typed(cell: string | undefined, type: ColumnType): Typed {
  if (cell === undefined) return NOTHING
  const value = valueOf(cell, type)
  const text = textOf(value, type)
  // Of 30 February, another day would be read.
  if (type.type === 'date' && text !== cell) return { value: null, text: cell }
  return { value, text: text === cell ? null : cell }
}

function valueOf(cell: string, { type, scale = SCALE }: ColumnType): Value {
  switch (type) {
    case 'integer': {
      if (!/^-?\d{1,19}$/.test(cell)) return null
      const value = BigInt(cell)
      return value < -MOST_INTEGER || value >= MOST_INTEGER ? null : value
    }
    case 'decimal': {
      const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(cell)
      const decimals = match?.[3] ?? ''
      if (match === null) return null
      const value = BigInt(`${match[2]}${decimals.slice(0, scale).padEnd(scale, '0')}`)
      return value >= MOST ? null : match[1] === '-' ? -value : value
    }
    case 'date': {
      const time = /^\d{4}-\d\d-\d\d$/.test(cell) ? Date.parse(`${cell}T00:00:00Z`) : NaN
      return Number.isNaN(time) ? null : time / DAY
    }
    case 'boolean':
      return cell === 'true' ? true : cell === 'false' ? false : null
    case 'text':
      return null
  }
}

/** The text of a value; undefined for null. */
export function textOf(value: Value, { type, scale = SCALE }: ColumnType): string | undefined {
  if (value === null) return undefined
  if (type === 'date') return new Date(Number(value) * DAY).toISOString().slice(0, 10)
  return type === 'decimal' ? decimalText(BigInt(value), scale) : String(value)
}

function decimalText(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const decimals = digits.slice(digits.length - scale)
  const shown = scale === SCALE ? decimals.replace(/0+$/, '') : decimals
  const whole = digits.slice(0, digits.length - scale)
  return `${value < 0n ? '-' : ''}${whole}${shown === '' ? '' : `.${shown}`}`
}
