/**
 * Picture: the data of a thumbnail: those of a main chart, thinned out to a size that a page with many
 * thumbnails can hold.
 */
import { z } from 'zod'
import type { ChartSpec, Table } from '../../sim/result.ts'
import { gridOf } from '../grid-chart.ts'
import { isDecimal } from '../number.ts'
import type { Fan } from '../study/fan-data.ts'
import { waterfall } from '../waterfall.ts'

const numbers = z.array(z.number().nullable())

/** Shape of a picture in a file. Numbers have six significant digits; `null` where there is none. */
export const pictureShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('lines'),
    /** Whether each value holds until the next. */
    steps: z.boolean(),
    log: z.boolean(),
    x: z.array(z.number()),
    lines: z.array(numbers),
    /** Between two quantiles of the first line. */
    band: z.object({ low: numbers, high: numbers }).optional(),
  }),
  z.object({ kind: z.literal('bars'), groups: z.array(numbers) }),
  z.object({
    kind: z.literal('waterfall'),
    bars: z.array(z.object({ from: z.number(), to: z.number(), total: z.boolean() })),
  }),
  z.object({
    kind: z.literal('grid'),
    /** Rows from bottom to top. */
    rows: z.array(numbers),
    diverging: z.boolean(),
  }),
])

export type Picture = z.infer<typeof pictureShape>

/** Most points of a line. */
const MOST_POINTS = 90

/** The picture of a chart; undefined if its columns are missing or have no numbers. */
export function pictureOf(spec: ChartSpec, tables: readonly Table[]): Picture | undefined {
  const columns = tables.find(({ name }) => name === spec.table)?.columns ?? []
  const named = (name: string | undefined) => columns.find((column) => column.name === name)
  const x = named(spec.x)
  const all = spec.y.flatMap((name) => named(name) ?? [])
  // One panel: the lines in the unit of the first.
  const ys = all.filter(({ unit }) => unit === all[0]!.unit)
  const [first] = ys
  if (x === undefined || first === undefined) return undefined
  switch (spec.kind) {
    case 'lines':
    case 'steps': {
      const kept = thinned(x.cells.length)
      return {
        kind: 'lines',
        steps: spec.kind === 'steps',
        log: spec.scale === 'log',
        x: placesOf(x.cells, kept),
        lines: ys.map(({ cells }) => kept.map((row) => numberOf(cells[row]))),
      }
    }
    case 'bars':
      return {
        kind: 'bars',
        groups: x.cells.map((_cell, row) => ys.map(({ cells }) => numberOf(cells[row]))),
      }
    case 'waterfall': {
      let sum = 0
      const bars = waterfall(x, first).map(({ amount, measure }) => {
        const from = measure === 'relative' ? sum : 0
        sum = measure === 'relative' ? sum + Number(amount) : Number(amount)
        return { from: short(from), to: short(sum), total: measure !== 'relative' }
      })
      return { kind: 'waterfall', bars }
    }
    case 'heatmap':
    case 'contour': {
      const z = named(spec.z)
      if (z === undefined) return undefined
      const rows = gridOf(x, first, z).cells.map((row) => row.map(numberOf))
      const known = rows.flat().flatMap((value) => value ?? [])
      return { kind: 'grid', rows, diverging: known.some((v) => v > 0) && known.some((v) => v < 0) }
    }
  }
}

/** The picture of a fan: its medians, and the 90% interval of a fan that stands alone. */
export function pictureOfFan({ x, series }: Fan): Picture {
  const kept = thinned(x.cells.length)
  const cells = (index: number, level: string): (number | null)[] =>
    kept.map((row) => numberOf(series[index]?.quantiles[level]?.[row]))
  return {
    kind: 'lines',
    steps: false,
    log: false,
    x: placesOf(x.cells, kept),
    lines: series.map((_each, index) => cells(index, 'p50')),
    ...(series.length === 1 ? { band: { low: cells(0, 'p5'), high: cells(0, 'p95') } } : {}),
  }
}

/** At most {@link MOST_POINTS} rows at equal distances, the first and the last among them. */
function thinned(rows: number): readonly number[] {
  const points = Math.min(rows, MOST_POINTS)
  return Array.from({ length: points }, (_, at) =>
    points === 1 ? 0 : Math.round((at * (rows - 1)) / (points - 1)),
  )
}

/** Places on the x axis: numbers as they are, anything else by its row. */
const placesOf = (cells: readonly string[], kept: readonly number[]): number[] =>
  cells.every(isDecimal) ? kept.map((row) => short(Number(cells[row]))) : [...kept]

const numberOf = (cell: string | undefined): number | null =>
  cell === undefined || !isDecimal(cell) ? null : short(Number(cell))

const short = (value: number): number => Number(value.toPrecision(6))
