/** What a path contributes to a fan, and the tables that a fan becomes. */
import { describe, expect, test } from 'vitest'
import type { ChartSpec, RunResult, Table } from '../../../src/sim/result.ts'
import { fanOf, fanPathOf, fanTables, percent, type FanPath } from '../../../src/sim/study/fan.ts'

const column = (name: string, cells: readonly string[]) => ({ name, title: name, unit: '', cells })
const chart = (kind: ChartSpec['kind'], table: string, y: readonly string[]): ChartSpec => ({
  name: y.join(),
  title: '',
  caption: '',
  kind,
  table,
  x: 'date',
  y,
})

/** Parts of a result that a fan reads. */
const RESULT = {
  path: 3,
  metrics: {
    end: { title: 'Price at the end', unit: 'BTC/AMT', value: '1.50' },
    gain: { title: 'Gain', unit: '%', value: '-2', worst: 100 },
  },
  findings: [{ statement: 'it rises', found: 'it does', asExpected: true, shows: [] }],
  invariants: { held: { holds: true }, lost: { holds: false }, gone: { holds: false } },
  tables: [
    { name: 'daily', title: '', columns: [column('price', ['1', '2']), column('notes', ['a', 'b'])] },
    { name: 'other', title: '', columns: [column('price', ['7'])] },
    { name: 'daily', title: '', columns: [] },
  ],
  charts: [chart('lines', 'daily', ['price']), chart('bars', 'daily', ['notes'])],
} as unknown as RunResult

describe('the contribution of a path', () => {
  test('is its metrics, findings, broken invariants and the daily columns that charts draw', () => {
    expect(fanPathOf(RESULT)).toEqual({
      path: 3,
      metrics: { end: '1.50', gain: '-2' },
      findings: [{ statement: 'it rises', asExpected: true }],
      broken: ['lost', 'gone'],
      daily: { price: ['1', '2'] },
    })
  })

  test('has no days without a daily table', () => {
    const tables: readonly Table[] = []
    expect(fanPathOf({ ...RESULT, tables }).daily).toEqual({})
  })
})

const pathOf = (path: number, more: Partial<FanPath> = {}): FanPath => ({
  path,
  metrics: { end: String(path), gain: String(path) },
  findings: [],
  broken: [],
  daily: { price: [String(path)] },
  ...more,
})

/** Paths 0 to 99, whose values are their numbers, not in order. */
const hundred = Array.from({ length: 100 }, (_, path) => pathOf((path * 37) % 100))

describe('a fan', () => {
  test('of a hundred paths has the 5th, 25th, 50th, 75th and 95th value of each day in order', () => {
    const { daily, metrics, pathNumbers, values } = fanOf(hundred)
    expect(daily).toEqual([
      { name: 'price', quantiles: { p5: ['4'], p25: ['24'], p50: ['49'], p75: ['74'], p95: ['94'] } },
    ])
    expect(Object.keys(daily[0]!.quantiles)).toEqual(['p5', 'p25', 'p50', 'p75', 'p95'])
    expect(metrics['end']).toEqual({ low: '4', median: '49', high: '94', without: 0, never: 0 })
    expect(pathNumbers).toEqual(Array.from({ length: 100 }, (_, path) => path))
    expect(values['end']).toEqual(pathNumbers.map(String))
  })

  test('of a path more has the first value that at least 5% of the paths do not exceed', () => {
    const { metrics } = fanOf([...hundred, pathOf(100)])
    expect(metrics['end']).toMatchObject({ low: '5', median: '50', high: '95' })
  })

  test('keeps the first text of equal values', () => {
    const texts = ['2', '1', '1.0', '1.00', '1.000']
    const of = (order: readonly string[]) =>
      fanOf(order.map((end, path) => pathOf(path, { metrics: { end } }))).metrics['end']
    expect(of(texts)).toMatchObject({ low: '1', median: '1.00', high: '2' })
    expect(of(['0', '1', '1.0', '1.00', '1.000'])).toMatchObject({ low: '0', median: '1.0', high: '1.000' })
  })

  test('leaves out metrics that not every path has, and hypotheses from the number that state them', () => {
    const [a, b] = [true, false].map((asExpected) => ({ statement: 'it rises', asExpected }))
    const other = { statement: 'it falls', asExpected: true }
    const { metrics, values, hypotheses } = fanOf([
      pathOf(0, { metrics: { end: '1', own: '2' }, findings: [a!, other] }),
      pathOf(1, { metrics: { end: '3' }, findings: [b!] }),
    ])
    expect(Object.keys(metrics)).toEqual(['end'])
    expect(values).toEqual({ end: ['1', '3'] })
    expect(hypotheses).toMatchObject([
      { statement: 'it rises', held: 1, stated: 2 },
      { statement: 'it falls', held: 1, stated: 1 },
    ])
  })

  test('has as many days as its longest path, and none where no path has a number', () => {
    const days = [['1', 'never'], ['3', 'never', '5'], []].map((price, path) =>
      pathOf(path, { daily: { price } }),
    )
    const [{ quantiles }] = fanOf(days).daily as [ReturnType<typeof fanOf>['daily'][0]]
    expect(quantiles['p50']).toEqual(['1', '', '5'])
    expect(quantiles['p95']).toEqual(['3', '', '5'])
    expect(fanOf([pathOf(0, { daily: { price: [] } })]).daily[0]!.quantiles['p95']).toEqual([])
    // A path may lack the column altogether.
    expect(fanOf([pathOf(0), pathOf(1, { daily: {} })]).daily[0]!.quantiles['p95']).toEqual(['0'])
  })

  test('gives the tail risk of returns alone, and the standing of choices by their labels', () => {
    const choice = { name: 'c', title: 'Choice', better: 'higher', metrics: { A: 'end', B: 'gain' } } as const
    const { risks, best } = fanOf(hundred, [choice], RESULT.metrics)
    expect(Object.keys(risks)).toEqual(['gain'])
    expect(best).toMatchObject([{ name: 'c', title: 'Choice' }])
    expect([best[0]!.standing.leader, ...best[0]!.standing.ties].toSorted()).toEqual(['A', 'B'])
  })
})

