import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { rounderNumbers, significantDigits } from '../../../src/lockstep/shrink/numbers.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import { ONE } from '../../../src/model/kernel/units.ts'

const uint256 = fc.bigInt({ min: 0n, max: UINT256_MAX })

it('offers numbers of fewer digits, above the half and within uint256', () => {
  expect(rounderNumbers(1234n)).toEqual([1000n, 2000n, 1200n, 1300n, 1230n, 1240n])
  expect(rounderNumbers(25n * ONE)).toEqual([])
  fc.assert(
    fc.property(uint256, (value) => {
      for (const rounder of rounderNumbers(value)) {
        expect(significantDigits(rounder)).toBeLessThan(significantDigits(value))
        expect(rounder > value / 2n && rounder <= UINT256_MAX).toBe(true)
      }
    }),
  )
})

it('counts decimal digits up to the last that is not zero', () => {
  expect([0n, 7n, 70n, 705n, 25n * ONE].map(significantDigits)).toEqual([1, 1, 1, 3, 2])
})
