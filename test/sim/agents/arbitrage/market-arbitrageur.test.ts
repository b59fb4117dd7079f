import { describe, expect, test } from 'vitest'

import { buyAtMarket, sellToMarket } from '../../../../src/model/planning/arbitrage/market-trade.ts'
import { amt, btcb, usdt, type Usdt } from '../../../../src/model/kernel/units.ts'
import { approveAll, type Agent, type Plan } from '../../../../src/sim/agent.ts'
import { usdtMarketMaker } from '../../../../src/sim/agents/liquidity/usdt-market-maker.ts'
import {
  MARKET_ARBITRAGEUR,
  marketArbitrageur,
} from '../../../../src/sim/agents/arbitrage/market-arbitrageur.ts'
import { marketKeeper } from '../../../../src/sim/agents/operations/market-keeper.ts'
import { buyAmt, sellAmt } from '../../../../src/sim/agents/plans/swap.ts'
import { dollarsOf, marketQuoteOf } from '../../../../src/sim/view/market-quote.ts'
import type { AgentView } from '../../../../src/sim/view/agent-view.ts'
import { calls, anyStream, viewWith, runAgents } from '../../../support/run-agents.ts'
import { scriptedAgent } from '../../../support/sim-world.ts'

const CAPITAL = usdt('5000')
const NO_GAS = 0n as Usdt

/** Premium of the Market over the pool, in basis points. */
const [HALF, AT_PAR, DOUBLE] = [-5_000n, 0n, 10_000n]

const around = (premium: bigint) => [
  usdtMarketMaker({ depth: btcb('5') }),
  marketKeeper({ stock: amt('100'), usdt: usdt('9000'), premium, fee: 10n, every: 0 }),
]

/** One day with the Market at this premium. */
const oneDay = (premium: bigint, gas = NO_GAS) =>
  runAgents([...around(premium), marketArbitrageur({ capital: CAPITAL, gas })], 1)

const gained = (view: AgentView): bigint => view.balance('usdt', MARKET_ARBITRAGEUR) - CAPITAL

const best = (view: AgentView, trade: typeof buyAtMarket) =>
  trade(marketQuoteOf(view), view.pool(), dollarsOf(view), CAPITAL)!

describe('the Market arbitrageur', () => {
  test('buys at a Market that is cheaper than the pool, and earns exactly the profit of the optimal trade', () => {
    const { result, summary } = oneDay(HALF)
    const trade = best(summary.start.view, buyAtMarket)
    expect(trade.profit).toBeGreaterThan(usdt('1'))
    expect(calls(result, 'market.buy').map(({ by, args }) => [by, args])).toEqual([
      [MARKET_ARBITRAGEUR, { amountUsdt: trade.pay }],
    ])
    expect(gained(summary.closes[0]!.view)).toBe(trade.profit)
    expect(result.reverts).toEqual({})
  })

  test('sells to a Market that pays more than the pool, and earns exactly the profit of the optimal trade', () => {
    const { result, summary } = oneDay(DOUBLE)
    const trade = best(summary.start.view, sellToMarket)
    expect(trade.profit).toBeGreaterThan(usdt('1'))
    expect(calls(result, 'market.sell').map(({ by, args }) => [by, args])).toEqual([
      [MARKET_ARBITRAGEUR, { amountAmt: trade.amt }],
    ])
    expect(gained(summary.closes[0]!.view)).toBe(trade.profit)
    expect(result.reverts).toEqual({})
  })

  test('does not trade if Market and pool have the same price', () => {
    const { result, summary } = oneDay(AT_PAR)
    expect([...calls(result, 'market.buy'), ...calls(result, 'market.sell')]).toEqual([])
    expect(gained(summary.closes[0]!.view)).toBe(0n)
  })

  test.each([
    ['buying', HALF, buyAtMarket],
    ['selling', DOUBLE, sellToMarket],
  ] as const)(
    'does not trade if gas equals the profit of %s, and trades if gas is one wei less',
    (_, premium, trade) => {
      const { profit } = best(oneDay(premium).summary.start.view, trade)
      const gain = (gas: bigint): bigint => gained(oneDay(premium, gas as Usdt).summary.closes[0]!.view)
      expect(gain(profit)).toBe(0n)
      expect(gain(profit - 1n)).toBe(profit)
    },
  )

  test('uses the day’s gas price', () => {
    const { view } = oneDay(HALF).summary.start
    const agent = marketArbitrageur({ capital: CAPITAL, gas: (best(view, buyAtMarket).profit / 2n) as Usdt })
    const at = (gwei: number): number =>
      agent.act(viewWith(view, { environment: { gas: { gwei } } }), anyStream()).length
    // The cost is stated at 3 gwei: at 5.9 gwei it is below the profit, at 6.1 above.
    expect([3, 5.9, 6.1].map(at)).toEqual([1, 1, 0])
  })

  test('does not trade with an empty Market', () => {
    const empty = [
      usdtMarketMaker({ depth: btcb('5') }),
      marketKeeper({ stock: amt('0'), usdt: usdt('0'), premium: HALF, fee: 10n, every: 0 }),
    ]
    const { result, summary } = runAgents([...empty, marketArbitrageur({ capital: CAPITAL, gas: NO_GAS })], 2)
    expect(gained(summary.closes[1]!.view)).toBe(0n)
    expect(result.reverts).toEqual({})
  })
})

