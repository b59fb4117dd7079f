import { expect, test } from 'vitest'

import { scenarios } from '../../../src/scenarios/index.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'
import type { Group } from '../../../src/sim/recording/holdings.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import { runScenario } from '../../../src/sim/run.ts'

const baseline = scenarios.find(({ name }) => name === 'baseline')!

/** `baseline` with other groups. */
const following = (groups: readonly Group[]): Scenario => ({
  ...baseline,
  at: (given, tables) => {
    const { texts, bound } = baseline.at(given, tables)
    return { texts, bound: { ...bound, groups, tables: () => [] } }
  },
})

function summaryOf(scenario: Scenario): Summary {
  let run: Summary | undefined
  runScenario(scenario, {
    seed: 1n,
    days: 40,
    variants: false,
    pastDays: 'states',
    onEnd: (summary) => (run = summary),
  })
  return run!
}

test('what groups hold at the start and at each close is what the views there say', () => {
  const { people } = summaryOf(following([]))
  const groups = [people.slice(3, 20), people.slice(20, 21), [], people.slice(21)].map((each, at) => ({
    title: `group ${at}`,
    people: each,
  }))
  const { start, closes, holdings } = summaryOf(following(groups))
  expect(holdings).toEqual(
    groups.map((group) => {
      const held = (token: 'amt' | 'btcb') =>
        [start, ...closes].map(({ view }) => view.held(token, group.people))
      return { title: group.title, amt: held('amt'), btcb: held('btcb') }
    }),
  )
  // Balances that never change would show nothing.
  for (const each of [holdings[3]!.amt, holdings[3]!.btcb] as readonly (readonly bigint[])[])
    expect(new Set(each).size).toBeGreaterThan(1)
})

test('without groups, or for an empty one, nothing is held', () => {
  expect(summaryOf(following([])).holdings).toEqual([])
  const [nobody] = summaryOf(following([{ title: 'nobody', people: [] }])).holdings
  expect(nobody).toEqual({ title: 'nobody', amt: Array(41).fill(0n), btcb: Array(41).fill(0n) })
})
