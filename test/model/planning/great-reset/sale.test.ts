import * as fc from 'fast-check'
import { Decimal } from 'decimal.js'
import { describe, expect, test } from 'vitest'

import { afterSelling, type PoolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import {
  PriceWouldRise,
  saleSeed,
  saleToLowerPrice,
} from '../../../../src/model/planning/great-reset/sale.ts'
import { amt, btcb, ONE, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'

const poolOf = (x: bigint, y: bigint): PoolReserves => ({ amt: x as Amt, btcb: y as Btcb })

/** Whether the price after the sale is at most d/n of the price before. */
const isLowEnough = (pool: PoolReserves, sale: bigint, n: bigint, d: bigint): boolean => {
  const after = afterSelling(pool, sale)
  return after.btcb * pool.amt * n <= pool.btcb * after.amt * d
}

describe('the sale of the Great Reset', () => {
  /** Small pools in which `sale` is not the smallest that lowers the price by n/4, by exhaustive search. */
  const wrong = (sale: (pool: PoolReserves, n: bigint) => bigint): { cases: number; missed: number } => {
    let [cases, missed] = [0, 0]
    for (let x = 1n; x <= 40n; x += 2n)
      for (let y = 1n; y <= 40n; y += 2n)
        for (let n = 4n; n <= 24n; n += 2n) {
          const pool = poolOf(x, y)
          let smallest = 0n
          while (!isLowEnough(pool, smallest, n, 4n)) smallest++
          cases++
          if (sale(pool, n) !== smallest) missed++
        }
    return { cases, missed }
  }

  test('is minimal in 4,400 small pools, by exhaustive search', () => {
    expect(wrong((pool, n) => saleToLowerPrice(pool, { n, d: 4n }))).toEqual({ cases: 4400, missed: 0 })
  })

  test('fails the test if it stops at the seed or is off by one', () => {
    expect(wrong((pool, n) => saleSeed(pool, { n, d: 4n })).missed).toBeGreaterThan(1000)
    expect(wrong((pool, n) => saleToLowerPrice(pool, { n, d: 4n }) + 1n).missed).toBe(4400)
    expect(wrong((pool, n) => saleToLowerPrice(pool, { n: n + 1n, d: 4n })).missed).toBeGreaterThan(1000)
  })

  test('begins at the largest sale that the closed form allows, without rounding', () => {
    const size = fc.bigInt({ min: 1n, max: amt('100000000') })
    const small = fc.bigInt({ min: 1n, max: 50n })
    const reserve = fc.oneof(size, small)
    fc.assert(
      fc.property(reserve, reserve, small, small, (x, y, a, b) => {
        const [n, d] = a > b ? [a, b] : [b, a]
        // (2·9975·s + 19975·X)² <= X²·(25²·d + 4·10000·9975·n)/d
        const fits = (sale: bigint): boolean => {
          const side = 19_950n * sale + 19_975n * x
          return side < 0n || side * side * d <= x * x * (625n * d + 399_000_000n * n)
        }
        const seed = saleSeed(poolOf(x, y), { n, d })
        expect([fits(seed), fits(seed + 1n)]).toEqual([true, false])
      }),
      { seed: 32, numRuns: 300 },
    )
  })

  test('is never below its seed', () => {
    const size = fc.bigInt({ min: 1n, max: amt('100000000') })
    fc.assert(
      fc.property(size, size, fc.bigInt({ min: 100n, max: 2000n }), (x, y, n) => {
        const [pool, factor] = [poolOf(x, y), { n, d: 100n }]
        expect(saleToLowerPrice(pool, factor)).toBeGreaterThanOrEqual(saleSeed(pool, factor))
      }),
      { seed: 31, numRuns: 500 },
    )
  })

  test('agrees with the closed form on real pools, up to the rounding of one wei of BTCB', () => {
    const Wide = Decimal.clone({ precision: 60 })
    const size = fc.bigInt({ min: amt('1000'), max: amt('100000000') })
    fc.assert(
      fc.property(size, size, fc.bigInt({ min: 100n, max: 2000n }), (x, y, n) => {
        const sale = saleToLowerPrice(poolOf(x, y), { n, d: 100n })
        const [g, phi] = [new Wide('0.9975'), new Wide(n.toString()).div(100)]
        const root = g.sub(1).pow(2).add(g.mul(4).mul(phi)).sqrt()
        const ideal = new Wide(x.toString()).mul(root.sub(g.add(1))).div(g.mul(2))
        // The rounded payout leaves up to one wei more BTCB in the pool, worth φ·X/Y wei of AMT after the
        // sale.
        const tolerance = phi.mul(x.toString()).div(y.toString()).add(2)
        expect(ideal.sub(sale.toString()).abs().lte(tolerance)).toBe(true)
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  // 400 of 399 AMT buy one half of the BTCB without rounding: 9975 · 400 = 10000 · 399.
  test('is its seed where the closed form is exact', () => {
    const [pool, factor] = [poolOf(399n, 2n), { n: 2n * 799n, d: 399n }]
    expect([saleSeed(pool, factor), saleToLowerPrice(pool, factor)]).toEqual([400n, 400n])
  })

  test('is zero for a factor of one, and throws below', () => {
    const pool = poolOf(amt('1000000'), btcb('49.5'))
    expect(saleToLowerPrice(pool, { n: 1n, d: 1n })).toBe(0n)
    expect(() => saleToLowerPrice(pool, { n: 99n, d: 100n })).toThrow(PriceWouldRise)
  })

  test('is zero by any factor in a pool without BTCB, whose price is zero before and after any sale', () => {
    for (const x of [1n, 5n, ONE])
      for (const n of [1n, 2n, 1000n]) expect(saleToLowerPrice(poolOf(x, 0n), { n, d: 1n })).toBe(0n)
  })
})
