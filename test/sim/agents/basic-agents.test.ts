import { describe, expect, test } from 'vitest'

import type { Account, Token } from '../../../src/model/interface/accounts.ts'
import type { Action, Call } from '../../../src/model/interface/action.ts'
import { bestFloorArbitrage } from '../../../src/model/planning/arbitrage/floor.ts'
import { amt, btcb, fromBase, type Btcb } from '../../../src/model/kernel/units.ts'
import { namesOf, zipfShares, type Agent } from '../../../src/sim/agent.ts'
import { arbitrageur } from '../../../src/sim/agents/arbitrage/floor-arbitrageur.ts'
import { claimsOf, holders, onTheirDay } from '../../../src/sim/agents/holders/holders.ts'
import { project } from '../../../src/sim/agents/operations/project.ts'
import { providers } from '../../../src/sim/agents/liquidity/providers.ts'
import { redeemers } from '../../../src/sim/agents/holders/redeemers.ts'
import { perpetuity } from '../../../src/sim/valuation/perpetuity.ts'
import { traders } from '../../../src/sim/agents/holders/traders.ts'
import { daysWork, treasury, type Treasury } from '../../../src/sim/agents/operations/treasury.ts'
import { FARM } from '../../../src/model/economics/mining.ts'
import { call } from '../../../src/sim/agent.ts'
import { source, stream } from '../../../src/sim/random/stream.ts'
import { cellsOf } from '../../../src/sim/recording/recorder.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import { runScenario } from '../../../src/sim/run.ts'
import type { InitialState } from '../../../src/sim/definition/scenario.ts'
import { viewOf, type AgentView } from '../../../src/sim/view/agent-view.ts'
import { apply, deployEconomy, type Economy } from '../../../src/model/economy.ts'
import { scriptedAgent, initialStateWith, dailyPayer, START, simWorld } from '../../support/sim-world.ts'

const calls = (result: RunResult, name: string): readonly Call[] =>
  result.actions.filter((action): action is Call => 'call' in action && action.call === name)

const last = (result: RunResult, column: string): string => cellsOf(result.tables[0]!, column).at(-1)!

const ENVIRONMENT: AgentView['environment'] = {
  btc: { usd: 30_400 },
  network: { height: 798_200, blocks: 144, difficulty: 53.91e12, hashRate: 0, epochSeconds: 0 },
  fleet: { ths: 223_446, bought: 0 },
  power: { value: 0.055 },
  peg: { peg: 1 },
  bridge: { up: true },
  gas: { gwei: 3 },
  fees: { value: 0.1 },
}

describe('accounts', () => {
  test('share by Zipf’s law: the n-th has 1/n of the first, and the shares add up', () => {
    const shares = zipfShares(amt('1000'), 4)
    expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(amt('1000'))
    // 1 + 1/2 + 1/3 + 1/4 = 25/12, so the first has 480.
    expect(shares.map((share) => Number(fromBase(share)).toFixed(9))).toEqual([
      '480.000000000',
      '240.000000000',
      '160.000000000',
      '120.000000000',
    ])
    expect(zipfShares(amt('0'), 3)).toEqual([0n, 0n, 0n])
  })

  test('act on their day of the cycle, each once per cycle', () => {
    const names = namesOf('holder', 10)
    for (let start = 0; start < 9; start++) {
      const due = [0, 1, 2].flatMap((day) => onTheirDay(names, 3, start + day))
      expect(due.toSorted()).toEqual([...names].toSorted())
    }
    expect(onTheirDay(names, 1, 5)).toEqual(names)
    expect(onTheirDay(names, 91, 90)).toEqual([])
  })
})

describe('holders', () => {
  test('who claim weekly have claimed every payment up to their day, once each', () => {
    const weekly = claimsOf('weekly', ['alice', 'bruno'], 7)
    const result = runScenario(simWorld([dailyPayer, weekly]), { seed: 1n, days: 22 })
    expect(result.reverts).toEqual({})
    // Alice's days are 0, 7, 14, 21, so all 22 payments; bruno's are 1, 8, 15, so those of days 0 to 15.
    expect(calls(result, 'master.charge').map(({ by, args }) => ({ by, args }))).toEqual([
      { by: 'alice', args: { snapId: 1n } },
    ])
    const ranges = calls(result, 'master.chargeFromTo').map(({ by, args }) => ({ by, args }))
    expect(ranges).toEqual([
      { by: 'bruno', args: { from: 1n, to: 2n } },
      { by: 'alice', args: { from: 2n, to: 8n } },
      { by: 'bruno', args: { from: 3n, to: 9n } },
      { by: 'alice', args: { from: 9n, to: 15n } },
      { by: 'bruno', args: { from: 10n, to: 16n } },
      { by: 'alice', args: { from: 16n, to: 22n } },
    ])
    expect(last(result, 'alice')).toBe(fromBase(btcb('2') + 22n * btcb('0.24')))
  })

  test('read no balance on a day that is not theirs, however many there are', () => {
    const readsOf = (count: number): number => {
      let reads = 0
      const agent = holders({ name: 'h', count, amt: amt('1000'), every: 100_000 })
      const counting: Agent = {
        ...agent,
        people: [],
        act: (view, draw) => {
          const watched: AgentView = Object.assign(Object.create(view) as AgentView, {
            balance: (token: Token, holder: Account) => {
              reads++
              return view.balance(token, holder)
            },
          })
          return agent.act(watched, draw)
        },
      }
      const result = runScenario(simWorld([dailyPayer, counting]), { seed: 1n, days: 0 })
      expect(result.reverts).toEqual({})
      const economy = deployed()
      const draw = stream(source(1n, 0), 1)
      const view: AgentView = Object.assign(viewAt(economy, 50_000), { payments: () => 5n })
      expect(counting.act(view, draw)).toEqual([])
      return reads
    }
    expect(readsOf(10)).toBe(0)
    expect(readsOf(10_000)).toBe(0)
  })
})

