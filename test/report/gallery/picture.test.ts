/** Pictures: a chart's data, thinned out, and drawn as SVG. */
import { expect, test } from 'vitest'
import { pictureOf, pictureOfFan, pictureShape } from '../../../src/report/gallery/picture.ts'
import { thumbnail } from '../../../src/report/gallery/thumbnail.ts'
import type { ChartSpec, Table } from '../../../src/sim/result.ts'
import { result } from '../fixture.ts'

const table = (columns: Readonly<Record<string, readonly string[]>>, unit = ''): Table => ({
  name: 't',
  title: 't',
  columns: Object.entries(columns).map(([name, cells]) => ({ name, title: name, unit, cells })),
})
const spec = (kind: ChartSpec['kind'], more: Partial<ChartSpec> = {}): ChartSpec => ({
  name: 'c',
  title: 'c',
  caption: 'c',
  kind,
  table: 't',
  x: 'x',
  y: ['y'],
  ...more,
})
const svg = (picture: Parameters<typeof thumbnail>[0]): string => thumbnail(picture, 'words').html

test('a line keeps its ends and at most ninety points', () => {
  const cells = Array.from({ length: 1000 }, (_, row) => String(row * 2))
  const picture = pictureOf(spec('lines'), [table({ x: cells, y: cells })])
  expect(picture).toMatchObject({ kind: 'lines' })
  const { x, lines } = picture as Extract<typeof picture, { kind: 'lines' }>
  expect([x.length, x[0], x.at(-1), lines[0]![0], lines[0]!.at(-1)]).toEqual([90, 0, 1998, 0, 1998])
})

test('the lines of the first panel are drawn, and no others', () => {
  const tables = result(20).tables
  const [price] = result(20).charts
  const both = { ...price!, y: ['price', 'floor', 'backing'] }
  expect(pictureOf(both, tables)).toMatchObject({ lines: [{ length: 20 }, { length: 20 }] })
  expect(svg(pictureOf(both, tables)).match(/<path/g)).toHaveLength(2)
})

test('a gap in a line is no point, and on a log scale neither is zero', () => {
  const tables = [table({ x: ['0', '1', '2', '3', '4'], y: ['1', 'never', '10', '0', '100'] })]
  const plain = svg(pictureOf(spec('lines'), tables))
  expect(plain).toContain('M6,142.6M160,')
  expect(svg(pictureOf(spec('lines', { scale: 'log' }), tables))).toMatch(/M6,144M160,75M314,6/)
})

test('a grid has one cell for each pair; words have no colour', () => {
  const tables = [table({ x: ['0', '1', '0', '1'], y: ['0', '0', '1', '1'], z: ['-1', 'never', '0', '2'] })]
  const picture = pictureOf(spec('heatmap', { z: 'z' }), tables)
  expect(picture).toEqual({
    kind: 'grid',
    rows: [
      [-1, null],
      [0, 2],
    ],
    diverging: true,
  })
  expect(svg(picture).match(/class="cell [a-z0-9]+/g)).toEqual(
    ['d1', 'none', 'd2', 'd4'].map((kind) => `class="cell ${kind}`),
  )
})

test('bars and waterfalls draw each amount from where it starts', () => {
  const tables = [table({ x: ['gross', 'fee', 'net'], y: ['10', '-4', '6'] })]
  expect(pictureOf(spec('bars'), tables)).toEqual({ kind: 'bars', groups: [[10], [-4], [6]] })
  expect(pictureOf(spec('waterfall'), tables)).toEqual({
    kind: 'waterfall',
    bars: [
      { from: 0, to: 10, total: true },
      { from: 10, to: 6, total: false },
      { from: 0, to: 6, total: true },
    ],
  })
})

test('a fan that stands alone has its 90% interval; every picture has the shape of the file', () => {
  const cells = ['1', '2', '3']
  const quantiles = { p5: cells, p50: ['2', '3', '4'], p95: ['3', '4', '5'] }
  const fan = { name: 'f', title: 'f', unit: '', x: { name: 'day', title: 'Day', unit: '', cells } }
  const alone = pictureOfFan({ ...fan, series: [{ label: '', quantiles }] })
  expect(alone).toMatchObject({ band: { low: [1, 2, 3], high: [3, 4, 5] }, lines: [[2, 3, 4]] })
  expect(svg(alone)).toContain('class="band"')
  const two = pictureOfFan({ ...fan, series: ['a', 'b'].map((label) => ({ label, quantiles })) })
  expect(two).not.toHaveProperty('band')
  for (const each of [alone, two]) expect(pictureShape.parse(JSON.parse(JSON.stringify(each)))).toEqual(each)
})

test('a chart without its columns has no picture', () => {
  expect(pictureOf(spec('lines'), [])).toBeUndefined()
  expect(svg(undefined)).toContain('aria-label="words"')
})
