/** Tests for `bundle.full.test.ts` with what vitest offers: tables, suites, hooks, snapshots. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { saleSeed, saleToLowerPrice, type Factor } from '../../../src/model/planning/great-reset/sale.ts'
import type { PoolReserves } from '../../../src/model/contracts/pancake/quotes.ts'
import type { Amt, Btcb } from '../../../src/model/kernel/units.ts'

const poolOf = (amt: bigint, btcb: bigint): PoolReserves => ({ amt: amt as Amt, btcb: btcb as Btcb })
const factor = (n: bigint): Factor => ({ n, d: 1n }) as Factor

describe('a sale', () => {
  let prepared: bigint
  let each: bigint | undefined
  beforeAll(() => {
    prepared = saleToLowerPrice(poolOf(1_000_000n, 1000n), factor(2n))
  })
  beforeEach(() => {
    each = prepared
  })

  test('was prepared', () => {
    expect({ each: String(each) }).toMatchInlineSnapshot(`
      {
        "each": "415466",
      }
    `)
  })

  test.each([
    [3n, 732_967n],
    [4n, 1_001_251n],
  ])('by %s begins its search at %s', (n, seed) => {
    expect(saleSeed(poolOf(1_000_000n, 1000n), factor(n))).toBe(seed)
  })
})
