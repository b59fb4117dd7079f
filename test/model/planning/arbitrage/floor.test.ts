import { Decimal } from 'decimal.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  bestFloorArbitrage,
  idealFloorArbitrage,
  profitableBelow,
  seedPayment,
  seedPayout,
} from '../../../../src/model/planning/arbitrage/floor.ts'
import { floorArbitragePlan } from '../../../../src/model/planning/arbitrage/plan.ts'
import {
  leastIn,
  outDown,
  poolReserves,
  type PoolReserves,
} from '../../../../src/model/contracts/pancake/quotes.ts'
import { amountIn, amountOut } from '../../../../src/model/contracts/pancake/formulas.ts'
import { amt, btcb, type Btcb } from '../../../../src/model/kernel/units.ts'
import { UINT256_MAX, stockedWorld, provision } from '../../../support/model-world.ts'
import { floorWith, numbers, poolOf, sizes, swapped } from './small.ts'
import { floorOf, type Floor } from '../../../../src/model/contracts/burn-vault.ts'

/** Profit of paying `pay`, computed naively. */
const profitOf = (pool: PoolReserves, floor: Floor, pay: bigint): bigint =>
  (swapped(pay, pool.btcb, pool.amt) * floor.backing) / floor.supply - pay

/** The best profit over every payment; paying more than the backing never gains. */
function bestOfAll(pool: PoolReserves, floor: Floor, capital: bigint = floor.backing): bigint {
  let best = 0n
  for (let pay = 1n; pay <= capital && pay <= floor.backing; pay++) {
    const profit = profitOf(pool, floor, pay)
    if (profit > best) best = profit
  }
  return best
}

type Best = (pool: PoolReserves, floor: Floor, capital?: Btcb) => bigint

const found: Best = (pool, floor, capital) => bestFloorArbitrage(pool, floor, capital)?.profit ?? 0n

/** Small worlds in which `best` misses the optimum, and how many are profitable. */
function misses(best: Best, withCapital: boolean): { missed: number; profitable: number } {
  const draw = numbers(7n)
  let [missed, profitable] = [0, 0]
  for (let n = 0; n < 4000; n++) {
    // Every third world has reserves with exact divisions, at which getAmountIn asks for one wei too many.
    const [x, y] = n % 3 === 0 ? [401n + draw(3n), 399n] : [2n + draw(90n), 1n + draw(60n)]
    const [pool, floor] = [poolOf(x, y), floorWith(1n + draw(3n * y + 100n), x + draw(120n))]
    const capital = withCapital ? (draw(60n) as Btcb) : undefined
    const exact = bestOfAll(pool, floor, capital)
    if (exact > 0n) profitable++
    if (best(pool, floor, capital) !== exact) missed++
  }
  return { missed, profitable }
}

describe('swap arithmetic for trades', () => {
  test('equals the pair’s and the router’s, and the least input is minimal', () => {
    let cheaper = 0
    for (let x = 1n; x <= 60n; x += 3n)
      for (let y = 2n; y <= 60n; y += 2n)
        for (let out = 1n; out < y; out += 5n) {
          const input = leastIn(out, x, y)
          expect(outDown(input, x, y)).toBe(amountOut(input, x, y))
          expect(outDown(input, x, y)).toBeGreaterThanOrEqual(out)
          expect(outDown(input - 1n, x, y)).toBeLessThan(out)
          expect([input, input + 1n]).toContain(amountIn(out, x, y))
        }
    for (const [x, y] of [
      [399n, 401n],
      [798n, 401n],
      [399n, 801n],
    ] as const)
      if (leastIn(1n, x, y) < amountIn(1n, x, y)) cheaper++
    expect(cheaper).toBe(2)
  })
})

