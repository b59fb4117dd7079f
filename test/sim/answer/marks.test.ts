/** Marks of a run: what happens on a day and explains its charts. */
import { describe, expect, test } from 'vitest'
import type { Action } from '../../../src/model/interface/action.ts'
import { marksOf } from '../../../src/sim/answer/marks.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import { result } from '../../report/fixture.ts'

const DAYS = 6
const NEXT_DAY: Action = { wait: 86_400n }
const mint = { by: 'owner', call: 'master.mintMaster', args: { account: 'Ana', amount: 1n } } as const
const deploy = { by: 'owner', call: 'deploy.distributor', args: {} } as unknown as Action

/** A run with these actions on its days, after an initial state that waits, too. */
function run(
  byDay: Readonly<Record<number, readonly Action[]>>,
  changes: Partial<RunResult> = {},
): RunResult {
  const plain = result(DAYS)
  const cells = (at: (day: number) => string) => Array.from({ length: DAYS }, (_each, day) => at(day))
  const column = (name: string, own: readonly string[]) => ({ name, title: name, unit: '', cells: own })
  return {
    ...plain,
    reverts: {},
    actions: [
      mint,
      NEXT_DAY,
      mint,
      ...Array.from({ length: DAYS }, (_each, day) => [...(byDay[day] ?? []), NEXT_DAY]).flat(),
    ],
    tables: [
      {
        name: 'daily',
        title: 'Days',
        columns: [
          column(
            'date',
            cells((day) => `2024-04-1${day}`),
          ),
          column(
            'height',
            cells((day) => String(839_600 + 144 * day)),
          ),
          column(
            'peg',
            cells((day) => (day === 2 || day === 3 || day === 5 ? '0.97' : '1')),
          ),
        ],
      },
    ],
    ...changes,
  }
}

const days = (of: RunResult, name: string): readonly number[] =>
  marksOf(of).flatMap((mark) => (mark.name === name ? [mark.day] : []))

describe('a mark', () => {
  test('is at each emission and reset after the initial state', () => {
    const both = run({ 2: [mint], 4: [deploy] })
    expect(days(both, 'emission')).toEqual([2])
    expect(days(both, 'Great Reset')).toEqual([4])
    expect(days(run({}), 'emission')).toEqual([])
  })

  test('is missing where calls revert, or come on most days', () => {
    expect(days(run({ 2: [mint] }, { reverts: { 'master.mintMaster: X': 1 } }), 'emission')).toEqual([])
    const four = Object.fromEntries([1, 2, 4, 5].map((day) => [day, [mint]]))
    expect(days(run(four), 'emission')).toEqual([1, 2, 4, 5])
    const daily = Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [mint]]))
    expect(days(run(daily), 'emission')).toEqual([])
  })

  test('is on the day whose close has passed a halving', () => {
    // 839,600 + 144 · 3 = 840,032.
    expect(days(run({}), 'halving')).toEqual([3])
  })

  test('is where a peg breaks, once for each time', () => {
    expect(days(run({}), 'peg breaks')).toEqual([2, 5])
  })

  test('is at the end of the lock, within the run only', () => {
    const since = (text: string) => run({}, { parameters: { daysSinceLaunch: text } })
    expect(days(since('727'), 'lock ends')).toEqual([3])
    expect(days(since('729'), 'lock ends')).toEqual([1])
    expect(days(since('725'), 'lock ends')).toEqual([5])
    for (const text of ['700', '724', '730', '731']) expect(days(since(text), 'lock ends')).toEqual([])
  })

  test('has the date of its day, and marks come in the order of days', () => {
    const marks = marksOf(run({ 4: [deploy] }))
    expect(marks.find(({ name }) => name === 'halving')).toMatchObject({ day: 3, date: '2024-04-13' })
    expect(marks.map(({ day }) => day)).toEqual([2, 3, 4, 5])
  })
})

test('a halving is marked on the day whose height passes it, from the second day on', () => {
  const heights = (...cells: readonly number[]): RunResult => {
    const plain = run({})
    const [daily] = plain.tables
    const columns = daily!.columns.map((each) =>
      each.name === 'height' ? { ...each, cells: cells.map(String) } : each,
    )
    return { ...plain, tables: [{ ...daily!, columns }] }
  }
  expect(days(heights(839_998, 839_999, 840_000, 840_001, 840_002, 840_003), 'halving')).toEqual([2])
  expect(days(heights(629_999, 630_000, 630_001, 839_999, 840_000, 840_001), 'halving')).toEqual([1, 4])
  expect(days(heights(840_000, 840_001, 840_002, 840_003, 840_004, 840_005), 'halving')).toEqual([])
})

test('a wait within a day is no end of it, and a run without a daily table has no marks of it', () => {
  const hour: Action = { wait: 3600n }
  expect(days(run({ 2: [hour, mint, hour], 3: [hour] }), 'emission')).toEqual([2])
  expect(days(run({ 2: [mint] }, { tables: [] }), 'emission')).toEqual([2])
})

test('a peg that is broken from the first day on is marked there', () => {
  const pegs = (...cells: readonly string[]): RunResult => {
    const column = { name: 'peg', title: 'Peg', unit: '', cells }
    return run({}, { tables: [{ name: 'daily', title: 'Days', columns: [column] }] })
  }
  expect(marksOf(pegs('0.98', '0.97', '1', '0.99', '0.989', '1'))).toMatchObject([
    // Without a column of dates a mark has none.
    { day: 0, date: '', name: 'peg breaks' },
    { day: 4, date: '', name: 'peg breaks' },
  ])
})

test('what comes after the last day has no mark', () => {
  const whole = run({ 2: [mint] })
  expect(days({ ...whole, actions: [...whole.actions, mint] }, 'emission')).toEqual([2])
})

test('a scenario’s own table or column of the name of a run’s does not replace it', () => {
  const whole = run({ 2: [mint] })
  const [daily] = whole.tables
  const empty = daily!.columns.map((each) => ({ ...each, cells: [] }))
  const columns = [...daily!.columns, ...empty]
  for (const tables of [[daily!, { ...daily!, columns: empty }], [{ ...daily!, columns }]])
    expect(marksOf({ ...whole, tables })).toEqual(marksOf(whole))
  expect(marksOf(whole)[0]!.date).not.toBe('')
})
