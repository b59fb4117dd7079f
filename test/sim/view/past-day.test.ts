import { describe, expect, test } from 'vitest'

import { resultHash } from '../../../src/report/hash.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import { runScenario, type RunOptions } from '../../../src/sim/run.ts'
import type { AgentView } from '../../../src/sim/view/agent-view.ts'
import { NotKept, type PastDays } from '../../../src/sim/view/past-day.ts'

const keepingFigures = scenarios.filter(({ at }) => at({}).bound.pastDays === 'figures')

const DAYS = 25

function run(name: string, pastDays: PastDays, options: Partial<RunOptions> = {}) {
  const scenario = scenarios.find((each) => each.name === name)!
  let summary: Summary | undefined
  const result: RunResult = runScenario(scenario, {
    seed: 1n,
    days: DAYS,
    pastDays,
    onEnd: (end) => (summary = end),
    ...options,
  })
  return { result, summary: summary! }
}

test('several scenarios keep no more of past days than figures', () => {
  expect(keepingFigures.map(({ name }) => name)).toContain('baseline')
  expect(keepingFigures.length).toBeGreaterThan(4)
})

test.each(keepingFigures.map(({ name }) => name))('%s has the result that it has with all states', (name) => {
  const hashes = (['figures', 'states'] as const).map((pastDays) =>
    resultHash(run(name, pastDays, { path: 1, invariants: false }).result),
  )
  expect(hashes[0]).toBe(hashes[1])
})

describe('a past day that keeps figures', () => {
  const { closes: states } = run('baseline', 'states').summary
  const { closes: figures } = run('baseline', 'figures').summary
  const [last, past] = [figures.at(-1)!.view, figures[DAYS - 2]!.view]

  test('answers as the whole state does', () => {
    const answers = (view: AgentView) => ({
      day: view.day,
      now: view.now,
      environment: view.environment,
      past: view.history.slice(),
      pool: view.pool(),
      supply: view.supply('amt'),
      backing: view.backing(),
      payments: view.payments(),
      all: Array.from({ length: Number(view.payments()) }, (_, at) => view.payment(BigInt(at + 1))),
    })
    expect(figures.map(({ view }) => answers(view))).toEqual(states.map(({ view }) => answers(view)))
    expect(past.payments()).toBeGreaterThan(20n)
    expect(figures.map(({ tally }) => tally)).toEqual(states.map(({ tally }) => tally))
  })

  test.each<readonly [question: string, ask: (view: AgentView) => unknown]>([
    ['balance of amt', (view) => view.balance('amt', 'owner')],
    ['held btcb', (view) => view.held('btcb', ['owner'])],
    ['supply of btcb', (view) => view.supply('btcb')],
    ['amtAt of payment 1', (view) => view.amtAt(1n, 'owner')],
    ['hasClaimed of payment 1', (view) => view.hasClaimed(1n, 'owner')],
    ['pair.kLast', (view) => view.ask({ on: 'pair', fn: 'kLast', args: [] })],
  ])('does not answer %s, which the last day does', (question, ask) => {
    expect(() => ask(past)).toThrow(NotKept)
    expect(() => ask(past)).toThrow(`of day ${DAYS - 2}, got ${question};`)
    expect(() => ask(last)).not.toThrow()
  })

  test('knows no payment of a later day, and none with the id 0', () => {
    for (const id of [0n, past.payments() + 1n, last.payments()]) {
      expect(() => past.payment(id)).toThrow(`payments 1 to ${past.payments()} of day ${DAYS - 2}`)
      expect(() => past.payment(id)).toThrow(`got payment ${id};`)
    }
  })
})
