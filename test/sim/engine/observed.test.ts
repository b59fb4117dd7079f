import { expect, test } from 'vitest'
import { viewDomainOf } from '../../../src/model/economy.ts'
import { answerOf, viewsOf } from '../../../src/model/surface/observation.ts'
import { observedOf } from '../../../src/sim/engine/monitor.ts'
import { viewOf, type AgentView } from '../../../src/sim/view/agent-view.ts'
import { vaultsWorld } from '../../support/model-world.ts'

const { economy } = vaultsWorld()

test('an answer without an object for its view is the answer of the view', () => {
  const observed = observedOf(economy)
  const plain = { read: observed.read.bind(observed) }
  let compared = 0
  for (const view of viewsOf(viewDomainOf(economy))) {
    const [a, b, ...more] = view.args
    if (more.length > 0) continue
    const answer = observed.read(view)
    expect(answerOf(observed, view.on, view.fn, a, b), view.fn).toEqual(answer)
    expect(answerOf(plain, view.on, view.fn, a, b), view.fn).toEqual(answer)
    compared++
  }
  expect(compared).toBeGreaterThan(500)
})

test('accounts hold together what each of them holds', () => {
  const view = viewOf(economy, { day: 0 } as Pick<AgentView, 'day' | 'environment' | 'history'>)
  const { people } = economy.names
  for (const token of ['amt', 'btcb', 'pair'] as const)
    for (const some of [people, people.slice(2), []])
      expect(view.held(token, some)).toBe(some.reduce((sum, each) => sum + view.balance(token, each), 0n))
})
