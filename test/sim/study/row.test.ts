/** From the result of one path to its row, and from rows to a study's result. */
import { describe, expect, test } from 'vitest'
import type { RunResult } from '../../../src/sim/result.ts'
import { furtherPaths } from '../../../src/sim/study/fan-run.ts'
import { riskNeeds } from '../../../src/sim/study/fan-risk.ts'
import { kindOf, mergeKinds } from '../../../src/sim/study/kind.ts'
import { estimateProportion } from '../../../src/sim/study/proportion.ts'
import { meanNumber, summaryOf } from '../../../src/sim/study/result.ts'
import { byTask, failedRow, rowOf, type Row } from '../../../src/sim/study/row.ts'
import { sensitivityWithTails, type Sensitivity } from '../../../src/sim/study/sensitivity.ts'
import { isChecked, settingsAt, tasksOf, type StudySpec } from '../../../src/sim/study/spec.ts'
import { MOST_FAILURES, MOST_RANKED, NO_VALUES, tallyOf } from '../../../src/sim/study/tally.ts'
import { withOtherSort } from '../../support/other-sort.ts'
import { madeUpRow } from './made-up-row.ts'

const VIOLATION = { action: 4, day: 2, message: 'fell' }

/** What rows and kinds read of a result. */
const RESULT = {
  actions: [1, 2, 3, 4, 5],
  reverts: { 'router.swap: Paused': 2, 'amt.transfer: ExceedsBalance': 3 },
  metrics: {
    floor: { title: 'Floor', unit: 'BTCB/AMT', value: '0.5' },
    profit: { title: 'Profit', unit: 'BTC', value: 'never', worst: 1 },
  },
  invariants: {
    rate: { statement: 'The rate never falls.', holds: false, checks: 3, violation: VIOLATION },
    cap: { statement: 'Supply is within its cap.', holds: true, checks: 9 },
    backed: { statement: 'Shares are backed.', holds: true, checks: 8 },
  },
} as unknown as RunResult

describe('a row', () => {
  test('has the counts, the exact values and the violations of its path', () => {
    const row: Row = {
      point: 1,
      path: 2,
      resultHash: 'abc',
      actions: 5,
      refused: 5,
      checks: 9,
      broken: { rate: { checks: 3, ...VIOLATION } },
      metrics: { floor: '0.5', profit: 'never' },
    }
    expect(rowOf({ point: 1, path: 2 }, RESULT, 'abc')).toEqual(row)
    expect(rowOf({ point: 1, path: 2 }, { ...RESULT, unchecked: true } as RunResult, 'abc').checks).toBe(0)
    expect(rowOf({ point: 1, path: 2 }, { ...RESULT, invariants: {} }, 'abc')).toEqual({
      ...row,
      checks: 0,
      broken: {},
    })
  })

  test('of a failed path has its error and nothing else', () => {
    const nothing = { resultHash: '', actions: 0, refused: 0, checks: 0, broken: {}, metrics: {} }
    const task = { point: 3, path: 4 }
    expect(failedRow(task, new RangeError('lost'))).toEqual({
      ...task,
      ...nothing,
      error: 'RangeError: lost',
    })
    expect(failedRow(task, 'lost')).toEqual({ ...task, ...nothing, error: 'lost' })
  })

  test('comes by its point, then by its path', () => {
    const tasks = [1, 0].flatMap((point) => [2, 0, 1].map((path) => ({ point, path })))
    expect(tasks.toSorted(byTask).map(({ point, path }) => `${point}.${path}`)).toEqual([
      '0.0',
      '0.1',
      '0.2',
      '1.0',
      '1.1',
      '1.2',
    ])
  })
})

test('the kind of a result names its metrics and invariants; kinds of several points are joined', () => {
  const kind = kindOf(RESULT)
  expect(kind).toEqual({
    metrics: {
      floor: { title: 'Floor', unit: 'BTCB/AMT' },
      profit: { title: 'Profit', unit: 'BTC', worst: 1 },
    },
    invariants: {
      rate: 'The rate never falls.',
      cap: 'Supply is within its cap.',
      backed: 'Shares are backed.',
    },
  })
  const [one, two] = [
    { metrics: { a: { title: 'A', unit: 'x' } }, invariants: { p: 'P' } },
    { metrics: { b: { title: 'B', unit: 'y' } }, invariants: { q: 'Q' } },
  ]
  expect(mergeKinds(one, two)).toEqual({
    metrics: { ...one.metrics, ...two.metrics },
    invariants: { p: 'P', q: 'Q' },
  })
  expect(mergeKinds(undefined, two)).toEqual(two)
  expect(mergeKinds(one, undefined)).toEqual(one)
  expect(mergeKinds(undefined, undefined)).toBeUndefined()
})

