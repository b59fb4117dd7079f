import { describe, expect, test } from 'vitest'

import { add, divide, exactly, multiply, twoProduct, twoSum } from '../../../src/sim/math/double-double.ts'
import type { DoubleDouble } from '../../../src/sim/math/double-double.ts'
import {
  exponentOf,
  ExponentOutOfRange,
  powerOfTwo,
  scaleByPowerOfTwo,
  significandOf,
  ulpOf,
} from '../../../src/sim/math/float64.ts'
import { NotAnAmount, toBaseUnits } from '../../../src/sim/math/base-units.ts'
import { Digits60, decimalOf, evenly } from './reference.ts'

const us = evenly(500)
const pairs = us.map((u, i) => [(u - 0.5) * 2 ** ((i % 90) - 45), 1 - 2 * (us[(i * 7) % 500] ?? 0)] as const)
const valueOf = ({ high, low }: DoubleDouble, Digits = Digits60) =>
  decimalOf(high, Digits).plus(decimalOf(low, Digits))
const Digits400 = Digits60.clone({ precision: 400 })

describe('double-double', () => {
  test('sums and products of two float64s are exact', () => {
    for (const [a, b] of pairs) {
      // A product has at most 2 * (52 + 45) + 2 binary places, so 400 digits hold every number here exactly.
      const [exactA, exactB] = [decimalOf(a, Digits400), decimalOf(b, Digits400)]
      expect(valueOf(twoSum(a, b), Digits400).eq(exactA.plus(exactB))).toBe(true)
      expect(valueOf(twoProduct(a, b), Digits400).eq(exactA.times(exactB))).toBe(true)
    }
  })

  test('products, quotients and sums without cancellation keep more than 100 bits', () => {
    for (const [a, b] of pairs) {
      const [x, y] = [divide(exactly(a), exactly(3)), divide(exactly(b), exactly(7))]
      const [dx, dy] = [valueOf(x), valueOf(y)]
      const close = (actual: DoubleDouble, expected: typeof dx) =>
        expect(valueOf(actual).minus(expected).div(expected).abs().toNumber()).toBeLessThan(2 ** -100)
      close(multiply(x, y), dx.times(dy))
      close(divide(x, y), dx.div(dy))
      if (a > 0 === b > 0) close(add(x, y), dx.plus(dy))
    }
  })
})

describe('float64', () => {
  test('takes numbers apart and puts them together, subnormals included', () => {
    for (const x of [1, 1.5, 2, 30400, 5e-324, 3e-310, 2.2250738585072014e-308, Number.MAX_VALUE, 0.1]) {
      expect(significandOf(x)).toBeGreaterThanOrEqual(1)
      expect(significandOf(x)).toBeLessThan(2)
      expect(scaleByPowerOfTwo(significandOf(x), exponentOf(x))).toBe(x)
    }
    expect([powerOfTwo(0), powerOfTwo(10), powerOfTwo(-1074), powerOfTwo(1023)]).toEqual([
      1,
      1024,
      5e-324,
      2 ** 1023,
    ])
    expect([ulpOf(1), ulpOf(0), ulpOf(-3)]).toEqual([2 ** -52, 5e-324, 2 ** -51])
    expect([scaleByPowerOfTwo(1.5, 1024), scaleByPowerOfTwo(1.5, -1075)]).toEqual([Infinity, 5e-324])
    for (const exponent of [1024, -1075, 0.5]) expect(() => powerOfTwo(exponent)).toThrow(ExponentOutOfRange)
  })
})

describe('toBaseUnits', () => {
  test('rounds to 12 significant digits and then down to one base unit', () => {
    expect(toBaseUnits(1)).toBe(10n ** 18n)
    expect(toBaseUnits(0.1)).toBe(10n ** 17n)
    expect(toBaseUnits(30_400.123456789)).toBe(30_400_123_456_800_000_000_000n)
    expect(toBaseUnits(1.9e-18)).toBe(1n)
    expect(toBaseUnits(0.99e-18)).toBe(0n)
    expect(toBaseUnits(2.5e-9, 9)).toBe(2n)
    expect(toBaseUnits(1e30)).toBe(10n ** 48n)
    expect(toBaseUnits(0)).toBe(0n)
  })

  test('gives one amount for numbers that differ in their last bits', () => {
    expect(0.1 + 0.2).not.toBe(0.3)
    expect(toBaseUnits(0.1 + 0.2)).toBe(toBaseUnits(0.3))
  })

  test('rejects negative and infinite values', () => {
    for (const value of [-1, -1e-300, NaN, Infinity]) expect(() => toBaseUnits(value)).toThrow(NotAnAmount)
  })
})
