/**
 * Plot: the type and the constants shared by all kinds of chart.
 */
import type { Column, ChartSpec, DatedEvent } from '../sim/result.ts'
import { shownUnit } from './unit.ts'

export interface Chart {
  readonly id: string
  /** What the chart shows, as a finding where its data give one. */
  readonly title: string
  /** What is drawn: below the title in an image. */
  readonly subtitle: string
  readonly table: string
  readonly kind: ChartSpec['kind']
  readonly scale: 'linear' | 'log'
  /** Plotly layout keys of the y axes: `yaxis`, `yaxis2`. */
  readonly axes: readonly string[]
  readonly data: readonly object[]
  readonly layout: object
  /** Cells of a grid without a number: their places, and the index of their word among the words. */
  readonly hatched?: readonly Hatched[]
  /** Pixels. */
  readonly height: number
}

export interface Hatched {
  readonly x: number
  readonly y: number
  readonly word: number
}

/** d3-format specifier: thousands separators, six significant digits, no exponent. */
export const DIGITS = ',.6~r'

export const PANEL_HEIGHT = 230
export const SURROUNDING_HEIGHT = 140

/** Axis title with unit. The unit is omitted when it only repeats the title. */
export function titled({ title, unit: own }: Column): string {
  const unit = shownUnit(own)
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