test('a specification has the settings of each point, its number of tasks, and which are checked', () => {
  const spec = {
    set: { a: '1', b: '2' },
    points: [{}, { b: '3' }, { c: '4' }],
    runs: 7,
  } as unknown as StudySpec
  expect(settingsAt(spec, 0)).toEqual({ a: '1', b: '2' })
  expect(settingsAt(spec, 1)).toEqual({ a: '1', b: '3' })
  expect(settingsAt(spec, 2)).toEqual({ a: '1', b: '2', c: '4' })
  expect(tasksOf(spec)).toBe(21)
  const paths = [0, 1, 9, 10, 11, 20]
  expect(paths.filter((path) => isChecked({ invariants: 'sampled' }, path))).toEqual([0, 10, 20])
  expect(paths.filter((path) => isChecked({}, path))).toEqual(paths)
})

test('further paths of a fan are the first ones without its own', () => {
  expect(furtherPaths(0, 3)).toEqual([1, 2, 3])
  expect(furtherPaths(2, 3)).toEqual([0, 1, 3])
  expect(furtherPaths(9, 2)).toEqual([0, 1])
  expect(furtherPaths(1, 0)).toEqual([])
  expect(furtherPaths(3, 3)).toEqual([0, 1, 2])
})

test('the risks of a fan need as many paths as the most demanding of them', () => {
  const risk = (needs?: number): never => (needs === undefined ? {} : { needs }) as never
  expect(riskNeeds({ a: risk(40), b: risk(), c: risk(90), d: risk(60) })).toBe(90)
  expect(riskNeeds({ b: risk() })).toBeUndefined()
})

test('sensitivities of quantiles are added to those of means where there are any', () => {
  const of = (metric: string): Sensitivity => ({ method: 'morris', metrics: { [metric]: {} } })
  const none: Sensitivity = { method: 'morris', metrics: {} }
  const [means, p5, p95] = ['mean', 'low', 'high'].map(of) as [Sensitivity, Sensitivity, Sensitivity]
  expect(sensitivityWithTails(means, { p5, p95 })).toEqual({
    ...means,
    tails: { p5: p5.metrics, p95: p95.metrics },
  })
  expect(sensitivityWithTails(means, { p5: none, p95 })).toEqual(means)
  expect(sensitivityWithTails(means, { p5, p95: none })?.tails).toEqual({ p5: p5.metrics, p95: {} })
  for (const tails of [
    { p5: undefined, p95 },
    { p5, p95: undefined },
  ])
    expect(sensitivityWithTails(means, tails)).toEqual(means)
  expect(sensitivityWithTails(undefined, { p5, p95 })).toBeUndefined()
})

