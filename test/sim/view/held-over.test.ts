import { expect, test } from 'vitest'

import { scenarios } from '../../../src/scenarios/index.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import { runScenario } from '../../../src/sim/run.ts'
import { heldOver } from '../../../src/sim/view/agent-view.ts'

test('what groups hold on each day is what each day’s view says', () => {
  let run: Summary | undefined
  const baseline = scenarios.find(({ name }) => name === 'baseline')!
  runScenario(baseline, { seed: 1n, days: 40, variants: false, onEnd: (summary) => (run = summary) })
  const { start, closes, people } = run!
  const views = [start, ...closes].map(({ view }) => view)
  const groups = [people.slice(3, 20), people.slice(20, 21), [], people.slice(21)]
  for (const token of ['amt', 'btcb'] as const) {
    const series = heldOver(views, token, groups)
    expect(series).toEqual(groups.map((group) => views.map((view) => view.held(token, group))))
    // Balances that never change would show nothing.
    expect(new Set(series[3]).size).toBeGreaterThan(1)
  }
  expect(heldOver([], 'amt', groups)).toEqual([[], [], [], []])
})
