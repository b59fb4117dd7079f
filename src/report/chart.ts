/**
 * Charts: translates a chart specification into a Plotly figure without colours and without data.
 *
 * - Traces name the columns that they draw. The page looks them up in its embedded tables and applies the
 *   colours of the reader's theme.
 * - Columns with different units are drawn in separate panels on a shared x axis. Two scales in one panel
 *   would show crossings that have no meaning.
 */
import type { Column, DatedEvent, Table } from '../sim/result.ts'
import { titles, type Placed } from './headline.ts'
import type { ChartReading } from '../sim/result.ts'
import { gridChart, type Overlay } from './grid-chart.ts'
import { isDecimal, readable } from './number.ts'
import { DIGITS, eventLines, PANEL_HEIGHT, SURROUNDING_HEIGHT, titled, type Chart } from './plot.ts'
import { shownFactor, shownUnit } from './unit.ts'
import { waterfall } from './waterfall.ts'

/** Line styles, so that traces can be told apart without colour. */
const DASHES = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot']

const STEP_HEIGHT = 32
/** Width in pixels of the column of numbers to the right of the bars, where no bar covers them. */
const NUMBER_WIDTH = 104
/** Vertical space between panels, as a fraction of the plot height. */
const PANEL_SPACING = 0.06

/**
 * The Plotly figure of a chart. Lines over dates or days mark the events.
 *
 * @throws {UnknownColumn} when the chart names a table or column that the result does not have.
 */
export function chart(spec: ReadChart, tables: readonly Table[], events: readonly DatedEvent[] = []): Chart {
  const table = tables.find(({ name }) => name === spec.table)
  if (table === undefined) throw new UnknownColumn(spec.name, spec.table, tables)
  const column = (name: string): Column => {
    const found = table.columns.find((each) => each.name === name)
    if (found === undefined) throw new UnknownColumn(spec.name, `${spec.table}.${name}`, tables)
    return found
  }
  const x = column(spec.x)
  const ys = spec.y.map(column)
  switch (spec.kind) {
    case 'lines':
    case 'steps':
      return lines(spec, x, ys, { tables, events })
    case 'bars':
      return bars(spec, x, ys, tables)
    case 'waterfall':
      return shares(spec, x, ys[0]!, tables)
    case 'heatmap':
    case 'contour':
      return gridChart(spec, x, ys[0]!, column(spec.z ?? ''), titles(spec, tables), overlayOf(spec, tables))
  }
}

/** A chart as its scenario wants it read. */
export type ReadChart = Placed & Pick<ChartReading, 'overlay'>

/** The line over isolines: two columns of a table, where both have numbers. */
function overlayOf({ overlay }: ReadChart, tables: readonly Table[]): Overlay | undefined {
  const columns = tables.find(({ name }) => name === overlay?.table)?.columns
  const [x, y] = [overlay?.x, overlay?.y].map((name) => columns?.find((each) => each.name === name)?.cells)
  if (overlay === undefined || x === undefined || y === undefined) return undefined
  const rows = x.flatMap((_cell, row) => (isDecimal(x[row]!) && isDecimal(y[row]!) ? [row] : []))
  return { name: overlay.name, x: rows.map((row) => x[row]!), y: rows.map((row) => y[row]!) }
}

/**
 * Sum of all changes of a column, as a multiple of its range: high for a line that goes up and down daily.
 */
function restlessness({ cells }: Column): number {
  const values = cells.filter(isDecimal).map(Number)
  const range = Math.max(...values) - Math.min(...values)
  const changes = values.reduce((sum, value, at) => sum + Math.abs(value - (values[at - 1] ?? value)), 0)
  return range > 0 ? changes / range : 0
}

/**
 * Beyond this, dashes and crossings of lines in one panel cannot be read. A random walk of a year is at 10.
 */
const RESTLESS = 40

interface Context {
  readonly tables: readonly Table[]
  readonly events: readonly DatedEvent[]
}