describe('a summary', () => {
  const KIND = {
    metrics: { profit: { title: 'Profit', unit: '%', worst: 100 }, empty: { title: 'Empty', unit: 'x' } },
    invariants: { rate: 'The rate never falls.', cap: 'Supply is within its cap.' },
  }
  const row = (path: number, profit: string, more: Partial<Row> = {}): Row =>
    madeUpRow(path, { profit }, more)
  const broken = { rate: { checks: 4, ...VIOLATION } }
  const rows = [
    row(0, '3'),
    row(1, 'never', { broken }),
    row(2, '1', { broken }),
    row(3, 'first', { checks: 0 }),
    row(4, '2', { checks: 1 }),
    row(5, 'never'),
    failedRow({ point: 0, path: 6 }, new Error('lost')),
  ]

  test('counts over all paths what each metric and invariant did', () => {
    const { metrics, failures, invariants, ...counts } = summaryOf(tallyOf(rows), KIND)
    expect(counts).toEqual({ paths: 7, actions: 60, refused: 6, checkedPaths: 5 })
    expect(failures).toEqual({
      paths: estimateProportion(1, 7, false),
      first: [{ point: 0, path: 6, error: 'Error: lost' }],
    })
    expect(invariants).toEqual({
      rate: {
        statement: 'The rate never falls.',
        holds: false,
        checks: 41 - 2 * 6,
        broken: estimateProportion(2, 5, false),
        first: { point: 0, path: 1, ...VIOLATION },
      },
      cap: {
        statement: 'Supply is within its cap.',
        holds: true,
        checks: 41,
        broken: estimateProportion(0, 5, false),
      },
    })
    const { tailRisk, quantiles, quantileIntervals, meanError, ...exact } = metrics['profit']!
    expect(exact).toEqual({
      title: 'Profit',
      unit: '%',
      count: 3,
      words: { first: estimateProportion(1, 6, false), never: estimateProportion(2, 6, false) },
      mean: '2',
      sd: '1',
      min: '1',
      max: '3',
      quantileError: '0',
    })
    expect(Object.keys(exact.words)).toEqual(['first', 'never'])
    // Student's t at 97.5% and two degrees of freedom, over the root of three values.
    expect(Number(meanError)).toBeCloseTo(4.302653 / Math.sqrt(3), 5)
    expect(quantiles).toMatchObject({ p5: '1', p50: '3', p95: 'never' })
    expect(quantileIntervals).toBeDefined()
    expect(tailRisk).toBeDefined()
    expect(metrics['empty']).toMatchObject({ count: 0, words: {}, quantileError: '0' })
    expect(metrics['empty']).not.toHaveProperty('mean')
  })

  test('has its words by the alphabet', () => {
    const words = ['never', 'first', 'zero', 'last', 'all'].map((word, path) => row(path, word))
    const order = () => Object.keys(summaryOf(tallyOf(words), KIND).metrics['profit']!.words)
    const sorted = ['all', 'first', 'last', 'never', 'zero']
    expect(order()).toEqual(sorted)
    expect(withOtherSort(order)).toEqual(sorted)
  })

  test('of pooled points has no intervals, since their paths share random numbers', () => {
    const { metrics, invariants } = summaryOf(tallyOf(rows), KIND, { pooled: true })
    for (const left of ['quantileIntervals', 'tailRisk']) expect(metrics['profit']).not.toHaveProperty(left)
    expect(invariants['rate']!.broken).toEqual(estimateProportion(2, 5, true))
  })

  test('says on how many paths it checked only if that is not all', () => {
    const checkedOf = (some: readonly Row[], kind = KIND): number | undefined =>
      summaryOf(tallyOf(some), kind).checkedPaths
    expect(checkedOf([row(0, '1'), row(1, '2')])).toBeUndefined()
    expect(checkedOf([row(0, '1'), row(1, '2', { checks: 0 })])).toBe(1)
    expect(
      checkedOf([row(0, '1', { checks: 0 })], { ...KIND, invariants: {} as typeof KIND.invariants }),
    ).toBeUndefined()
    expect(summaryOf(tallyOf([]), undefined)).toMatchObject({ paths: 0, metrics: {}, invariants: {} })
  })

  test('has the mean of a metric as a number, NaN without values', () => {
    expect(meanNumber(tallyOf(rows).metrics.get('profit')!)).toBe(2)
    expect(meanNumber(NO_VALUES)).toBeNaN()
  })

  test('keeps the first failures and the most extreme values, in order of tasks', () => {
    const many = Array.from({ length: 300 }, (_, path) => 299 - path)
    const tally = tallyOf([
      ...many.map((path) => row(path, String(path % 7))),
      ...many.map((path) => failedRow({ point: 1, path }, new Error('lost'))),
    ])
    expect(tally.failures.map(({ path }) => path)).toEqual(
      Array.from({ length: MOST_FAILURES }, (_, path) => path),
    )
    const { lowest, highest } = tally.metrics.get('profit')!
    const expected = (order: (path: number) => number): readonly number[] =>
      many.toSorted((a, b) => order(a % 7) - order(b % 7) || a - b).slice(0, MOST_RANKED)
    expect(lowest.map(({ path }) => path)).toEqual(expected((value) => value))
    expect(highest.map(({ path }) => path)).toEqual(expected((value) => -value))
    expect(lowest[0]).toEqual({ point: 0, path: 0, value: '0', resultHash: 'hash 0' })
  })
})

test('a part of the worst results that is asked for is that of the tail', () => {
  const kind = { metrics: { profit: { title: '', unit: '%', worst: 100 } }, invariants: {} }
  const rows = Array.from({ length: 50 }, (_, path) => madeUpRow(path, { profit: `${-path}` }))
  const riskAt = (worstPart: number) =>
    summaryOf(tallyOf(rows), kind, { worstPart }).metrics['profit']!.tailRisk!
  expect([5, 20].map((part) => riskAt(part).worstPart)).toEqual([5, 20])
  // Four fifths of 50 paths lose at most 39, nine tenths at most 44.
  expect([20, 10].map((part) => riskAt(part).valueAtRisk.value)).toEqual(['39', '44'])
  const [named] = Object.values(kindOf({ ...RESULT, invariants: {} } as RunResult).metrics)
  expect(Object.keys(named!)).toEqual(['title', 'unit'])
})

test('failures name their own tasks, whatever the number of paths', () => {
  const rows = [madeUpRow(0, {}), failedRow({ point: 2, path: 8 }, new Error('lost'))]
  const { first } = summaryOf(tallyOf(rows), undefined).failures
  expect(first).toEqual([{ point: 2, path: 8, error: 'Error: lost' }])
})
