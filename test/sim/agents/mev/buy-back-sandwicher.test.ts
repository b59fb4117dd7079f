import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { amtBought } from '../../../../src/model/contracts/pancake/quotes.ts'
import { amt, btcb, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../../../src/sim/agent.ts'
import {
  bestSandwich,
  largestSandwich,
  leastFor,
  sandwich,
  SANDWICHER,
  sandwicher,
} from '../../../../src/sim/agents/mev/buy-back-sandwicher.ts'
import { buyBackKeeper } from '../../../../src/sim/agents/operations/buy-back-keeper.ts'
import { nextPurchase } from '../../../../src/sim/view/vaults.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { anyStream, runAgents, viewOn } from '../../../support/run-agents.ts'
import { dailyPayer, scriptedAgent } from '../../../support/sim-world.ts'

const FREE = 0n as Btcb

const depositor: Agent = scriptedAgent('depositor', [], {
  prepare: () => [
    approveAll('alice', 'amt', 'buyBackVault'),
    call('alice', 'buyBackVault.deposit', { amount: amt('90') }),
  ],
})
/** Records a price on day 1, and buys from day 2 on. */
const keeper = buyBackKeeper({ every: 3, slippageBps: 100n })

/** The day of a purchase, on which the sandwicher owns `capital`. */
const purchaseDay = (capital: Btcb) =>
  viewOn(
    [
      dailyPayer,
      depositor,
      keeper,
      scriptedAgent('purse', [], { people: [{ name: SANDWICHER, btcb: capital }] }),
    ],
    2,
  )

const RICH = btcb('0.02')
const rich = purchaseDay(RICH)

/** The plans of a sandwicher with `force` on a day. */
const plansOf = (force: Btcb | undefined, view = rich, gas = FREE) =>
  sandwicher({ capital: btcb('1'), gas, force }).act(view, anyStream())

describe('the buy-back sandwicher', () => {
  test('of a given amount buys, triggers the purchase without a limit, and sells without one', () => {
    const pay = btcb('0.001')
    const buy = amtBought(rich.pool(), pay)
    const deadline = rich.now + 1200n
    const plan = [
      call(SANDWICHER, 'router.swapExactTokensForTokens', {
        to: SANDWICHER,
        deadline,
        amountA: pay,
        limit: buy,
        path: ['btcb', 'amt'],
      }),
      call(SANDWICHER, 'buyBackVault.buyBack', { minAmtOut: 0n, deadline }),
      call(SANDWICHER, 'router.swapExactTokensForTokens', {
        to: SANDWICHER,
        deadline,
        amountA: buy,
        limit: 0n,
        path: ['amt', 'btcb'],
      }),
    ]
    expect(plansOf(pay)).toEqual([plan])
    // Profitable or not: gas does not matter.
    expect(plansOf(pay, rich, btcb('1'))).toEqual([plan])
  })

  test('pays no more than it owns, than it is told to, and than the vault’s minimum allows', () => {
    const paid = (force: Btcb, view = rich) => plansOf(force, view).flat()[0]
    const spends = nextPurchase(rich)
    const least = leastFor(spends, rich.history.at(-1)!.price)
    const { pay } = largestSandwich(rich.pool(), spends, least, RICH)
    expect(pay).toBeGreaterThan(btcb('0.01'))
    expect(pay).toBeLessThan(RICH)
    expect(paid(RICH)).toMatchObject({ args: { amountA: pay } })
    expect(paid(btcb('1'))).toMatchObject({ args: { amountA: pay } })
    expect(paid((pay - 1n) as Btcb)).toMatchObject({ args: { amountA: pay - 1n } })
    const poor = purchaseDay(btcb('0.004'))
    expect(paid(btcb('1'), poor)).toMatchObject({ args: { amountA: btcb('0.004') } })
  })

  test('does nothing without money, without a purchase, and before the first close', () => {
    expect(plansOf(btcb('1'), purchaseDay(FREE))).toEqual([])
    // A wei buys 99 wei of AMT, so it is spent.
    expect(plansOf(1n as Btcb)).toHaveLength(1)
    // The record of day 1 is too young at its close, and on the first day there is none.
    for (const day of [0, 1])
      expect(
        plansOf(
          btcb('1'),
          viewOn([dailyPayer, depositor, keeper, sandwicher({ capital: RICH, gas: FREE })], day),
        ),
      ).toEqual([])
    const unpriced = Object.assign(Object.create(rich) as typeof rich, { history: [] })
    expect(plansOf(btcb('0.001'), unpriced)).toEqual([])
    // Not even where the pool gives so much AMT for a wei that the minimum hardly matters.
    const cheap = Object.assign(Object.create(unpriced) as typeof rich, {
      pool: () => poolOf(10n ** 40n, rich.pool().btcb),
    })
    expect(plansOf(btcb('0.001'), cheap)).toEqual([])
  })

  test('measures the minimum by the price of the last close', () => {
    const [last] = rich.history.slice(-1)
    const withCloses = (prices: readonly bigint[]) =>
      Object.assign(Object.create(rich) as typeof rich, {
        history: prices.map((price) => ({ ...last!, price })),
      })
    const pays = (prices: readonly bigint[]) => plansOf(btcb('1'), withCloses(prices)).length
    const low = last!.price / 2n
    expect(pays([low, low, last!.price])).toBe(1)
    // At half the price the vault would expect twice the AMT, which no sandwich leaves it.
    expect(pays([last!.price, last!.price, low])).toBe(0)
  })

  test('attacks no purchase by itself, not even without gas, since a 400th of the pool is too little', () => {
    expect(plansOf(undefined)).toEqual([])
    expect(plansOf(undefined, rich, btcb('1'))).toEqual([])
    // A purchase of v raises the price by less than 2v/Y, which at a 400th are the two fees of 0.25%.
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 27n), fc.bigInt(400n, 10n ** 24n), (x, y) => {
        const pool = poolOf(x, y)
        const best = bestSandwich(pool, (y / 400n) as Btcb, 0n as Amt, (10n * y) as Btcb)
        expect(best).toMatchObject({ pay: 0n, profit: 0n })
      }),
      { numRuns: 50 },
    )
  })

  test('acts during the day, with an approval of the router for BTCB, then AMT', () => {
    const agent = sandwicher({ capital: RICH, gas: FREE })
    expect(agent).toMatchObject({ phase: 'day', people: [{ name: SANDWICHER, btcb: RICH }] })
    expect(runAgents([agent], 0).result.actions.slice(-2)).toEqual([
      approveAll(SANDWICHER, 'btcb', 'router'),
      approveAll(SANDWICHER, 'amt', 'router'),
    ])
  })
})

