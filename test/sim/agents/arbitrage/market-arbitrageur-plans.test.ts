/** Plans of the Market arbitrageur, by stated balances. */
import { describe, expect, test } from 'vitest'

import { ONE, usdt, type Amt, type Usdt } from '../../../../src/model/kernel/units.ts'
import {
  MARKET_ARBITRAGEUR,
  marketArbitrageur,
} from '../../../../src/sim/agents/arbitrage/market-arbitrageur.ts'
import { sellToMarket } from '../../../../src/model/planning/arbitrage/market-trade.ts'
import { swapPlan } from '../../../../src/model/planning/arbitrage/plan.ts'
import type { Plan } from '../../../../src/sim/agent.ts'
import { dollarsOf, marketQuoteOf } from '../../../../src/sim/view/market-quote.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { madeUpView } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

const CAPITAL = usdt('5000')

/** The Market at this rate, in USD for 100 AMT, and the pools at 300 USD for an AMT. */
const viewWith = (rate: bigint, balances: Readonly<Record<string, bigint>>, gwei = 3) =>
  madeUpView({
    pool: poolOf(100n * ONE, ONE),
    environment: { gas: { gwei } },
    answers: { 'market.usdPer100Amt': rate, 'market.fee': 0n },
    balances: {
      'pair:btcb/usdt btcb': 5n * ONE,
      'pair:btcb/usdt usdt': 150_000n * ONE,
      [`${MARKET_ARBITRAGEUR} usdt`]: CAPITAL,
      ...balances,
    },
  })
const agent = (gas = 0n, isSlow = false) => marketArbitrageur({ capital: CAPITAL, gas: gas as Usdt, isSlow })
const firstCalls = (view: ReturnType<typeof viewWith>, gas = 0n, isSlow = false) =>
  agent(gas, isSlow)
    .act(view, anyStream())
    .map((plan) => (plan as Plan)[0] as unknown as { call: string; args: object })

const HALF = 15_000n
const DOUBLE = 60_000n

describe('the Market arbitrageur', () => {
  test('sells to the Market only for more than its gas at the day’s price', () => {
    const stocked = { 'market usdt': 9_000n * ONE }
    const view = viewWith(DOUBLE, stocked)
    const { profit } = sellToMarket(marketQuoteOf(view), view.pool(), dollarsOf(view), CAPITAL)!
    expect(firstCalls(view, profit - 1n)).toHaveLength(1)
    expect(firstCalls(view, profit)).toEqual([])
    // At twice the gas price half the stated gas is as much.
    expect(firstCalls(viewWith(DOUBLE, stocked, 6), (profit - 1n) / 2n)).toHaveLength(1)
    expect(firstCalls(viewWith(DOUBLE, stocked, 6), profit / 2n + 1n)).toEqual([])
  })

  test('finds no trade at a Market without stock', () => {
    for (const rate of [HALF, DOUBLE]) expect(firstCalls(viewWith(rate, {}))).toEqual([])
    // Before its keeper has set a rate, by which nothing can be divided.
    for (const stock of [{}, { 'market amt': ONE }, { 'market usdt': ONE }])
      expect(firstCalls(viewWith(0n, stock))).toEqual([])
    // A wei of AMT is enough, where it brings a thousand wei of BTCB.
    const dear = Object.assign(viewWith(HALF, { 'market amt': 1n }), {
      pool: () => poolOf(10n ** 18n, 10n ** 21n),
    })
    expect(firstCalls(dear)).toMatchObject([{ call: 'market.buy' }])
  })

  test('does not sell AMT that it holds, unless it is slow', () => {
    const holding = viewWith(HALF, { [`${MARKET_ARBITRAGEUR} amt`]: ONE })
    expect(firstCalls(holding)).toEqual([])
    expect(firstCalls(holding, 0n, true)).toHaveLength(1)
  })
})

describe('the slow Market arbitrageur', () => {
  const held = (amount: bigint, more: Readonly<Record<string, bigint>> = {}) =>
    viewWith(HALF, { [`${MARKET_ARBITRAGEUR} amt`]: amount, ...more })

  test('first sells the AMT that it holds, without a limit, then trades', () => {
    const view = held(3n * ONE, { 'market amt': 100n * ONE })
    const plans = agent(0n, true).act(view, anyStream())
    expect(plans).toHaveLength(2)
    expect(plans[0]).toEqual([
      swapPlan(['amt', 'btcb', 'usdt'], (3n * ONE) as Amt, 0n, MARKET_ARBITRAGEUR, view.now + 1_200n),
    ])
    expect(plans[1]).toMatchObject([{ call: 'market.buy' }, {}])
  })

  test('sells what brings a wei of USDT, and nothing that brings none', () => {
    // 101 wei of AMT are the least for a wei of BTCB, which in turn brings 29,925 wei of USDT.
    expect(firstCalls(held(101n), 0n, true)).toMatchObject([{ args: { amountA: 101n } }])
    expect(firstCalls(held(100n), 0n, true)).toEqual([])
    expect(firstCalls(held(0n), 0n, true)).toEqual([])
    // Nor where there are no pools.
    const empty = { 'pair:btcb/usdt btcb': 0n, 'pair:btcb/usdt usdt': 0n }
    expect(firstCalls(Object.assign(held(0n, empty), { pool: () => poolOf(0n, 0n) }), 0n, true)).toEqual([])
    // A pair of as much USDT as BTCB: a wei of BTCB brings none, and two bring one.
    const even = { 'pair:btcb/usdt btcb': 10n ** 9n, 'pair:btcb/usdt usdt': 10n ** 9n }
    expect(firstCalls(held(101n, even), 0n, true)).toEqual([])
    expect(firstCalls(held(202n, even), 0n, true)).toHaveLength(1)
    // A pool that pays a wei for a wei, whose only holder holds a single one.
    const dear = Object.assign(held(1n), { pool: () => poolOf(10n ** 18n, 10n ** 21n) })
    expect(firstCalls(dear, 0n, true)).toMatchObject([{ args: { amountA: 1n } }])
  })
})