/** An economy with a thin pool: 100 AMT for 0.5 BTCB, against a floor of 10 BTCB over 1,000 AMT. */
function thinPool(): InitialState {
  return {
    timestamp: START,
    tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
    stages: [
      {
        name: 'thin',
        actions: [
          call('owner', 'master.mintMaster', { account: 'owner', amount: amt('1000') }),
          call('binance', 'btcb.mint', { amount: btcb('12') }),
          call('binance', 'btcb.transfer', { to: 'owner', amount: btcb('0.5') }),
          call('binance', 'btcb.transfer', { to: 'burnVault', amount: btcb('10') }),
          call('binance', 'btcb.transfer', { to: 'arbitrageur', amount: btcb('1') }),
          call('owner', 'amt.approve', { spender: 'master', amount: amt('100') }),
          call('owner', 'btcb.approve', { spender: 'master', amount: btcb('0.5') }),
          call('owner', 'master.addLiquidityLocking', { amountAmt: amt('100'), amountBtcb: btcb('0.5') }),
        ],
      },
    ],
  }
}

describe('the arbitrageur', () => {
  const profitOf = (capital: Btcb, gas: Btcb): string => {
    const result = runScenario(simWorld([arbitrageur({ capital, gas })], { initialState: thinPool() }), {
      seed: 1n,
      days: 3,
    })
    expect(result.reverts).toEqual({})
    return last(result, 'redeemedAmt')
  }

  test('earns exactly the profit of the optimal trade, once, and then does not trade', () => {
    const agent = arbitrageur({ capital: btcb('1'), gas: 0n as Btcb })
    const result = runScenario(simWorld([agent], { initialState: thinPool() }), { seed: 1n, days: 3 })
    const pool = { amt: amt('100'), btcb: btcb('0.5') }
    const best = bestFloorArbitrage(pool, { backing: btcb('10'), supply: amt('1000') })!
    expect(result.reverts).toEqual({})
    expect(calls(result, 'burnVault.backingWithdraw').map(({ args }) => args)).toEqual([{ amount: best.buy }])
    expect(last(result, 'redeemedBtcb')).toBe(fromBase(best.redeem))
    expect(last(result, 'boughtFor')).toBe(fromBase(best.pay))
    expect(best.profit).toBeGreaterThan(btcb('0.08'))
    expect(result.invariants['floor-never-falls']?.holds).toBe(true)
  })

  test('does not trade if gas equals the profit, and trades if gas is one wei less', () => {
    const pool = { amt: amt('100'), btcb: btcb('0.5') }
    const { profit, buy } = bestFloorArbitrage(pool, { backing: btcb('10'), supply: amt('1000') })!
    expect(profitOf(btcb('1'), profit)).toBe('0')
    expect(profitOf(btcb('1'), (profit - 1n) as Btcb)).toBe(fromBase(buy))
  })

  test('does not trade while the pool price is at the floor or above', () => {
    const result = runScenario(simWorld([arbitrageur({ capital: btcb('1'), gas: 0n as Btcb })]), { seed: 1n })
    expect(calls(result, 'router.swapTokensForExactTokens')).toEqual([])
  })
})

