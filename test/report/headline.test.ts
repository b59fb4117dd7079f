/** Headlines: findings of charts, generated from their data. */
import { describe, expect, test } from 'vitest'
import { chart } from '../../src/report/chart.ts'
import { fanHeadline, headline } from '../../src/report/headline.ts'
import { page } from '../../src/report/page.ts'
import { caseNames } from '../../src/report/reader-tables.ts'
import type { ChartSpec, Column, Table } from '../../src/sim/result.ts'
import { pageData } from '../support/page-data.ts'
import { input, result } from './fixture.ts'

const column = (name: string, title: string, unit: string, ...cells: string[]) => ({
  name,
  title,
  unit,
  cells,
})

const table: Table = {
  name: 't',
  title: 'T',
  columns: [
    column('date', 'Date', '', '2023-07-12', '2023-07-13', '2023-07-14'),
    column('price', 'Pool price', 'BTC/AMT', '0.00001', '0.000004', '0.0000025'),
    column('floor', 'Floor (RCL)', 'BTC/AMT', '0.0000005', '', '0.000006'),
    column('even', 'Rate', 'BTC', '3', '3', '3'),
    column('wave', 'Wave', 'BTC', '3', '9', '3'),
    column('gas', 'Gas price', 'gwei', '1', '5', '10'),
    column('who', 'Party', '', 'Miner', 'Trader', 'Staker'),
    column('gain', 'Gain', '%', '-5', '12.5', 'never'),
  ],
}

const said = (kind: ChartSpec['kind'], x: string, y: readonly string[], z?: string, own = table) => {
  const spec: ChartSpec = {
    name: 'c',
    title: 'C',
    caption: 'What.',
    kind,
    table: 't',
    x,
    y,
    ...(z === undefined ? {} : { z }),
  }
  return headline(spec, [own])
}

describe('the headline', () => {
  test('of lines over time has first and last values, with the change', () => {
    expect(said('lines', 'date', ['price', 'floor'])).toBe(
      'Pool price falls from 1,000 to 250 sat/AMT (−75%); floor (RCL) rises from 50 to 600 sat/AMT ' +
        '(12.0-fold)',
    )
    expect(said('steps', 'date', ['even'])).toBe('Rate stays at 3 BTC')
    expect(said('lines', 'date', ['wave'])).toBe('Wave ends where it began, at 3 BTC')
    expect(said('lines', 'gas', ['wave'])).toBe(
      'Wave ends where it began, at 3 BTC, as gas price goes from 1 to 10 gwei',
    )
  })

  test('of bars names the extremes', () => {
    expect(said('bars', 'who', ['gain'])).toBe('Gain: from -5% (Miner) to 12.5% (Trader)')
    expect(said('bars', 'who', ['even'])).toBe('All are 3 BTC')
  })

  /** A grid of two splits by two days. */
  const grid = (...cells: string[]): Table => ({
    name: 't',
    title: 'T',
    columns: [
      column('split', 'Split', '%', '0', '0', '100', '100'),
      column('day', 'Exit', 'day', '90', '180', '90', '180'),
      column('z', 'Proceeds', 'sat/AMT', ...cells),
    ],
  })

  test('of a grid says first if a parameter makes no difference', () => {
    const of = (...cells: string[]) => said('heatmap', 'day', ['split'], 'z', grid(...cells))
    expect(of('88', '120', '88', '120')).toBe(
      'Split makes no difference. Proceeds: 88 (exit 90 day, split 0%) to 120 sat/AMT (exit 180 day, ' +
        'split 100%)',
    )
    expect(of('88', '120', '88.04', '120')).toMatch(/^Split makes almost no difference \(at most 0.05%\)/)
    expect(of('88', '88', '120', '120')).toMatch(/^Exit makes no difference/)
    expect(of('88', '120', '90', '140')).toMatch(/^Proceeds: 88/)
    expect(of('never', 'later', 'never', '140')).toMatch(/; never in 2 of 4, later in 1 of 4 cases$/)
    expect(of('never', 'later', 'never', 'later')).toMatch(
      /^Proceeds: never in 2 of 4, later in 2 of 4 cases$/,
    )
  })

  test('of a fan has the median and the range at its end', () => {
    const quantiles = { p5: ['1', '2'], p50: ['1', '3'], p95: ['1', '5'] }
    const fan = {
      name: 'f',
      title: 'Price',
      unit: 'BTC',
      x: table.columns[0]!,
      series: [{ label: '', quantiles }],
    }
    expect(fanHeadline(fan)).toBe('Price at the end: median 3 BTC (2 to 5)')
  })

  test('of columns without numbers is missing, and the chart keeps its title', () => {
    expect(said('lines', 'date', ['who'])).toBeUndefined()
    const spec: ChartSpec = {
      name: 'c',
      title: 'C',
      caption: 'What.',
      kind: 'lines',
      table: 't',
      x: 'date',
      y: ['who'],
    }
    expect(chart(spec, [table])).toMatchObject({ title: 'C', subtitle: 'What.' })
  })
})

