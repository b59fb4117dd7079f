/** Proposals of agents are checked before anything of them is executed. */
import { expect, test } from 'vitest'
import baseline from '../../../src/scenarios/baseline/index.ts'
import { call, type Agent, type Proposal } from '../../../src/sim/agent.ts'
import { checkedProposals, InvalidProposal } from '../../../src/sim/engine/proposals.ts'
import type { TransactionOrdering } from '../../../src/sim/engine/transaction-ordering.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'
import { runScenario } from '../../../src/sim/run.ts'

const action = call('owner', 'amt.transfer', { to: 'owner', amount: 1n })
const message = (given: unknown): string => {
  try {
    checkedProposals('whale', 3, given as readonly Proposal[])
  } catch (error) {
    if (error instanceof InvalidProposal) return error.message
    throw error
  }
  return ''
}

test('plans and bids of known functions and waits are accepted', () => {
  const proposals: readonly Proposal[] = [[], [action, { wait: 5n }], { plan: [action], gasPrice: 7n }]
  expect(checkedProposals('whale', 3, proposals)).toBe(proposals)
})

test.each([
  ['a bracket too many', [[[action]]], 'Remove one pair of brackets'],
  ['a bracket too few', [action], 'return [[action]]'],
  ['no list at all', undefined, 'Return []'],
  ['an unknown function', [[{ by: 'owner', call: 'amt.tranfser', args: {} }]], 'amt.tranfser'],
  ['a wait in a number', [[{ wait: 5 }]], 'got {"wait":5}'],
  ['a bid without a plan', [{ plan: undefined, gasPrice: 1n }], 'as plan 1; got undefined'],
  ['nothing for an action', [[action], [null]], 'as plan 2; got null'],
])('%s is an error that names the agent and the day', (_what, given, said) => {
  expect(message(given)).toMatch(/^agent "whale", day 3: expected /)
  expect(message(given)).toContain(said)
})

test('an action of another kind is described by its first 60 characters, and how to make one', () => {
  const longest = { note: 'x'.repeat(60 - '{"note":""}'.length) }
  expect(message([[longest]])).toBe(
    `agent "whale", day 3: expected actions as plan 1; got ${JSON.stringify(longest)}. ` +
      'Make actions by call(by, "contract.function", arguments).',
  )
  const longer = { note: `${longest.note}x` }
  expect(message([[longer]])).toContain(`got ${JSON.stringify(longer).slice(0, 60)}…. Make`)
  expect(message([[{ amount: 5n }]])).toContain('got {"amount":"5"}. Make')
})

test('no list at all, and the first of several mistakes, are named', () => {
  expect(message(undefined)).toBe(
    'agent "whale", day 3: expected a list of plans; got undefined. Return [] to do nothing.',
  )
  expect(message([[action, { first: 1 }, { second: 2 }]])).toContain('got {"first":1}.')
  expect(message([[action], [{ first: 1 }], [{ second: 2 }]])).toContain('as plan 2; got {"first":1}.')
})

test('a list and what is no plan at all are named by what they are', () => {
  expect(message([[[action, action]]])).toBe(
    'agent "whale", day 3: expected actions as plan 1; got a list of length 2. ' +
      'Remove one pair of brackets around the actions.',
  )
  for (const [given, said] of [
    [null, 'null'],
    [5, '5'],
    ['buy', '"buy"'],
  ] as const)
    expect(message([[], given])).toContain(`expected a list of actions as plan 2; got ${said}. A plan is a`)
})

test('a name that is no text, or no function, is not called', () => {
  for (const name of [5, 'amt.tranfser', undefined])
    expect(message([[{ by: 'owner', call: name, args: {} }]])).toContain('expected actions as plan 1')
})

/** The baseline with one more agent. */
function withAgent(added: Agent, ordering: TransactionOrdering): Scenario {
  return {
    ...baseline,
    at: (given, tables) => {
      const { texts, bound } = baseline.at(given, tables)
      return { texts, bound: { ...bound, ordering, agents: [...bound.agents, added] } }
    },
  }
}

test('a run checks what an agent proposes and how it reacts', () => {
  const wrong = [[[action]]] as unknown as readonly Proposal[]
  const idle: Agent = { name: 'whale', people: [], phase: 'day', act: () => [] }
  const run = (added: Agent, ordering: TransactionOrdering = 'random'): unknown =>
    runScenario(withAgent(added, ordering), { seed: 1n, days: 1 })
  expect(() => run(idle)).not.toThrow()
  expect(() => run({ ...idle, act: () => wrong })).toThrow('agent "whale", day 0')
  expect(() => run({ ...idle, react: () => wrong }, 'gas')).toThrow('agent "whale", day 0')
})
