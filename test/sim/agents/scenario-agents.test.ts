import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import type { Account } from '../../../src/model/interface/accounts.ts'
import { ONE, amt, btcb, fromBase, toBase, type Btcb } from '../../../src/model/kernel/units.ts'
import { approveAll, call, type Agent, type Plan } from '../../../src/sim/agent.ts'
import { arbitrageur } from '../../../src/sim/agents/arbitrage/floor-arbitrageur.ts'
import { liquidityWithdrawers } from '../../../src/sim/agents/liquidity/liquidity-withdrawers.ts'
import { dividendSniper } from '../../../src/sim/agents/mev/dividend-sniper.ts'
import { drawdownSellers } from '../../../src/sim/agents/holders/drawdown-sellers.ts'
import { BUYERS, emitter, MINER } from '../../../src/sim/agents/issuance/emitter.ts'
import { leavers } from '../../../src/sim/agents/holders/leavers.ts'
import { rawProviders } from '../../../src/sim/agents/liquidity/raw-providers.ts'
import { resetOperator } from '../../../src/sim/agents/operations/reset-operator.ts'
import { savers, saverOf } from '../../../src/sim/agents/holders/savers.ts'
import { unlocker } from '../../../src/sim/agents/operations/unlocker.ts'
import { redemptionRateDown, spotPriceDown } from '../../../src/sim/view/agent-view.ts'
import { calls, finalBalance, runAgents } from '../../support/run-agents.ts'
import { scriptedAgent, dailyPayer } from '../../support/sim-world.ts'

/** Alice sells 100 AMT on `day` without a limit. */
const crash = (day: number): Agent =>
  scriptedAgent('crash', [], {
    prepare: () => [approveAll('alice', 'amt', 'router')],
    act: (view) =>
      view.day === day
        ? [
            [
              call('alice', 'router.swapExactTokensForTokens', {
                amountA: amt('100'),
                limit: 0n,
                path: ['amt', 'btcb'],
                to: 'alice',
                deadline: view.now + 60n,
              }),
            ],
          ]
        : [],
  })

describe('the dividend sniper', () => {
  const sniper = (stake: string, every = 1): Agent =>
    dividendSniper({ stake: btcb(stake), gas: 0n as Btcb, every })

  test('and the dividend front-runner are quoted verbatim in the page on writing agents', () => {
    const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
    const page = read('docs/how-to/write-an-agent.md')
    for (const name of ['dividend-sniper', 'dividend-front-runner'])
      expect(page).toContain(`\`\`\`ts\n${read(`src/sim/agents/mev/${name}.ts`)}\`\`\``)
  })

  test('buys before a payment, claims it, sells after it, and makes a profit', () => {
    // 0.8 BTCB a day for 900 AMT outside the pool are 9% of the pool's 0.01 BTCB an AMT.
    const { result, summary } = runAgents([dailyPayer, sniper('0.01')], 4)
    expect(summary.trades.map(({ day, kind }) => [day, kind])).toEqual([
      [0, 'buy'],
      [1, 'sell'],
      [2, 'buy'],
      [3, 'sell'],
    ])
    expect(calls(result, 'master.charge').map(({ by }) => by)).toEqual(['sniper', 'sniper'])
    expect(finalBalance(summary, 'btcb', 'sniper')).toBeGreaterThan(btcb('0.01'))
    expect(result.reverts).toEqual({})
  })

  test('does not trade if a payment is less than the swap fees', () => {
    // 0.01 BTCB a day for 900 AMT are 0.1% of what an AMT costs, the fees 0.5%.
    const poor = scriptedAgent(
      'small-payer',
      [
        [
          call('binance', 'btcb.mint', { amount: btcb('0.01') }),
          call('binance', 'btcb.transfer', { to: 'payer', amount: btcb('0.01') }),
          call('payer', 'master.payRent', { amountBtcb: btcb('0.01'), vaultParticipation: 0n }),
        ],
      ],
      { phase: 'payment', prepare: () => [approveAll('payer', 'btcb', 'master')] },
    )
    const { result, summary } = runAgents([poor, sniper('0.01')], 3)
    expect(calls(result, 'master.payRent')).toHaveLength(3)
    expect(summary.trades).toEqual([])
    expect(runAgents([sniper('0.01')], 3).summary.trades).toEqual([])
  })

  test('buys the day before a batched payment, and holds if that payment is missing', () => {
    const [pay] = dailyPayer.act(undefined as never, undefined as never) as readonly Plan[]
    const batches = scriptedAgent('batches', [], {
      ...dailyPayer,
      act: ({ day }) => (day % 4 === 3 && day !== 7 ? [pay!] : []),
    })
    const { summary, result } = runAgents([batches, sniper('0.01', 4)], 13)
    // After the first payment, of day 3, it buys for that of day 7, holds until that of day 11, and sells.
    expect(summary.trades.map(({ day, kind }) => [day, kind])).toEqual([
      [6, 'buy'],
      [11, 'sell'],
    ])
    expect(calls(result, 'master.charge')).toHaveLength(1)
  })

  test('does not trade if gas exceeds the profit', () => {
    // 0.01 BTCB buy 0.988 AMT; 9% of their price are 0.00079 BTCB.
    const dear = (gas: string): Agent => dividendSniper({ stake: btcb('0.01'), gas: btcb(gas), every: 1 })
    expect(runAgents([dailyPayer, dear('0.0009')], 3).summary.trades).toEqual([])
    expect(runAgents([dailyPayer, dear('0.0007')], 3).summary.trades.length).toBeGreaterThan(0)
  })
})

