/**
 * Plot: the type and the constants shared by all kinds of chart.
 */
import type { Column, ChartSpec } from '../sim/result.ts'

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
