import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArithmeticPanic, DivisionPanic } from '../../../src/model/kernel/revert.ts'
import {
  add,
  isqrt,
  mul,
  proRataDown,
  sub,
  UINT112_MAX,
  UINT256_MAX,
} from '../../../src/model/kernel/uint256.ts'

const word = fc.bigInt(0n, UINT256_MAX)

/** The result on plain integers if it fits into uint256, otherwise the panic. */
function expectChecked(compute: () => bigint, exact: bigint): void {
  if (exact >= 0n && exact <= UINT256_MAX) expect(compute()).toBe(exact)
  else expect(compute).toThrow(ArithmeticPanic)
}

describe('uint256', () => {
  test('addition, subtraction and multiplication are exact or panic', () => {
    fc.assert(
      fc.property(word, word, fc.bigInt(0n, 1n << 130n), (a, b, small) => {
        expectChecked(() => add(a, b), a + b)
        expectChecked(() => sub(a, b), a - b)
        expectChecked(() => mul(small, b), small * b)
        expectChecked(() => mul(small, small), small * small)
      }),
    )
  })

  test('the largest numbers have one for each bit', () => {
    expect(UINT256_MAX.toString(2)).toBe('1'.repeat(256))
    expect(UINT112_MAX.toString(2)).toBe('1'.repeat(112))
  })

  test('the maximum is representable and one more panics', () => {
    expect(add(UINT256_MAX - 1n, 1n)).toBe(UINT256_MAX)
    expect(() => add(UINT256_MAX, 1n)).toThrow(ArithmeticPanic)
    expect(sub(1n, 1n)).toBe(0n)
    expect(() => sub(0n, 1n)).toThrow(ArithmeticPanic)
    expect(mul(UINT256_MAX, 1n)).toBe(UINT256_MAX)
    expect(() => mul((UINT256_MAX >> 1n) + 1n, 2n)).toThrow(ArithmeticPanic)
  })

  test('a pro-rata share rounds down, and the shares of all parts never exceed the pot', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 1n << 100n),
        fc.array(fc.bigInt(0n, 1n << 90n), { minLength: 1 }),
        (pot, parts) => {
          const whole = parts.reduce((sum, part) => sum + part, 1n)
          const shares = parts.map((part) => proRataDown(pot, part, whole))
          for (const [index, share] of shares.entries()) {
            expect(share * whole).toBeLessThanOrEqual(pot * parts[index]!)
            expect((share + 1n) * whole).toBeGreaterThan(pot * parts[index]!)
          }
          expect(shares.reduce((sum, share) => sum + share, 0n)).toBeLessThanOrEqual(pot)
        },
      ),
    )
  })

  test('a zero whole panics as a division by zero, after the check of the product', () => {
    expect(() => proRataDown(5n, 1n, 0n)).toThrow(DivisionPanic)
    expect(() => proRataDown(UINT256_MAX, 2n, 0n)).toThrow(ArithmeticPanic)
  })

  test('the square root is the largest integer whose square fits', () => {
    const isRoot = (value: bigint): void => {
      const root = isqrt(value)
      expect(root * root).toBeLessThanOrEqual(value)
      expect((root + 1n) * (root + 1n)).toBeGreaterThan(value)
    }
    for (let value = 0n; value < 1000n; value++) isRoot(value)
    fc.assert(fc.property(word, isRoot))
    fc.assert(fc.property(fc.bigInt(1n, 1n << 128n), (root) => isRoot(root * root)))
    fc.assert(fc.property(fc.bigInt(1n, 1n << 128n), (root) => isRoot(root * root - 1n)))
    fc.assert(fc.property(fc.bigInt(1n, 1n << 2000n), isRoot))
    // One below this square, the root as a float rounds up to the next integer.
    isRoot(94_906_265n ** 2n - 1n)
    for (const bits of [52n, 53n, 104n, 1022n, 1023n, 1024n, 2048n])
      for (let near = -2n; near <= 2n; near++) isRoot((1n << bits) + near)
  })
})