describe('leavers', () => {
  const run = (exit: 'rcl' | 'pool' | 'best', seed = 1n) =>
    runAgents([leavers({ name: 'leaver', count: 10, amt: amt('300'), exit, from: 2, days: 4 })], 8, { seed })
      .summary

  test('all exit within the given days, each once, with everything', () => {
    for (const exit of ['rcl', 'pool'] as const) {
      const { trades, closes } = run(exit)
      expect(trades.map(({ by }) => by).toSorted()).toEqual(
        Array.from({ length: 10 }, (_, index) => `leaver-${index + 1}`).toSorted(),
      )
      for (const { day, amt: amount, kind } of trades) {
        expect(day).toBeGreaterThanOrEqual(2)
        expect(day).toBeLessThan(6)
        expect(amount).toBe(amt('30'))
        expect(kind).toBe(exit === 'rcl' ? 'redeem' : 'sell')
      }
      expect(closes.at(-1)!.view.balance('amt', 'leaver-1')).toBe(0n)
    }
  })

  test('exit on random days, determined by the seed', () => {
    const days = (seed: bigint): string =>
      run('rcl', seed)
        .trades.map(({ day, by }) => `${by}:${day}`)
        .join()
    expect(days(1n)).toBe(days(1n))
    expect(days(1n)).not.toBe(days(2n))
  })

  test('with the best split get at least the floor from the pool, and redeem the rest', () => {
    const { trades, start } = run('best')
    const floor = redemptionRateDown(start.view)
    expect(new Set(trades.map(({ kind }) => kind))).toEqual(new Set(['redeem']))
    // The pool price of 0.01 equals the floor of 10/1000, so nothing is sold in the pool.
    for (const { amt: amount, btcb: got } of trades)
      expect((got * ONE) / amount).toBeGreaterThanOrEqual(floor)
    const dear = runAgents(
      [leavers({ name: 'leaver', count: 2, amt: amt('300'), exit: 'best', from: 0, days: 1 })],
      1,
      {
        backing: btcb('1'),
      },
    ).summary
    const sold = dear.trades.filter(({ kind }) => kind === 'sell')
    expect(sold.length).toBeGreaterThan(0)
    for (const { amt: amount, btcb: got } of sold)
      expect((got * ONE) / amount).toBeGreaterThan(toBase('0.001'))
  })
})

