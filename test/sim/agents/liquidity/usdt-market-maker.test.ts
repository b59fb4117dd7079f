import { describe, expect, test } from 'vitest'

import { btcb, usdt } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { usdtMarketMaker } from '../../../../src/sim/agents/liquidity/usdt-market-maker.ts'
import { dollarsOf } from '../../../../src/sim/view/market-quote.ts'
import { calls, anyStream, viewWith, runAgents } from '../../../support/run-agents.ts'

const marketMaker = usdtMarketMaker({ depth: btcb('5') })

describe('the USDT market maker', () => {
  const { summary, result } = runAgents([marketMaker], 10)
  const initial = summary.start.view

  /** Its plans at this price of BTC with the initial pair. */
  const at = (usd: number) =>
    marketMaker.act(viewWith(initial, { environment: { btc: { usd } } }), anyStream())

  test('opens the pair with its BTCB and the matching USDT at the exogenous price', () => {
    expect(dollarsOf(initial)).toEqual({ btcb: btcb('5'), usdt: usdt('152000') })
    expect(initial.supply('pair:btcb/usdt')).toBeGreaterThan(0n)
  })

  test('buys BTCB when it has risen, and sells it when it has fallen, up to the exogenous price', () => {
    const swap = (amountA: bigint, path: readonly ['usdt', 'btcb'] | readonly ['btcb', 'usdt']) => [
      [
        call('dollar-desk', 'router.swapExactTokensForTokens', {
          amountA,
          limit: 0n,
          path,
          to: 'dollar-desk',
          deadline: initial.now + 1200n,
        }),
      ],
    ]
    // At four times the price half the BTCB, 2.5, belong to twice the dollars, 304,000; at a quarter it is
    // the other way round.
    expect(at(121_600)).toEqual(swap(usdt('152000'), ['usdt', 'btcb']))
    expect(at(7_600)).toEqual(swap(btcb('5'), ['btcb', 'usdt']))
  })

  test('does not trade within the pair’s fee of the exogenous price, a 400th', () => {
    // 30,400·400/399 = 30,476.19 and 30,400·400/401 = 30,324.19.
    expect([30_400, 30_476, 30_325].map((usd) => at(usd).length)).toEqual([0, 0, 0])
    expect([30_477, 30_324].map((usd) => at(usd).length)).toEqual([1, 1])
  })

  test('has nothing left to trade after its own trade', () => {
    expect(result.reverts).toEqual({})
    expect(calls(result, 'router.swapExactTokensForTokens').length).toBeGreaterThan(3)
    // The pair keeps the fee of what comes in, so what goes out is less than a 400th short.
    for (const { view } of summary.closes) expect(marketMaker.act(view, anyStream())).toEqual([])
  })
})
