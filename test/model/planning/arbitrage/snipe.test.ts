import * as fc from 'fast-check'
import { Decimal } from 'decimal.js'
import { describe, expect, test } from 'vitest'

import { swapPlan } from '../../../../src/model/planning/arbitrage/plan.ts'
import { poolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import {
  bestSnipe,
  idealSnipe,
  snipe,
  snipedAbove,
  type Due,
} from '../../../../src/model/planning/arbitrage/snipe.ts'
import { totalSupply } from '../../../../src/model/contracts/token.ts'
import type { Amt, Btcb } from '../../../../src/model/kernel/units.ts'
import {
  UINT256_MAX,
  deployedWorld,
  liquidWorld,
  modelWorldOf,
  provision,
} from '../../../support/model-world.ts'
import { wide } from '../../../../src/model/planning/arbitrage/wide.ts'
import { numbers, poolOf } from './small.ts'

const dueOf = (net: bigint, supply: bigint): Due => ({ net: net as Btcb, supply: supply as Amt })

const decimal = (value: bigint): Decimal => new Decimal(value.toString())

/** Reserves, supply, payment and stake of realistic size: 10^18 to 10^26 wei. */
const size = fc.bigInt({ min: 10n ** 18n, max: 10n ** 26n })

/** A payment per AMT of `millionths` of the pool's price. */
const netFor = (x: bigint, y: bigint, supply: bigint, millionths: bigint): bigint =>
  (supply * y * millionths) / (x * 1_000_000n)

describe('a dividend snipe', () => {
  test('is none of an empty pool, without a supply, or without a gain', () => {
    const due = dueOf(1_000_000n, 100n)
    const best = (x: bigint, y: bigint, of = due) => bestSnipe(poolOf(x, y), of, 50n as Btcb)
    expect(best(10n, 10n)).toMatchObject({ profit: expect.any(BigInt) as bigint })
    for (const [x, y] of [
      [0n, 10n],
      [10n, 0n],
      [0n, 0n],
    ] as const)
      expect(best(x, y)).toBeUndefined()
    expect(best(10n, 10n, dueOf(1_000n, 0n))).toBeUndefined()
    // One base unit is too little to buy any AMT here, and the capital allows for no more.
    expect(bestSnipe(poolOf(10n, 1_000n), due, 0n as Btcb)).toBeUndefined()
  })

  test('is one of a pool with one base unit of BTCB', () => {
    // 9975 · 40 / (10000 + 9975) of the pool's 40 AMT for one. Of 100 BTCB the pool's rest of 21 AMT gets 21,
    // and the other 79 AMT one BTCB each.
    expect(bestSnipe(poolOf(40n, 1n), dueOf(100n, 100n), 1n as Btcb)).toEqual({
      pay: 1n,
      buy: 19n,
      claim: 19n,
      back: 0n,
      profit: 18n,
    })
  })

  test('is one if it gains one base unit, and none if it gains none', () => {
    const best = (net: bigint) => bestSnipe(poolOf(40n, 1n), dueOf(net, 100n), 1n as Btcb)
    expect(best(11n)).toMatchObject({ buy: 19n, claim: 2n, profit: 1n })
    expect(best(9n)).toBeUndefined()
    expect(snipe(poolOf(40n, 1n), dueOf(9n, 100n), 1n as Btcb)).toMatchObject({ claim: 1n, profit: 0n })
  })

  // 0.9975 · 499,375 / 99,750,000 is 1 - 0.9975² exactly.
  test('pays nothing at the break-even payout itself', () => {
    const pool = poolOf(499_375n, 99_750_000n)
    expect(idealSnipe(pool, wide(1n))).toBeUndefined()
    expect(idealSnipe(pool, wide(1n).mul('1.000001'))!.gt(0)).toBe(true)
  })

  test('is none where all AMT is in the pool, and the capital buys none of it', () => {
    expect(bestSnipe(poolOf(1n, 5n), dueOf(500n, 1n), 5_000_000n as Btcb)).toBeUndefined()
    expect(snipe(poolOf(1n, 5n), dueOf(500n, 1n), 3n as Btcb)).toMatchObject({
      buy: 0n,
      claim: 0n,
      profit: -3n,
    })
  })

  test('is paid exactly by the economy', () => {
    const draw = numbers(5n)
    let gained = 0
    for (let n = 0; n < 40; n++) {
      const world = liquidWorld()
      const amount = (10n ** 18n * (1n + draw(900n))) / 100n + draw(1000n)
      const share = draw(101n)
      const pay = (10n ** 16n * (1n + draw(500n)) + draw(1000n)) as Btcb
      const net = amount - (amount * share) / 100n
      const due = dueOf(net, totalSupply(world.economy, 'amt'))
      const trade = snipe(poolReserves(world.economy), due, pay)
      const purse = (): bigint => world.ask('btcb', 'balanceOf', 'carmen') as bigint
      // Carmen gives her earlier AMT to Alice, so that her claim is for the bought AMT only.
      world.ok('carmen', 'amt.transfer', { to: 'alice', amount: 1_000n * 10n ** 18n })
      const before = purse()
      const swap = (path: readonly ('amt' | 'btcb')[], input: bigint, least: bigint): boolean =>
        world.act(swapPlan(path, input, least, 'carmen', UINT256_MAX)).ok
      expect(swap(['btcb', 'amt'], pay, trade.buy)).toBe(true)
      expect(world.ask('amt', 'balanceOf', 'carmen')).toBe(trade.buy)
      world.ok('payer', 'master.payRent', { amountBtcb: amount, vaultParticipation: share })
      const claimed = world.revert('carmen', 'master.charge', { snapId: 1n }) === undefined
      expect(claimed).toBe(trade.claim > 0n)
      expect(swap(['amt', 'btcb'], trade.buy, trade.back)).toBe(true)
      expect(purse() - before).toBe(trade.profit)
      if (trade.profit > 0n) gained++
    }
    expect(gained).toBeGreaterThan(5)
    expect(gained).toBeLessThan(35)
  })

  // In a world of a few thousand wei each of the four roundings moves the result, and products of one wei more
  // or less are frequent.
  test('is paid exactly by the economy in 600 worlds of a few thousand wei', () => {
    const draw = numbers(7n)
    const empty = deployedWorld()
    for (const spender of ['router', 'master'])
      for (const person of ['alice', 'carmen', 'payer'])
        for (const call of ['amt.approve', 'btcb.approve'] as const)
          empty.ok(person, call, { spender, amount: UINT256_MAX })
    empty.ok('binance', 'btcb.mint', { amount: 10n ** 9n })
    for (const to of ['alice', 'carmen', 'payer'])
      empty.ok('binance', 'btcb.transfer', { to, amount: 10n ** 8n })
    const rounded = { providers: 0, claim: 0, buy: 0, back: 0 }
    for (let n = 0; n < 600; n++) {
      const world = modelWorldOf(empty.economy)
      const [x, y, others] = [1_001n + draw(4_000n), 1_001n + draw(4_000n), draw(3_000n)]
      world.ok('owner', 'master.mintMaster', { account: 'alice', amount: x + others })
      world.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', x, y, 'alice'))
      const [net, pay] = [101n + draw(9_000n), (2n + draw(3_000n)) as Btcb]
      const trade = snipe(poolOf(x, y), dueOf(net, x + others), pay)
      if (trade.buy === 0n) continue
      const purse = (): bigint => world.ask('btcb', 'balanceOf', 'carmen') as bigint
      const before = purse()
      world.act(swapPlan(['btcb', 'amt'], pay, 0n, 'carmen', UINT256_MAX))
      expect(world.ask('amt', 'balanceOf', 'carmen')).toBe(trade.buy)
      expect(before - purse()).toBe(pay)
      world.ok('payer', 'master.payRent', { amountBtcb: net, vaultParticipation: 0n })
      const paid = purse()
      world.act({ by: 'carmen', call: 'master.charge', args: { snapId: 1n } })
      expect(purse() - paid).toBe(trade.claim)
      const claimed = purse()
      const sold = world.act(swapPlan(['amt', 'btcb'], trade.buy, 0n, 'carmen', UINT256_MAX))
      expect(purse() - claimed).toBe(sold.ok ? trade.back : 0n)
      // A sale that pays nothing reverts.
      expect(sold.ok).toBe(trade.back > 0n)
      expect(trade.profit).toBe(trade.claim + trade.back - pay)
      const left = x - trade.buy
      const holders = net - (net * left) / (x + others)
      if ((net * left) % (x + others) !== 0n) rounded.providers++
      if ((holders * trade.buy) % (x + others - left) !== 0n) rounded.claim++
      if ((9_975n * pay * x) % (10_000n * y + 9_975n * pay) !== 0n) rounded.buy++
      if ((9_975n * trade.buy * (y + pay)) % (10_000n * left + 9_975n * trade.buy) !== 0n) rounded.back++
    }
    for (const count of Object.values(rounded)) expect(count).toBeGreaterThan(200)
  })

  test('pays iff the payout per AMT exceeds the closed form, up to rounding', () => {
    let [paid, lost] = [0, 0]
    fc.assert(
      fc.property(
        size,
        size,
        size,
        fc.bigInt({ min: 1n, max: 4_000_000n }),
        fc.bigInt({ min: 10n ** 15n, max: 10n ** 24n }),
        fc.bigInt({ min: 0n, max: 10n ** 16n }),
        (x, y, others, millionths, pay, gas) => {
          const [pool, supply] = [poolOf(x, y), x + others]
          const due = dueOf(netFor(x, y, supply, millionths % 20_000n), supply)
          const { buy, profit } = snipe(pool, due, pay as Btcb)
          if (buy < 10n ** 9n) return
          const bar = snipedAbove(pool, pay as Btcb, gas as Btcb)
          const perAmt = decimal(due.net).div(decimal(due.supply))
          const margin = perAmt.sub(bar).mul(decimal(buy))
          // Four roundings down: AMT bought (worth P/g wei of BTCB and its payout), providers' part, claim,
          // and sale.
          const wei = decimal(y).div(decimal(x)).add(perAmt).mul(2).add(4)
          if (margin.gt(wei)) {
            paid++
            expect(profit).toBeGreaterThan(gas)
          } else if (margin.lt(wei.neg())) {
            lost++
            expect(profit).toBeLessThanOrEqual(gas)
          }
        },
      ),
      { numRuns: 2000 },
    )
    expect(paid).toBeGreaterThan(300)
    expect(lost).toBeGreaterThan(300)
  })

  test('fails the test if the threshold omits a fee, the gas, or the price impact', () => {
    const [pool, supply] = [poolOf(7_877_440n * 10n ** 18n, 8_522n * 10n ** 16n), 55_035_719n * 10n ** 18n]
    const [pay, gas] = [(2n * 10n ** 18n) as Btcb, (10n ** 13n) as Btcb]
    const bar = snipedAbove(pool, pay, gas)
    const profitAt = (perAmt: Decimal): bigint =>
      snipe(pool, dueOf(BigInt(perAmt.mul(supply.toString()).toFixed(0)), supply), pay).profit
    expect(profitAt(bar.mul('1.0000001'))).toBeGreaterThan(gas)
    expect(profitAt(bar.mul('0.9999999'))).toBeLessThan(gas)
    const g = new Decimal('0.9975')
    const price = decimal(pool.btcb).div(decimal(pool.amt))
    const mutants = [
      price.mul(new Decimal(1).sub(g)),
      price.mul(new Decimal(1).sub(g.mul(g))),
      snipedAbove(pool, pay, 0n as Btcb),
      snipedAbove(pool, 1n as Btcb, 0n as Btcb),
    ]
    for (const mutant of mutants) expect(profitAt(mutant.mul('1.0000001'))).toBeLessThan(gas)
  })
})

describe('the best snipe', () => {
  test('earns, up to a few wei, no less than a hundred other payments', () => {
    let [finite, whole, none] = [0, 0, 0]
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 0, max: 60 }), (x, y, others, tenth) => {
        const [pool, supply] = [poolOf(x, y), x + others]
        // From 4,990 to 5,038 millionths of the price: the threshold is 5,006.3; from 5,031.4 on all capital
        // is used.
        const due = dueOf(netFor(x, y, supply, 49_900n + BigInt(tenth) * 8n) / 10n, supply)
        const capital = (50n * y) as Btcb
        const best = bestSnipe(pool, due, capital)
        if (best === undefined) none++
        else if (best.pay === capital) whole++
        else finite++
        const most = best?.profit ?? 0n
        const wei = (2n * y) / x + 8n
        const near = best === undefined ? 0n : (best.pay as bigint)
        for (let step = 1n; step <= 100n; step++)
          for (const pay of [(capital / 100n) * step, (near / 50n) * step])
            if (pay <= capital) expect(snipe(pool, due, pay as Btcb).profit).toBeLessThanOrEqual(most + wei)
      }),
      { numRuns: 300 },
    )
    for (const count of [finite, whole, none]) expect(count).toBeGreaterThan(20)
  })

  test('is the whole capital from half a percent above the break-even payout, and undefined below it', () => {
    const pool = poolOf(10n ** 24n, 10n ** 20n)
    const price = new Decimal('0.0001')
    const least = price.mul('0.00499375').div('0.9975')
    expect(idealSnipe(pool, least.mul('0.999999'))).toBeUndefined()
    expect(idealSnipe(pool, least.mul('1.000001'))!.isFinite()).toBe(true)
    expect(idealSnipe(pool, least.div('0.9975').div('0.9975').mul('1.000001'))!.isFinite()).toBe(false)
  })

  test('is undefined for an empty pool or supply', () => {
    const [pool, due] = [poolOf(10n ** 24n, 10n ** 20n), dueOf(10n ** 20n, 10n ** 25n)]
    expect(bestSnipe(pool, due, 10n as Btcb)).toBeUndefined()
    expect(bestSnipe(pool, due, (10n ** 18n) as Btcb)).toBeDefined()
    expect(bestSnipe(poolOf(0n, 10n), due, (10n ** 18n) as Btcb)).toBeUndefined()
    expect(bestSnipe(poolOf(10n, 0n), due, (10n ** 18n) as Btcb)).toBeUndefined()
    expect(bestSnipe(pool, dueOf(1n, 0n), (10n ** 18n) as Btcb)).toBeUndefined()
  })
})