describe('arbitrage between pool and RCL', () => {
  test('is optimal in 4,000 small worlds, by exhaustive search', () => {
    const { missed, profitable } = misses(found, false)
    expect(missed).toBe(0)
    expect(profitable).toBeGreaterThan(1500)
  })

  test('is optimal within a capital, and never exceeds it', () => {
    const { missed, profitable } = misses((pool, floor, capital) => {
      const trade = bestFloorArbitrage(pool, floor, capital)
      if (trade !== undefined) expect(trade.pay).toBeLessThanOrEqual(capital!)
      return trade?.profit ?? 0n
    }, true)
    expect(missed).toBe(0)
    expect(profitable).toBeGreaterThan(1500)
  })

  test('fails the test if it is off by one, stops at the seed, or ends the capital early', () => {
    const mutants: readonly Best[] = [
      // The seed's own payment, not refined.
      (pool, floor) => {
        const profit = profitOf(pool, floor, seedPayment(pool, floor))
        return profit > 0n ? profit : 0n
      },
      // The best trade, paying one wei too many.
      (pool, floor, capital) => {
        const trade = bestFloorArbitrage(pool, floor, capital)
        const profit = trade === undefined ? 0n : profitOf(pool, floor, trade.pay + 1n)
        return profit > 0n ? profit : 0n
      },
      // The capital ends one wei early.
      (pool, floor, capital) =>
        found(pool, floor, capital === undefined || capital === 0n ? capital : ((capital - 1n) as Btcb)),
    ]
    expect(mutants.map((best) => misses(best, true).missed > 100)).toEqual([true, true, true])
  })

  /**
   * The usual refinement searches payouts `b` with `a = ceil(b·S/V)` and `y = getAmountIn(a)`. Where its
   * division is exact, `getAmountIn` asks for one wei more than `getAmountOut` needs, so the refinement can
   * miss the optimum by a wei.
   */
  test('beats the usual refinement by one wei at X=35, Y=21, V=105, S=35', () => {
    const [pool, floor] = [poolOf(35n, 21n), floorWith(105n, 35n)]
    let refined = 0n
    for (let b = 1n; b <= 102n; b++) {
      const profit = b - amountIn((b * 35n + 104n) / 105n, 21n, 35n)
      if (profit > refined) refined = profit
    }
    expect({ refined, tried: bestOfAll(pool, floor), found: found(pool, floor) }).toEqual({
      refined: 31n,
      tried: 32n,
      found: 32n,
    })
  })

  test('has no better neighbour on real pools, is mostly proven, and agrees with the closed form', () => {
    const size = fc.bigInt({ min: 10n ** 15n, max: 10n ** 26n })
    let [trades, proven] = [0, 0]
    fc.assert(
      fc.property(size, size, size, size, (x, y, v, extra) => {
        const [pool, floor] = [poolOf(x, y), floorWith(v, x + extra)]
        const best = bestFloorArbitrage(pool, floor)
        const { pay, profit: ideal } = idealFloorArbitrage(pool, floor)
        // The root and the quotient round down. The search finds the optimum from any start, so that only
        // this shows a wrong one.
        const short = pay.sub(seedPayment(pool, floor).toString())
        expect(short.gte(0) && short.lt(2)).toBe(true)
        // B's maximum is the closed form's profit, and `value` is at most r and the two last floors below it.
        const slack = Number(floor.backing / floor.supply) + 3
        if (best === undefined) return void expect(ideal.lte(slack)).toBe(true)
        trades++
        if (best.unproven === 0n) proven++
        expect(best.unproven).toBeGreaterThanOrEqual(0n)
        expect(best.redeem - best.pay).toBe(best.profit)
        expect(best.profit).toBe(profitOf(pool, floor, best.pay))
        expect(ideal.sub(best.profit.toString()).gte(0)).toBe(true)
        expect(ideal.sub(best.profit.toString()).lte(slack)).toBe(true)
        for (let step = 1n; step <= 64n; step++)
          for (const pay of [best.pay - step, best.pay + step])
            expect(profitOf(pool, floor, pay)).toBeLessThanOrEqual(best.profit + best.unproven)
      }),
      { seed: 7, numRuns: 300 },
    )
    expect(trades).toBeGreaterThan(70)
    expect(proven / trades).toBeGreaterThan(0.8)
  })

  test('leaves the pool’s price between g·r and r', () => {
    const pool = poolOf(amt('30000000'), btcb('10'))
    const floor = floorWith(btcb('30'), amt('55035719'))
    const trade = bestFloorArbitrage(pool, floor)!
    const price = Number(pool.btcb + trade.pay) / Number(pool.amt - trade.buy)
    const rate = Number(floor.backing) / Number(floor.supply)
    // The fee stays in the pool, so its price ends between g·r and r.
    expect(price).toBeGreaterThan(0.9975 * rate)
    expect(price).toBeLessThan(rate)
    expect(trade.unproven).toBe(0n)
  })

  test('is undefined if the pool is at or above g·r, or if anything is empty', () => {
    const floor = floorWith(btcb('30'), amt('30000000'))
    expect(bestFloorArbitrage(poolOf(amt('1000000'), btcb('0.9975')), floor)).toBeUndefined()
    expect(bestFloorArbitrage(poolOf(amt('1000000'), btcb('49.5')), floor)).toBeUndefined()
    for (const empty of [poolOf(0n, 0n), poolOf(0n, 9n), poolOf(9n, 0n)])
      expect(bestFloorArbitrage(empty, floor)).toBeUndefined()
    expect(bestFloorArbitrage(poolOf(1n, 1n), floorWith(0n, 10n))).toBeUndefined()
    expect(bestFloorArbitrage(poolOf(1n, 1n), floorWith(10n, 0n))).toBeUndefined()
    expect(bestFloorArbitrage(poolOf(amt('1000000'), 1n), floor, 0n as Btcb)).toBeUndefined()
  })

  test('is optimal in pools of a few base units', () => {
    const ideal = idealFloorArbitrage(poolOf(100n, 100n), floorWith(1n, 100n))
    const tradeless = { pay: ideal.pay.toString(), profit: ideal.profit.toString() }
    for (let x = 1n; x <= 4n; x++)
      for (let y = 1n; y <= 3n; y++)
        for (let backing = 1n; backing <= 40n; backing++)
          for (let supply = x; supply <= x + 2n; supply++) {
            const [pool, floor] = [poolOf(x, y), floorWith(backing, supply)]
            const exact = bestOfAll(pool, floor)
            const trade = bestFloorArbitrage(pool, floor)
            expect(trade?.profit).toBe(exact === 0n ? undefined : exact)
            if (trade !== undefined) expect(trade.unproven).toBe(0n)
          }
    expect(tradeless).toEqual({ pay: '0', profit: '0' })
  })

  test('tells by how much a better trade may earn more, where a peak is too flat for a proof', () => {
    const pool = poolOf(35_187_344_889_934_740n, 93_385_378_208_498_129_458_433n)
    const floor = floorWith(14_717_095_138_022_103_835_465_747n, 38_434_960_962_330_281n)
    expect(bestFloorArbitrage(pool, floor)).toMatchObject({
      profit: 11_320_943_761_327_974_480_584_911n,
      unproven: 1n,
    })
  })

  test('takes the payout at the peak itself, of two that earn the same', () => {
    const trade = bestFloorArbitrage(poolOf(49n, 25n), floorWith(32_400n, 9975n))
    expect(trade).toEqual({ pay: 40n, buy: 30n, redeem: 97n, profit: 57n, unproven: 0n })
  })

  // Without a branch of its own, the last digit of the root would give 1e-28: these reserves have 34 digits,
  // and their product is rounded to 60.
  test('has a closed form of exactly zero where the prices are equal', () => {
    const part = 3_549_486_033_199_112_785_580_830_917n
    const whole = 10_000n * part
    const ideal = idealFloorArbitrage(poolOf(whole, 9975n * part), floorWith(whole, whole))
    expect([ideal.pay.toString(), ideal.profit.toString()]).toEqual(['0', '0'])
    expect(seedPayment(poolOf(100n, 100n), floorWith(1n, 100n))).toBe(0n)
  })

  // The search finds the optimum from any start, so that only this shows a wrong one.
  test('begins at what the closed form’s payment buys and redeems', () => {
    const size = sizes(29n)
    let above = 0
    for (let n = 0; n < 2000; n++) {
      const [pool, floor] = [poolOf(size(), size()), floorWith(size(), size())]
      const pay = BigInt(idealFloorArbitrage(pool, floor).pay.toFixed(0, Decimal.ROUND_DOWN))
      expect(seedPayment(pool, floor)).toBe(pay)
      const payout = (swapped(pay, pool.btcb, pool.amt) * floor.backing) / floor.supply
      expect(seedPayout(pool, floor)).toBe(payout)
      if (payout > 0n) above++
    }
    expect(above).toBeGreaterThan(500)
    expect(above).toBeLessThan(1500)
  })

  test('is none without capital, and takes none below zero', () => {
    const [pool, floor] = [poolOf(20n, 6n), floorWith(50n, 40n)]
    expect(bestFloorArbitrage(pool, floor, 1n as Btcb)).toMatchObject({ pay: 1n })
    expect(bestFloorArbitrage(pool, floor, 0n as Btcb)).toBeUndefined()
    for (const capital of [-1n, -6n, -800n])
      expect(() => bestFloorArbitrage(pool, floor, capital as Btcb)).toThrow(
        `expected a capital of at least 0 base units of BTCB, got ${capital}`,
      )
  })

  test('has no threshold price without backing, whatever the cost', () => {
    const floor = floorWith(0n, 9n)
    for (const cost of [0n, 1n])
      expect(profitableBelow({ amt: amt('5') }, floor, cost as Btcb).toNumber()).toBe(0)
  })

  test('redeems no more than the supply if that is less than the pool holds', () => {
    const trade = bestFloorArbitrage(poolOf(20n, 6n), floorWith(5n, 4n))
    expect(trade).toEqual({ pay: 2n, buy: 4n, redeem: 5n, profit: 3n, unproven: 0n })
  })

  test('covers no gas cost above the profit on the whole pool', () => {
    const floor = floorWith(btcb('30'), amt('30000000'))
    const whole = btcb('1') // A million AMT at the floor.
    const below = (cost: bigint) => profitableBelow({ amt: amt('1000000') }, floor, cost as Btcb)
    for (const cost of [whole, whole + 1n, 3n * whole]) expect(below(cost).toString()).toBe('0')
    expect(below(whole - 10n ** 15n).gt(0)).toBe(true)
  })

  test('covers a gas cost exactly below the closed form’s threshold price', () => {
    const deep = amt('30000000')
    const floor = floorWith(btcb('30'), amt('55035719'))
    for (const cost of [btcb('0.000001'), btcb('0.01'), btcb('3')]) {
      const limit = profitableBelow({ amt: deep }, floor, cost)
      const reserve = BigInt(limit.mul(deep.toString()).toFixed(0))
      // dProfit/dY is about -√(G/(g·Y)): one wei of rounding moves the threshold by at most this many wei of
      // Y.
      const play = 2n + BigInt(Math.ceil(3 * Math.sqrt(Number(reserve) / Number(cost))))
      expect(bestFloorArbitrage(poolOf(deep, reserve - play), floor)!.profit).toBeGreaterThan(cost)
      expect(bestFloorArbitrage(poolOf(deep, reserve + play), floor)!.profit).toBeLessThanOrEqual(cost)
    }
    expect(profitableBelow({ amt: deep }, floor, btcb('1000')).toNumber()).toBe(0)
    expect(
      profitableBelow({ amt: deep }, floor, 0n as Btcb)
        .mul(deep.toString())
        .toFixed(0),
    ).toBe(((9975n * deep * floor.backing) / (10_000n * floor.supply)).toString())
  })

  test('is paid exactly by the economy', () => {
    const draw = numbers(11n)
    let carriedOut = 0
    for (let n = 0; n < 60; n++) {
      const world = stockedWorld()
      const [x, y, v] = [1n + draw(400n), 1n + draw(9n), 1n + draw(400n)].map(
        (part) => part * 10n ** 18n + draw(10n ** 9n),
      )
      world.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', x!, y!, 'alice'))
      world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: v! })
      const before = world.ask('btcb', 'balanceOf', 'bruno') as bigint
      const capital = (n % 2 === 0 ? before : (before / 1000n) * (1n + draw(9n))) as Btcb
      const trade = bestFloorArbitrage(poolReserves(world.economy), floorOf(world.economy), capital)
      if (trade === undefined) continue
      for (const action of floorArbitragePlan(trade, 'bruno', UINT256_MAX))
        expect(world.act(action).ok).toBe(true)
      expect((world.ask('btcb', 'balanceOf', 'bruno') as bigint) - before).toBe(trade.profit)
      expect(world.ask('amt', 'balanceOf', 'bruno')).toBe(1000n * 10n ** 18n)
      carriedOut++
    }
    expect(carriedOut).toBeGreaterThan(20)
  })

  test('reverts on a pool that has moved against it', () => {
    const world = stockedWorld()
    world.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', 10n ** 20n, 10n ** 18n, 'alice'))
    world.ok('binance', 'btcb.transfer', { to: 'burnVault', amount: 500n * 10n ** 18n })
    const trade = bestFloorArbitrage(poolReserves(world.economy), floorOf(world.economy))!
    const plan = floorArbitragePlan(trade, 'bruno', UINT256_MAX)
    world.act(
      floorArbitragePlan(
        { ...trade, pay: (10n ** 9n) as Btcb, buy: 1n as typeof trade.buy },
        'carmen',
        UINT256_MAX,
      )[0]!,
    )
    expect(world.act(plan[0]!)).toEqual({ ok: false, revert: 'RouterInsufficientOutput' })
  })
})
