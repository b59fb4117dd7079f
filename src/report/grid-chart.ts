/**
 * Grid charts: one value per pair of two parameters, as a heat map or as isolines (contour).
 *
 * - The table is in long format: one row per pair, in any order. A pair without a row stays empty.
 * - A cell that is a word, such as `never`, or missing has no colour. It is hatched, differently for each
 *   word, and shown as that word.
 * - Every heat map cell shows its number, so that reading it does not depend on colour. Gains and losses
 *   diverge around zero.
 */
import type { Column, ChartSpec } from '../sim/result.ts'
import { isDecimal } from './number.ts'
import { DIGITS, PANEL_HEIGHT, SURROUNDING_HEIGHT, titled, type Chart, type Hatched } from './plot.ts'
import { brief, inShownUnit, shownUnit } from './unit.ts'

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

export function gridChart(
  spec: ChartSpec,
  x: Column,
  y: Column,
  z: Column,
  titles: Pick<Chart, 'title' | 'subtitle'>,
  overlay?: Overlay,
): Chart {
  const { xs, ys, cells } = gridOf(x, y, z)
  const isMap = spec.kind === 'heatmap'
  const unit = shownUnit(z.unit)
  const number = (cell: string | undefined): number | null =>
    cell === undefined || !isDecimal(cell) ? null : Number(inShownUnit(cell, z.unit))
  const numbers = cells.map((row) => row.map(number))
  const drawn = {
    name: z.title,
    // Isolines need numeric axes. Heat map cells have equal widths, whatever the distance of their values.
    x: isMap ? xs : xs.map(placeOn(x)),
    y: isMap ? ys : ys.map(placeOn(y)),
    z: numbers,
    diverging: hasGainsAndLosses(numbers),
    colorbar: { title: { text: unit, side: 'right' }, thickness: 14, tickformat: DIGITS, outlinewidth: 0 },
    hovertemplate: `${titled(x)} %{x}<br>${titled(y)} %{y}<br>%{z:${DIGITS}} ${unit}<extra></extra>`,
  }
  const trace = isMap
    ? {
        ...drawn,
        type: 'heatmap',
        xgap: 2,
        ygap: 2,
        text: cells.map((row) =>
          row.map((cell) => (cell !== undefined && isDecimal(cell) ? brief(cell, z.unit) : '')),
        ),
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
  const words = isMap ? wordsOf(cells) : []
  return {
    id: spec.name,
    ...titles,
    table: spec.table,
    kind: spec.kind,
    scale: 'linear',
    axes: ['yaxis'],
    data: [trace, ...(overlay === undefined ? [] : [lineOver(overlay)])],
    layout: {
      hovermode: 'closest',
      showlegend: false,
      annotations: words.map(({ text, x: across, y: up }) => ({ text, x: across, y: up, showarrow: false })),
      xaxis: isMap ? { title: { text: titled(x) }, ...named(xs) } : numericAxis(x),
      yaxis: { showgrid: false, ...(isMap ? { title: { text: titled(y) }, ...named(ys) } : numericAxis(y)) },
    },
    ...(words.length === 0
      ? {}
      : { hatched: words.map(({ x: across, y: up, word }) => ({ x: across, y: up, word })) }),
    height: SURROUNDING_HEIGHT + (isMap ? ROW_HEIGHT * ys.length : PANEL_HEIGHT * 1.3),
  }
}

/** A line over isolines, in the coordinates of their axes. */
export interface Overlay {
  readonly name: string
  readonly x: readonly string[]
  readonly y: readonly string[]
}

/** The line, with its name at the middle. */
const lineOver = ({ name, x, y }: Overlay): object => ({
  type: 'scatter',
  mode: 'lines+text',
  x: x.map(Number),
  y: y.map(Number),
  text: x.map((_cell, index) => (index === Math.floor(x.length / 2) ? name : '')),
  textposition: 'bottom right',
  line: { width: 3 },
  hovertemplate: `${name}<extra></extra>`,
})

/** Numbers below and above zero: their colours diverge around it. */
function hasGainsAndLosses(rows: readonly (readonly (number | null)[])[]): boolean {
  const numbers = rows.flat().filter((each) => each !== null)
  return numbers.some((each) => each < 0) && numbers.some((each) => each > 0)
}

/** Unit of a column of exponents: `power of ten, gwei`. It is drawn on a logarithmic axis. */
const POWER = /^power of ten, /

const placeOn =
  ({ unit }: Column) =>
  (cell: string): number =>
    POWER.test(unit) ? 10 ** Number(cell) : Number(cell)

/** The axis of isolines: logarithmic, with powers of ten as ticks, for a column of exponents. */
function numericAxis(column: Column): object {
  const title = { text: titled({ ...column, unit: column.unit.replace(POWER, '') }) }
  const numbers = column.cells.map(Number)
  // A line over the isolines may go beyond them.
  const range = [Math.min(...numbers), Math.max(...numbers)]
  return POWER.test(column.unit)
    ? { title, type: 'log', dtick: 1, exponentformat: 'power', range }
    : { title, type: 'linear' }
}

/** A categorical axis with one position per name, in that order, even where nothing is drawn. */
const named = (places: readonly string[]): object => ({
  type: 'category',
  categoryorder: 'array',
  categoryarray: places,
  range: [-0.5, places.length - 0.5],
})

/** Shown in the place of a pair that the table lacks. */
const MISSING = 'no data'

/**
 * Cells that are words, or missing, and have no colour. They are placed by index, because Plotly treats a
 * category in digits as a number.
 */
function wordsOf(cells: Grid['cells']): readonly (Hatched & { readonly text: string })[] {
  const words: string[] = []
  return cells.flatMap((row, y) =>
    row.flatMap((cell, x) => {
      if (cell !== undefined && isDecimal(cell)) return []
      const text = cell === undefined || cell === '' ? MISSING : cell
      if (!words.includes(text)) words.push(text)
      return [{ text, x, y, word: words.indexOf(text) }]
    }),
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