describe('the treasury', () => {
  const spec: Treasury = { costs: 'deducted', farm: FARM, vaultShare: 20n }

  test('pays whole satoshi, net of power costs', () => {
    const work = daysWork(spec, ENVIRONMENT)
    // 223,446 TH/s at 53.91 T and 6.35 BTC a block mine 0.529 BTC at full time; 92% of it is 0.487.
    expect(Number(fromBase(work.mined))).toBeCloseTo(0.4871, 4)
    // 223,446 · 30 W · 24 h · 1.03 · 0.055 USD = 9,113.9 USD around the clock; 92% of it is 8,384.8.
    expect(Number(fromBase(work.power)) * 30_400).toBeCloseTo(8384.8, 1)
    const drawing = daysWork({ ...spec, farm: { ...FARM, standby: 10n ** 18n } }, ENVIRONMENT)
    expect(Number(fromBase(drawing.power)) * 30_400).toBeCloseTo(9113.9, 1)
    expect(work.net - work.payment).toBeGreaterThanOrEqual(0n)
    expect(work.net - work.payment).toBeLessThan(10n ** 10n)
    expect(work.payment % 10n ** 10n).toBe(0n)
  })

  test('pays everything received from the mining pool under the retained policy', () => {
    const work = daysWork({ ...spec, costs: 'retained' }, ENVIRONMENT)
    const received = work.mined - work.poolFee
    expect(received - work.payment).toBeGreaterThanOrEqual(0n)
    expect(received - work.payment).toBeLessThan(10n ** 10n)
  })

  test('lets the machines idle when power costs more than they mine, except under the retained policy', () => {
    const dear = { ...ENVIRONMENT, power: { value: 0.2 } }
    expect(daysWork(spec, dear)).toMatchObject({ idle: true, mined: 0n, power: 0n, payment: 0n })
    expect(daysWork({ ...spec, costs: 'retained' }, dear)).toMatchObject({ idle: false })
    expect(daysWork({ ...spec, costs: 'retained' }, dear).payment).toBeGreaterThan(0n)
  })

  test('sends nothing on a day without a payment', () => {
    const none = { ...spec, feesPerBlock: 0n, farm: { ...FARM, uptime: 0n } }
    const result = runScenario(simWorld([treasury(none)]), { seed: 1n, days: 2 })
    expect(calls(result, 'master.payRent')).toEqual([])
  })

  test('bridges the BTC before it pays, so that nothing reverts', () => {
    const result = runScenario(simWorld([treasury(spec)]), { seed: 1n, days: 2 })
    expect(result.reverts).toEqual({})
    expect(calls(result, 'master.payRent')).toHaveLength(2)
  })
})

describe('traders', () => {
  const spec = {
    name: 'trader',
    count: 3,
    amt: amt('0'),
    btcb: btcb('0'),
    tradesPerDay: 20,
    meanSize: 0.01,
    valuations: [perpetuity({ requiredReturn: 0.09, lookBack: 30 })],
    conviction: 0.5,
    slippageBps: 10_000n,
  } as const

  /** The agent with balances: 1 BTCB from binance and 50 AMT from the owner for each account. */
  const endowed = (agent: Agent): Agent => ({
    ...agent,
    people: agent.people.map(({ name }) => ({ name })),
    prepare: (view) => [
      ...agent.people.flatMap(({ name }) => [
        call('binance', 'btcb.mint', { amount: btcb('1') }),
        call('binance', 'btcb.transfer', { to: name, amount: btcb('1') }),
        call('owner', 'amt.transfer', { to: name, amount: amt('50') }),
      ]),
      ...(agent.prepare?.(view) ?? []),
    ],
  })

  /** Share of purchases among a month's trades, with this backing of the RCL. */
  const purchases = (backing: Btcb, requiredReturn: number): number => {
    const agent = endowed(
      traders({
        ...spec,
        valuations: [perpetuity({ requiredReturn, lookBack: 30 })],
        meanSize: 0.0001,
      }),
    )
    const scenario = simWorld([dailyPayer, agent], { initialState: initialStateWith(backing) })
    const swaps = calls(runScenario(scenario, { seed: 9n, days: 31 }), 'router.swapExactTokensForTokens')
    expect(swaps.length).toBeGreaterThan(500)
    const bought = swaps.filter(({ args }) => (args as { path: readonly string[] }).path[0] === 'btcb')
    return bought.length / swaps.length
  }

  test('mostly buy below fair value, and mostly sell above it', () => {
    // Payouts are 0.29 BTC a year on an AMT that costs 0.01, below fair value even at a required return of
    // 1,000%. The odds of buying are then 0.9, except on day 0, which has no payouts yet: 90% of about 600
    // trades, with a standard deviation of 1.2%.
    expect(purchases(btcb('10'), 10)).toBeGreaterThan(0.84)
    // At a far higher required return fair value is the floor alone, a tenth of the initial price.
    expect(purchases(btcb('1'), 1e9)).toBeLessThan(0.3)
  })

  test('have different valuations in turn', () => {
    // The first, third, … value AMT at nothing and sell nine times in ten; the others buy as often.
    const agent = endowed(traders({ ...spec, count: 2, valuations: [() => 0, () => 1e30], meanSize: 0.0001 }))
    const swaps = calls(
      runScenario(simWorld([agent]), { seed: 9n, days: 31 }),
      'router.swapExactTokensForTokens',
    )
    const share = (by: string): number => {
      const own = swaps.filter((swap) => swap.by === by)
      return (
        own.filter(({ args }) => (args as { path: readonly string[] }).path[0] === 'btcb').length / own.length
      )
    }
    expect(share('trader-1')).toBeLessThan(0.2)
    expect(share('trader-2')).toBeGreaterThan(0.8)
  })

  test('spend no more than they have', () => {
    const agent = endowed(traders({ ...spec, count: 1, tradesPerDay: 1, meanSize: 40 }))
    const result = runScenario(simWorld([agent]), { seed: 2n, days: 40 })
    const swaps = calls(result, 'router.swapExactTokensForTokens')
    expect(swaps.length).toBeGreaterThan(15)
    const unpaid = result.reverts['router.swapExactTokensForTokens: TransferFromFailed'] ?? 0
    // Only a second trade of the same day can exceed the balance.
    expect(unpaid).toBeLessThan(swaps.length / 3)
  })

  test('do nothing in an empty pool', () => {
    const empty: InitialState = {
      timestamp: START,
      tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
      stages: [],
    }
    const agent = traders(spec)
    const result = runScenario(
      simWorld([{ ...agent, people: agent.people.map(({ name }) => ({ name })) }], { initialState: empty }),
      {
        seed: 1n,
      },
    )
    expect(calls(result, 'router.swapExactTokensForTokens')).toEqual([])
  })
})