describe('drawdown sellers', () => {
  const sellers = (thresholds: readonly [number, number]): Agent =>
    drawdownSellers({
      name: 'seller',
      count: 2,
      amt: amt('60'),
      lookBack: 30,
      thresholds,
      partPct: 50n,
      exit: 'pool',
      slippageBps: 10_000n,
    })

  test('sell nothing without a drawdown, and half of their balance weekly after one', () => {
    expect(runAgents([sellers([20, 20])], 20).summary.trades).toEqual([])
    const { trades } = runAgents([crash(3), sellers([20, 20])], 24).summary
    const first = trades.filter(({ by }) => by === 'seller-1')
    // Their day of the week is 0: the fall of day 3 is seen on day 7.
    expect(first.map(({ day }) => day)).toEqual([7, 14, 21])
    expect(first.map(({ amt: amount }) => amount)).toEqual([amt('20'), amt('10'), amt('5')])
  })

  test('each have a threshold of their own', () => {
    // 100 AMT more in a pool of 100 leave a quarter of the price.
    const { trades } = runAgents([crash(3), sellers([60, 99])], 10).summary
    expect(trades.map(({ by }) => by)).toEqual(['alice', 'seller-1'])
  })
})

describe('the arbitrageur', () => {
  test('trades on the day of the price fall; a slow one trades the next day', () => {
    const spec = { capital: btcb('1'), gas: 0n as never }
    const days = (isSlow: boolean): readonly number[] =>
      runAgents([crash(1), arbitrageur({ ...spec, isSlow })], 4)
        .summary.trades.filter(({ by, kind }) => by === 'arbitrageur' && kind === 'redeem')
        .map(({ day }) => day)
    expect(days(false)).toEqual([1])
    expect(days(true)).toEqual([2])
  })
})

describe('savers', () => {
  test('claim all payments up to their day and exit, once', () => {
    const { summary, result } = runAgents(
      [dailyPayer, savers({ name: 'saver', each: amt('10'), exit: 'rcl', days: [1, 3] })],
      6,
    )
    expect(summary.trades.map(({ by, day }) => [by, day])).toEqual([
      [saverOf('saver', 1), 1],
      [saverOf('saver', 3), 3],
    ])
    expect(calls(result, 'master.chargeFromTo').map(({ args }) => args)).toEqual([
      { from: 1n, to: 2n },
      { from: 1n, to: 4n },
    ])
    expect(result.reverts).toEqual({})
    // Two payments of 0.8 BTCB less the pool's tenth, by 900 AMT: 10 AMT get 0.016; and 10 of 1000 AMT at
    // 10.4 BTCB.
    expect(fromBase(finalBalance(summary, 'btcb', saverOf('saver', 1)))).toBe('0.12')
  })
})

describe('the emitter', () => {
  test('issues on its day, split 75/20/5, and a full match keeps the floor', () => {
    const emission = (depositMatch: bigint) =>
      runAgents([emitter({ day: 1, amount: amt('100'), depositMatch })], 3).summary
    const full = emission(10_000n)
    expect([MINER, BUYERS].map((name) => finalBalance(full, 'amt', name))).toEqual([amt('75'), amt('20')])
    expect(redemptionRateDown(full.closes.at(-1)!.view)).toBe(toBase('0.01'))
    const bare = emission(0n)
    expect(redemptionRateDown(bare.closes.at(-1)!.view)).toBe((10n * ONE) / 1100n)
    expect(bare.closes[0]!.view.supply('amt')).toBe(amt('1000'))
  })

  test('deposits its part of the backing, rounded up, and nothing without a match or an amount', () => {
    const deposits = (amount: bigint, depositMatch: bigint): readonly unknown[] =>
      runAgents([emitter({ day: 1, amount: amount as ReturnType<typeof amt>, depositMatch })], 3)
        .result.actions.filter((each) => 'call' in each && each.by === 'binance' && 'amount' in each.args)
        .flatMap((each) =>
          'call' in each && each.call === 'btcb.transfer' && each.args.to === 'burnVault'
            ? [each.args.amount]
            : [],
        )
    const before = deposits(0n, 10_000n)
    // 10 BTCB back 1,000 AMT: 1% of the AMT, and 33.33% of that of the BTCB.
    expect(deposits(amt('10') + 1n, 3333n).slice(before.length)).toEqual([btcb('0.03333') + 1n])
    expect(deposits(amt('10'), 10_000n).slice(before.length)).toEqual([btcb('0.1')])
    expect(deposits(amt('10'), 0n)).toEqual(before)
  })
})

