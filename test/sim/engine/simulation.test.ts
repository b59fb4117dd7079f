/** The day loop: what agents, orderings and the summary see on each day. */
import { describe, expect, test } from 'vitest'

import { PRIVILEGED_ACCOUNTS } from '../../../src/model/interface/accounts.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { apply } from '../../../src/model/economy.ts'
import type { AnyInvariant } from '../../../src/model/invariants/invariants.ts'
import { amt, btcb } from '../../../src/model/kernel/units.ts'
import { approveAll, call, type Agent } from '../../../src/sim/agent.ts'
import type { BoundScenario } from '../../../src/sim/definition/scenario.ts'
import type { RunRules } from '../../../src/sim/engine/journal.ts'
import { simulateDays, type Trajectory } from '../../../src/sim/engine/simulation.ts'
import type { TransactionOrdering } from '../../../src/sim/engine/transaction-ordering.ts'
import { constantProcess } from '../../../src/sim/environment.ts'
import { NotAnAmount } from '../../../src/sim/math/base-units.ts'
import { source, stream, uint32, seek } from '../../../src/sim/random/stream.ts'
import { streamId, StreamNameCollision, streamIds } from '../../../src/sim/random/stream-id.ts'
import { uniform } from '../../../src/sim/random/uniform.ts'
import { NotKept, type PastDays } from '../../../src/sim/view/past-day.ts'
import { verdictsOf } from '../../../src/sim/engine/monitor.ts'
import { dailyPayer, scriptedAgent, simWorld } from '../../support/sim-world.ts'

const FROM = source(5n, 0)

function simulated(
  agents: readonly Agent[],
  {
    days = 3,
    ordering = 'random',
    always = [],
    groups = [],
    pastDays,
    rules,
    changed = {},
  }: {
    readonly days?: number
    readonly ordering?: TransactionOrdering
    readonly always?: readonly AnyInvariant[]
    readonly groups?: readonly { readonly title: string; readonly people: readonly string[] }[]
    readonly pastDays?: PastDays
    readonly rules?: RunRules | undefined
    readonly changed?: Partial<BoundScenario>
  } = {},
): Trajectory {
  const { bound } = simWorld(agents, { ordering }).at({})
  const options = { from: FROM, days, onClose: () => undefined, pastDays, rules }
  return simulateDays({ ...bound, groups, ...changed }, always, options)
}

/** The first draw of a stream of that name on each day. */
function firstDraws(name: string, days: number): readonly number[] {
  const own = stream(FROM, streamId(streamIds(), name))
  return Array.from({ length: days }, (_, day) => {
    seek(own, day)
    return uint32(own)
  })
}

/** The first uniform number of a stream of that name on each day. */
function firstKeys(name: string, days: number): readonly number[] {
  const own = stream(FROM, streamId(streamIds(), name))
  return Array.from({ length: days }, (_, day) => {
    seek(own, day)
    return uniform(own)
  })
}

describe('random numbers', () => {
  test('of an agent on a day are those of its own stream from that day on, however many it drew before', () => {
    const drawn: number[] = []
    const reacted: number[] = []
    const drawer: Agent = {
      ...scriptedAgent('drawer', []),
      act: ({ day }, draw) => {
        drawn.push(uint32(draw))
        // A different number of draws on each day.
        for (let more = 0; more < day; more++) uint32(draw)
        return [[]]
      },
      react: ({ day }, _pending, draw) => {
        reacted.push(uint32(draw))
        for (let more = 0; more < day; more++) uint32(draw)
        return []
      },
    }
    simulated([drawer], { ordering: 'gas', days: 4 })
    expect(drawn).toEqual(firstDraws('agent/drawer', 4))
    expect(reacted).toEqual(firstDraws('react/drawer', 4))
  })

  test('for the order of a day do not depend on how many plans other days had', () => {
    const SENDERS = 6
    const orders = (plansOnDay0: number) => {
      const agents = Array.from({ length: SENDERS }, (_, index) =>
        scriptedAgent(`sender-${index}`, [], {
          act: ({ day }) =>
            Array.from({ length: day === 0 ? plansOnDay0 : 1 }, () => [
              call('bruno', 'amt.approve', { spender: 'alice', amount: BigInt(index) }),
            ]),
        }),
      )
      const { journal } = simulated(agents, { days: 4 })
      return (journal.actions as unknown as readonly object[])
        .filter((action) => 'call' in action && action.call === 'amt.approve')
        .slice(-3 * SENDERS)
    }
    expect(orders(0)).toEqual(orders(1))
    expect(orders(5)).toEqual(orders(1))
  })
})

test('plans of a day are in the order of the first keys of their senders’ streams, by day', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const { journal } = simulated(
    names.map((name, index) =>
      scriptedAgent(name, [[call('bruno', 'amt.approve', { spender: 'alice', amount: BigInt(index) })]]),
    ),
    { days: 3 },
  )
  const keys = names.map((name) => firstKeys(`order/${name}`, 3))
  const expected = [0, 1, 2].flatMap((day) =>
    names.map((_, index) => index).toSorted((one, other) => keys[one]![day]! - keys[other]![day]!),
  )
  const done = (journal.actions as unknown as readonly Action[]).flatMap((action) =>
    'call' in action && action.call === 'amt.approve' && action.by === 'bruno'
      ? [Number(action.args.amount)]
      : [],
  )
  expect(done).toEqual(expected)
})

