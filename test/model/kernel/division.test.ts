import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { divideDown, divideUp } from '../../../src/model/kernel/division.ts'

describe('division of integers', () => {
  test('rounds down towards minus infinity, and up', () => {
    const down = [-7n, -6n, -4n, -3n, -2n, -1n, 0n, 1n, 2n, 3n, 5n].map((above) => divideDown(above, 3n))
    expect(down).toEqual([-3n, -2n, -2n, -1n, -1n, -1n, 0n, 0n, 0n, 1n, 1n])
    expect([0n, 1n, 2n, 3n, 4n].map((above) => divideUp(above, 3n))).toEqual([0n, 1n, 1n, 1n, 2n])
  })

  test('encloses the quotient, for any numbers', () => {
    const any = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })
    fc.assert(
      fc.property(any, fc.bigInt({ min: 1n, max: 10n ** 40n }), (above, below) => {
        const down = divideDown(above, below)
        expect(down * below <= above && above < (down + 1n) * below).toBe(true)
        if (above < 0n) return
        const up = divideUp(above, below)
        expect((up - 1n) * below < above && above <= up * below).toBe(true)
      }),
    )
  })
})
