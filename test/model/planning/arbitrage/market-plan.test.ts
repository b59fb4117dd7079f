import { describe, expect, test } from 'vitest'

import {
  buyAtMarketPlan,
  sellToMarketPlan,
  marketQuoteOf,
} from '../../../../src/model/planning/arbitrage/market-plan.ts'
import {
  buyAtMarket,
  sellToMarket,
  type MarketTrade,
} from '../../../../src/model/planning/arbitrage/market-trade.ts'
import { dollarReserves, poolReserves } from '../../../../src/model/contracts/pancake/quotes.ts'
import { mostTaken, mostWanted } from '../../../../src/model/planning/arbitrage/market-quote.ts'
import { ONE, type Usdt } from '../../../../src/model/kernel/units.ts'
import { UINT256_MAX, provision, stockedWorld, type ModelWorld } from '../../../support/model-world.ts'
import { numbers } from './small.ts'

const WAYS = ['buy', 'sell'] as const

/** A world with the Market's price far from the pool's; a `tight` one has binding inventories. */
function worldOf(draw: (limit: bigint) => bigint, tight: boolean): ModelWorld {
  const world = stockedWorld()
  const some = (limit: bigint): bigint => (1n + draw(limit)) * ONE + draw(10n ** 9n)
  world.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', some(400n), some(90n), 'alice'))
  world.ok('alice', 'router.addLiquidity', provision('btcb', 'usdt', some(90n), some(900n), 'alice'))
  world.ok('owner', 'market.setRate', { usdPer100Amt: 1n + draw(1200n) })
  world.ok('owner', 'market.setFee', { fee: draw(300n) })
  world.ok('carmen', 'amt.transfer', { to: 'market', amount: tight ? some(5n) : 900n * ONE })
  world.ok('carmen', 'usdt.transfer', { to: 'market', amount: tight ? some(5n) : 900n * ONE })
  for (const token of ['amt', 'usdt'] as const)
    world.ok('bruno', `${token}.approve`, { spender: 'market', amount: UINT256_MAX })
  return world
}

const usdtOf = (world: ModelWorld): bigint => world.ask('usdt', 'balanceOf', 'bruno') as bigint

describe('trades with the Market', () => {
  test.each(WAYS)('are paid exactly by the economy: %s', (way) => {
    const draw = numbers(way === 'buy' ? 41n : 43n)
    let [carriedOut, capped] = [0, 0]
    for (let n = 0; n < 160; n++) {
      const world = worldOf(draw, n % 2 === 0)
      const marketQuote = marketQuoteOf(world.economy)
      const situation = [
        poolReserves(world.economy),
        dollarReserves(world.economy),
        (1000n * ONE) as Usdt,
      ] as const
      const trade = (way === 'buy' ? buyAtMarket : sellToMarket)(marketQuote, ...situation)
      if (trade === undefined) continue
      const before = usdtOf(world)
      const plan = (way === 'buy' ? buyAtMarketPlan : sellToMarketPlan)(
        trade,
        'on-chain',
        'bruno',
        UINT256_MAX,
      )
      const swap = { args: { limit: way === 'buy' ? trade.receive : trade.amt } }
      expect(plan[way === 'buy' ? 1 : 0]).toMatchObject(swap)
      for (const action of plan) expect(world.act(action)).toMatchObject({ ok: true })
      expect(usdtOf(world) - before).toBe(trade.profit)
      carriedOut++
      if (n % 2 === 0) capped++
    }
    expect(carriedOut).toBeGreaterThan(40)
    expect(capped).toBeGreaterThan(10)
  })

  test.each(WAYS)('with off-chain dollars move exactly the computed BTCB: %s', (way) => {
    const draw = numbers(47n)
    let carriedOut = 0
    for (let n = 0; n < 80; n++) {
      const world = worldOf(draw, n % 2 === 0)
      const exchange = { usdPerBtc: (1n + draw(40n)) * ONE }
      const trade: MarketTrade | undefined = (way === 'buy' ? buyAtMarket : sellToMarket)(
        marketQuoteOf(world.economy),
        poolReserves(world.economy),
        exchange,
        (1000n * ONE) as Usdt,
      )
      if (trade === undefined || trade.btcb > 900n * ONE) continue
      const btcbOf = (): bigint => world.ask('btcb', 'balanceOf', 'bruno') as bigint
      const [cash, coins] = [usdtOf(world), btcbOf()]
      const plan = (way === 'buy' ? buyAtMarketPlan : sellToMarketPlan)(
        trade,
        'outside',
        'bruno',
        UINT256_MAX,
      )
      // Who buys first needs no AMT in stock, and the swap reverts if it gains less.
      const bargain = { call: way === 'buy' ? 'market.buy' : 'market.sell' }
      const swap = { args: { limit: way === 'buy' ? trade.btcb : trade.amt } }
      expect(plan).toMatchObject(way === 'buy' ? [bargain, swap] : [swap, bargain])
      for (const action of plan) expect(world.act(action)).toMatchObject({ ok: true })
      expect(usdtOf(world) - cash).toBe(way === 'buy' ? -trade.pay : trade.receive)
      expect(btcbOf() - coins).toBe(way === 'buy' ? trade.btcb : -trade.btcb)
      carriedOut++
    }
    expect(carriedOut).toBeGreaterThan(15)
  })

  test('respect the Market’s own limits', () => {
    const draw = numbers(53n)
    for (let n = 0; n < 30; n++) {
      const world = worldOf(draw, true)
      const marketQuote = marketQuoteOf(world.economy)
      // One wei above the Market's limit reverts; the limit itself succeeds.
      const [most, wanted] = [mostTaken(marketQuote), mostWanted(marketQuote)]
      if (most < 900n * ONE) {
        expect(world.revert('bruno', 'market.buy', { amountUsdt: most + 1n })).toBe('InsufficientInventory')
        expect(world.revert('bruno', 'market.buy', { amountUsdt: most })).toBeUndefined()
      }
      if (wanted < 900n * ONE) {
        expect(world.revert('bruno', 'market.sell', { amountAmt: wanted + 1n })).toBe('InsufficientUsdt')
        expect(world.revert('bruno', 'market.sell', { amountAmt: wanted })).toBeUndefined()
      }
    }
  })
})
