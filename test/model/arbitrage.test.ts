import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  amtBought,
  bestFloorArbitrage,
  btcbToBuy,
  idealFloorArbitrage,
  profitableBelow,
  saleBeforeRedeeming,
  tradeFor,
  type Floor,
  type PoolReserves,
} from '../../src/model/arbitrage.ts'
import { amt, btcb, type Amt, type Btcb } from '../../src/model/units.ts'

const poolOf = (x: bigint, y: bigint): PoolReserves => ({ amt: x as Amt, btcb: y as Btcb })
const floorOf = (v: bigint, s: bigint): Floor => ({ backing: v as Btcb, supply: s as Amt })

/** The best profit over every amount of AMT that the pool could sell: no cleverness at all. */
function bestOfAll(pool: PoolReserves, floor: Floor, capital?: bigint): bigint {
  let best = 0n
  for (let buy = 1n; buy < pool.amt && buy <= floor.supply; buy++) {
    const pay = btcbToBuy(pool, buy as Amt)
    const profit = (buy * floor.backing) / floor.supply - pay
    if (profit > best && (capital === undefined || pay <= capital)) best = profit
  }
  return best
}

describe('arbitrage between pool and RCL', () => {
  test('finds the very best trade of every small pool, by trying them all', () => {
    let profitable = 0
    for (let x = 1n; x <= 61n; x += 4n)
      for (let y = 1n; y <= 61n; y += 5n)
        for (let v = 1n; v <= 91n; v += 9n)
          for (let s = x; s <= 120n; s += 17n) {
            const [pool, floor] = [poolOf(x, y), floorOf(v, s)]
            const found = bestFloorArbitrage(pool, floor)?.profit ?? 0n
            if (found > 0n) profitable++
            expect(found, `X=${x} Y=${y} V=${v} S=${s}`).toBe(bestOfAll(pool, floor))
          }
    expect(profitable).toBeGreaterThan(1000)
  })

  test('never pays more than the capital, and finds the best trade within it on small pools', () => {
    let bound = 0
    for (let capital = 0n; capital <= 40n; capital += 3n)
      for (let y = 1n; y <= 21n; y += 5n)
        for (let v = 20n; v <= 200n; v += 45n) {
          const [pool, floor] = [poolOf(90n, y), floorOf(v, 120n)]
          const found = bestFloorArbitrage(pool, floor, capital as Btcb)
          expect(found?.profit ?? 0n, `c=${capital} Y=${y} V=${v}`).toBe(bestOfAll(pool, floor, capital))
          if (found !== undefined) expect(found.pay).toBeLessThanOrEqual(capital)
          if (bestOfAll(pool, floor) > bestOfAll(pool, floor, capital)) bound++
        }
    expect(bound).toBeGreaterThan(20)
  })

  test('no neighbour is better, and the closed form agrees within 3 wei', () => {
    const size = fc.bigInt({ min: 10n ** 15n, max: 10n ** 26n })
    fc.assert(
      fc.property(size, size, size, size, (x, y, v, extra) => {
        const [pool, floor] = [poolOf(x, y), floorOf(v, x + extra)]
        const best = bestFloorArbitrage(pool, floor)
        const ideal = idealFloorArbitrage(pool, floor).profit
        // A trade beyond the vault's whole backing does not exist; the closed form does not know that.
        // The three wei: the payout's floor, the payment's ceiling, and one for the climb on a plateau.
        if (best === undefined) return void expect(ideal.lte(3)).toBe(true)
        expect(ideal.sub(best.profit.toString()).gte(-1e-6)).toBe(true)
        // One wei of payout may cost S/V wei of AMT, so the grid itself loses up to P·S/V wei.
        const grid = Number((floor.supply * pool.btcb) / (floor.backing * pool.amt)) + 1
        expect(ideal.sub(best.profit.toString()).lte(3 + grid)).toBe(true)
        for (let step = 1n; step <= 64n; step++)
          for (const redeem of [best.redeem - step, best.redeem + step])
            expect(tradeFor(pool, floor, redeem)?.profit ?? 0n).toBeLessThanOrEqual(best.profit)
      }),
      { seed: 7, numRuns: 300 },
    )
  })

  test('leaves the pool at g·r, where the next wei no longer gains', () => {
    const pool = poolOf(amt('30000000'), btcb('10'))
    const floor = floorOf(btcb('30'), amt('55035719'))
    const trade = bestFloorArbitrage(pool, floor)!
    const price = Number(pool.btcb + trade.pay) / Number(pool.amt - trade.buy)
    const rate = Number(floor.backing) / Number(floor.supply)
    // The fee stays in the pool, so its price ends between g·r and r.
    expect(price).toBeGreaterThan(0.9975 * rate)
    expect(price).toBeLessThan(rate)
    expect(trade.redeem - trade.pay).toBe(trade.profit)
    expect(amtBought(pool, trade.pay)).toBeGreaterThanOrEqual(trade.buy)
  })

  test('does nothing when the pool is at or above g·r, or when anything is empty', () => {
    const floor = floorOf(btcb('30'), amt('30000000'))
    expect(bestFloorArbitrage(poolOf(amt('1000000'), btcb('0.9975')), floor)).toBeUndefined()
    expect(bestFloorArbitrage(poolOf(amt('1000000'), btcb('49.5')), floor)).toBeUndefined()
    expect(bestFloorArbitrage(poolOf(0n, 0n), floor)).toBeUndefined()
    expect(bestFloorArbitrage(poolOf(1n, 1n), floorOf(0n, 10n))).toBeUndefined()
    expect(bestFloorArbitrage(poolOf(1n, 1n), floorOf(10n, 0n))).toBeUndefined()
  })

  test('a cost is covered exactly below the price that the closed form names', () => {
    const floor = floorOf(btcb('30'), amt('55035719'))
    const cost = btcb('0.01')
    const deep = amt('30000000')
    const limit = profitableBelow(poolOf(deep, 1n), floor, cost)
    const at = (factor: string): PoolReserves =>
      poolOf(deep, BigInt(limit.mul(factor).mul(deep.toString()).toFixed(0)))
    expect(bestFloorArbitrage(at('0.9999'), floor)!.profit).toBeGreaterThan(cost)
    expect(bestFloorArbitrage(at('1.0001'), floor)!.profit).toBeLessThan(cost)
    expect(profitableBelow(poolOf(deep, 1n), floor, btcb('1000')).toNumber()).toBe(0)
  })

  test('exit routing sells in the pool until its marginal price is the floor', () => {
    const pool = poolOf(amt('7877440'), btcb('85.22'))
    const floor = floorOf(btcb('30'), amt('55035719'))
    const sale = BigInt(saleBeforeRedeeming(pool, floor).toFixed(0))
    const proceeds = (sold: bigint): bigint =>
      (9975n * sold * pool.btcb) / (10_000n * pool.amt + 9975n * sold)
    const total = (sold: bigint): bigint =>
      proceeds(sold) + ((amt('40000000') - sold) * floor.backing) / floor.supply
    expect(sale).toBeGreaterThan(amt('27000000'))
    const step = amt('1000')
    expect(total(sale)).toBeGreaterThan(total(sale - step))
    expect(total(sale)).toBeGreaterThan(total(sale + step))
  })
})
