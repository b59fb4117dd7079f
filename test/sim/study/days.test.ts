import { describe, expect, test } from 'vitest'
import { daysOf, DaysSum, pathDays, type Days } from '../../../src/sim/study/days.ts'
import { DAY_GRID, FAN, quantilesOf } from '../../../src/sim/study/quantiles.ts'

const sumOf = (...parts: readonly Days[]): Days | undefined => {
  const sum = new DaysSum()
  for (const part of parts) sum.add(part)
  return sum.days()
}

const named = (name: string, cells: readonly string[]) => ({ name, title: name, unit: '', cells })

describe('days', () => {
  const table = (prices: string[], dates = ['2023-07-12', '2023-07-13']) => ({
    name: 'daily',
    title: '',
    columns: [
      { name: 'date', title: 'Date', unit: 'date', cells: dates },
      { name: 'price', title: 'Price', unit: 'BTC', cells: prices },
    ],
  })

  test('give quantiles of every column of numbers by day, whatever the cut', () => {
    const paths = [
      ['1', '10'],
      ['2', 'never'],
      ['3', '30'],
      ['4', '40'],
    ].map((cells) => pathDays(table(cells)))
    const whole = daysOf(paths)
    expect(sumOf(daysOf(paths.slice(0, 3)), daysOf(paths.slice(3)))).toEqual(whole)
    expect(whole.columns.map(({ name }) => name)).toEqual(['price'])
    const [first, second] = whole.columns[0]!.sketches
    expect(quantilesOf(first!, FAN, DAY_GRID)).toEqual({ p5: '1', p25: '1', p50: '2', p75: '3', p95: '4' })
    expect(quantilesOf(second!, [500], DAY_GRID)).toEqual({ p50: '30' })
  })

  test('keep text columns that are equal on all paths', () => {
    const same = daysOf([pathDays(table(['1', '2'])), pathDays(table(['3', '4']))])
    expect(same.labels.map(({ name }) => name)).toEqual(['date'])
    const other = daysOf([
      pathDays(table(['1', '2'])),
      pathDays(table(['3', '4'], ['2023-07-12', '2023-07-14'])),
    ])
    expect(other.labels).toEqual([])
    expect(sumOf(same, other)?.labels).toEqual([])
  })

  test('have no day where no path has one', () => {
    const column = { name: 'price', title: 'Price', unit: 'BTC' }
    const days = daysOf([{ columns: [{ ...column, values: new Float64Array() }], labels: [] }])
    expect(days.columns).toEqual([{ ...column, sketches: [] }])
  })

  test('have one value for each day and number, in which words and empty cells are none', () => {
    const { columns, labels } = pathDays(table(['1', '', 'never', '-2.5'], ['a', '2', 'b', 'c']))
    expect(labels).toEqual([])
    expect(columns).toEqual([
      { name: 'date', title: 'Date', unit: 'date', values: Float64Array.of(NaN, 2, NaN, NaN) },
      { name: 'price', title: 'Price', unit: 'BTC', values: Float64Array.of(1, NaN, NaN, -2.5) },
    ])
    // A number has digits before and after its point, and nothing around them.
    for (const cell of ['1.', '.5', '1e5', '1 %', '+1', ''])
      expect(pathDays(table([cell])).columns.map(({ name }) => name)).toEqual([])
  })

  test('are as many as the longest path has, with the values of those paths that reach them', () => {
    const paths = [['1'], ['2', '7', '9'], ['3', 'never']].map((cells) => pathDays(table(cells, [])))
    const [price] = daysOf(paths).columns
    const values = price!.sketches.map((sketch) => quantilesOf(sketch, [50, 500, 950], DAY_GRID))
    expect(price).toMatchObject({ name: 'price', title: 'Price', unit: 'BTC' })
    expect(values).toEqual([
      { p5: '1', p50: '2', p95: '3' },
      { p5: '7', p50: '7', p95: '7' },
      { p5: '9', p50: '9', p95: '9' },
    ])
    expect(sumOf(daysOf(paths.slice(0, 1)), daysOf(paths.slice(1)))).toEqual(daysOf(paths))
    expect(sumOf(daysOf(paths.slice(1)), daysOf(paths.slice(0, 1)))).toEqual(daysOf(paths))
  })

  test('have the columns of every path, in the order in which they are first met', () => {
    const daily = (...columns: ReturnType<typeof named>[]) => pathDays({ name: 'daily', title: '', columns })
    const paths = [
      daily(named('a', ['1']), named('word', ['x'])),
      daily(named('b', ['2']), named('a', ['3'])),
    ]
    const whole = daysOf(paths)
    expect(whole.columns.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(whole.columns.map(({ sketches }) => quantilesOf(sketches[0]!, [950], DAY_GRID))).toEqual([
      { p95: '3' },
      { p95: '2' },
    ])
    // A text column that a path does not have is not the same on all.
    expect(whole.labels).toEqual([])
    expect(sumOf(...paths.map((path) => daysOf([path])))).toEqual(whole)
  })

  test('of no paths have no columns, and a sum of nothing is none', () => {
    expect(daysOf([])).toEqual({ columns: [], labels: [] })
    expect(new DaysSum().days()).toBeUndefined()
  })

  test('keep a text column by its name, and only if all its cells are the same', () => {
    const labelled = (...labels: ReturnType<typeof named>[]) => ({ columns: [], labels })
    const [a, b] = [named('a', ['x', 'y']), named('b', ['z', ''])]
    expect(sumOf(labelled(a, b), labelled(b, a))?.labels).toEqual([a, b])
    expect(sumOf(labelled(a, b), labelled(named('a', ['x']), b))?.labels).toEqual([b])
    expect(sumOf(labelled(a), labelled(named('a', ['xy'])))?.labels).toEqual([])
    expect(sumOf(labelled(a), labelled(b), labelled(a))?.labels).toEqual([])
  })
})
