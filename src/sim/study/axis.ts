/**
 * Axes of a design: one parameter with a list of values, `10,20,30`, or a range, `0..100:5`.
 *
 * The design defines the meaning of the number after the colon. Values are exact decimal text; points
 * between the ends of a range are rounded to 9 significant digits, so that tables show the exact values used.
 */
import { Decimal } from 'decimal.js'

import { isFileKind, type Parameter } from '../definition/parameter.ts'

/** Values of a swept parameter: a list or a range. */
export type Axis = ListAxis | RangeAxis

export interface ListAxis {
  readonly parameter: string
  /** As given. */
  readonly text: string
  readonly values: readonly string[]
}

export interface RangeAxis {
  readonly parameter: string
  /** As given. */
  readonly text: string
  readonly low: Decimal
  readonly high: Decimal
  readonly count: number
  /** Whether the parameter is an integer. */
  readonly whole: boolean
}

/** Sanity limit of a range's count. */
const MOST = 1_000_000

const Precise = Decimal.clone({ precision: 60 })
const RANGE = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?):(\d{1,9})$/

/**
 * Reads the values of a parameter.
 *
 * @throws {InvalidSweep} when the axes do not fit the design.
 */
export function readAxis(parameter: Parameter, text: string): Axis {
  const { name, kind } = parameter
  if (isFileKind(kind)) throw new InvalidSweep(name, 'a parameter that is not a file', text)
  const match = RANGE.exec(text)
  if (match === null) {
    const values = text.split(',')
    if (text.includes('..') || values.includes('')) throw new InvalidSweep(name, FORMS, text)
    return { parameter: name, text, values }
  }
  if (kind === 'choice' || kind === 'boolean' || kind === 'date')
    throw new InvalidSweep(name, 'a list of values, since it is not a number', text)
  const [low, high, count] = [new Precise(match[1]!), new Precise(match[2]!), Number(match[3])]
  if (!low.lt(high)) throw new InvalidSweep(name, 'an ascending range', text)
  if (count < 1 || count > MOST) throw new InvalidSweep(name, `a count from 1 to ${MOST}`, text)
  const whole = kind === 'integer'
  if (whole && !(low.isInteger() && high.isInteger()))
    throw new InvalidSweep(name, 'a range of whole numbers', text)
  return { parameter: name, text, low, high, count, whole }
}

const FORMS = 'values such as 10,20,30 or a range such as 0..100:5'

export const isRange = (axis: Axis): axis is RangeAxis => 'count' in axis

/**
 * All values of a list, or `count` evenly spaced ones of a range, both ends included.
 *
 * @throws {InvalidSweep} when the axes do not fit the design.
 */
export function levelsOf(axis: Axis): readonly string[] {
  if (!isRange(axis)) return axis.values
  const { parameter, text, count } = axis
  if (count < 2) throw new InvalidSweep(parameter, 'at least 2 values in a range', text)
  return Array.from({ length: count }, (_, index) =>
    textOf(
      axis,
      axis.high
        .sub(axis.low)
        .mul(index)
        .div(count - 1)
        .add(axis.low),
    ),
  )
}

/**
 * The value at `place`, from 0 to below 1: each value of a list and each whole number of a range gets an
 * equal part.
 */
export function valueWithin(axis: Axis, place: number): string {
  if (!isRange(axis)) return axis.values[Math.floor(place * axis.values.length)]!
  const { low, high, whole } = axis
  return whole
    ? high.sub(low).add(1).mul(place).floor().add(low).toFixed()
    : textOf(axis, high.sub(low).mul(place).add(low))
}

/** The value at `place`, from 0 to 1, where 0 is the first and 1 the last. */
export function valueAlong(axis: Axis, place: number): string {
  if (!isRange(axis)) return axis.values[Math.round(place * (axis.values.length - 1))]!
  return textOf(axis, axis.high.sub(axis.low).mul(place).add(axis.low))
}

/** The text of a value in the range; its ends are exact. */
function textOf({ low, high, whole }: RangeAxis, value: Decimal): string {
  if (value.eq(low) || value.eq(high)) return value.toFixed()
  const near = whole ? value.round() : value.toSignificantDigits(9).toDecimalPlaces(18)
  return Decimal.min(high, Decimal.max(low, near)).toFixed()
}

/** The values of an axis are not valid for its parameter or design. */
export class InvalidSweep extends Error {
  override readonly name = 'InvalidSweep'
  readonly parameter: string
  readonly expected: string
  readonly got: string
  constructor(parameter: string, expected: string, got: string) {
    super(`${parameter}: expected ${expected}, got "${got}"`)
    this.parameter = parameter
    this.expected = expected
    this.got = got
  }
}
