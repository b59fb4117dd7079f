import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Revert } from '../../../../src/model/kernel/revert.ts'
import { isqrt } from '../../../../src/model/kernel/uint256.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import {
  amountIn,
  amountOut,
  firstShares,
  laterShares,
  productHolds,
  protocolFee,
  quote,
} from '../../../../src/model/contracts/pancake/formulas.ts'

const reserve = fc.bigInt(1n, 1n << 100n)
const small = fc.bigInt(1n, 1n << 78n)

describe("PancakeSwap's formulas", () => {
  test('by hand', () => {
    expect(amountOut(1_000n, 10_000n, 10_000n)).toBe(907n) // 9975000·10000 / (100000000 + 9975000) = 907.02
    expect(amountIn(907n, 10_000n, 10_000n)).toBe(1_000n) // 90700000000 / (9093·9975) + 1 = 999.97 + 1
    expect(quote(3n, 1_000n, 500n)).toBe(1n)
    expect(firstShares(1_000_000n * ONE, (99n * ONE) / 2n)).toBe(7_035_623_639_735_144_330_848n)
    expect(laterShares([10n, 30n], [100n, 200n], 50n)).toBe(5n)
    expect(protocolFee(1_000n, 10_000n, 8_100n)).toBe(33n) // 8·1000·10 / (17·100 + 8·90) = 33.06
    expect(protocolFee(1_000n, 8_100n, 8_100n)).toBe(0n)
  })

  test('hold for a product that is exactly kept, and owe no fee on none', () => {
    expect(productHolds([7n, 9n], [0n, 0n], [7n, 9n])).toBe(true)
    expect(productHolds([7n, 9n], [0n, 0n], [9n, 7n])).toBe(true)
    expect(productHolds([7n, 9n], [0n, 0n], [8n, 8n])).toBe(false)
    expect(protocolFee(5n, 0n, 0n)).toBe(0n)
    expect(protocolFee(0n, 100n, 1n)).toBe(0n)
  })

  test('need an amount and both reserves', () => {
    for (const [formula, none] of [
      [quote, 'LibraryInsufficientAmount'],
      [amountOut, 'LibraryInsufficientInput'],
      [amountIn, 'LibraryInsufficientOutput'],
    ] as const) {
      const code = (...given: readonly [bigint, bigint, bigint]): unknown => {
        try {
          return formula(...given)
        } catch (error) {
          return (error as Revert).code
        }
      }
      expect(code(0n, 0n, 0n)).toBe(none)
      for (const [reserveIn, reserveOut] of [
        [0n, 0n],
        [0n, 5n],
        [5n, 0n],
      ] as const)
        expect(code(1n, reserveIn, reserveOut)).toBe('LibraryInsufficientLiquidity')
      expect(code(1n, 1n, 2n)).toEqual(expect.any(BigInt))
    }
  })

  test('the output of a swap satisfies the product, and one unit more does not', () => {
    fc.assert(
      fc.property(reserve, reserve, fc.bigInt(1n, 1n << 100n), (reserveIn, reserveOut, paid) => {
        const out = amountOut(paid, reserveIn, reserveOut)
        const holds = (given: bigint): boolean =>
          productHolds([reserveIn + paid, reserveOut - given], [paid, 0n], [reserveIn, reserveOut])
        expect(holds(out)).toBe(true)
        if (out + 1n < reserveOut) expect(holds(out + 1n)).toBe(false)
      }),
    )
  })

  test('the required input of a swap suffices', () => {
    fc.assert(
      fc.property(small, small, small, (reserveIn, wanted, left) => {
        const needed = amountIn(wanted, reserveIn, wanted + left)
        expect(amountOut(needed, reserveIn, wanted + left)).toBeGreaterThanOrEqual(wanted)
      }),
    )
  })

  test('the protocol fee is 8/25 of the growth of √k, rounded down to whole shares', () => {
    fc.assert(
      fc.property(reserve, fc.bigInt(1n, 1n << 90n), (rootLast, growth) => {
        const root = rootLast + growth
        const supply = rootLast
        const fee = protocolFee(supply, root * root, rootLast * rootLast)
        // The protocol owns fee/(supply+fee) of √k, which must be 8/25 of the growth.
        expect(fee * root * 25n).toBeLessThanOrEqual(8n * growth * (supply + fee))
        expect((fee + 1n) * root * 25n).toBeGreaterThan(8n * growth * (supply + fee + 1n))
        expect(isqrt(root * root)).toBe(root)
      }),
    )
  })
})

describe('formulas of the pool', () => {
  const codeOf = (run: () => bigint): string | undefined => {
    try {
      run()
      return undefined
    } catch (error) {
      return (error as { readonly code: string }).code
    }
  }

  test.each([amountOut, amountIn])('revert without a reserve: %o', (formula) => {
    for (const [reserveIn, reserveOut] of [
      [0n, 5n],
      [5n, 0n],
      [0n, 0n],
    ] as const)
      expect(codeOf(() => formula(3n, reserveIn, reserveOut))).toBe('LibraryInsufficientLiquidity')
  })

  test('ask for a whole reserve of one base unit in vain, by a division', () => {
    expect(codeOf(() => amountIn(1n, 10n, 1n))).not.toBe('LibraryInsufficientLiquidity')
    expect(codeOf(() => amountIn(1n, 10n, 1n))).toBeDefined()
    expect(amountIn(1n, 1n, 2n)).toBe(2n)
  })

  test('mint no protocol fee on a product that fell, and one since a product of one', () => {
    expect(protocolFee(100n, 4n, 16n)).toBe(0n)
    expect(protocolFee(100n, 16n, 16n)).toBe(0n)
    // 8 · 100 · (10 - 1) / (17 · 10 + 8 · 1)
    expect(protocolFee(100n, 100n, 1n)).toBe(40n)
  })
})