describe('liquidity providers', () => {
  const raw = rawProviders({
    name: 'raw',
    count: 2,
    deposit: amt('50'),
    btcb: (btcb('0.5') + 10n) as ReturnType<typeof btcb>,
  })
  const leaving = (raws: readonly string[], part: bigint): Agent =>
    liquidityWithdrawers({ names: [], raw: raws, day: 1, part })

  test('hold raw LP tokens for half as much as the pool had, and withdraw their part on their day', () => {
    const { summary, result } = runAgents([raw, leaving(['raw-1', 'raw-2'], 10_000n)], 3)
    const pools = summary.closes.map(({ view }) => Number(fromBase(view.pool().amt)))
    expect(pools[0]).toBeCloseTo(150, 9)
    expect(pools[1]).toBeCloseTo(100, 9)
    expect(result.reverts).toEqual({})
    const { actions } = runAgents([raw, leaving(['raw-1', 'raw-2'], 0n)], 3).result
    expect(actions.filter((each) => 'call' in each && each.call === 'router.removeLiquidity')).toEqual([])
  })

  test('withdraw the given share of raw liquidity alone, each on the same day', () => {
    const { summary } = runAgents([raw, leaving(['raw-2'], 2_500n)], 3)
    const shares = ['raw-1', 'raw-2'].map((name) =>
      summary.closes.map(({ view }) => view.balance('pair', name)),
    )
    expect(new Set(shares[0]).size).toBe(1)
    expect(shares[1]![1]).toBe(shares[1]![0]! - shares[1]![0]! / 4n)
    expect(shares[1]![2]).toBe(shares[1]![1])
  })

  test('withdraw the given share of wrapped liquidity alone', () => {
    const wrapped: Agent = {
      ...scriptedAgent('bruno-provides', []),
      people: [{ name: 'cleo', amt: amt('20'), btcb: btcb('0.2') }],
      prepare: () => [
        approveAll('cleo', 'amt', 'master'),
        approveAll('cleo', 'btcb', 'master'),
        approveAll('cleo', 'liqAmt', 'master'),
        call('cleo', 'master.addLiquidity', { amountAmt: amt('20'), amountBtcb: btcb('0.2') }),
      ],
    }
    const { summary } = runAgents(
      [wrapped, liquidityWithdrawers({ names: ['cleo', 'bruno'], day: 1, part: 2_500n })],
      3,
    )
    const shares = summary.closes.map(({ view }) => view.balance('liqAmt', 'cleo'))
    expect(shares[1]).toBe(shares[0]! - shares[0]! / 4n)
    expect(shares[2]).toBe(shares[1])
  })

  test('locked: the owner calls the locker every day, which reverts until two years have passed', () => {
    const { result, summary } = runAgents([unlocker()], 3)
    expect(result.reverts).toEqual({ 'locker.release: StillLocked': 3 })
    const later = scriptedAgent('time', [[{ wait: 730n * 86_400n }]], { phase: 'payment' })
    const released = runAgents([later, unlocker()], 2).summary
    expect(released.closes.at(-1)!.view.balance('liqAmt', 'locker')).toBe(0n)
    expect(summary.closes.at(-1)!.view.balance('liqAmt', 'locker')).toBeGreaterThan(0n)
    expect(finalBalance(released, 'amt', 'owner')).toBeGreaterThan(finalBalance(summary, 'amt', 'owner'))
  })
})

describe('the reset operator', () => {
  test('compensates every listed account from the reserve, and does nothing if the reserve does not suffice', () => {
    const reset = (n: bigint) =>
      runAgents(
        [
          resetOperator({
            day: 1,
            factor: { n, d: 1n },
            policy: 'spot',
            names: ['alice', 'bruno'],
            forgotten: [],
          }),
        ],
        3,
      )
    const doubled = reset(2n)
    // To half the price: alice and bruno get as much as they have, 300 and 100 AMT, of the project's 500.
    const owned = (name: Account): number => Number(fromBase(finalBalance(doubled.summary, 'amt', name)))
    expect(owned('alice')).toBeCloseTo(600, 6)
    expect(owned('bruno')).toBeCloseTo(200, 6)
    expect(doubled.result.reverts).toEqual({})
    const [before, after] = [doubled.summary.closes[0]!, doubled.summary.closes[1]!].map(({ view }) =>
      spotPriceDown(view),
    )
    expect(Number(after) / Number(before)).toBeCloseTo(0.5, 9)
    // Threefold is 800 AMT for them.
    expect(calls(reset(3n).result, 'router.swapExactTokensForTokens')).toEqual([])
  })
})