describe('redeemers', () => {
  test('redeem parts of their balance, never more, at the floor', () => {
    const agent = redeemers({ name: 'bruno', count: 1, amt: amt('0'), redemptionsPerDay: 0.5 })
    const renamed: Agent = {
      ...agent,
      people: [{ name: 'bruno-1' }],
      prepare: (view) => [
        call('bruno', 'amt.transfer', { to: 'bruno-1', amount: amt('100') }),
        ...(agent.prepare?.(view) ?? []),
      ],
    }
    const result = runScenario(simWorld([renamed]), { seed: 6n, days: 30 })
    expect(calls(result, 'burnVault.backingWithdraw').length).toBeGreaterThan(5)
    expect(result.reverts).toEqual({})
    expect(Number(last(result, 'redeemedAmt'))).toBeLessThanOrEqual(100)
    expect(Number(last(result, 'redeemedBtcb')) / Number(last(result, 'redeemedAmt'))).toBeCloseTo(0.01, 12)
  })
})

describe('liquidity providers', () => {
  test('deposit in the initial state, claim weekly, and change their deposits', () => {
    const agent = providers({
      name: 'provider',
      count: 2,
      deposit: amt('60'),
      btcb: btcb('2'),
      spare: amt('30'),
      every: 7,
      changesPerDay: 1,
    })
    const endowed: Agent = {
      ...agent,
      people: agent.people.map(({ name }) => ({ name })),
      prepare: (view) => [
        call('binance', 'btcb.mint', { amount: btcb('2') }),
        ...agent.people.flatMap(({ name, amt: owned, btcb: cash }) => [
          call('owner', 'amt.transfer', { to: name, amount: owned! }),
          call('binance', 'btcb.transfer', { to: name, amount: cash! }),
        ]),
        ...(agent.prepare?.(view) ?? []),
      ],
    }
    const result = runScenario(simWorld([dailyPayer, endowed, project({ dustAfter: 10 })]), {
      seed: 3n,
      days: 28,
    })
    expect(result.reverts).toEqual({})
    expect(calls(result, 'master.addLiquidity').length).toBeGreaterThan(2)
    expect(calls(result, 'master.removeLiquidity').length).toBeGreaterThan(0)
    expect(calls(result, 'master.liqChargeFromTo').length).toBe(8)
    // The owner claims the locker's payouts weekly, and sweeps the dust of payments ten days old.
    expect(calls(result, 'locker.charge')).toHaveLength(28)
    expect(calls(result, 'master.handleDust').map(({ args }) => args)).toEqual(
      Array.from({ length: 18 }, (_, index) => ({ snapId: BigInt(index + 1) })),
    )
    expect(Number(last(result, 'claimedByProviders'))).toBeGreaterThan(0)
    expect(result.invariants['lp-covers-liqAmt']?.holds).toBe(true)
  })
})

function deployed(): Economy {
  const { actions, deployment } = runScenario(simWorld([scriptedAgent('idle', [])]), { seed: 1n, days: 0 })
  let economy = deployEconomy({ ...deployment, timestamp: START })
  for (const action of actions as readonly Action[]) economy = apply(economy, action).economy
  return economy
}

function viewAt(economy: Economy, day: number): AgentView {
  const today = { day, environment: ENVIRONMENT, history: [] }
  return viewOf(economy, today)
}
