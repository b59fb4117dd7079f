/**
 * BoundScenario: what every kind of chart has in common.
 */
import type { Column, ChartSpec } from '../sim/result.ts'

export interface Chart {
  readonly id: string
  readonly table: string
  readonly kind: ChartSpec['kind']
  readonly scale: 'linear' | 'log'
  /** Numbers of the y axes, as Plotly calls them: `yaxis`, `yaxis2`. */
  readonly axes: readonly string[]
  readonly data: readonly object[]
  readonly layout: object
  /** Pixels. */
  readonly height: number
}

/** d3-format: thousands separators, six significant digits, no exponent. */
export const DIGITS = ',.6~r'

export const PANEL_HEIGHT = 230
export const SURROUNDING_HEIGHT = 140

/** A column's title with its unit, for an axis; a unit that only names a kind of cell is left out. */
export function titled({ title, unit }: Column): string {
  return unit === '' || unit.toLowerCase() === title.toLowerCase() ? title : `${title} (${unit})`
}
