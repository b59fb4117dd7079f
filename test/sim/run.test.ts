import { describe, expect, test } from 'vitest'

import { encodeAction, type Action } from '../../src/model/interface/action.ts'
import { apply, deployEconomy } from '../../src/model/economy.ts'
import type { AnyInvariant } from '../../src/model/invariants/invariants.ts'
import { INVARIANTS } from '../../src/model/invariants/invariants.ts'
import { amt, btcb, type Timestamp } from '../../src/model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../src/sim/agent.ts'
import * as gauges from '../../src/sim/recording/gauge.ts'
import { integer } from '../../src/sim/definition/parameter.ts'
import { source, uint32 } from '../../src/sim/random/stream.ts'
import { cellsOf } from '../../src/sim/recording/recorder.ts'
import { canonicalText, type RunResult } from '../../src/sim/result.ts'
import { InitialStateReverted } from '../../src/sim/engine/simulation.ts'
import { InvalidDays, runScenario } from '../../src/sim/run.ts'
import type { Scenario } from '../../src/sim/definition/scenario.ts'
import { readAxis } from '../../src/sim/study/axis.ts'
import { pointsOf } from '../../src/sim/study/design.ts'
import { SHOCKS } from '../../src/sim/stress/shocks.ts'
import { withOtherSort } from '../support/other-sort.ts'
import { scriptedAgent, START, dailyPayer, simWorld } from '../support/sim-world.ts'

const daily = (result: RunResult, column: string): readonly string[] => cellsOf(result.tables[0]!, column)

/** An agent whose actions contain two draws a day, so that draws are visible in the actions. */
const gambler = (name: string, people: Agent['people'] = []): Agent => ({
  name,
  people,
  phase: 'day',
  act: (_view, draw) => [
    [call('bruno', 'amt.approve', { spender: 'alice', amount: BigInt(uint32(draw)) })],
    [call('bruno', 'amt.approve', { spender: 'alice', amount: BigInt(uint32(draw)) })],
  ],
})

describe('a day, traced by hand', () => {
  const claims = scriptedAgent('claims', [
    [call('alice', 'master.charge', { snapId: 1n })],
    [call('owner', 'locker.charge', { snapId: 1n })],
  ])
  const exit = scriptedAgent('exit', [[call('bruno', 'burnVault.backingWithdraw', { amount: amt('50') })]], {
    phase: 'close',
    prepare: () => [approveAll('bruno', 'amt', 'burnVault')],
  })
  const result = runScenario(simWorld([dailyPayer, claims, exit]), { seed: 1n, days: 1 })

  test('splits the payment: 0.2 to the RCL, 0.08 to the pool’s tenth of the AMT, 0.72 to the other 900', () => {
    // The RCL then has 10.2 for 1,000 AMT; bruno's 50 take 0.51 and leave 9.69 for 950.
    expect(daily(result, 'backing')).toEqual(['9.69'])
    expect(daily(result, 'supply')).toEqual(['950'])
    expect(daily(result, 'floorPrice')).toEqual(['0.0102'])
    expect(daily(result, 'redeemedAmt')).toEqual(['50'])
    expect(daily(result, 'redeemedBtcb')).toEqual(['0.51'])
    expect(daily(result, 'payoutPerAmt')).toEqual(['0.0008'])
    expect(daily(result, 'payoutToDate')).toEqual(['0.0008'])
  })

  test('pays alice 0.72 · 300/900, and the locker the pool’s whole 0.08', () => {
    expect(daily(result, 'claimedByHolders')).toEqual(['0.24'])
    expect(daily(result, 'alice')).toEqual(['2.24'])
    // LP tokens: isqrt(100e18 · 1e18) - 1000 for the locker and as much liqAMT, so it has all of the liqAMT.
    expect(daily(result, 'claimedByProviders')).toEqual(['0.08'])
    expect(daily(result, 'unclaimed')).toEqual(['0.48'])
  })

  test('has the pool’s price and the date', () => {
    expect(daily(result, 'poolPrice')).toEqual(['0.01'])
    expect(daily(result, 'date')).toEqual(['2023-07-12'])
    expect(daily(result, 'btcPrice')).toEqual(['30400.00'])
  })

  test('ends with the clock one day later, and lists every action, the initial state first', () => {
    expect(result.actions.at(-1)).toEqual({ wait: 86_400n })
    expect(result.actions[0]).toMatchObject({ call: 'master.mintMaster' })
    expect(result.actions).toHaveLength(10 + 2 + 3 + 2 + 1 + 1)
    expect(result.reverts).toEqual({})
  })

  test('holds every invariant, each checked after every action', () => {
    expect(Object.keys(result.invariants)).toEqual(INVARIANTS.map(({ name }) => name))
    for (const verdict of Object.values(result.invariants))
      expect(verdict).toMatchObject({ holds: true, checks: result.actions.length })
  })
})

