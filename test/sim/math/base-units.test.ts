/** Numbers as base units: twelve significant digits, rounded down to whole units. */
import { Decimal } from 'decimal.js'
import { describe, expect, test } from 'vitest'
import { NotAnAmount, toBaseUnits } from '../../../src/sim/math/base-units.ts'

const Wide = Decimal.clone({ precision: 120, toExpPos: 400, toExpNeg: -400 })

/** The same by decimal arithmetic: no double here is a tie at twelve digits. */
const expected = (value: number, decimals: number): bigint =>
  BigInt(
    new Wide(value)
      .toSignificantDigits(12, Decimal.ROUND_HALF_UP)
      .mul(new Wide(10).pow(decimals))
      .floor()
      .toFixed(),
  )

describe('a number in base units', () => {
  test.each([0, 8, 18])('of %s decimals is exact to twelve digits at every magnitude', (decimals) => {
    for (let exponent = -60; exponent <= 60; exponent++)
      for (const head of [1, 1.5, 3.14159265358979, 9.99999999999, 7.00000000001]) {
        const value = Number(`${head}e${exponent}`)
        expect(toBaseUnits(value, decimals), `${value}`).toBe(expected(value, decimals))
      }
    expect(toBaseUnits(0, decimals)).toBe(0n)
  })

  test('has 18 decimals by default', () => {
    expect(toBaseUnits(1.25)).toBe(1_250_000_000_000_000_000n)
  })

  test.each([-1, -Number.MIN_VALUE, Infinity, NaN])('is an error for %s', (value) => {
    expect(() => toBaseUnits(value)).toThrow(NotAnAmount)
    expect(() => toBaseUnits(value)).toThrow(`expected a finite amount of at least 0, got ${value}`)
  })
})
