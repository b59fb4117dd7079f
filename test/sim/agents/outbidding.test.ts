import { describe, expect, test } from 'vitest'

import { outDown } from '../../../src/model/contracts/pancake/quotes.ts'
import { bestSnipe } from '../../../src/model/planning/arbitrage/snipe.ts'
import { amt, btcb, type Amt, type Btcb } from '../../../src/model/kernel/units.ts'
import { approveAll, type Agent } from '../../../src/sim/agent.ts'
import { dividendFrontRunner } from '../../../src/sim/agents/mev/dividend-front-runner.ts'
import { bestSandwich } from '../../../src/sim/agents/mev/buy-back-sandwicher.ts'
import { buyAmt } from '../../../src/sim/agents/plans/swap.ts'
import { SWAP_SANDWICHER, swapSandwicher } from '../../../src/sim/agents/mev/swap-sandwicher.ts'
import type { TransactionOrdering } from '../../../src/sim/engine/transaction-ordering.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import { calls, finalBalance, runAgents } from '../../support/run-agents.ts'
import { scriptedAgent, dailyPayer } from '../../support/sim-world.ts'

const NO_GAS = 0n as Btcb
const POOL = { amt: amt('100'), btcb: btcb('1') }

/** Trades as `account kind`. */
const done = ({ trades }: Summary): readonly string[] => trades.map(({ by, kind }) => `${by} ${kind}`)

describe('the dividend front-runner', () => {
  const run = (ordering: TransactionOrdering, days = 3, gas = NO_GAS) =>
    runAgents([dailyPayer, dividendFrontRunner({ stake: btcb('0.1'), gas })], days, { ordering })

  test('under ordering by gas price buys before the payment, claims and sells after it, in one phase of a day', () => {
    const { result, summary } = run('gas', 1)
    const [before, payment, claim, after] = ['swap', 'payRent', 'charge', 'swap'].map((word, index) =>
      result.actions.findIndex(
        (action, at) =>
          'call' in action && action.call.includes(word) && (index < 3 || at > claimAt(result.actions)),
      ),
    )
    expect(before).toBeLessThan(payment!)
    expect(payment).toBeLessThan(claim!)
    expect(claim).toBeLessThan(after!)
    expect(done(summary)).toEqual(['sniper buy', 'sniper sell'])
    expect(result.reverts).toEqual({})
  })

  test('earns exactly the profit of the closed form', () => {
    // 1 BTCB less 20% for the RCL, for 1,000 AMT.
    const best = bestSnipe(POOL, { net: btcb('0.8'), supply: amt('1000') }, btcb('0.1'))!
    expect(best.profit).toBeGreaterThan(0n)
    expect(finalBalance(run('gas', 1).summary, 'btcb', 'sniper') - btcb('0.1')).toBe(best.profit)
    expect(finalBalance(run('gas', 1).summary, 'amt', 'sniper')).toBe(0n)
  })

  test('does nothing under random ordering, nor if gas exceeds the profit', () => {
    expect(done(run('random').summary)).toEqual([])
    expect(done(run('gas', 3, btcb('1')).summary)).toEqual([])
  })

  test('reverts without a loss if another agent outbids it and moves the price', () => {
    const faster: Agent = {
      ...scriptedAgent('faster', [], { people: [{ name: 'fast', btcb: btcb('0.5') }] }),
      phase: 'payment',
      prepare: () => [approveAll('fast', 'btcb', 'router')],
      act: (view) => [{ plan: buyAmt(view, 'fast', btcb('0.3'), 10_000n), gasPrice: 10n ** 12n }],
    }
    const { result, summary } = runAgents(
      [dailyPayer, faster, dividendFrontRunner({ stake: btcb('0.1'), gas: NO_GAS })],
      1,
      { ordering: 'gas' },
    )
    expect(done(summary)).toEqual(['fast buy'])
    expect(result.reverts).toEqual({
      'master.charge: NothingToCharge': 1,
      'router.swapExactTokensForTokens: RouterInsufficientOutput': 1,
    })
    expect(finalBalance(summary, 'btcb', 'sniper')).toBe(btcb('0.1'))
  })
})