describe('a swap, traced by hand', () => {
  const buy = scriptedAgent(
    'buy',
    [
      [
        call('alice', 'router.swapExactTokensForTokens', {
          amountA: btcb('1'),
          limit: 0n,
          path: ['btcb', 'amt'],
          to: 'alice',
          deadline: START,
        }),
      ],
    ],
    { prepare: () => [approveAll('alice', 'btcb', 'router')] },
  )

  test('moves 9975·1·100/(10000·1 + 9975·1) AMT out of the pool and is tallied', () => {
    const result = runScenario(simWorld([buy]), { seed: 1n, days: 1 })
    // floor(9975e18 · 100e18 / 19975e18) = 49.937421777221526908
    expect(daily(result, 'poolAmt')).toEqual(['50.062578222778473092'])
    expect(daily(result, 'poolBtcb')).toEqual(['2'])
    expect(daily(result, 'boughtFor')).toEqual(['1'])
    expect(daily(result, 'soldFor')).toEqual(['0'])
  })

  test('reverts the next day, after its deadline, and is counted', () => {
    const result = runScenario(simWorld([buy]), { seed: 1n, days: 3 })
    expect(result.reverts).toEqual({ 'router.swapExactTokensForTokens: RouterExpired': 2 })
    expect(daily(result, 'refused')).toEqual(['0', '1', '2'])
    expect(daily(result, 'boughtFor')).toEqual(['1', '1', '1'])
  })
})

describe('determinism', () => {
  test('the same seed gives the same text, another seed or path another', () => {
    const text = (seed: bigint, path = 0): string =>
      canonicalText(runScenario(simWorld([dailyPayer, gambler('gambler')]), { seed, path }))
    expect(text(7n)).toBe(text(7n))
    const texts = [text(7n), text(8n), text(7n, 1), text((1n << 64n) - 1n)]
    // The seed and the path themselves are in the text, so the actions alone are compared too.
    const actions = texts.map((each) => each.slice(each.indexOf('\n')))
    expect(new Set(actions).size).toBe(4)
  })

  test('a shorter run is the beginning of a longer one', () => {
    const run = (days: number): readonly Action[] =>
      runScenario(simWorld([dailyPayer, gambler('gambler')]), { seed: 3n, days }).actions
    expect(run(5).slice(0, run(2).length)).toEqual(run(2))
  })

  test('adding an agent changes neither the draws nor the order of the others', () => {
    const spender = (agent: string): Agent => ({
      ...gambler(agent),
      act: (_view, draw) => [
        [call('bruno', 'amt.approve', { spender: 'router', amount: BigInt(uint32(draw)) })],
        [call('bruno', 'amt.approve', { spender: 'burnVault', amount: BigInt(uint32(draw)) })],
      ],
    })
    const own = ({ actions }: RunResult): readonly Action[] =>
      actions.filter(
        (action) => 'call' in action && action.call === 'amt.approve' && action.args.spender !== 'alice',
      )
    const alone = runScenario(simWorld([spender('one'), spender('two')]), { seed: 5n, days: 20 })
    const busy = runScenario(simWorld([gambler('zero'), spender('one'), gambler('three'), spender('two')]), {
      seed: 5n,
      days: 20,
    })
    expect(busy.actions.length).toBeGreaterThan(alone.actions.length)
    expect(own(busy)).toEqual(own(alone))
    expect(daily(busy, 'btcPrice')).toEqual(daily(alone, 'btcPrice'))
  })

  test('adding a metric, column or hypothesis changes no action', () => {
    const plain = simWorld([dailyPayer, gambler('gambler')])
    const measured: Scenario = {
      ...plain,
      at: (given) => {
        const { texts, bound } = plain.at(given)
        const more = { title: 'More', unit: '', value: '1' }
        const hypothesis = { statement: 'more', check: () => ({ found: 'more', asExpected: true }) }
        const record = { ...bound.record, more: gauges.actions }
        return {
          texts,
          bound: {
            ...bound,
            record,
            metrics: () => ({ more }),
            hypotheses: [...bound.hypotheses, hypothesis],
          },
        }
      },
    }
    const [one, other] = [plain, measured].map((each) => runScenario(each, { seed: 5n, days: 20 }))
    expect(other!.actions).toEqual(one!.actions)
    expect(daily(other!, 'btcPrice')).toEqual(daily(one!, 'btcPrice'))
    expect([daily(other!, 'more').length, Object.keys(other!.metrics), other!.findings.length]).toEqual([
      20,
      ['more'],
      1,
    ])
  })

  test('adding a point to a sweep changes no other point: draws do not depend on the point', () => {
    const unused = integer({ title: 'Not used', unit: '', default: '1' })
    const scenario = simWorld([dailyPayer, gambler('gambler')], { parameters: { unused } })
    const [parameter] = scenario.parameters
    const swept = (values: string): readonly RunResult[] =>
      pointsOf('grid', [readAxis(parameter!, values)], source(9n, 0)).flatMap((set) =>
        [0, 1].map((path) => runScenario(scenario, { seed: 9n, path, set })),
      )
    const [few, more] = [swept('1,3'), swept('1,2,3')]
    expect(more.map(canonicalText).filter((_text, index) => index < 2 || index > 3)).toEqual(
      few.map(canonicalText),
    )
    // And what a setting does not touch is the same at every point.
    expect(new Set(more.map(({ actions, path }) => `${path} ${actions.map(encodeAction).join()}`)).size).toBe(
      2,
    )
  })

  test('the actions alone, on a newly deployed economy, lead to the same reverts', () => {
    const result = runScenario(simWorld([dailyPayer, gambler('gambler')]), { seed: 2n })
    const { people, tokenOrder, timestamp } = result.deployment
    let economy = deployEconomy({ people, tokenOrder, timestamp: BigInt(timestamp) as Timestamp })
    const reverts: string[] = []
    for (const action of result.actions) {
      const applied = apply(economy, action)
      economy = applied.economy
      if (!applied.outcome.ok) reverts.push(applied.outcome.revert)
    }
    expect(reverts).toEqual([])
    expect(economy.timestamp - BigInt(timestamp)).toBe(3n * 86_400n)
  })

  test('the order within a day differs between days', () => {
    const result = runScenario(simWorld([gambler('one'), gambler('two')]), { seed: 4n, days: 40 })
    const one = runScenario(simWorld([gambler('one')]), { seed: 4n, days: 40 })
    const drawnByOne = new Set(
      one.actions.flatMap((a) => ('call' in a && a.call === 'amt.approve' ? [a.args.amount] : [])),
    )
    const places = result.actions
      .flatMap((a) =>
        'call' in a && a.call === 'amt.approve' && a.args.spender === 'alice' ? [a.args.amount] : [],
      )
      .map((amount) => (drawnByOne.has(amount) ? 'one' : 'two'))
    const days = Array.from({ length: 40 }, (_, day) => places.slice(4 * day, 4 * day + 4).join(' '))
    // Six orders of one, one, two, two: in 40 days fewer than four kinds has a probability below 1e-6.
    expect(new Set(days).size).toBeGreaterThanOrEqual(4)
  })
})