function lines(spec: Placed, x: Column, ys: readonly Column[], { tables, events }: Context): Chart {
  // Restless lines have a panel each, where they need no dashes.
  const apart = ys.length > 1 && ys.some((y) => restlessness(y) > RESTLESS)
  const panelOf = (y: Column): string => (apart ? y.name : shownUnit(y.unit))
  const units = [...new Set(ys.map(panelOf))]
  const axes = units.map((_unit, index) => axisNumber(index))
  const panel = (1 - PANEL_SPACING * (units.length - 1)) / units.length
  const data = ys.map((y, index) => ({
    type: 'scatter',
    mode: 'lines',
    name: y.title,
    x: x.name,
    y: y.name,
    xaxis: 'x',
    yaxis: `y${axisNumber(units.indexOf(panelOf(y)))}`,
    factor: shownFactor(y.unit),
    line: {
      width: 2,
      dash: apart ? DASHES[0] : DASHES[index % DASHES.length],
      ...(spec.kind === 'steps' ? { shape: 'hv' } : {}),
    },
    hovertemplate: `%{y:${DIGITS}} ${shownUnit(y.unit)}`,
  }))
  const layout: Record<string, unknown> = {
    hovermode: 'x unified',
    hoversubplots: 'axis',
    showlegend: ys.length > 1,
    ...eventLines(x, events),
    xaxis: {
      anchor: `y${axes.at(-1)}`,
      title: { text: x.title },
      ...xAxisKind(x),
    },
  }
  units.forEach((panelName, index) => {
    const unit = apart ? shownUnit(ys.find(({ name }) => name === panelName)!.unit) : panelName
    const top = 1 - index * (panel + PANEL_SPACING)
    layout[`yaxis${axes[index]}`] = {
      domain: [Math.max(0, top - panel), top],
      title: { text: unit },
      tickformat: DIGITS,
    }
  })
  return {
    id: spec.name,
    ...titles(spec, tables),
    table: spec.table,
    kind: spec.kind,
    scale: spec.scale ?? 'linear',
    axes: axes.map((number) => `yaxis${number}`),
    data,
    layout,
    height: SURROUNDING_HEIGHT + PANEL_HEIGHT * (units.length === 1 ? 1.3 : units.length),
  }
}

/** A linear axis for numbers, a date axis for ISO dates, otherwise categories in the table's order. */
function xAxisKind({ title, cells }: Column): object {
  if (cells.every(isDecimal))
    return { type: 'linear', unifiedhovertitle: { text: `${title} %{x:${DIGITS}}` } }
  if (cells.every((cell) => /^\d{4}-\d\d-\d\d$/.test(cell))) return { type: 'date', hoverformat: '%-d %B %Y' }
  return { type: 'category' }
}

/** Grouped bars: one group per category on the x axis. All columns share one unit. */
function bars(spec: Placed, x: Column, ys: readonly Column[], tables: readonly Table[]): Chart {
  return {
    id: spec.name,
    ...titles(spec, tables),
    table: spec.table,
    kind: 'bars',
    scale: 'linear',
    axes: ['yaxis'],
    data: ys.map((y) => ({
      type: 'bar',
      name: y.title,
      x: x.name,
      y: y.name,
      factor: shownFactor(y.unit),
      hovertemplate: `%{y:${DIGITS}} ${shownUnit(y.unit)}`,
    })),
    layout: {
      barmode: 'group',
      bargap: 0.25,
      hovermode: 'x unified',
      showlegend: ys.length > 1,
      xaxis: { title: { text: titled(x) }, type: 'category' },
      yaxis: { title: { text: shownUnit(ys[0]!.unit) }, tickformat: DIGITS },
    },
    height: SURROUNDING_HEIGHT + PANEL_HEIGHT * 1.3,
  }
}

/** Horizontal waterfall: labels are long, so steps run from top to bottom, with their amounts beside them. */
function shares(spec: Placed, x: Column, y: Column, tables: readonly Table[]): Chart {
  const parts = waterfall(x, y)
  return {
    id: spec.name,
    ...titles(spec, tables),
    table: spec.table,
    kind: 'waterfall',
    scale: 'linear',
    axes: ['yaxis'],
    data: [
      {
        type: 'waterfall',
        orientation: 'h',
        name: y.title,
        x: parts.map(({ amount }) => Number(amount)),
        y: parts.map(({ label }) => label),
        measure: parts.map(({ measure }) => measure),
        text: parts.map(({ amount }) => readable(amount)),
        textposition: 'none',
        hovertemplate: `%{y}: %{text} ${y.unit}<extra></extra>`,
      },
    ],
    layout: {
      hovermode: 'closest',
      showlegend: false,
      margin: { r: NUMBER_WIDTH },
      annotations: parts.map(({ label, amount }) => ({
        text: readable(amount),
        xref: 'paper',
        x: 1,
        xanchor: 'right',
        xshift: NUMBER_WIDTH - 4,
        y: label,
        showarrow: false,
      })),
      xaxis: { title: { text: y.unit }, tickformat: DIGITS, showgrid: true },
      yaxis: { type: 'category', autorange: 'reversed', showgrid: false },
    },
    height: SURROUNDING_HEIGHT + STEP_HEIGHT * parts.length,
  }
}

function axisNumber(index: number): string {
  return index === 0 ? '' : (index + 1).toString()
}

/** A chart names a table or column that the result does not have. */
export class UnknownColumn extends Error {
  override readonly name = 'UnknownColumn'
  constructor(spec: string, named: string, tables: readonly Table[]) {
    const known = tables.flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`))
    super(
      `chart "${spec}": expected one of the columns ${known.join(', ')}; got "${named}". ` +
        'Change the chart, or add the column to the table.',
    )
  }
}
