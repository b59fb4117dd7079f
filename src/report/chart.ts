/**
 * Charts: a picture of the result turned into Plotly's terms, without colours and without the data.
 *
 * Traces name the columns that they draw; the page looks them up in the tables that it carries, and puts on the colours of the
 * reader's theme. Columns of several units get panels of their own, one above the other on a common x axis: two scales in one panel
 * would invent crossings that mean nothing.
 */
import type { Column, Picture, Table } from '../sim/result.ts'
import { isDecimal } from './number.ts'
import { waterfall } from './waterfall.ts'

export interface Chart {
  readonly id: string
  readonly table: string
  readonly kind: Picture['kind']
  readonly scale: 'linear' | 'log'
  /** Numbers of the y axes, as Plotly calls them: `yaxis`, `yaxis2`. */
  readonly axes: readonly string[]
  readonly data: readonly object[]
  readonly layout: object
  /** Pixels. */
  readonly height: number
}

/** Traces differ in dash as well as in colour. */
const DASHES = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot']

/** d3-format: thousands separators, six significant digits, no exponent. */
const DIGITS = ',.6~r'

const PANEL_HEIGHT = 230
const SURROUNDING_HEIGHT = 130
const GAP = 0.06

/** @throws {UnknownColumn} if the picture names a table or column that the result does not have. */
export function chart(picture: Picture, tables: readonly Table[]): Chart {
  const table = tables.find(({ name }) => name === picture.table)
  if (table === undefined) throw new UnknownColumn(picture.name, picture.table, tables)
  const column = (name: string): Column => {
    const found = table.columns.find((each) => each.name === name)
    if (found === undefined) throw new UnknownColumn(picture.name, `${picture.table}.${name}`, tables)
    return found
  }
  const x = column(picture.x)
  const ys = picture.y.map(column)
  return picture.kind === 'lines' ? lines(picture, x, ys) : steps(picture, x, ys[0]!)
}

function lines(picture: Picture, x: Column, ys: readonly Column[]): Chart {
  const units = [...new Set(ys.map((y) => y.unit))]
  const axes = units.map((_unit, index) => axisNumber(index))
  const panel = (1 - GAP * (units.length - 1)) / units.length
  const data = ys.map((y, index) => ({
    type: 'scatter',
    mode: 'lines',
    name: y.title,
    x: x.name,
    y: y.name,
    xaxis: 'x',
    yaxis: `y${axisNumber(units.indexOf(y.unit))}`,
    line: { width: 2, dash: DASHES[index % DASHES.length] },
    hovertemplate: `%{y:${DIGITS}} ${y.unit}`,
  }))
  const numeric = x.cells.every(isDecimal)
  const layout: Record<string, object | string | boolean> = {
    hovermode: 'x unified',
    hoversubplots: 'axis',
    showlegend: ys.length > 1,
    xaxis: {
      anchor: `y${axes.at(-1)}`,
      title: { text: x.unit === x.title.toLowerCase() || x.unit === '' ? x.title : `${x.title} (${x.unit})` },
      ...(numeric ? { type: 'linear', unifiedhovertitle: { text: `${x.title} %{x:${DIGITS}}` } } : {}),
    },
  }
  units.forEach((unit, index) => {
    const top = 1 - index * (panel + GAP)
    layout[`yaxis${axes[index]}`] = {
      domain: [Math.max(0, top - panel), top],
      title: { text: unit },
      tickformat: DIGITS,
    }
  })
  return {
    id: picture.name,
    table: picture.table,
    kind: 'lines',
    scale: picture.scale ?? 'linear',
    axes: axes.map((number) => `yaxis${number}`),
    data,
    layout,
    height: SURROUNDING_HEIGHT + PANEL_HEIGHT * (units.length === 1 ? 1.3 : units.length),
  }
}

function steps(picture: Picture, x: Column, y: Column): Chart {
  const parts = waterfall(x, y)
  return {
    id: picture.name,
    table: picture.table,
    kind: 'waterfall',
    scale: 'linear',
    axes: ['yaxis'],
    data: [
      {
        type: 'waterfall',
        name: y.title,
        x: parts.map(({ label }) => label),
        y: parts.map(({ amount }) => Number(amount)),
        measure: parts.map(({ measure }) => measure),
        texttemplate: `%{delta:${DIGITS}}`,
        textposition: 'outside',
        hovertemplate: `%{x}: %{delta:${DIGITS}} ${y.unit}<br>then %{final:${DIGITS}} ${y.unit}<extra></extra>`,
      },
    ],
    layout: {
      hovermode: 'closest',
      showlegend: false,
      xaxis: { type: 'category' },
      yaxis: { title: { text: y.unit }, tickformat: DIGITS },
    },
    height: SURROUNDING_HEIGHT + PANEL_HEIGHT * 1.3,
  }
}

function axisNumber(index: number): string {
  return index === 0 ? '' : (index + 1).toString()
}

/** A picture names what the result does not have. */
export class UnknownColumn extends Error {
  override readonly name = 'UnknownColumn'
  constructor(picture: string, named: string, tables: readonly Table[]) {
    const known = tables.flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`))
    super(`picture "${picture}": expected one of ${known.join(', ')}, got "${named}"`)
  }
}