describe('the phases of a day', () => {
  test('run in order, and the agents of a phase see the result of the phase before', () => {
    const seen: string[] = []
    const watcher = (phase: Agent['phase']): Agent => ({
      name: `watch-${phase}`,
      people: [],
      phase,
      act: (view) => {
        seen.push(`${view.day} ${phase} ${view.payments()}`)
        return []
      },
    })
    runScenario(simWorld([watcher('close'), watcher('day'), watcher('payment'), dailyPayer]), {
      seed: 1n,
      days: 2,
    })
    expect(seen).toEqual(['0 payment 0', '0 day 1', '0 close 1', '1 payment 1', '1 day 2', '1 close 2'])
  })

  test('a plan ends at its first revert, other plans do not', () => {
    const overdrawn = scriptedAgent('overdrawn', [
      [
        call('bruno', 'amt.transfer', { to: 'alice', amount: amt('1') }),
        call('bruno', 'amt.transfer', { to: 'alice', amount: amt('100') }),
        call('bruno', 'amt.transfer', { to: 'alice', amount: amt('2') }),
      ],
      [call('alice', 'amt.transfer', { to: 'bruno', amount: 5n })],
    ])
    const result = runScenario(simWorld([overdrawn]), { seed: 1n, days: 1 })
    const sent = result.actions.filter((action) => 'call' in action && action.call === 'amt.transfer')
    expect(sent).toHaveLength(3)
    expect(result.reverts).toEqual({ 'amt.transfer: InsufficientBalance': 1 })
  })

  test('reverts are in the order of their names, whatever an engine’s sort asks of a comparison', () => {
    const names = ['btcb.transfer', 'amt.transfer', 'liqAmt.transfer'] as const
    const overdrawn = scriptedAgent(
      'overdrawn',
      names.map((name) => [call('bruno', name, { to: 'alice', amount: amt('1000000') })]),
    )
    for (const seed of [1n, 2n, 3n, 4n])
      expect(
        Object.keys(withOtherSort(() => runScenario(simWorld([overdrawn]), { seed, days: 1 })).reverts),
      ).toEqual([
        'amt.transfer: InsufficientBalance',
        'btcb.transfer: InsufficientBalance',
        'liqAmt.transfer: InsufficientBalance',
      ])
  })
})

