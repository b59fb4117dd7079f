/** Plans of the keepers of buy-back, staking vault and Market, of the unlocker and of the project. */
import { describe, expect, test } from 'vitest'

import { amtBought } from '../../../../src/model/contracts/pancake/quotes.ts'
import { amt, ONE, usdt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { call } from '../../../../src/sim/agent.ts'
import { buyBackKeeper } from '../../../../src/sim/agents/operations/buy-back-keeper.ts'
import { marketKeeper } from '../../../../src/sim/agents/operations/market-keeper.ts'
import { project } from '../../../../src/sim/agents/operations/project.ts'
import { harvester } from '../../../../src/sim/agents/operations/staking-keeper.ts'
import { unlocker } from '../../../../src/sim/agents/operations/unlocker.ts'
import { poolOf } from '../../../model/planning/arbitrage/small.ts'
import { endsOf, madeUpView, paymentOf, type Stated } from '../../../support/made-up-view.ts'
import { anyStream } from '../../../support/run-agents.ts'

describe('the buy-back’s keeper', () => {
  const keeper = buyBackKeeper({ every: 3, slippageBps: 300n })
  const pool = poolOf(100n * ONE, ONE)
  const NOW = 1_689_120_000n
  const poke = [call('keeper', 'buyBackVault.poke', {})]
  const buy = (spends: bigint, of = pool) => [
    call('keeper', 'buyBackVault.buyBack', {
      minAmtOut: (amtBought(of, spends as Btcb) * 9_700n) / 10_000n,
      deadline: NOW + 1_200n,
    }),
  ]

  /** Its plans with so much pending BTCB and an unclaimed payment of `due`, an hour after a price record. */
  const plansOn = (day: number, pending: bigint, due = 0n, more: Partial<Stated> = {}, of = keeper) =>
    of.act(
      madeUpView({
        day,
        now: NOW,
        pool,
        payments: [paymentOf(2n * due, 10n)],
        amtAt: { 'buyBackVault 1': 5n },
        answers: {
          'buyBackVault.pendingBtcb': pending,
          'buyBackVault.harvestedTo': 0n,
          'buyBackVault.priceRecord 0': [1n, ONE, NOW - 3_600n],
          'buyBackVault.priceRecord 1': [0n, 0n, 0n],
        },
        ...more,
      }),
      anyStream(),
    )
  /** A 400th of the pool. */
  const MOST = ONE / 400n

  test('has an account of its own', () => {
    expect(keeper.people).toEqual([{ name: 'keeper' }])
  })

  test('buys on the last day of a cycle, and on other days only with pending BTCB', () => {
    expect([2, 5].map((day) => plansOn(day, 0n, 7n))).toEqual([[buy(7n)], [buy(7n)]])
    expect([0, 3].map((day) => plansOn(day, 0n, 7n))).toEqual([[], []])
    expect(plansOn(0, 1n)).toEqual([buy(1n)])
    expect(plansOn(0, 1n, 6n)).toEqual([buy(7n)])
  })

  test('records the price the day before the last of a cycle, and when BTCB is left, before it buys', () => {
    expect([1, 4, 7].map((day) => plansOn(day, 0n))).toEqual([[poke], [poke], [poke]])
    expect([0, 2, 3].map((day) => plansOn(day, 0n))).toEqual([[], [], []])
    const inFours = buyBackKeeper({ every: 4, slippageBps: 300n })
    const plansInFours = (day: number) => plansOn(day, 0n, 0n, {}, inFours)
    expect([0, 1, 2, 6].map(plansInFours)).toEqual([[], [], [poke], [poke]])
    expect(plansOn(0, MOST)).toEqual([buy(MOST)])
    expect(plansOn(0, MOST + 1n)).toEqual([poke, buy(MOST)])
    // On a day without a purchase nothing waits.
    expect(plansOn(0, 0n, ONE)).toEqual([])
  })

  test('buys at least a wei of AMT', () => {
    // With 400 wei of BTCB, a purchase spends a wei, which after the fee buys a 402.002nd of the AMT.
    const at = (reserve: bigint) => plansOn(2, 1n, 0n, { pool: poolOf(reserve, 400n) })
    expect(at(402n)).toEqual([])
    expect(at(403n)).toEqual([buy(1n, poolOf(403n, 400n))])
    expect(plansOn(2, 0n, 0n, { pool: poolOf(0n, 0n) })).toEqual([])
  })
})

describe('the staking keeper', () => {
  test('has the vault claim, even if it has no depositors to settle', () => {
    const plans = (harvestedTo: bigint) =>
      harvester({ every: 1, depositors: [] }).act(
        madeUpView({
          payments: [paymentOf(1n, 10n)],
          answers: { 'stakingVault.harvestedTo': harvestedTo },
        }),
        anyStream(),
      )
    expect(plans(0n)).toEqual([[call('harvester', 'stakingVault.harvest', { upTo: 1n })]])
    expect(plans(1n)).toEqual([])
  })
})

describe('the Market’s keeper', () => {
  const daily = marketKeeper({ stock: amt('9'), usdt: usdt('7'), premium: 0n, fee: 20n, every: 1 })
  const view = (day: number) =>
    madeUpView({
      day,
      pool: poolOf(100n * ONE, ONE),
      environment: { btc: { usd: 300 } },
      answers: { 'market.usdPer100Amt': 5n, 'market.fee': 20n },
    })

  test('stocks the Market, then sets its fee and rate', () => {
    expect(daily.prepare!(view(0))).toEqual([
      call('owner', 'amt.transfer', { to: 'market', amount: amt('9') }),
      call('binance', 'usdt.mint', { amount: usdt('7') }),
      call('binance', 'usdt.transfer', { to: 'market', amount: usdt('7') }),
      call('owner', 'market.setFee', { fee: 20n }),
      call('owner', 'market.setRate', { usdPer100Amt: 300n }),
    ])
  })

  test('sets the rate every day but the first', () => {
    expect([0, 1, 2].map((day) => daily.act(view(day), anyStream()).length)).toEqual([0, 1, 1])
  })
})

describe('the unlocker', () => {
  const plans = (balances: Readonly<Record<string, bigint>>) =>
    unlocker().act(madeUpView({ balances }), anyStream())

  test('releases and removes the locker’s liqAMT, down to a single wei', () => {
    for (const amount of [1n, ONE])
      expect(plans({ 'locker liqAmt': amount })).toEqual([
        [call('owner', 'locker.release', {}), call('owner', 'master.removeLiquidity', { amount })],
      ])
    // LP tokens are not liqAMT.
    expect(plans({ 'locker pair': ONE })).toEqual([])
  })
})

describe('the project', () => {
  /** Two payments on each of the first days. */
  const viewOn = (day: number) =>
    madeUpView({
      day,
      payments: Array.from({ length: 2 * day }, () => paymentOf(1n, 10n)),
      history: endsOf(Array.from({ length: day }, (_, index) => ({ payments: BigInt(2 * index + 2) }))),
    })
  const sweep = (snapId: bigint) => [
    call('owner', 'master.handleDust', { snapId }),
    call('owner', 'master.LiqHandleDust', { snapId }),
  ]

  test('sweeps the dust of each payment of the day so long ago, in order', () => {
    const owner = project({ dustAfter: 3 })
    expect([0, 1, 2].map((day) => owner.act(viewOn(day), anyStream()))).toEqual([[], [], []])
    expect(owner.act(viewOn(3), anyStream())).toEqual([sweep(1n), sweep(2n)])
    expect(owner.act(viewOn(5), anyStream())).toEqual([sweep(5n), sweep(6n)])
    // A payment of yesterday is not a day and a half old.
    expect(project({ dustAfter: 1.5 }).act(viewOn(1), anyStream())).toEqual([])
  })

  test('claims once a week for itself, then for the locker, before it sweeps', () => {
    const owner = project({ dustAfter: 6 })
    const charges = Array.from({ length: 12 }, (_, index) => [
      call('owner', 'locker.charge', { snapId: BigInt(index + 1) }),
    ])
    expect(owner.act(viewOn(6), anyStream())).toEqual([
      [call('owner', 'master.chargeFromTo', { from: 1n, to: 12n })],
      ...charges,
      sweep(1n),
      sweep(2n),
    ])
    expect(project({ dustAfter: 90 }).act(viewOn(5), anyStream())).toEqual([])
  })
})