test('cases named after variants are shown by their titles, and this run by its settings', () => {
  const variant = {
    title: 'Quarterly, twice the deposits',
    set: {},
    parameters: {},
    deployment: result(1).deployment,
    actions: [],
    reverts: {},
  }
  const run = { ...result(1), variants: [{ ...variant, name: 'piled-up' }] }
  const names = caseNames(run, input().settings)
  expect(names).toMatchObject({
    'piled-up': 'Quarterly, twice the deposits',
    'This run': 'This run (difficultyGrowth=75)',
  })
  const cases: Table = {
    name: 'cases',
    title: 'Cases',
    columns: [column('case', 'Case', '', 'piled-up', 'This run'), column('z', 'Growth', '%', '1', '2')],
  }
  const spec: ChartSpec = {
    name: 'c',
    title: 'C',
    caption: '',
    kind: 'bars',
    table: 'cases',
    x: 'case',
    y: ['z'],
  }
  const shown = page(input({ result: { ...run, tables: [cases], charts: [spec] } }))
  expect(shown).toContain(
    'Growth: from 1% (Quarterly, twice the deposits) to 2% (This run (difficultyGrowth=75))',
  )
  // The data keep the names of the files.
  const { tables } = pageData<{ readonly tables: { readonly cases: readonly Column[] } }>(shown)
  expect(tables.cases[0]!.cells).toEqual(['piled-up', 'This run'])
})

test('lines that go up and down every day have a panel each, without dashes', () => {
  const cells = Array.from({ length: 200 }, (_each, day) => String(day % 2))
  const days = cells.map((_cell, day) => String(day))
  const restless: Table = {
    name: 't',
    title: 'T',
    columns: [
      column('day', 'Day', 'day', ...days),
      column('a', 'A', 'BTC', ...cells),
      column('b', 'B', 'BTC', ...days),
    ],
  }
  const spec: ChartSpec = {
    name: 'c',
    title: 'C',
    caption: '',
    kind: 'lines',
    table: 't',
    x: 'day',
    y: ['a', 'b'],
  }
  expect(chart(spec, [restless])).toMatchObject({
    axes: ['yaxis', 'yaxis2'],
    data: [
      { yaxis: 'y', line: { dash: 'solid' } },
      { yaxis: 'y2', line: { dash: 'solid' } },
    ],
  })
  expect(chart({ ...spec, y: ['b'] }, [restless]).axes).toEqual(['yaxis'])
})

test('a column of exponents is drawn on a logarithmic axis, with a line over the isolines', () => {
  const powers: Table = {
    name: 'p',
    title: 'P',
    columns: [
      column('x', 'Gas price', 'power of ten, gwei', '-1', '1', '-1', '1'),
      column('y', 'Holding', 'power of ten, AMT', '2', '2', '3', '3'),
      column('z', 'Kept', '%', '0', '50', '20', '90'),
    ],
  }
  const even: Table = {
    name: 'even',
    title: 'E',
    columns: [column('gwei', 'Gas', 'gwei', '0.1', '10'), column('amt', 'AMT', 'AMT', '120', 'never')],
  }
  const spec = {
    name: 'c',
    title: 'C',
    caption: '',
    kind: 'contour',
    table: 'p',
    x: 'x',
    y: ['y'],
    z: 'z',
    overlay: { table: 'even', x: 'gwei', y: 'amt', name: '0%' },
  } as const
  const { data, layout } = chart(spec, [powers, even])
  expect(data).toMatchObject([
    { x: [0.1, 10], y: [100, 1000] },
    { type: 'scatter', x: [0.1], y: [120], text: ['0%'] },
  ])
  expect(layout).toMatchObject({
    xaxis: { type: 'log', range: [-1, 1], title: { text: 'Gas price (gwei)' } },
  })
})
