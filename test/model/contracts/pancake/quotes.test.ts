import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ONE, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { amountOut } from '../../../../src/model/contracts/pancake/formulas.ts'
import {
  afterSelling,
  amtBought,
  btcbForSelling,
  dollarReserves,
  leastIn,
  outDown,
  poolReserves,
} from '../../../../src/model/contracts/pancake/quotes.ts'
import {
  deployedWorld,
  liquidWorld,
  provision,
  stockedWorld,
  TOKEN_ORDER,
} from '../../../support/model-world.ts'

test('without pools there are no reserves', () => {
  const { economy } = deployedWorld()
  expect(poolReserves(economy)).toEqual({ amt: 0n, btcb: 0n })
  expect(dollarReserves(economy)).toEqual({ usdt: 0n, btcb: 0n })
  const none = { ...economy, pools: { ...economy.pools, pair: undefined } }
  expect(poolReserves(none)).toEqual({ amt: 0n, btcb: 0n })
})

test.each([[TOKEN_ORDER], [['usdt', 'btcb', 'amt', 'liqAmt']]] as const)(
  'reserves are those of the named tokens, in the order %j',
  (order) => {
    const world = stockedWorld(order)
    world.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', 300n * ONE, 7n * ONE, 'alice'))
    world.ok('alice', 'router.addLiquidity', provision('btcb', 'usdt', 2n * ONE, 90n * ONE, 'alice'))
    expect(poolReserves(world.economy)).toEqual({ amt: 300n * ONE, btcb: 7n * ONE })
    expect(dollarReserves(world.economy)).toEqual({ usdt: 90n * ONE, btcb: 2n * ONE })
  },
)

describe('a quote', () => {
  const reserve = fc.oneof(fc.bigInt(1n, 1_000n), fc.bigInt(1n, 1n << 100n))

  test('of an output is that of the router', () => {
    fc.assert(
      fc.property(reserve, reserve, reserve, (input, reserveIn, reserveOut) => {
        expect(outDown(input, reserveIn, reserveOut)).toBe(amountOut(input, reserveIn, reserveOut))
      }),
    )
    expect(outDown(0n, 5n, 7n)).toBe(0n)
  })

  test('of an input is the least that brings the output', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 1n << 90n), reserve, reserve, (output, reserveIn, left) => {
        const reserveOut = output + left
        const least = leastIn(output, reserveIn, reserveOut)
        expect(outDown(least, reserveIn, reserveOut)).toBeGreaterThanOrEqual(output)
        expect(outDown(least - 1n, reserveIn, reserveOut)).toBeLessThan(output)
      }),
    )
    expect(leastIn(0n, 5n, 7n)).toBe(0n)
    // The router charges 2.
    expect(leastIn(1n, 399n, 401n)).toBe(1n)
  })

  test('of a purchase and of a sale of AMT is what the pair pays', () => {
    const { economy } = liquidWorld()
    const pool = poolReserves(economy)
    const swap = (path: readonly string[], amountA: bigint) => {
      const world = liquidWorld()
      const args = { amountA, limit: 0n, path, to: 'alice', deadline: world.economy.timestamp }
      const [, out] = world.ok('alice', 'router.swapExactTokensForTokens', args).returned as readonly bigint[]
      return { out, pool: poolReserves(world.economy) }
    }
    expect(amtBought(pool, ONE as Btcb)).toBe(swap(['btcb', 'amt'], ONE).out)
    const sale = swap(['amt', 'btcb'], 3n * ONE)
    expect(btcbForSelling(pool, 3n * ONE)).toBe(sale.out)
    expect(afterSelling(pool, 3n * ONE)).toEqual(sale.pool)
    expect(afterSelling({ amt: 7n as Amt, btcb: 9n as Btcb }, 0n)).toEqual({ amt: 7n, btcb: 9n })
  })
})