function claimAt(actions: readonly object[]): number {
  return actions.findIndex((action) => 'call' in action && action.call === 'master.charge')
}

describe('the swap sandwicher', () => {
  /** Alice buys for 0.2 BTCB a day with this slippage, 5% by default. */
  const buyer = (slippageBps = 500n): Agent => ({
    ...scriptedAgent('buyer', []),
    prepare: () => [approveAll('alice', 'btcb', 'router')],
    act: (view) => [buyAmt(view, 'alice', btcb('0.2'), slippageBps)],
  })
  const attacker = swapSandwicher({ capital: btcb('1'), gas: NO_GAS })

  test('under ordering by gas price surrounds the purchase, and earns exactly the profit of the closed form', () => {
    const { result, summary } = runAgents([buyer(), attacker], 1, { ordering: 'gas' })
    expect(done(summary)).toEqual([`${SWAP_SANDWICHER} buy`, 'alice buy', `${SWAP_SANDWICHER} sell`])
    expect(result.reverts).toEqual({})
    const expected = outDown(btcb('0.2'), POOL.btcb, POOL.amt)
    const least = ((expected * 9_500n) / 10_000n) as Amt
    const best = bestSandwich(POOL, btcb('0.2'), least, btcb('1'))
    expect(best.profit).toBeGreaterThan(0n)
    expect(finalBalance(summary, 'btcb', SWAP_SANDWICHER) - btcb('1')).toBe(best.profit)
    // Alice gets her limit, up to rounding.
    const [got] = summary.trades.filter(({ by }) => by === 'alice').map(({ amt: each }) => each)
    expect(got).toBe(best.bought)
    expect(got! - least).toBeLessThan(1000n)
  })

  test('does nothing under random ordering, nor against a buyer without slippage', () => {
    expect(done(runAgents([buyer(), attacker], 2).summary)).toEqual(['alice buy', 'alice buy'])
    expect(done(runAgents([buyer(0n), attacker], 2, { ordering: 'gas' }).summary)).toEqual([
      'alice buy',
      'alice buy',
    ])
  })

  test('attacks only for more than its gas, by a single wei', () => {
    const least = ((outDown(btcb('0.2'), POOL.btcb, POOL.amt) * 9_500n) / 10_000n) as Amt
    const { profit } = bestSandwich(POOL, btcb('0.2'), least, btcb('1'))
    const attacks = (gas: bigint): boolean => {
      const costly = swapSandwicher({ capital: btcb('1'), gas: gas as Btcb })
      return done(runAgents([buyer(), costly], 1, { ordering: 'gas' }).summary).includes(
        `${SWAP_SANDWICHER} buy`,
      )
    }
    expect(attacks(profit - 1n)).toBe(true)
    expect(attacks(profit)).toBe(false)
  })

  test('picks the most profitable of several purchases', () => {
    const other: Agent = {
      ...scriptedAgent('other', [], { people: [{ name: 'carmen', btcb: btcb('1') }] }),
      prepare: () => [approveAll('carmen', 'btcb', 'router')],
      act: (view) => [buyAmt(view, 'carmen', btcb('0.4'), 500n)],
    }
    const { result, summary } = runAgents([buyer(10_000n), other, attacker], 1, { ordering: 'gas' })
    // Alice has no limit, so her purchase is more profitable than carmen's, which is twice as large.
    const best = bestSandwich(POOL, btcb('0.2'), 0n as Amt, btcb('1'))
    expect(calls(result, 'router.swapTokensForExactTokens').map(({ args }) => args)).toMatchObject([
      { amountA: best.buy, limit: best.pay + 1n },
    ])
    expect(done(summary)[0]).toBe(`${SWAP_SANDWICHER} buy`)
  })
})
