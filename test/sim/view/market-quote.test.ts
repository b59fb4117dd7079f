import { expect, test } from 'vitest'

import { ONE } from '../../../src/model/kernel/units.ts'
import { viewOf } from '../../../src/sim/view/agent-view.ts'
import { dollarsOf, marketQuoteOf, pairPriceDown } from '../../../src/sim/view/market-quote.ts'
import { deployedWorld, stockedWorld, provision, type ModelWorld } from '../../support/model-world.ts'

const viewIn = (world: ModelWorld) =>
  viewOf(world.economy, { day: 0, environment: undefined as never, history: [] })

test('the price of the BTCB/USDT pair is in USD per BTC times 1e18, rounded down', () => {
  const world = stockedWorld()
  // 1,000 dollars for 3 BTCB.
  world.ok('bruno', 'router.addLiquidity', provision('btcb', 'usdt', 3n * ONE, 1_000n * ONE, 'bruno'))
  expect(pairPriceDown(viewIn(world))).toBe((1_000n * ONE) / 3n)
  expect(dollarsOf(viewIn(world))).toEqual({ usdt: 1_000n * ONE, btcb: 3n * ONE })
})

test('the price of a pair without BTCB is zero', () => {
  expect(pairPriceDown(viewIn(deployedWorld()))).toBe(0n)
})

test('the quote of the Market is its rate, its fee and what it owns', () => {
  const world = stockedWorld()
  world.ok('owner', 'market.setRate', { usdPer100Amt: 31n })
  world.ok('owner', 'market.setFee', { fee: 5n })
  world.ok('owner', 'amt.transfer', { to: 'market', amount: 7n })
  world.ok('payer', 'usdt.transfer', { to: 'market', amount: 11n })
  expect(marketQuoteOf(viewIn(world))).toEqual({ rate: 31n, fee: 5n, amt: 7n, usdt: 11n })
})
