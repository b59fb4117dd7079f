import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { noArbitrageBand, poolPrice } from '../../../../src/model/planning/arbitrage/band.ts'
import { bestFloorArbitrage } from '../../../../src/model/planning/arbitrage/floor.ts'
import { idealBuyAtMarket, idealSellToMarket } from '../../../../src/model/planning/arbitrage/market-ideal.ts'
import { buyAtMarket, sellToMarket } from '../../../../src/model/planning/arbitrage/market-trade.ts'
import type { MarketQuote } from '../../../../src/model/planning/arbitrage/market-quote.ts'
import { amt, btcb, ONE, toBase, usdt, type Amt, type Usdt } from '../../../../src/model/kernel/units.ts'
import { dollarsOf, floorWith, poolOf } from './small.ts'

const marketQuote: MarketQuote = { rate: 150n, fee: 10n, amt: amt('1000000'), usdt: usdt('1000000') }
const floor = floorWith(btcb('30'), amt('55035719'))
const usdPerBtc = toBase('30400')

describe('the no-arbitrage band', () => {
  test('equals the closed form at the figures of July 2023', () => {
    const outside = noArbitrageBand(floor, marketQuote, usdPerBtc, 1)
    // r = 54.51 sat; 0.9975 · 54.51e-8 · 30,400 = 0.01653 USD.
    expect(outside.floor.toFixed(5)).toBe('0.01653')
    expect(outside.marketBuys!.toFixed(6)).toBe('1.481288')
    expect(outside.marketSells!.toFixed(6)).toBe('1.503759')
    const onChain = noArbitrageBand(floor, marketQuote, usdPerBtc, 2)
    expect(onChain.low.div(outside.low).toFixed(4)).toBe('0.9975')
    expect(outside.high!.div(onChain.high!).toFixed(4)).toBe('0.9975')
  })

  test('has the Market’s bounds only while the Market can trade', () => {
    const noCash = noArbitrageBand(floor, { ...marketQuote, usdt: 0n as Usdt }, usdPerBtc, 1)
    expect(noCash.marketBuys).toBeUndefined()
    expect(noCash.low).toEqual(noCash.floor)
    expect(noArbitrageBand(floor, { ...marketQuote, amt: 0n as Amt }, usdPerBtc, 1).high).toBeUndefined()
    expect(noArbitrageBand(floorWith(0n, 0n), marketQuote, usdPerBtc, 1).floor.toNumber()).toBe(0)
    const last = { ...marketQuote, usdt: 1n as Usdt, amt: 1n as Amt }
    expect(noArbitrageBand(floor, last, usdPerBtc, 1)).toEqual(
      noArbitrageBand(floor, marketQuote, usdPerBtc, 1),
    )
    const rich = noArbitrageBand(floorWith(btcb('5000'), amt('55035719')), marketQuote, usdPerBtc, 1)
    expect(rich.low).toEqual(rich.floor)
  })

  test('agrees with the exact trades: none pays inside, one pays 0.01% beyond', () => {
    const sides = { floor: 0, buys: 0, sells: 0, inside: 0 }
    fc.assert(
      fc.property(
        fc.bigInt({ min: toBase('1000000'), max: toBase('9000000') }),
        fc.bigInt({ min: 1n, max: 400n }),
        fc.constantFrom<1 | 2>(1, 2),
        fc.bigInt({ min: 960n, max: 1040n }),
        fc.bigInt({ min: 900n, max: 1100n }),
        (x, rate, swaps, premium, height) => {
          // Prices within 4% of the Market's, floors within 10% of the price: every bound is tested from both
          // sides.
          const y = (x * rate * premium * ONE) / (100_000n * usdPerBtc)
          const pool = poolOf(x, y)
          const supply = amt('60000000')
          const rcl = floorWith((((supply * y) / x) * height) / 1000n, supply)
          const market = { ...marketQuote, rate }
          const exchange = swaps === 1 ? { usdPerBtc } : dollarsOf(usdPerBtc * 100n, 100n * ONE)
          const band = noArbitrageBand(rcl, market, usdPerBtc, swaps)
          const price = poolPrice(pool, usdPerBtc)
          // One part in 10,000 beyond a bound, profits far exceed the few wei of rounding; nearer, rounding
          // may consume them.
          const [under, over] = [
            (edge: typeof price) => price.lt(edge.mul('0.9999')),
            (edge: typeof price) => price.gt(edge.mul('1.0001')),
          ]
          const pays = {
            floor: bestFloorArbitrage(pool, rcl) !== undefined,
            buys: sellToMarket(market, pool, exchange) !== undefined,
            sells: buyAtMarket(market, pool, exchange) !== undefined,
          }
          if (under(band.floor)) expect(pays.floor).toBe(true)
          if (price.gte(band.floor)) expect(pays.floor).toBe(false)
          if (under(band.marketBuys!)) expect(pays.buys).toBe(true)
          if (price.gte(band.marketBuys!)) expect(pays.buys).toBe(false)
          if (over(band.marketSells!)) expect(pays.sells).toBe(true)
          if (price.lte(band.marketSells!)) expect(pays.sells).toBe(false)
          expect(idealSellToMarket(market, pool, exchange).profit.gt(0)).toBe(price.lt(band.marketBuys!))
          expect(idealBuyAtMarket(market, pool, exchange).profit.gt(0)).toBe(price.gt(band.marketSells!))
          for (const side of ['floor', 'buys', 'sells'] as const) if (pays[side]) sides[side]++
          if (price.gte(band.low) && price.lte(band.high!)) sides.inside++
        },
      ),
      { seed: 29, numRuns: 1500 },
    )
    for (const reached of Object.values(sides)) expect(reached).toBeGreaterThan(100)
  })
})
