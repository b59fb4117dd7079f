import { describe, expect, test } from 'vitest'

import { amt, usdt } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { marketKeeper } from '../../../../src/sim/agents/operations/market-keeper.ts'
import { marketQuoteOf } from '../../../../src/sim/view/market-quote.ts'
import { calls, anyStream, viewWith, runAgents } from '../../../support/run-agents.ts'

const spec = { stock: amt('100'), usdt: usdt('1000'), premium: 500n, fee: 20n, every: 7 }

describe('the Market’s keeper', () => {
  const keeper = marketKeeper(spec)
  const initial = runAgents([keeper], 0).summary.start.view

  /** Its plans on a day with this price of BTC. */
  const on = (day: number, usd: number, agent = keeper) =>
    agent.act(viewWith(initial, { day, environment: { btc: { usd } } }), anyStream())

  test('stocks the Market in the initial state at a premium of 5% over the pool', () => {
    // 0.01 BTCB at 30,400 USD: 304 USD an AMT, 31,920 for 100 of them with the premium.
    expect(marketQuoteOf(initial)).toEqual({ rate: 31_920n, fee: 20n, amt: amt('100'), usdt: usdt('1000') })
  })

  test('rounds the rate up to whole dollars, at least one', () => {
    // 30,401·1.05 = 31,921.05.
    expect(on(7, 30_401)).toEqual([[call('owner', 'market.setRate', { usdPer100Amt: 31_922n })]])
    expect(on(7, 0)).toEqual([[call('owner', 'market.setRate', { usdPer100Amt: 1n })]])
  })

  test('sets the rate on its day alone, and only if it has changed', () => {
    expect(on(7, 30_400)).toEqual([])
    expect([0, 6, 8, 13].flatMap((day) => on(day, 60_000))).toEqual([])
    expect(on(14, 60_000)).toEqual([[call('owner', 'market.setRate', { usdPer100Amt: 63_000n })]])
    const once = marketKeeper({ ...spec, every: 0 })
    expect([0, 7, 14].flatMap((day) => on(day, 60_000, once))).toEqual([])
  })

  test('follows the price through a run, week by week', () => {
    const { result } = runAgents([keeper], 15)
    expect(result.reverts).toEqual({})
    expect(calls(result, 'market.setRate')).toHaveLength(3)
  })
})
