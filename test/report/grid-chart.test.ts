import { expect, test } from 'vitest'
import { chart, UnknownColumn } from '../../src/report/chart.ts'
import { description } from '../../src/report/figures.ts'
import { gridOf, TwoValues } from '../../src/report/grid-chart.ts'
import { page } from '../../src/report/page.ts'
import type { Column, ChartSpec, Table } from '../../src/sim/result.ts'
import { input, result } from './fixture.ts'

const column = (name: string, cells: readonly string[], unit = ''): Column => ({
  name,
  title: name[0]!.toUpperCase() + name.slice(1),
  unit,
  cells,
})

const table: Table = {
  name: 'sweep',
  title: 'By split and growth',
  columns: [
    column('split', ['100', '20', '100', '20'], '%'),
    column('growth', ['0', '0', '50', '50'], '% a year'),
    column('days', ['120', '730.5', 'never', '1461'], 'days'),
  ],
}

const map: ChartSpec = {
  name: 'catch-up',
  title: 'Days until they meet',
  caption: 'Never is a word.',
  kind: 'heatmap',
  table: 'sweep',
  x: 'split',
  y: ['growth'],
  z: 'days',
}

test('a grid sorts its axes by number and places each value', () => {
  const [x, y, z] = table.columns as [Column, Column, Column]
  expect(gridOf(x, y, z)).toEqual({
    xs: ['20', '100'],
    ys: ['0', '50'],
    cells: [
      ['730.5', '120'],
      ['1461', 'never'],
    ],
  })
})

test('a pair without a row is undefined, and names keep the table’s order', () => {
  expect(gridOf(column('x', ['b', 'a']), column('y', ['1', '2']), column('z', ['5', '6']))).toEqual({
    xs: ['b', 'a'],
    ys: ['1', '2'],
    cells: [
      ['5', undefined],
      [undefined, '6'],
    ],
  })
})

test('two rows for one pair throw', () => {
  const twice = column('x', ['1', '1'])
  expect(() => gridOf(twice, twice, column('z', ['5', '6']))).toThrow(TwoValues)
})

test('a heat map shows the number of each cell, and words as annotations', () => {
  const { data, layout, kind } = chart(map, [table])
  expect(kind).toBe('heatmap')
  expect(data).toMatchObject([
    {
      type: 'heatmap',
      x: ['20', '100'],
      y: ['0', '50'],
      z: [
        [730.5, 120],
        [1461, null],
      ],
      text: [
        ['730.5', '120'],
        ['1,461', ''],
      ],
    },
  ])
  expect(layout).toMatchObject({
    annotations: [{ text: 'never', x: 1, y: 1 }],
    xaxis: {
      title: { text: 'Split (%)' },
      type: 'category',
      categoryarray: ['20', '100'],
      range: [-0.5, 1.5],
    },
  })
})

test('a contour chart has linear numeric axes', () => {
  const { data, layout } = chart({ ...map, kind: 'contour' }, [table])
  expect(data).toMatchObject([{ type: 'contour', x: [20, 100], y: [0, 50], contours: { showlabels: true } }])
  expect(layout).toMatchObject({ annotations: [], xaxis: { type: 'linear' } })
})

test('a grid without a z column throws', () => {
  const { z: _z, ...without } = map
  expect(() => chart(without, [table])).toThrow(UnknownColumn)
})

test('bars are grouped by category, one trace per column', () => {
  const { z: _z, ...flat } = map
  const bars: ChartSpec = {
    ...flat,
    kind: 'bars',
    x: 'class',
    y: ['before', 'after'],
    table: 'wealth',
  }
  const wealth: Table = {
    name: 'wealth',
    title: '',
    columns: [
      column('class', ['holders', 'miners']),
      column('before', ['1', '2'], 'BTC'),
      column('after', ['1.5', '1'], 'BTC'),
    ],
  }
  const { data, layout } = chart(bars, [wealth])
  expect(data).toMatchObject([
    { type: 'bar', x: 'class', y: 'before', name: 'Before' },
    { type: 'bar', x: 'class', y: 'after', name: 'After' },
  ])
  expect(layout).toMatchObject({
    barmode: 'group',
    xaxis: { type: 'category' },
    yaxis: { title: { text: 'BTC' } },
  })
  expect(description(bars, { ...result(1), tables: [wealth] })).toContain(
    'After: between 1 and 1.5 BTC of 2.',
  )
})

test('steps hold until the next row', () => {
  const steps: ChartSpec = { ...map, kind: 'steps', x: 'growth', y: ['split'] }
  expect(chart(steps, [table]).data).toMatchObject([{ line: { shape: 'hv' } }])
})

test('the text alternative of a grid states the range of its numbers and the count of words', () => {
  expect(description(map, { ...result(1), tables: [table] })).toContain(
    'Days: between 120 and 1,461 days, never in 1 of 4.',
  )
})

test('the page shows the three columns of a grid as a table, without a logarithmic scale', () => {
  const html = page(input({ result: { ...result(1), tables: [table], charts: [map] } }))
  expect(html).toContain('data-columns="split growth days"')
  expect(html).not.toContain('data-scale="log"')
})

test('colours of a heat map can end at limits, and be strongest for the lowest values', () => {
  const drawn = (more: Partial<ChartSpec>): unknown => chart({ ...map, ...more }, [table]).data[0]
  expect(drawn({ limits: [-100, 0], strongest: 'lowest' })).toMatchObject({
    zmin: -100,
    zmax: 0,
    reversescale: true,
  })
  for (const key of ['zmin', 'zmax', 'reversescale']) expect(drawn({})).not.toHaveProperty(key)
})
