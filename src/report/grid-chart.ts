/**
 * Grid charts: one value for each pair of two settings, as coloured cells or as lines of equal height.
 *
 * The table is long: a row for each pair, in any order. A cell that is a word, such as `never`, has no colour and stands as the word; a pair
 * without a row stays empty. Every cell of a heat map carries its number, so that nothing hangs on telling colours apart.
 */
import type { Column, ChartSpec } from '../sim/result.ts'
import { isDecimal, readable } from './number.ts'
import { DIGITS, PANEL_HEIGHT, SURROUNDING_HEIGHT, titled, type Chart } from './plot.ts'

const ROW_HEIGHT = 42

export interface Grid {
  /** The places on each axis, as the cells have them, from little to much. */
  readonly xs: readonly string[]
  readonly ys: readonly string[]
  /** By row and column; undefined if the table has no such pair. */
  readonly cells: readonly (readonly (string | undefined)[])[]
}

/** @throws {TwoValues} if two rows have the same place. */
export function gridOf(x: Column, y: Column, z: Column): Grid {
  const [xs, ys] = [places(x), places(y)]
  const cells: (string | undefined)[][] = ys.map(() => xs.map(() => undefined))
  z.cells.forEach((cell, row) => {
    const [across, up] = [xs.indexOf(x.cells[row]!), ys.indexOf(y.cells[row]!)]
    if (cells[up]![across] !== undefined) throw new TwoValues(z.name, x.cells[row]!, y.cells[row]!)
    cells[up]![across] = cell
  })
  return { xs, ys, cells }
}

/** Numbers in their order, names in the table's. */
function places({ cells }: Column): readonly string[] {
  const distinct = [...new Set(cells)]
  return distinct.every(isDecimal) ? distinct.toSorted((a, b) => Number(a) - Number(b)) : distinct
}

export function gridChart(spec: ChartSpec, x: Column, y: Column, z: Column): Chart {
  const { xs, ys, cells } = gridOf(x, y, z)
  const isMap = spec.kind === 'heatmap'
  const number = (cell: string | undefined): number | null =>
    cell === undefined || !isDecimal(cell) ? null : Number(cell)
  const drawn = {
    name: z.title,
    // Isolines run between numbers; the cells of a map stand side by side, however far apart their settings are.
    x: isMap ? xs : xs.map(Number),
    y: isMap ? ys : ys.map(Number),
    z: cells.map((row) => row.map(number)),
    colorbar: { title: { text: z.unit, side: 'right' }, thickness: 14, tickformat: DIGITS, outlinewidth: 0 },
    hovertemplate: `${titled(x)} %{x}<br>${titled(y)} %{y}<br>%{z:${DIGITS}} ${z.unit}<extra></extra>`,
  }
  const trace = isMap
    ? {
        ...drawn,
        type: 'heatmap',
        xgap: 2,
        ygap: 2,
        text: cells.map((row) =>
          row.map((cell) => (cell !== undefined && isDecimal(cell) ? readable(cell) : '')),
        ),
        texttemplate: '%{text}',
        hoverongaps: false,
      }
    : {
        ...drawn,
        type: 'contour',
        contours: { coloring: 'heatmap', showlabels: true, labelformat: DIGITS },
        line: { width: 1.5 },
      }
  return {
    id: spec.name,
    table: spec.table,
    kind: spec.kind,
    scale: 'linear',
    axes: ['yaxis'],
    data: [trace],
    layout: {
      hovermode: 'closest',
      showlegend: false,
      annotations: isMap ? words({ xs, ys, cells }) : [],
      xaxis: { title: { text: titled(x) }, ...(isMap ? named(xs) : { type: 'linear' }) },
      yaxis: { title: { text: titled(y) }, showgrid: false, ...(isMap ? named(ys) : { type: 'linear' }) },
    },
    height: SURROUNDING_HEIGHT + (isMap ? ROW_HEIGHT * ys.length : PANEL_HEIGHT * 1.3),
  }
}

/** An axis with a place for each name, in that order, whether or not anything is drawn there. */
const named = (places: readonly string[]): object => ({
  type: 'category',
  categoryorder: 'array',
  categoryarray: places,
  range: [-0.5, places.length - 0.5],
})

/** Cells without a number have no colour of their own, so their words are written on the ground, by place: Plotly takes a name in digits for a number. */
function words({ cells }: Grid): readonly object[] {
  return cells.flatMap((row, up) =>
    row.flatMap((cell, across) =>
      cell === undefined || isDecimal(cell) ? [] : [{ text: cell, x: across, y: up, showarrow: false }],
    ),
  )
}

/** A grid's table has two rows for one place. */
export class TwoValues extends Error {
  override readonly name = 'TwoValues'
  constructor(column: string, x: string, y: string) {
    super(`column "${column}": expected one row for x = ${x}, y = ${y}, got two`)
  }
}