describe('the least that a sandwich leaves', () => {
  test('is 97.1% of what the price gives, rounded down', () => {
    expect(leastFor(btcb('2'), btcb('0.01'))).toBe(amt('194.2'))
    // A third of 1e18 is 333…333, of which 97.1% are 323.666….
    expect(leastFor(1n as Btcb, 3n)).toBe(323_666_666_666_666_666n)
  })
})

/** Pools of at least an AMT, purchases, limits and capital of all sizes. */
const cases = fc
  .record({
    x: fc.bigInt(10n ** 18n, 10n ** 27n),
    y: fc.bigInt(10n ** 12n, 10n ** 24n),
    part: fc.bigInt(1n, 1_000n),
    leastPerMille: fc.bigInt(0n, 1_000n),
    capital: fc.bigInt(0n, 10n ** 24n),
  })
  .map(({ x, y, part, leastPerMille, capital }) => {
    const pool = poolOf(x, y)
    const spends = ((y * part) / 100n) as Btcb
    const alone = sandwich(pool, spends, FREE)
    const least = ((alone.bought * leastPerMille) / 1_000n) as Amt
    return { pool, spends, least, capital: capital as Btcb, alone }
  })

describe('the largest sandwich', () => {
  test('leaves the least, and a wei more would not, or exceeds the capital', () => {
    fc.assert(
      fc.property(cases, ({ pool, spends, least, capital }) => {
        const largest = largestSandwich(pool, spends, least, capital)
        expect(largest).toEqual(sandwich(pool, spends, largest.pay))
        expect(largest.bought).toBeGreaterThanOrEqual(least)
        if (largest.pay < capital)
          expect(sandwich(pool, spends, (largest.pay + 1n) as Btcb).bought).toBeLessThan(least)
        else expect(largest.pay).toBe(capital)
      }),
      { numRuns: 50 },
    )
  })

  test('pays nothing where even that leaves too little', () => {
    const pool = poolOf(10n ** 20n, 10n ** 18n)
    const { bought } = sandwich(pool, btcb('0.1'), FREE)
    expect(largestSandwich(pool, btcb('0.1'), (bought + 1n) as Amt, btcb('1')).pay).toBe(0n)
  })

  test('pays nothing with less than no capital', () => {
    const pool = poolOf(10n ** 20n, 10n ** 18n)
    expect(largestSandwich(pool, btcb('0.001'), 0n as Amt, -1n as Btcb).pay).toBe(0n)
  })
})

