import { describe, expect, test } from 'vitest'

import { call, type Agent, type Bid, type Plan, type Proposal } from '../../../src/sim/agent.ts'
import {
  addOffers,
  drawSortKeys,
  sortBids,
  TRANSACTION_ORDERINGS,
  type Offer,
  type TransactionOrdering,
} from '../../../src/sim/engine/transaction-ordering.ts'
import { source, stream, uint32 } from '../../../src/sim/random/stream.ts'
import { uniform } from '../../../src/sim/random/uniform.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { withOtherSort } from '../../support/other-sort.ts'
import { scriptedAgent, simWorld } from '../../support/sim-world.ts'

const GWEI = 10n ** 9n

/** A plan identified by an amount. */
const plan = (mark: number): Plan => [
  call('bruno', 'amt.approve', { spender: 'alice', amount: BigInt(mark) }),
]

const bid = (mark: number, gasPrice: bigint): Bid => ({ plan: plan(mark), gasPrice })

const of = (name: string, proposals: readonly Proposal[], more: Partial<Agent> = {}): Agent =>
  scriptedAgent(name, [], { act: () => proposals, ...more })

/** The marks of the executed plans, by day. */
function marks(
  agents: readonly Agent[],
  ordering: TransactionOrdering,
  { days = 1, seed = 1n } = {},
): readonly string[] {
  const { actions } = runScenario(simWorld(agents, { ordering }), { seed, days })
  const byDay: string[][] = [[]]
  for (const action of actions) {
    if ('wait' in action) byDay.push([])
    else if (action.call === 'amt.approve' && action.args.spender === 'alice')
      byDay.at(-1)!.push(String(action.args.amount))
  }
  return byDay.slice(0, days).map((each) => each.join(' '))
}

describe('ordering by gas price', () => {
  test('executes the higher offer first, on every day and seed', () => {
    const agents = [of('one', [bid(1, 1n), bid(5, 5n)]), of('two', [bid(3, 3n), bid(4, 4n), bid(2, 2n)])]
    for (const seed of [1n, 2n, 3n])
      expect(marks(agents, 'gas', { days: 5, seed })).toEqual(Array.from({ length: 5 }, () => '5 4 3 2 1'))
  })

  test('a bare plan offers the day’s gas price, 3 gwei in the sim world', () => {
    const agents = [of('bare', [plan(2)]), of('bids', [bid(1, 3n * GWEI + 1n), bid(3, 3n * GWEI - 1n)])]
    expect(marks(agents, 'gas', { days: 3 })).toEqual(['1 2 3', '1 2 3', '1 2 3'])
  })

  test('equal offers are in random order, which differs between days', () => {
    const agents = (gasPrice: bigint): readonly Agent[] => [
      of('one', [bid(1, gasPrice), bid(2, gasPrice)]),
      of('two', [bid(3, gasPrice), bid(4, gasPrice)]),
    ]
    const ties = marks(agents(7n), 'gas', { days: 30 })
    expect(ties).toEqual(marks(agents(1n), 'random', { days: 30 }))
    expect(new Set(ties).size).toBeGreaterThan(5)
  })

  test('under random ordering the offered gas price has no effect', () => {
    const offers = marks([of('one', [bid(1, 9n)]), of('two', [bid(2, 1n)])], 'random', { days: 30 })
    expect(offers).toEqual(marks([of('one', [plan(1)]), of('two', [plan(2)])], 'random', { days: 30 }))
    expect(new Set(offers)).toEqual(new Set(['1 2', '2 1']))
  })

  test('adding an agent does not change the order among the others', () => {
    const two = [of('one', [plan(1), plan(2)]), of('two', [plan(3), bid(4, 9n * GWEI)])]
    const alone = marks(two, 'gas', { days: 20 })
    const busy = marks([of('zero', [plan(9), bid(9, 1n)]), ...two], 'gas', { days: 20 })
    expect(busy.map((day) => day.replaceAll('9', '').trim().replaceAll(/ +/g, ' '))).toEqual(alone)
  })

  test('four bids by hand: offers decide first, then sort keys; keys alone or offers alone give another order', () => {
    const at = (mark: number, gasPrice: bigint, sortKey: number) => ({ ...bid(mark, gasPrice), sortKey })
    const bids = [at(1, 5n, 0.2), at(2, 5n, 0.1), at(3, 9n, 0.9), at(4, 9n, 0.8)]
    const order = (which: TransactionOrdering) =>
      sortBids(which, bids).map((each) => bids.findIndex(({ plan }) => plan === each.plan) + 1)
    expect(order('gas')).toEqual([4, 3, 2, 1])
    expect(order('random')).toEqual([2, 1, 4, 3])
    expect(withOtherSort(() => order('gas'))).toEqual([4, 3, 2, 1])
  })

  test('sort keys are uniform draws of the sender’s stream, one for each plan', () => {
    const [draw, again] = [stream(source(1n, 0), 1), stream(source(1n, 0), 1)]
    const offers: Offer[] = []
    addOffers(offers, [plan(1), bid(2, 9n)], 5n, draw)
    expect(drawSortKeys(offers)).toEqual([
      { ...bid(1, 5n), sortKey: uniform(again) },
      { ...bid(2, 9n), sortKey: uniform(again) },
    ])
  })
})