describe('the tables of a fan', () => {
  const findings = [{ statement: 'it rises', asExpected: true }]
  const fan = fanOf(
    [pathOf(4, { findings }), pathOf(6, { metrics: { end: 'never', gain: '-7' } })],
    [],
    RESULT.metrics,
  )
  const tables = fanTables(fan, RESULT.metrics)
  const shown = (name: string) => {
    const { title, columns } = tables.find((table) => table.name === name)!
    return [title, ...columns.map(({ cells, ...rest }) => [rest.name, rest.title, rest.unit, ...cells])]
  }

  test('are metrics, hypotheses, risks and paths', () => {
    expect(tables.map(({ name }) => name)).toEqual(['fan', 'fan-hypotheses', 'fan-risk', 'fan-paths'])
  })

  test('have a row for each metric', () => {
    expect(shown('fan').slice(1)).toEqual([
      ['metric', 'Metric', '', 'end', 'gain'],
      ['unit', 'Unit', '', 'BTC/AMT', '%'],
      ['p5', '5% of the paths are at or below', '', '4', '-7'],
      ['p50', 'Median', '', '4', '-7'],
      ['p95', '95% of the paths are at or below', '', 'never', '4'],
      ['without', 'Paths without a number', 'paths', '1', '0'],
      ['never', 'Of them, paths with “never”, later than any number', 'paths', '1', '0'],
    ])
    expect(shown('fan')[0]).toContain('over 2 paths')
  })

  test('have a row for each hypothesis, with its interval in percent', () => {
    // Of one path that states it and on which it holds, the exact interval begins at 2.5%.
    expect(shown('fan-hypotheses')).toEqual([
      'Hypotheses over 2 paths',
      ['statement', 'Hypothesis', '', 'it rises'],
      ['held', 'Holds on', 'paths', '1'],
      ['stated', 'Stated on', 'paths', '1'],
      ['low', 'Lower end of the 95% interval', '%', '2.5'],
      ['high', 'Upper end of the 95% interval', '%', '100'],
    ])
  })

  test('have a row for each path', () => {
    expect(shown('fan-paths')).toEqual([
      'Metrics of each path',
      ['path', 'Path', '', '4', '6'],
      ['end', 'Price at the end', 'BTC/AMT', '4', 'never'],
      ['gain', 'Gain', '%', '4', '-7'],
    ])
  })
})

test('percent are rounded to one decimal', () => {
  expect([0, 1, 0.0246, 0.0254, 0.5, 0.99949, 0.99951].map(percent)).toEqual([
    '0',
    '100',
    '2.5',
    '2.5',
    '50',
    '99.9',
    '100',
  ])
})
