/**
 * Plot: the type and the constants shared by all kinds of chart.
 */
import type { Column, ChartSpec, DatedEvent } from '../sim/result.ts'

export interface Chart {
  readonly id: string
  readonly table: string
  readonly kind: ChartSpec['kind']
  readonly scale: 'linear' | 'log'
  /** Plotly layout keys of the y axes: `yaxis`, `yaxis2`. */
  readonly axes: readonly string[]
  readonly data: readonly object[]
  readonly layout: object
  /** Pixels. */
  readonly height: number
}

/** d3-format specifier: thousands separators, six significant digits, no exponent. */
export const DIGITS = ',.6~r'

export const PANEL_HEIGHT = 230
export const SURROUNDING_HEIGHT = 140

/** Axis title with unit. The unit is omitted when it only repeats the title. */
export function titled({ title, unit }: Column): string {
  return unit === '' || unit.toLowerCase() === title.toLowerCase() ? title : `${title} (${unit})`
}

/** Vertical lines at events, on an x axis of dates or days that has them. */
export function eventLines(x: Column, events: readonly DatedEvent[]): object {
  const marks = events.flatMap(({ day, date, name }) => {
    const cell = [date, day.toString()].find((each) => x.cells.includes(each))
    const at = cell === day.toString() ? day : cell
    return at === undefined || !(x.name === 'date' || x.name === 'day') ? [] : [{ at, name }]
  })
  if (marks.length === 0) return {}
  const inPaper = { yref: 'paper', xref: 'x' }
  return {
    shapes: marks.map(({ at }) => ({
      ...inPaper,
      type: 'line',
      x0: at,
      x1: at,
      y0: 0,
      y1: 1,
      line: { width: 1, dash: 'dot' },
    })),
    annotations: marks.map(({ at, name }) => ({
      ...inPaper,
      x: at,
      y: 1,
      xanchor: 'left',
      yanchor: 'top',
      showarrow: false,
      text: name,
    })),
  }
}
