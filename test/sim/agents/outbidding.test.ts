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

/** A summary's trades as `who kind`. */
const done = ({ trades }: Summary): readonly string[] => trades.map(({ by, kind }) => `${by} ${kind}`)

describe('the dividend front-runner', () => {
  const run = (order: TransactionOrdering, days = 3, gas = NO_GAS) =>
    runAgents([dailyPayer, dividendFrontRunner({ stake: btcb('0.1'), gas })], days, { order })

  test('by gas price buys before the payment, claims and sells after it, all in its part of one day', () => {
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

  test('gains what the closed form’s best trade does, to the wei', () => {
    // 1 BTCB less 20% for the RCL, for 1,000 AMT.
    const best = bestSnipe(POOL, { net: btcb('0.8'), supply: amt('1000') }, btcb('0.1'))!
    expect(best.profit).toBeGreaterThan(0n)
    expect(finalBalance(run('gas', 1).summary, 'btcb', 'sniper') - btcb('0.1')).toBe(best.profit)
    expect(finalBalance(run('gas', 1).summary, 'amt', 'sniper')).toBe(0n)
  })

  test('in random order does nothing, nor where gas takes the gain', () => {
    expect(done(run('random').summary)).toEqual([])
    expect(done(run('gas', 3, btcb('1')).summary)).toEqual([])
  })

  test('that somebody else outbids is refused its purchase, has nothing to claim, and loses nothing', () => {
    const faster: Agent = {
      ...scriptedAgent('faster', [], { people: [{ name: 'fast', btcb: btcb('0.5') }] }),
      phase: 'payment',
      prepare: () => [approveAll('fast', 'btcb', 'router')],
      act: (view) => [{ plan: buyAmt(view, 'fast', btcb('0.3'), 10_000n), gasPrice: 10n ** 12n }],
    }
    const { result, summary } = runAgents(
      [dailyPayer, faster, dividendFrontRunner({ stake: btcb('0.1'), gas: NO_GAS })],
      1,
      { order: 'gas' },
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

describe('the sandwicher of swaps', () => {
  /** Alice buys for 0.2 BTCB a day and accepts 5% less than she sees. */
  const buyer = (slippageBps = 500n): Agent => ({
    ...scriptedAgent('buyer', []),
    prepare: () => [approveAll('alice', 'btcb', 'router')],
    act: (view) => [buyAmt(view, 'alice', btcb('0.2'), slippageBps)],
  })
  const shark = swapSandwicher({ capital: btcb('1'), gas: NO_GAS })

  test('by gas price goes before and after the purchase, and earns what the closed form says, to the wei', () => {
    const { result, summary } = runAgents([buyer(), shark], 1, { order: 'gas' })
    expect(done(summary)).toEqual([`${SWAP_SANDWICHER} buy`, 'alice buy', `${SWAP_SANDWICHER} sell`])
    expect(result.reverts).toEqual({})
    const expected = outDown(btcb('0.2'), POOL.btcb, POOL.amt)
    const least = ((expected * 9_500n) / 10_000n) as Amt
    const best = bestSandwich(POOL, btcb('0.2'), least, btcb('1'))
    expect(best.profit).toBeGreaterThan(0n)
    expect(finalBalance(summary, 'btcb', SWAP_SANDWICHER) - btcb('1')).toBe(best.profit)
    // Alice gets what she accepted and hardly a wei more.
    const [got] = summary.trades.filter(({ by }) => by === 'alice').map(({ amt: each }) => each)
    expect(got).toBe(best.bought)
    expect(got! - least).toBeLessThan(1000n)
  })

  test('in random order does nothing, nor against a buyer who accepts nothing less', () => {
    expect(done(runAgents([buyer(), shark], 2).summary)).toEqual(['alice buy', 'alice buy'])
    expect(done(runAgents([buyer(0n), shark], 2, { order: 'gas' }).summary)).toEqual([
      'alice buy',
      'alice buy',
    ])
  })

  test('takes the one of several that pays most', () => {
    const other: Agent = {
      ...scriptedAgent('other', [], { people: [{ name: 'carmen', btcb: btcb('1') }] }),
      prepare: () => [approveAll('carmen', 'btcb', 'router')],
      act: (view) => [buyAmt(view, 'carmen', btcb('0.4'), 500n)],
    }
    const { result, summary } = runAgents([buyer(10_000n), other, shark], 1, { order: 'gas' })
    // Alice takes whatever comes, so she is worth more than carmen, who buys twice as much.
    const best = bestSandwich(POOL, btcb('0.2'), 0n as Amt, btcb('1'))
    expect(calls(result, 'router.swapTokensForExactTokens').map(({ args }) => args)).toMatchObject([
      { amountA: best.buy, limit: best.pay + 1n },
    ])
    expect(done(summary)[0]).toBe(`${SWAP_SANDWICHER} buy`)
  })
})