describe('an agent that reacts', () => {
  const seen: (readonly Bid[])[] = []
  const overtaker = of('overtaker', [plan(8)], {
    react: (_view, pending, draw) => {
      seen.push(pending)
      const victim = pending.find(({ plan: [action] }) => action === target)!
      return [
        { plan: plan(1), gasPrice: victim.gasPrice + 1n },
        { plan: plan(3), gasPrice: victim.gasPrice - 1n },
        {
          plan: [call('bruno', 'amt.approve', { spender: 'router', amount: BigInt(uint32(draw)) })],
          gasPrice: 1n,
        },
      ]
    },
  })
  const [target] = plan(2)
  const victim = of('victim', [{ plan: [target!], gasPrice: 50n * GWEI }])

  test('sees all pending plans with their offers, and executes before and after the plan of its choice', () => {
    expect(marks([victim, overtaker], 'gas', { days: 3 })).toEqual(['1 2 3 8', '1 2 3 8', '1 2 3 8'])
    expect(seen).toHaveLength(3)
    expect(seen[0]!.map(({ gasPrice }) => gasPrice)).toEqual([50n * GWEI, 3n * GWEI])
  })

  test('is not called under random ordering', () => {
    seen.length = 0
    const days = marks([victim, overtaker], 'random', { days: 3 })
    expect(days.map((day) => day.split(' ').toSorted().join(' '))).toEqual(['2 8', '2 8', '2 8'])
    expect(seen).toEqual([])
  })

  test('draws from a stream of its own, so its draws do not change those of `act`', () => {
    const drawn = (withReaction: boolean): readonly string[] => {
      const gambler = of('gambler', [], {
        act: (_view, draw) => [
          [call('bruno', 'amt.approve', { spender: 'burnVault', amount: BigInt(uint32(draw)) })],
        ],
        ...(withReaction && {
          react: (_view: unknown, _pending: unknown, draw: Parameters<Agent['act']>[1]) => [
            plan(uint32(draw) % 7),
          ],
        }),
      })
      return runScenario(simWorld([gambler], { ordering: 'gas' }), { seed: 1n, days: 4 })
        .actions.filter((each) => 'call' in each && each.call === 'amt.approve')
        .flatMap((each) =>
          'call' in each && each.call === 'amt.approve' && each.args.spender === 'burnVault'
            ? [String(each.args.amount)]
            : [],
        )
    }
    expect(drawn(true)).toEqual(drawn(false))
    expect(drawn(true)).toHaveLength(4)
  })
})

test('plans are ordered at random or by gas price', () => {
  expect(TRANSACTION_ORDERINGS).toEqual(['random', 'gas'])
})
