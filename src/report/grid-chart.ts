/**
 * Grid charts: one value per pair of two parameters, as a heat map or as isolines (contour).
 *
 * - The table is in long format: one row per pair, in any order. A pair without a row stays empty.
 * - A cell that is a word, such as `never`, has no colour and is shown as that word.
 * - Every heat map cell shows its number, so that reading it does not depend on colour.
 */
import type { Column, ChartSpec } from '../sim/result.ts'
import { isDecimal, readable } from './number.ts'
import { DIGITS, PANEL_HEIGHT, SURROUNDING_HEIGHT, titled, type Chart } from './plot.ts'

const ROW_HEIGHT = 42

export interface Grid {
  /** The distinct cells along each axis: numbers ascending, names in the table's order. */
  readonly xs: readonly string[]
  readonly ys: readonly string[]
  /** `cells[y][x]`; undefined when the table has no such pair. */
  readonly cells: readonly (readonly (string | undefined)[])[]
}

/**
 * Pivots a long table into a grid.
 *
 * @throws {TwoValues} when two rows have the same x and y.
 */
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

/** Distinct cells: numbers ascending, names in the table's order. */
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
    // Isolines need numeric axes. Heat map cells have equal widths, whatever the distance of their values.
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
        ...(spec.limits === undefined ? {} : { zmin: spec.limits[0], zmax: spec.limits[1] }),
        ...(spec.strongest === 'lowest' ? { reversescale: true } : {}),
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

/** A categorical axis with one position per name, in that order, even where nothing is drawn. */
const named = (places: readonly string[]): object => ({
  type: 'category',
  categoryorder: 'array',
  categoryarray: places,
  range: [-0.5, places.length - 0.5],
})

/**
 * Annotations for cells that are words and have no colour. They are placed by index, because Plotly treats a
 * category in digits as a number.
 */
function words({ cells }: Grid): readonly object[] {
  return cells.flatMap((row, up) =>
    row.flatMap((cell, across) =>
      cell === undefined || isDecimal(cell) ? [] : [{ text: cell, x: across, y: up, showarrow: false }],
    ),
  )
}

/** The table of a grid chart has two rows for one pair. */
export class TwoValues extends Error {
  override readonly name = 'TwoValues'
  constructor(column: string, x: string, y: string) {
    super(
      `column "${column}": expected one row for x = ${x}, y = ${y}; got two. ` +
        'Filter or aggregate the table to one row per pair.',
    )
  }
}
