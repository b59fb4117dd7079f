import { Decimal } from 'decimal.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { bestExit, saleBeforeRedeeming, saleSeed } from '../../../../src/model/planning/arbitrage/exit.ts'
import { exitPlan } from '../../../../src/model/planning/arbitrage/plan.ts'
import { poolReserves, type PoolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import { amt, btcb, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { UINT256_MAX, provision, stockedWorld } from '../../../support/model-world.ts'
import { floorWith, numbers, poolOf, sizes, swapped } from './small.ts'
import { floorOf, type Floor } from '../../../../src/model/contracts/burn-vault.ts'

/** Total payout of selling `sell` and redeeming the rest. */
const paidFor = (pool: PoolReserves, floor: Floor, holding: bigint, sell: bigint): bigint =>
  swapped(sell, pool.amt, pool.btcb) + ((holding - sell) * floor.backing) / floor.supply

type Total = (pool: PoolReserves, floor: Floor, holding: bigint) => bigint

function misses(total: Total): { missed: number; split: number } {
  const draw = numbers(3n)
  let [missed, split] = [0, 0]
  for (let n = 0; n < 4000; n++) {
    const pool = poolOf(2n + draw(80n), 1n + draw(120n))
    const supply = pool.amt + 1n + draw(300n)
    const floor = floorWith(draw(200n), supply)
    const holding = draw(supply - pool.amt) + 1n
    let best = 0n
    for (let sell = 0n; sell <= holding; sell++) {
      const paid = paidFor(pool, floor, holding, sell)
      if (paid > best) best = paid
    }
    const ends = [0n, holding].map((sell) => paidFor(pool, floor, holding, sell))
    if (ends.every((paid) => paid < best)) split++
    if (total(pool, floor, holding) !== best) missed++
  }
  return { missed, split }
}

describe('the exit of a holder', () => {
  test('is optimal in 4,000 small worlds, by exhaustive search', () => {
    const { missed, split } = misses((pool, floor, holding) => bestExit(pool, floor, holding as Amt).total)
    expect(missed).toBe(0)
    // Worlds in which neither selling all nor redeeming all is best.
    expect(split).toBeGreaterThan(1000)
  })

  test('fails the test if it takes the closed form, sells one more, or loses a wei to redemption', () => {
    const mutants: readonly Total[] = [
      (pool, floor, holding) => {
        if (floor.backing === 0n) return swapped(holding, pool.amt, pool.btcb)
        const sale = BigInt(saleBeforeRedeeming(pool, floor).toFixed(0))
        return paidFor(pool, floor, holding, sale < holding ? sale : holding)
      },
      (pool, floor, holding) => {
        const { sell } = bestExit(pool, floor, holding as Amt)
        return paidFor(pool, floor, holding, sell < holding ? sell + 1n : sell)
      },
      (pool, floor, holding) => bestExit(pool, floor, (holding - 1n) as Amt).total,
    ]
    for (const mutant of mutants) expect(misses(mutant).missed).toBeGreaterThan(100)
  })

  test('has no better neighbour on real pools, and agrees with the closed form', () => {
    const size = fc.bigInt({ min: 10n ** 15n, max: 10n ** 26n })
    let [within, proven] = [0, 0]
    fc.assert(
      fc.property(size, size, size, size, (x, y, v, holding) => {
        const [pool, floor] = [poolOf(x, y), floorWith(v, x + holding)]
        const exit = bestExit(pool, floor, holding as Amt)
        if (exit.unproven === 0n) proven++
        expect(exit.sell + exit.burn).toBe(holding)
        expect(exit.total).toBe(paidFor(pool, floor, holding, exit.sell))
        const aWei = x / y + 1n
        for (let step = 1n; step <= 64n; step++)
          for (const sell of [step, -step, step * aWei, -step * aWei].map((more) => exit.sell + more))
            if (sell >= 0n && sell <= holding)
              expect(paidFor(pool, floor, holding, sell)).toBeLessThanOrEqual(exit.total + exit.unproven)
        const ideal = saleBeforeRedeeming(pool, floor)
        if (ideal.lte(0) || ideal.gte(holding.toString())) return
        within++
        // The closed form maximises B; its total differs by the roundings only: two floors and r.
        const most = paidFor(pool, floor, holding, BigInt(ideal.toFixed(0)))
        expect(exit.total).toBeGreaterThanOrEqual(most)
        expect(exit.total - most).toBeLessThanOrEqual(3n + v / (x + holding) + y / x)
      }),
      { seed: 17, numRuns: 300 },
    )
    expect(within).toBeGreaterThan(60)
    expect(proven / 300).toBeGreaterThan(0.8)
  })

  test('sells everything while the pool pays more, redeems everything while the floor pays more', () => {
    const pool = poolOf(amt('1000000'), btcb('49.5'))
    const floor = floorWith(btcb('30'), amt('55035719'))
    expect(bestExit(pool, floor, amt('1000')).burn).toBeLessThan(amt('0.000001'))
    const dear = floorWith(btcb('5000'), amt('55035719'))
    expect(bestExit(pool, dear, amt('1000'))).toMatchObject({ sell: 0n, burn: amt('1000') })
    const both = bestExit(pool, floor, amt('40000000'))
    // The launch's pool against July's floor: (√(0.9975 · 1e6 · 49.5 / 5.451e-7) - 1e6) / 0.9975 whole AMT.
    expect(both.sell / 10n ** 18n).toBe(8_538_800n)
    expect(bestExit(poolOf(0n, 0n), floor, amt('10'))).toMatchObject({ sell: 0n, burn: amt('10') })
    expect(bestExit(poolOf(0n, 0n), floorWith(0n, 0n), 0n as Amt).total).toBe(0n)
    expect(bestExit(pool, floorWith(0n, amt('55035719')), amt('10')).redeem).toBe(0n)
  })

  test('is optimal in pools of one or two base units, and redeems all if something is empty', () => {
    for (let world = 0; world < 4 * 8 * 7 * 4; world++) {
      const [x, y] = [1n + (BigInt(world) % 4n), BigInt(world >> 2) % 8n]
      const [backing, holding] = [BigInt(world >> 5) % 7n, 1n + BigInt(Math.floor(world / 224) % 4)]
      const [pool, floor] = [poolOf(x - 1n, y), floorWith(backing, x + holding)]
      const exit = bestExit(pool, floor, holding as Amt)
      if (x === 1n || y === 0n) {
        expect(exit).toMatchObject({ sell: 0n, burn: holding, proceeds: 0n, unproven: 0n })
        continue
      }
      const paid = Array.from({ length: Number(holding) + 1 }, (_each, sell) =>
        paidFor(pool, floor, holding, BigInt(sell)),
      )
      expect(exit.total).toBe(paid.reduce((most, each) => (each > most ? each : most)))
      expect(exit.proceeds + exit.redeem).toBe(exit.total)
      expect(exit.unproven).toBe(0n)
    }
    expect(saleBeforeRedeeming(poolOf(100n, 1n), floorWith(100n, 100n)).toString()).toBe('0')
    // Without a supply there is no floor, whatever the pool holds.
    expect(bestExit(poolOf(5n, 5n), floorWith(0n, 0n), 3n as Amt)).toMatchObject({ sell: 0n, total: 0n })
  })

  // The search finds the optimum from any start, so that only this shows a wrong one.
  test('begins at the closed form in whole base units, or at the whole pool without backing', () => {
    const size = sizes(23n)
    let above = 0
    for (let n = 0; n < 2000; n++) {
      const [pool, floor] = [poolOf(size(), size()), floorWith(size(), size())]
      const seed = saleSeed(pool, floor)
      expect(seed).toBe(BigInt(saleBeforeRedeeming(pool, floor).toFixed(0, Decimal.ROUND_DOWN)))
      if (seed > 0n) above++
    }
    expect(above).toBeGreaterThan(500)
    expect(above).toBeLessThan(1500)
    expect(saleSeed(poolOf(7n, 5n), floorWith(0n, 9n))).toBe(7n)
    // √(0.9975 · 16) - 1 is 2.995, over 0.9975 it is 3.002; and (√0.9975 - 1) / 0.9975 is negative.
    expect(saleSeed(poolOf(1n, 16n), floorWith(5n, 5n))).toBe(3n)
    expect(saleSeed(poolOf(1n, 1n), floorWith(5n, 5n))).toBe(0n)
  })

  // The closed form is negative here, and a sale of minus 400 base units would divide by zero.
  test('redeems all where the pool of 399 base units pays next to nothing', () => {
    const exit = bestExit(poolOf(399n, 1n), floorWith(10n ** 18n, 400n), 1n as Amt)
    expect(exit).toMatchObject({ sell: 0n, burn: 1n, total: 10n ** 18n / 400n, unproven: 0n })
  })

  test('tells by how much a better split may pay more, where a peak is too flat for a proof', () => {
    const pool = poolOf(8n * 10n ** 27n, 32n * 10n ** 26n)
    const floor = floorWith(5_485_714_285_714_285_714_285_714_285n, 16n * 10n ** 27n)
    expect(bestExit(pool, floor, (8n * 10n ** 27n) as Amt)).toMatchObject({
      total: 2_759_919_498_753_809_989_877_365_870n,
      unproven: 1n,
    })
  })

  test('sells up to the peak itself, of two splits that pay the same', () => {
    const exit = bestExit(poolOf(2n, 2n), floorWith(9975n, 40_000n), 5n as Amt)
    expect(exit).toMatchObject({ sell: 3n, burn: 2n, proceeds: 1n, redeem: 0n, total: 1n })
  })

  test('is a swap and a redemption, of which a part of zero is left out, and none of one base unit', () => {
    const calls = (sell: bigint, burn: bigint): readonly string[] => {
      const exit = { sell: sell as Amt, burn: burn as Amt, proceeds: 0n as Btcb, redeem: 0n as Btcb }
      const plan = exitPlan({ ...exit, total: 0n as Btcb, unproven: 0n as Btcb }, 'alice', UINT256_MAX)
      return plan.map((action) => ('call' in action ? action.call : 'wait'))
    }
    const [swap, redemption] = ['router.swapExactTokensForTokens', 'burnVault.backingWithdraw']
    expect(calls(0n, 0n)).toEqual([])
    expect(calls(1n, 0n)).toEqual([swap])
    expect(calls(0n, 1n)).toEqual([redemption])
    expect(calls(1n, 1n)).toEqual([swap, redemption])
  })

  test('is paid exactly by the economy', () => {
    const draw = numbers(23n)
    let both = 0
    for (let n = 0; n < 40; n++) {
      const world = stockedWorld()
      const [x, y, v] = [1n + draw(900n), 1n + draw(90n), draw(400n)].map(
        (part) => part * 10n ** 18n + draw(10n ** 9n),
      )
      world.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', x!, y!, 'alice'))
      world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: v! })
      const holding = ((10n ** 21n / 20n) * (1n + draw(20n))) as Amt
      const exit = bestExit(poolReserves(world.economy), floorOf(world.economy), holding)
      const before = world.ask('btcb', 'balanceOf', 'bruno') as bigint
      for (const action of exitPlan(exit, 'bruno', UINT256_MAX)) expect(world.act(action).ok).toBe(true)
      expect((world.ask('btcb', 'balanceOf', 'bruno') as bigint) - before).toBe(exit.total)
      expect(world.ask('amt', 'balanceOf', 'bruno')).toBe(10n ** 21n - holding)
      if (exit.sell > 0n && exit.burn > 0n) both++
    }
    expect(both).toBeGreaterThan(10)
  })
})