describe('the slow Market arbitrageur', () => {
  const slow = marketArbitrageur({ capital: CAPITAL, gas: NO_GAS, isSlow: true })

  /** Alice trades on day 0 at a higher gas price, so her trade executes first. */
  const faster = (plan: (view: AgentView) => Plan): Agent =>
    scriptedAgent('faster', [], {
      prepare: () => [approveAll('alice', 'amt', 'router'), approveAll('alice', 'btcb', 'router')],
      act: (view) => (view.day === 0 ? [{ plan: plan(view), gasPrice: 10n ** 12n }] : []),
    })

  const run = (premium: bigint, agents: readonly Agent[], days = 1) =>
    runAgents([...around(premium), ...agents, slow], days, { ordering: 'gas' })

  test('earns the same without other trades', () => {
    for (const [premium, trade] of [
      [HALF, buyAtMarket],
      [DOUBLE, sellToMarket],
    ] as const) {
      const { summary, result } = run(premium, [])
      expect(gained(summary.closes[0]!.view)).toBe(best(summary.start.view, trade).profit)
      expect(result.reverts).toEqual({})
    }
  })

  test('loses nothing if the price rises before it buys in the pool', () => {
    const { summary, result } = run(DOUBLE, [faster((view) => buyAmt(view, 'alice', btcb('0.5'), 0n))])
    expect(result.reverts).toEqual({ 'router.swapExactTokensForTokens: RouterInsufficientOutput': 1 })
    expect(gained(summary.closes[0]!.view)).toBe(0n)
  })

  test('keeps AMT bought at the Market if the pool price has fallen, and sells it the next day without a limit', () => {
    const { summary, result } = run(HALF, [faster((view) => sellAmt(view, 'alice', amt('42'), 0n))], 2)
    expect(result.reverts).toEqual({ 'router.swapExactTokensForTokens: RouterInsufficientOutput': 1 })
    const trade = best(summary.start.view, buyAtMarket)
    const { view: close } = summary.closes[0]!
    expect(gained(close)).toBe(-trade.pay)
    expect(close.balance('amt', MARKET_ARBITRAGEUR)).toBe(trade.amt)
    const sale = { amountA: trade.amt, limit: 0n, path: ['amt', 'btcb', 'usdt'] }
    expect(
      calls(result, 'router.swapExactTokensForTokens').filter(({ by }) => by === MARKET_ARBITRAGEUR)[1],
    ).toMatchObject({
      args: sale,
    })
    expect(slow.act(close, anyStream())[0]).toMatchObject([{ args: sale }])
    // An arbitrageur at the close never holds AMT and does not clear it.
    expect(marketArbitrageur({ capital: CAPITAL, gas: NO_GAS }).act(close, anyStream())).toEqual([])
  })
})
