import { expect, test } from 'vitest'
import { chart, UnknownColumn } from '../../src/report/chart.ts'
import type { ChartSpec } from '../../src/sim/result.ts'
import { result } from './fixture.ts'

const run = result(10)
const specOf = (name: string): ChartSpec => run.charts.find((each) => each.name === name)!

test('columns of one unit share a panel', () => {
  const { axes, data, scale } = chart(specOf('price-floor'), run.tables)
  expect(axes).toEqual(['yaxis'])
  expect(scale).toBe('log')
  expect(data).toMatchObject([
    { y: 'price', yaxis: 'y', line: { dash: 'solid' } },
    { y: 'floor', yaxis: 'y', line: { dash: 'dash' } },
  ])
})

test('columns of two units get one panel each on a shared x axis', () => {
  const { axes, data, layout } = chart(specOf('rcl'), run.tables)
  expect(axes).toEqual(['yaxis', 'yaxis2'])
  expect(data).toMatchObject([
    { y: 'backing', xaxis: 'x', yaxis: 'y' },
    { y: 'supply', xaxis: 'x', yaxis: 'y2' },
  ])
  const { yaxis, yaxis2 } = layout as Record<
    'yaxis' | 'yaxis2',
    { domain: number[]; title: { text: string } }
  >
  expect([yaxis.title.text, yaxis2.title.text]).toEqual(['BTCB', 'AMT'])
  expect(yaxis.domain[1]).toBe(1)
  expect(yaxis2.domain[0]).toBe(0)
  expect(yaxis2.domain[1]).toBeLessThan(yaxis.domain[0]!)
})

test('all lines share one hover label, with six digits and the unit', () => {
  const { data, layout } = chart(specOf('payout'), run.tables)
  expect(layout).toMatchObject({ hovermode: 'x unified' })
  expect(data).toMatchObject([{ hovertemplate: '%{y:,.6~r} BTCB/AMT' }])
})

test('a waterfall draws its steps and totals', () => {
  const { data } = chart(specOf('payment'), run.tables)
  expect(data).toMatchObject([
    {
      type: 'waterfall',
      y: ['Gross', 'Pool fee', 'Energy', 'Payment', 'To the RCL', 'To liquidity', 'To holders'],
      x: [0.684217, -0.017105425, -0.25, 0.417111575, -0.083422315, -0.00606, 0.32762926],
      measure: ['absolute', 'relative', 'relative', 'total', 'relative', 'relative', 'total'],
    },
  ])
})

test('a chart of an unknown table or column throws', () => {
  expect(() => chart({ ...specOf('payout'), table: 'weeks' }, run.tables)).toThrow(UnknownColumn)
  expect(() => chart({ ...specOf('payout'), y: ['yield'] }, run.tables)).toThrow(UnknownColumn)
  expect(() => chart({ ...specOf('payout'), x: 'date' }, run.tables)).toThrow(UnknownColumn)
})

test('the x axis is linear for numbers, a date axis for dates, and categorical otherwise', () => {
  const kind = (cells: string[]): unknown => {
    const [days, ...others] = run.tables
    const columns = days!.columns.map((column) => (column.name === 'day' ? { ...column, cells } : column))
    const { layout } = chart(specOf('payout'), [{ ...days!, columns }, ...others])
    return (layout as { xaxis: { type: string } }).xaxis.type
  }
  expect(kind(['1', '2'])).toBe('linear')
  expect(kind(['2023-07-12', '2023-07-13'])).toBe('date')
  expect(kind(['2023-07-12', 'later'])).toBe('category')
})