describe('the summary', () => {
  const trader = scriptedAgent(
    'trader',
    [[call('alice', 'burnVault.backingWithdraw', { amount: amt('1') })]],
    {
      people: [{ name: 'zoe' }],
      prepare: (view) => {
        prepared.push(view.day)
        return [
          approveAll('alice', 'amt', 'burnVault'),
          call('alice', 'burnVault.backingWithdraw', { amount: amt('2') }),
        ]
      },
    },
  )
  const prepared: number[] = []
  const groups = [
    { title: 'Alice', people: ['alice'] },
    { title: 'Others', people: ['bruno', 'zoe'] },
  ]
  const { summary } = simulated([trader], { groups })

  test('has the privileged accounts, then those of the agents', () => {
    expect(summary.people).toEqual([...PRIVILEGED_ACCOUNTS, 'alice', 'bruno', 'zoe'])
  })

  test('starts on day 0, as do the stages and the preparations of the agents', () => {
    expect(Object.keys(summary.stages)).toEqual(['launch'])
    expect([summary.start, ...Object.values(summary.stages)].map(({ view }) => view.day)).toEqual([0, 0])
    expect(prepared).toEqual([0])
    expect(summary.closes.map(({ view }) => view.day)).toEqual([0, 1, 2])
  })

  test('has the trades of its days alone', () => {
    expect(summary.trades.map(({ day, amt: amount }) => [day, amount])).toEqual([
      [0, amt('1')],
      [1, amt('1')],
      [2, amt('1')],
    ])
  })

  test('has what groups hold at the start and at each close', () => {
    expect(summary.holdings.map(({ title, amt: held }) => [title, held])).toEqual([
      ['Alice', [298, 297, 296, 295].map((each) => amt(`${each}`))],
      ['Others', [100, 100, 100, 100].map((each) => amt(`${each}`))],
    ])
    // 10 BTCB for 1,000 AMT: 0.01 for each.
    expect(summary.holdings[0]!.btcb[0]).toBe(btcb('2.02'))
  })
})

test('with figures alone, the last day keeps its state and the days before it do not', () => {
  const { summary } = simulated([dailyPayer], { pastDays: 'figures', days: 4 })
  const balanceOn = (day: number) => summary.closes[day]!.view.balance('amt', 'alice')
  for (const day of [0, 1, 2]) expect(() => balanceOn(day)).toThrow(NotKept)
  expect(balanceOn(3)).toBe(amt('300'))
  // The main figures are the same.
  const whole = simulated([dailyPayer], { pastDays: 'states', days: 4 }).summary
  for (const [day, { view }] of whole.closes.entries()) {
    const figures = summary.closes[day]!.view
    expect([figures.pool(), figures.payments(), figures.backing()]).toEqual([
      view.pool(),
      view.payments(),
      view.backing(),
    ])
    for (let id = 1n; id <= view.payments(); id++) expect(figures.payment(id)).toEqual(view.payment(id))
    expect(view.balance('amt', 'alice')).toBe(amt('300'))
  }
})

test('a violation in the initial state is one of day 0', () => {
  const invariant: AnyInvariant = {
    name: 'no-approvals',
    statement: 'Nobody approves anything.',
    source: 'this test',
    start: () => undefined,
    next: (_state, { action }) =>
      'call' in action && action.call === 'amt.approve' ? { violation: action.by } : { state: undefined },
  }
  const { journal } = simulated([], { always: [invariant] })
  const { violation } = verdictsOf([invariant], journal.monitor, journal.actions.length)['no-approvals']!
  expect(violation).toMatchObject({ day: 0, message: 'owner' })
})

test('a violation as a day ends is one of that day', () => {
  const invariant: AnyInvariant = {
    name: 'no-work-at-night',
    statement: 'Nothing changes while time passes.',
    source: 'this test',
    start: () => undefined,
    next: (_state, { action }) => ('wait' in action ? { violation: 'changed' } : { state: undefined }),
  }
  const verdictWith = (rules?: RunRules) => {
    const { journal } = simulated([], { always: [invariant], rules })
    return verdictsOf([invariant], journal.monitor, journal.actions.length)['no-work-at-night']!
  }
  expect(verdictWith().holds).toBe(true)
  // Other contracts, by which BTCB is minted in the second night.
  let nights = 0
  const days: typeof apply = (economy, action) => {
    const applied = apply(economy, action)
    if (!('wait' in action) || ++nights !== 2) return applied
    return {
      ...applied,
      economy: apply(applied.economy, call('binance', 'btcb.mint', { amount: 1n })).economy,
    }
  }
  expect(verdictWith({ opening: apply, days }).violation).toMatchObject({ day: 1, message: 'changed' })
})

test('under random ordering no agent has a stream for reactions, whose name could collide', () => {
  // `react/hoki` and `agent/fplmua` have the same hash.
  const agents = [scriptedAgent('hoki', []), scriptedAgent('fplmua', [])]
  expect(simulated(agents, { ordering: 'random' }).summary.closes).toHaveLength(3)
  expect(() => simulated(agents, { ordering: 'gas' })).toThrow(StreamNameCollision)
})

describe('a gas price that is none', () => {
  const { bound } = simWorld([]).at({})
  const processes = { ...bound.processes, gas: constantProcess('gas-price', { gwei: NaN }) }
  const closes = (ordering: TransactionOrdering, changed: Partial<BoundScenario> = {}) =>
    simulated([], { ordering, changed: { processes, ...changed } }).summary.closes

  test('is an error where it orders plans, and not under random ordering', () => {
    expect(closes('random')).toHaveLength(3)
    expect(() => closes('gas')).toThrow(NotAnAmount)
  })

  test('is none where nobody plans anything', () => {
    const initialState = { ...bound.initialState, stages: [] }
    expect(closes('gas', { agents: [], initialState })).toHaveLength(3)
  })
})
