/** Cells of the stress matrix: changes, words, payouts and invariants. */
import { describe, expect, test } from 'vitest'
import { scenarios } from '../../../src/scenarios/index.ts'
import type { Summary } from '../../../src/sim/recording/summary.ts'
import { runScenario } from '../../../src/sim/run.ts'
import {
  longestWithoutPayout,
  NoPrimary,
  stressCell,
  stressPath,
  type StressPath,
} from '../../../src/sim/stress/matrix.ts'
import { dailyPayer, simWorld } from '../../support/sim-world.ts'

const path = (value: string, more: Partial<StressPath> = {}): StressPath => ({
  value,
  longestWithout: 0,
  broken: [],
  ...more,
})

const paths = (...values: string[]): readonly StressPath[] => values.map((value) => path(value))

const AMOUNT = { better: 'higher', unit: 'BTC', days: 365 } as const

const summaryOf = (agents: Parameters<typeof simWorld>[0], days: number): Summary => {
  let found: Summary | undefined
  runScenario(simWorld(agents), { seed: 1n, days, onEnd: (run) => (found = run) })
  return found!
}

describe('a cell', () => {
  test('has the relative change of each path in percent: median, lowest, highest', () => {
    const cell = stressCell('x', paths('5', '20', '27'), paths('10', '20', '30'), AMOUNT)
    expect(cell.change).toEqual({ median: '-10', low: '-50', high: '0', paths: 3 })
    expect(cell.value).toBe('20')
  })

  test('averages the middle two of an even number of paths', () => {
    const cell = stressCell('x', paths('5', '20'), paths('10', '20'), AMOUNT)
    expect(cell).toMatchObject({ value: '12.5', change: { median: '-25' } })
  })

  test('turns the sign where lower is better, and keeps that of a negative value', () => {
    expect(stressCell('x', paths('12'), paths('10'), { ...AMOUNT, better: 'lower' }).change?.median).toBe(
      '-20',
    )
    expect(stressCell('x', paths('-12'), paths('-10'), AMOUNT).change?.median).toBe('-20')
  })

  test('has percentage points for a metric in percent', () => {
    expect(stressCell('x', paths('-12.5'), paths('10'), { ...AMOUNT, unit: '%' }).change?.median).toBe(
      '-22.5',
    )
  })

  test('leaves out paths with a word or a value of 0 before, and says how many remain', () => {
    const cell = stressCell('x', paths('never', '5', '5', '5'), paths('10', 'never', '0', '10'), AMOUNT)
    expect(cell.change).toMatchObject({ median: '-50', paths: 1 })
    expect(stressCell('x', paths('never'), paths('10'), AMOUNT)).toEqual({
      stress: 'x',
      stopped: 0,
      broken: {},
    })
  })

  test('counts stopped paths if payouts are made on any path without the shock', () => {
    const dry = path('1', { longestWithout: 365 })
    expect(stressCell('x', [dry, dry], [dry, path('1')], AMOUNT).stopped).toBe(2)
    expect(stressCell('x', [dry, path('1')], [dry, dry], AMOUNT).stopped).toBeUndefined()
  })

  test('has no change without a shock', () => {
    const without = paths('10', '12')
    expect(stressCell('none', without, without, AMOUNT)).toEqual({
      stress: 'none',
      value: '11',
      stopped: 0,
      broken: {},
    })
  })

  test('counts paths on which payouts stop for 30 days, or for all of a shorter run', () => {
    const stopped = (longest: readonly number[], days: number, without = paths('1')): number | undefined =>
      stressCell(
        'x',
        longest.map((longestWithout) => path('1', { longestWithout })),
        longest.map(() => without[0]!),
        { ...AMOUNT, days },
      ).stopped
    expect(stopped([29, 30, 31, 0], 365)).toBe(2)
    expect(stopped([7, 8], 8)).toBe(1)
    expect(stopped([8, 8], 8, [path('1', { longestWithout: 8 })])).toBeUndefined()
  })

  test('counts the paths of each broken invariant', () => {
    const cell = stressCell(
      'x',
      [path('1', { broken: ['a', 'b'] }), path('1', { broken: ['b'] }), path('1')],
      paths('1', '1', '1'),
      AMOUNT,
    )
    expect(cell.broken).toEqual({ a: 1, b: 2 })
  })
})

describe('the contribution of a run', () => {
  test('counts days in a row without a payout', () => {
    expect(longestWithoutPayout(summaryOf([dailyPayer], 5))).toBe(0)
    expect(longestWithoutPayout(summaryOf([], 5))).toBe(5)
    expect(longestWithoutPayout({ ...summaryOf([], 1), closes: [] })).toBe(0)
    const once = {
      ...dailyPayer,
      act: (...[view, draw]: Parameters<typeof dailyPayer.act>) =>
        view.day === 1 ? dailyPayer.act(view, draw) : [],
    }
    expect(longestWithoutPayout(summaryOf([once], 6))).toBe(4)
  })

  test('is an error if the run does not have the metric', () => {
    const result = runScenario(simWorld([]), { seed: 1n, days: 1 })
    expect(() => stressPath(result, { metric: 'wealth', better: 'higher' }, summaryOf([], 1))).toThrow(
      NoPrimary,
    )
    expect(() => stressPath(result, { metric: 'wealth', better: 'higher' }, summaryOf([], 1))).toThrow(
      `expected the primary metric "wealth" among the metrics of ${result.scenario}, got`,
    )
  })
})

describe('every scenario', () => {
  test.each(scenarios.map((each) => [each.name, each] as const))(
    '%s has a primary metric that its runs without variants have as a number',
    (_name, scenario) => {
      const { metric, better } = scenario.primary!
      expect(['higher', 'lower']).toContain(better)
      const days = Math.min(scenario.days, 60)
      const { metrics } = runScenario(scenario, { seed: 1n, days, variants: false })
      expect(metrics).toHaveProperty(metric)
      expect(metrics[metric]!.value).toMatch(/^-?\d+(\.\d+)?$/)
    },
  )
})

test('a path has its value, its longest time without a payout, and the invariants that it breaks', () => {
  const result = {
    scenario: 'x',
    metrics: { wealth: { value: '3.25' } },
    invariants: { a: { holds: true }, b: { holds: false }, c: { holds: false } },
  } as unknown as Parameters<typeof stressPath>[0]
  const run = summaryOf([], 4)
  expect(stressPath(result, { metric: 'wealth', better: 'higher' }, run)).toEqual({
    value: '3.25',
    longestWithout: 4,
    broken: ['b', 'c'],
  })
})

test('the longest time without a payout may be any of several', () => {
  const on = (days: readonly number[]) => ({
    ...dailyPayer,
    act: (...[view, draw]: Parameters<typeof dailyPayer.act>) =>
      days.includes(view.day) ? dailyPayer.act(view, draw) : [],
  })
  expect(longestWithoutPayout(summaryOf([on([0, 4, 6])], 8))).toBe(3)
  expect(longestWithoutPayout(summaryOf([on([0, 2])], 8))).toBe(5)
})

test('values have twelve significant digits, changes six, and each counts its own paths', () => {
  const cell = stressCell('x', paths('1.23456789012345', 'never'), paths('3', '1'), AMOUNT)
  expect(cell).toMatchObject({ value: '1.23456789012', change: { median: '-58.8477', paths: 1 } })
  // A path has a value and no change where the value before is a word.
  expect(stressCell('x', paths('5'), paths('never'), AMOUNT)).toEqual({
    stress: 'x',
    value: '5',
    stopped: 0,
    broken: {},
  })
})
