import { describe, expect, test } from 'vitest'

import { btcb, usdt } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { usdtMarketMaker } from '../../../../src/sim/agents/liquidity/usdt-market-maker.ts'
import { dollarsOf } from '../../../../src/sim/view/market-quote.ts'
import { calls, anyStream, viewWith, runAgents } from '../../../support/run-agents.ts'

const desk = usdtMarketMaker({ depth: btcb('5') })

describe('the dollar desk', () => {
  const { summary, result } = runAgents([desk], 10)
  const opened = summary.start.view

  /** What it sends when BTC costs so much and the pair is as it was opened. */
  const at = (usd: number) => desk.act(viewWith(opened, { environment: { btc: { usd } } }), anyStream())

  test('opens the pair with its BTCB and as many dollars at the outside price', () => {
    expect(dollarsOf(opened)).toEqual({ btcb: btcb('5'), usdt: usdt('152000') })
    expect(opened.supply('pair:btcb/usdt')).toBeGreaterThan(0n)
  })

  test('buys BTCB when it has become dearer, and sells it when cheaper, until the pair has the outside price', () => {
    const swap = (amountA: bigint, path: readonly ['usdt', 'btcb'] | readonly ['btcb', 'usdt']) => [
      [
        call('dollar-desk', 'router.swapExactTokensForTokens', {
          amountA,
          limit: 0n,
          path,
          to: 'dollar-desk',
          deadline: opened.now + 1200n,
        }),
      ],
    ]
    // At four times the price half the BTCB, 2.5, belong to twice the dollars, 304,000; at a quarter it is the other way round.
    expect(at(121_600)).toEqual(swap(usdt('152000'), ['usdt', 'btcb']))
    expect(at(7_600)).toEqual(swap(btcb('5'), ['btcb', 'usdt']))
  })

  test('leaves the pair alone within its fee of the outside price, a 400th', () => {
    // 30,400·400/399 = 30,476.19 and 30,400·400/401 = 30,324.19.
    expect([30_400, 30_476, 30_325].map((usd) => at(usd).length)).toEqual([0, 0, 0])
    expect([30_477, 30_324].map((usd) => at(usd).length)).toEqual([1, 1])
  })

  test('has nothing left to do when it has been there, whatever the price did', () => {
    expect(result.reverts).toEqual({})
    expect(calls(result, 'router.swapExactTokensForTokens').length).toBeGreaterThan(3)
    // The pair keeps the fee of what comes in, so what goes out is less than a 400th short.
    for (const { view } of summary.closes) expect(desk.act(view, anyStream())).toEqual([])
  })
})