describe('the most profitable sandwich', () => {
  test('earns at least what each payment of a grid does, up to 10,000 wei of input, and is within limit and capital', () => {
    fc.assert(
      fc.property(cases, ({ pool, spends, least, capital, alone }) => {
        const best = bestSandwich(pool, spends, least, capital)
        const { pay } = largestSandwich(pool, spends, least, capital)
        expect(best).toEqual(sandwich(pool, spends, best.pay))
        expect(best.pay).toBeGreaterThanOrEqual(0n)
        expect(best.pay).toBeLessThanOrEqual(pay)
        expect(best.profit).toBeGreaterThanOrEqual(alone.profit)
        // The profit changes by no more than (1 + spends/Y)² for a wei of input, and by rounding a few wei of
        // AMT, which are worth that and Y/X each.
        const steepest = (pool.btcb + spends) ** 2n / pool.btcb ** 2n + 1n
        const slack = (10_000n + 4n * (pool.btcb / pool.amt + 1n)) * steepest
        for (let at = 0n; at <= 16n; at++) {
          const other = sandwich(pool, spends, ((pay * at) / 16n) as Btcb)
          expect(other.profit - best.profit).toBeLessThanOrEqual(slack)
        }
      }),
      { numRuns: 50 },
    )
  })

  // Pool, purchase, least for the vault and capital; payment and profit. Results of scenarios are stored to
  // the wei, so the search may not change by one.
  test.each([
    [
      'in a pool of 1 BTCB',
      [10n ** 20n, 10n ** 18n, 2n * 10n ** 17n, 0n, 10n ** 20n],
      [87_397_403_328_659_687_445n, 195_006_845_543_485_340n],
    ],
    [
      'in a pool of a few wei',
      [3n, 6n, 1_660_234_162_308n, 0n, 21_384_212_947_212n],
      [9_938n, 1_105_898_879_425n],
    ],
    ['without gain or loss, which pays nothing,', [4n, 6n, 7n, 1n, 10n ** 20n], [0n, 0n]],
    ['up to 10,000 wei, among which it does not search,', [6n, 664n, 6_567n, 0n, 10_000n], [10_000n, 4_353n]],
    ['up to a wei more, among which it does,', [6_354n, 8n, 985n, 0n, 10_001n], [6_668n, 984n]],
  ] as const)('%s is the same to the wei', (_where, [x, y, spends, least, capital], [pay, profit]) => {
    const best = bestSandwich(poolOf(x, y), spends as Btcb, least as Amt, capital as Btcb)
    expect(best).toMatchObject({ pay, profit })
  })
})