describe('invariants and findings', () => {
  /** False as soon as anything moves AMT after the initial state. */
  const amtNeverMoves: AnyInvariant = {
    name: 'amt-never-moves',
    statement: 'AMT is never transferred.',
    source: 'nowhere: it is false',
    start: () => undefined,
    next: (_state, { action }) =>
      'call' in action && action.call === 'amt.transfer'
        ? { violation: `${action.by} did` }
        : { state: undefined },
  }

  test('a violation is reported once, with its action and day', () => {
    const gift = scriptedAgent('gift', [[call('bruno', 'amt.transfer', { to: 'alice', amount: 1n })]])
    const result = runScenario(simWorld([dailyPayer, gift], { always: [amtNeverMoves, ...INVARIANTS] }), {
      seed: 1n,
      days: 2,
    })
    const index = result.actions.findIndex((action) => 'call' in action && action.call === 'amt.transfer')
    expect(result.invariants['amt-never-moves']).toEqual({
      statement: 'AMT is never transferred.',
      holds: false,
      checks: index + 1,
      violation: { action: index, day: 0, message: 'bruno did' },
    })
    expect(result.invariants['amt-conserved']?.holds).toBe(true)
  })

  test('a finding states the outcome and whether it agrees; an undecided hypothesis is omitted', () => {
    const statement = 'The payments are three'
    const check = (expected: number) => ({
      statement,
      check: ({ closes }: { closes: readonly unknown[] }) => ({
        found: `${closes.length}`,
        asExpected: closes.length === expected,
      }),
    })
    const undecided = { statement: 'Something about the second year', check: () => undefined }
    const { findings } = runScenario(
      simWorld([dailyPayer], { hypotheses: [check(3), check(4), undecided] }),
      {
        seed: 1n,
      },
    )
    expect(findings).toEqual([
      { statement, found: '3', asExpected: true },
      { statement, found: '3', asExpected: false },
    ])
  })
})

describe('the result of a run', () => {
  test('has the shock as an event of the day after its day 0, if the run has that day', () => {
    const events = (days: number, set: Readonly<Record<string, string>>): RunResult['events'] =>
      runScenario(simWorld([]), { seed: 1n, days, set }).events
    const set = { stress: 'may-2022', stressDay: '2' }
    const [shock] = SHOCKS
    expect(events(4, set)).toEqual([{ day: 3, date: '2023-07-15', name: 'may-2022', title: shock.title }])
    expect(events(5, set)).toEqual(events(4, set))
    expect(events(3, set)).toBeUndefined()
    expect(events(4, {})).toBeUndefined()
  })

  test('has the reverts by name', () => {
    const failing = scriptedAgent('failing', [
      [call('bruno', 'usdt.transfer', { to: 'alice', amount: 1n })],
      [call('bruno', 'amt.transfer', { to: 'alice', amount: amt('1000') })],
      [call('bruno', 'burnVault.backingWithdraw', { amount: 1n })],
      [call('bruno', 'btcb.transfer', { to: 'alice', amount: 1n })],
    ])
    // Executed in another order on each day, whatever the order of the first.
    for (const seed of [1n, 2n, 3n]) {
      const { reverts } = runScenario(simWorld([failing]), { seed, days: 2 })
      expect(Object.keys(reverts)).toHaveLength(4)
      expect(Object.keys(reverts)).toEqual(Object.keys(reverts).toSorted())
      expect(new Set(Object.values(reverts))).toEqual(new Set([2]))
    }
  })
})

describe('invalid runs', () => {
  test.each([-1, 1.5, NaN, Infinity])('%s days are rejected', (days) => {
    expect(() => runScenario(simWorld([]), { seed: 1n, days })).toThrow(InvalidDays)
  })

  test('a run of zero days consists of the initial state alone', () => {
    const result = runScenario(simWorld([dailyPayer]), { seed: 1n, days: 0 })
    expect(result.actions).toHaveLength(11)
    expect(daily(result, 'day')).toEqual([])
  })

  test('a revert in the initial state is reported with action and reason', () => {
    const insolvent = scriptedAgent('broke', [], {
      prepare: () => [call('bruno', 'btcb.transfer', { to: 'alice', amount: 1n })],
    })
    expect(() => runScenario(simWorld([insolvent]), { seed: 1n })).toThrow(InitialStateReverted)
  })
})

test('the canonical text of a run names its variants only if it has any', () => {
  const alone = runScenario(simWorld([dailyPayer]), { seed: 1n, days: 1 })
  expect(JSON.parse(canonicalText(alone).split('\n')[0]!)).not.toHaveProperty('variants')
  const compared = { ...alone, variants: [{ name: 'other', actions: [] }] } as unknown as RunResult
  expect(JSON.parse(canonicalText(compared).split('\n')[0]!)).toHaveProperty('variants', [{ name: 'other' }])
})
