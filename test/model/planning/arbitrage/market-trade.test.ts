import type { Decimal } from 'decimal.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { idealBuyAtMarket, idealSellToMarket } from '../../../../src/model/planning/arbitrage/market-ideal.ts'
import {
  buyAtMarket,
  buySeed,
  sellSeed,
  sellToMarket,
  type Exchange,
  type MarketTrade,
} from '../../../../src/model/planning/arbitrage/market-trade.ts'
import { pairGain } from '../../../../src/model/planning/arbitrage/leg.ts'
import { MAX_EVALUATIONS } from '../../../../src/model/planning/arbitrage/maximum.ts'
import { wide } from '../../../../src/model/planning/arbitrage/wide.ts'
import type { PoolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import {
  mostTaken,
  mostWanted,
  type MarketQuote,
} from '../../../../src/model/planning/arbitrage/market-quote.ts'
import { amtForDown, usdtForDown } from '../../../../src/model/contracts/market.ts'
import { amt, btcb, ONE, toBase, usdt, type Amt, type Usdt } from '../../../../src/model/kernel/units.ts'
import { dollarsOf, numbers, poolOf, swapped } from './small.ts'

const marketQuoteOf = (rate: bigint, fee: bigint, a: bigint, u: bigint): MarketQuote => ({
  rate,
  fee,
  amt: a as Amt,
  usdt: u as Usdt,
})

/** Profit of paying `pay` at the Market; undefined if it exceeds the Market's AMT. */
function earnedBuying(
  marketQuote: MarketQuote,
  pool: PoolReserves,
  exchange: Exchange,
  pay: bigint,
): bigint | undefined {
  const bought = (100n * pay) / marketQuote.rate
  if (bought > marketQuote.amt) return undefined
  const y = swapped(bought, pool.amt, pool.btcb)
  const receive =
    'usdt' in exchange ? swapped(y, exchange.btcb, exchange.usdt) : (y * exchange.usdPerBtc) / ONE
  return receive - pay
}

/**
 * Profit of paying `pay` dollars and selling the best part of the AMT to the Market, by exhaustive search.
 */
function earnedSelling(
  marketQuote: MarketQuote,
  pool: PoolReserves,
  exchange: Exchange,
  pay: bigint,
): bigint {
  const y = 'usdt' in exchange ? swapped(pay, exchange.usdt, exchange.btcb) : (pay * ONE) / exchange.usdPerBtc
  let best = 0n
  for (let part = swapped(y, pool.btcb, pool.amt); part > 0n; part--) {
    const paid = (((part * marketQuote.rate) / 100n) * (1000n - marketQuote.fee)) / 1000n
    if (paid <= marketQuote.usdt && paid > best) best = paid
  }
  return best - pay
}

interface World {
  readonly marketQuote: MarketQuote
  readonly pool: PoolReserves
  readonly exchange: Exchange
  readonly capital: Usdt | undefined
}

type Way = 'buy' | 'sell'
type Best = (way: Way, world: World) => MarketTrade | undefined

const best: Best = (way, { marketQuote, pool, exchange, capital }) =>
  (way === 'buy' ? buyAtMarket : sellToMarket)(marketQuote, pool, exchange, capital)

/** Optimum of a small world by exhaustive search: paying more dollars than exist never gains. */
function bestOfAll(way: Way, { marketQuote, pool, exchange, capital = 400n as Usdt }: World): bigint {
  let most = 0n
  for (let pay = 1n; pay <= capital && pay <= 400n; pay++) {
    const earned =
      way === 'buy'
        ? earnedBuying(marketQuote, pool, exchange, pay)
        : earnedSelling(marketQuote, pool, exchange, pay)
    if (earned !== undefined && earned > most) most = earned
  }
  return most
}

const WORLDS = 3200

/** Small worlds in which `best` misses the optimum, and how many are profitable, or bound by a cap. */
function misses(
  best: Best,
  way: Way,
  outside: boolean,
  worlds = WORLDS,
): { missed: number; profitable: number; capped: number } {
  const draw = numbers(way === 'buy' ? 5n : 9n)
  let [missed, profitable, capped] = [0, 0, 0]
  for (let n = 0; n < worlds; n++) {
    const pool = poolOf(2n + draw(60n), 2n + draw(40n))
    const exchange = outside
      ? { usdPerBtc: (ONE * (1n + draw(40n))) / (1n + draw(5n)) }
      : dollarsOf(2n + draw(300n), 2n + draw(40n))
    const rate = way === 'buy' ? 1n + draw(400n) : 50n + draw(1500n)
    const free = marketQuoteOf(rate, draw(4n) * 100n, 1000n as Amt, 400n as Usdt)
    const tight = n % 2 === 0
    const marketQuote = tight ? { ...free, amt: draw(30n) as Amt, usdt: draw(60n) as Usdt } : free
    const world = { marketQuote, pool, exchange, capital: n % 3 === 0 ? (draw(60n) as Usdt) : undefined }
    const exact = bestOfAll(way, world)
    if (exact > 0n) profitable++
    if (exact < bestOfAll(way, { ...world, marketQuote: free, capital: undefined })) capped++
    if ((best(way, world)?.profit ?? 0n) !== exact) missed++
  }
  return { missed, profitable, capped }
}

const CASES: readonly (readonly [way: Way, where: string, outside: boolean])[] = [
  ['buy', 'the BTCB/USDT pair', false],
  ['buy', 'an off-chain price', true],
  ['sell', 'the BTCB/USDT pair', false],
  ['sell', 'an off-chain price', true],
]

describe.each(CASES)('arbitrage with the Market: %s, dollars at %s', (way, _where, outside) => {
  test(`is optimal in ${WORLDS} small worlds, half of them with tight caps, by exhaustive search`, () => {
    const { missed, profitable, capped } = misses(best, way, outside)
    expect(missed).toBe(0)
    expect(profitable).toBeGreaterThan(600)
    expect(capped).toBeGreaterThan(400)
  })

  test('fails the test if it ignores the capital, has caps off by one, or takes the closed form', () => {
    const mutants: readonly Best[] = [
      (side, world) => best(side, { ...world, capital: undefined }),
      (side, world) =>
        best(side, {
          ...world,
          marketQuote: {
            ...world.marketQuote,
            amt: (world.marketQuote.amt + 1n) as Amt,
            usdt: (world.marketQuote.usdt + 1n) as Usdt,
          },
        }),
      (side, world) => {
        const { input } = (side === 'buy' ? idealBuyAtMarket : idealSellToMarket)(
          world.marketQuote,
          world.pool,
          world.exchange,
        )
        const whole = BigInt(input.toFixed(0))
        const pay = side === 'buy' ? (whole * world.marketQuote.rate) / 100n : whole
        const earned = side === 'buy' ? earnedBuying : earnedSelling
        return { profit: earned(world.marketQuote, world.pool, world.exchange, pay) ?? 0n } as MarketTrade
      },
    ]
    for (const mutant of mutants) expect(misses(mutant, way, outside, 1200).missed).toBeGreaterThan(10)
  })

  test('has no better neighbour on real pools, is mostly proven, and agrees with the closed form', () => {
    let [trades, proven] = [0, 0]
    const reserve = (low: string, high: string): fc.Arbitrary<bigint> =>
      fc.bigInt({ min: toBase(low), max: toBase(high) })
    fc.assert(
      fc.property(
        reserve('100000', '50000000'),
        reserve('5', '500'),
        reserve('10000', '100000000'),
        fc.bigInt({ min: 15_000n, max: 120_000n }),
        fc.bigInt({ min: 1n, max: 400n }),
        fc.bigInt({ min: 0n, max: 300n }),
        (x, y, b, price, rate, fee) => {
          const exchange = outside ? { usdPerBtc: price * ONE } : dollarsOf(b, b / price)
          const pool = poolOf(x, y)
          const marketQuote = marketQuoteOf(rate, fee, amt('1000000000'), usdt('1000000000000'))
          const trade = best(way, { marketQuote, pool, exchange, capital: undefined })
          const ideal = (way === 'buy' ? idealBuyAtMarket : idealSellToMarket)(marketQuote, pool, exchange)
          // Roundings in wei of USDT: a wei of AMT is R/100, plus one wei for each leg.
          const slack = Number(rate) / 100 + 4
          if (trade === undefined) return void expect(ideal.profit.lte(slack)).toBe(true)
          trades++
          if (trade.unproven === 0n) proven++
          // The search finds the optimum from any start, so that only this shows a wrong one.
          const seed = (way === 'buy' ? buySeed : sellSeed)(marketQuote, pool, exchange)
          const off = seed > trade.btcb ? seed - trade.btcb : trade.btcb - seed
          expect(off).toBeLessThanOrEqual(trade.btcb / 1_000_000n + 100n)
          // So does the closed form's input, in AMT or USDT, up to roundings of one wei of BTCB.
          const sold = way === 'buy' ? trade.amt : trade.pay
          const missed = ideal.input.sub(sold.toString()).abs()
          expect(missed.lte(ideal.input.div(1_000_000).add(100 * Number(sold / trade.btcb + 1n)))).toBe(true)
          expect(trade.receive - trade.pay).toBe(trade.profit)
          expect(ideal.profit.sub(trade.profit.toString()).gte(0)).toBe(true)
          expect(ideal.profit.sub(trade.profit.toString()).lte(slack)).toBe(true)
          expect(trade.unproven).toBeLessThanOrEqual(BigInt(Math.ceil(slack)))
          expect(trade.unproven).toBeGreaterThanOrEqual(0n)
          const earned = (pay: bigint): bigint | undefined => {
            if (way === 'buy') return earnedBuying(marketQuote, pool, exchange, pay)
            const bought =
              'usdt' in exchange
                ? swapped(pay, exchange.usdt, exchange.btcb)
                : (pay * ONE) / exchange.usdPerBtc
            return usdtForDown(marketQuote, swapped(bought, pool.btcb, pool.amt)) - pay
          }
          expect(earned(trade.pay)).toBe(trade.profit)
          const aWei = trade.pay / trade.btcb + 1n
          for (let step = 1n; step <= 32n; step++)
            for (const pay of [step, -step, step * aWei, -step * aWei])
              expect(earned(trade.pay + pay)!).toBeLessThanOrEqual(trade.profit + trade.unproven)
        },
      ),
      { seed: 13, numRuns: 150 },
    )
    expect(trades).toBeGreaterThan(40)
    expect(proven / trades).toBeGreaterThan(0.8)
  })
})

describe('the Market’s caps', () => {
  test('are exact limits of purchases and sales', () => {
    for (let rate = 1n; rate <= 350n; rate += 7n)
      for (let stock = 0n; stock <= 40n; stock++) {
        const marketQuote = marketQuoteOf(rate, (rate * 13n) % 1000n, stock, stock)
        expect(amtForDown(marketQuote, mostTaken(marketQuote))).toBeLessThanOrEqual(stock)
        expect(amtForDown(marketQuote, mostTaken(marketQuote) + 1n)).toBeGreaterThan(stock)
        expect(usdtForDown(marketQuote, mostWanted(marketQuote))).toBeLessThanOrEqual(stock)
        expect(usdtForDown(marketQuote, mostWanted(marketQuote) + 1n)).toBeGreaterThan(stock)
      }
  })

  test('bound the trade exactly', () => {
    const pool = poolOf(amt('1000000'), btcb('49.5'))
    const exchange = { usdPerBtc: toBase('60000') }
    // BTC has doubled since the launch, so the Market's 1.50 USD is half the pool's price.
    const all = buyAtMarket(marketQuoteOf(150n, 10n, amt('5000000'), 0n), pool, exchange)!
    const few = buyAtMarket(marketQuoteOf(150n, 10n, amt('1000'), 0n), pool, exchange)!
    expect(few.amt).toBeLessThanOrEqual(amt('1000'))
    expect(few.amt).toBeGreaterThan(amt('1000') - 10n ** 6n)
    expect(all.amt).toBeGreaterThan(amt('400000'))
    expect(sellToMarket(marketQuoteOf(150n, 10n, 0n, usdt('1000000')), pool, exchange)).toBeUndefined()
    const poor = buyAtMarket(marketQuoteOf(150n, 10n, amt('5000000'), 0n), pool, exchange, usdt('15'))!
    expect(poor.pay).toBeLessThanOrEqual(usdt('15'))
    expect(poor.profit).toBeGreaterThan(usdt('14'))
  })

  // The closed form is negative here, and a purchase of minus 400 base units would divide by zero.
  test('exclude a purchase that sells into a pool of 399 base units for next to nothing', () => {
    const marketQuote = marketQuoteOf(1n, 0n, 10n as Amt, 10n as Usdt)
    expect(buyAtMarket(marketQuote, poolOf(399n, 1n), { usdPerBtc: 1n })).toBeUndefined()
  })

  test('exclude a trade if anything is empty', () => {
    const [pool, exchange] = [poolOf(10n, 10n), dollarsOf(1000n, 10n)]
    const marketQuote = marketQuoteOf(100n, 0n, 10n, 10n)
    expect(buyAtMarket({ ...marketQuote, amt: 0n as Amt }, pool, exchange)).toBeUndefined()
    expect(sellToMarket({ ...marketQuote, usdt: 0n as Usdt }, pool, exchange)).toBeUndefined()
    for (const way of [buyAtMarket, sellToMarket]) {
      expect(way(marketQuote, poolOf(0n, 0n), exchange)).toBeUndefined()
      for (const [one, other] of [
        [0n, 10n],
        [10n, 0n],
      ] as const) {
        expect(way(marketQuote, poolOf(one, other), exchange)).toBeUndefined()
        expect(way(marketQuote, poolOf(one, other), { usdPerBtc: ONE })).toBeUndefined()
        expect(way(marketQuote, pool, dollarsOf(one, other))).toBeUndefined()
      }
      expect(way(marketQuote, pool, dollarsOf(0n, 0n))).toBeUndefined()
      expect(way(marketQuote, pool, { usdPerBtc: 0n })).toBeUndefined()
      expect(way(marketQuote, pool, exchange, 0n as Usdt)).toBeUndefined()
    }
    // The lowest price is a price: a wei of USDT pays for a whole BTCB.
    expect(sellToMarket(marketQuote, pool, { usdPerBtc: 1n })).toMatchObject({ pay: 1n })
  })
})

describe('the start of the search', () => {
  const draw = numbers(31n)
  const worlds = Array.from({ length: 40 }, () => {
    const [x, y] = [1n + draw(60_000n), 1n + draw(900n)].map((whole) => whole * 10n ** 15n)
    const quote = marketQuoteOf(1n + draw(400n), draw(300n), 1n, 1n)
    return { quote, pool: poolOf(x!, y!), price: 1n + draw(90_000n), b: (1n + draw(90_000n)) * 10n ** 15n }
  })

  /** BTCB that an input buys, in exact numbers, rounded down once. */
  const bought = (input: Decimal, reserveIn: bigint, reserveOut: bigint): bigint => {
    const kept = wide(9975n).mul(input)
    return BigInt(
      kept
        .mul(wide(reserveOut))
        .div(wide(10_000n * reserveIn).add(kept))
        .toFixed(0, 1),
    )
  }

  test.for([true, false])('is the closed form’s BTCB, rounded down; dollars off-chain: %s', (outside) => {
    let above = 0
    for (const { quote, pool, price, b } of worlds) {
      const pair = dollarsOf(b, b / price + 1n)
      const exchange = outside ? { usdPerBtc: price * ONE } : pair
      const sold = idealBuyAtMarket(quote, pool, exchange).input
      const paid = idealSellToMarket(quote, pool, exchange).input
      const btcbPaid = outside ? BigInt(paid.div(wide(price)).toFixed(0, 1)) : bought(paid, b, pair.btcb)
      const seeds = [buySeed(quote, pool, exchange), sellSeed(quote, pool, exchange)]
      expect(seeds).toEqual([bought(sold, pool.amt, pool.btcb), btcbPaid])
      if (seeds.some((seed) => seed > 0n)) above++
    }
    expect(above).toBeGreaterThan(30)
  })

  // (√(0.9975 · 400) - 1) / 0.9975 = 0.99998.
  test('is zero where the closed form is just below one base unit', () => {
    const quote = marketQuoteOf(400n, 0n, 1n, 1n)
    expect(sellSeed(quote, poolOf(1n, 1n), { usdPerBtc: ONE })).toBe(0n)
  })
})

test('all sizes that the search evaluates are trades: the last of them may be the first that gains', () => {
  const [pool, exchange] = [poolOf(1000n, 4_200_000n), dollarsOf(10n ** 9n, 1000n)]
  // One base unit of AMT buys 4,185 of BTCB. It costs as many dollars as the largest size but one brings.
  const most = BigInt(MAX_EVALUATIONS)
  const price = pairGain(exchange).rounded(most - 1n)
  const trade = buyAtMarket(marketQuoteOf(100n * price, 0n, 1n, 0n), pool, exchange)!
  expect([trade.pay, trade.amt, trade.btcb]).toEqual([price, 1n, 4185n])
  expect(trade.profit).toBeGreaterThan(0n)
  // One dollar more than the largest size brings: the search stops before a size that gains.
  const dearer = 100n * (pairGain(exchange).rounded(most) + 1n)
  expect(buyAtMarket(marketQuoteOf(dearer, 0n, 1n, 0n), pool, exchange)).toBeUndefined()
})

test('a trade that neither gains nor loses is none', () => {
  const quote = marketQuoteOf(5n, 0n, 25n, 22n)
  expect(earnedBuying(quote, poolOf(44n, 9n), dollarsOf(9n, 8n), 1n)).toBe(0n)
  expect(buyAtMarket(quote, poolOf(44n, 9n), dollarsOf(9n, 8n))).toBeUndefined()
})

test('a sale pays for no more AMT than the Market has USDT for', () => {
  const pool = poolOf(amt('1000000'), btcb('10'))
  const quote = marketQuoteOf(150n, 10n, 0n, usdt('1000'))
  const trade = sellToMarket(quote, pool, { usdPerBtc: toBase('60000') })!
  // 673.4 AMT at 1.50 USDT less 1% are 1,000 USDT, and cost some 0.0068 BTCB; one wei of it buys 100,000.
  expect(trade.unproven).toBe(0n)
  expect(usdt('1000') - trade.receive).toBeLessThan(150_000n)
  expect(mostWanted(quote) - trade.amt).toBeLessThan(100_000n)
  expect(trade.pay).toBeLessThan(usdt('406'))
})

test('the closed form is exactly zero where both prices are equal', () => {
  // 0.9975² · Y · B = m · A · X. Without a branch of its own, the root's last digit would give -4e-42.
  const [p, q, rate] = [6_121_794_019_051_722n, 6_465_579_923_089_889n, 396n]
  const pool = poolOf(9975n * q, 1000n * rate * p)
  const ideal = idealBuyAtMarket(marketQuoteOf(rate, 0n, 1n, 1n), pool, dollarsOf(1000n * q, 9975n * p))
  expect([ideal.input.toString(), ideal.profit.toString()]).toEqual(['0', '0'])
})

test('trades with the Market are optimal in pools of a few base units', () => {
  for (const way of ['buy', 'sell'] as const)
    for (let x = 1n; x <= 3n; x++)
      for (let y = 1n; y <= 3n; y++)
        for (const exchange of [
          { usdPerBtc: 5n },
          { usdPerBtc: 9n * ONE },
          ...[1n, 2n, 30n].flatMap((b) => [1n, 2n].map((a) => dollarsOf(b, a))),
        ])
          for (const rate of [1n, 90n, 1500n]) {
            const marketQuote = marketQuoteOf(rate, 0n, 5n, 50n)
            const world = { marketQuote, pool: poolOf(x, y), exchange, capital: undefined }
            const [trade, exact] = [best(way, world), bestOfAll(way, world)]
            expect(trade?.profit).toBe(exact === 0n ? undefined : exact)
            const ideal = (way === 'buy' ? idealBuyAtMarket : idealSellToMarket)(
              marketQuote,
              world.pool,
              exchange,
            )
            if (trade === undefined) expect(ideal.input.eq(0)).toBe(ideal.profit.eq(0))
          }
})
