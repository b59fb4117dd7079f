/**
 * Fans: quantiles along days, or along a parameter, as a line for the median and bands around it.
 *
 * One series has a band for the middle half and one for the middle nine tenths of the paths; several series have the wider band only,
 * so that they can be told apart. The numbers are quantiles, not paths: the page does not grow with the number of paths.
 */
import type { Column } from '../../sim/result.ts'
import { isDecimal } from '../number.ts'
import { DIGITS, PANEL_HEIGHT, SURROUNDING_HEIGHT, type Chart } from '../plot.ts'

export interface Fan {
  /** Fit for an identifier and a file. */
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly x: Column
  readonly series: readonly FanSeries[]
}

export interface FanSeries {
  /** Empty if there is only one. */
  readonly label: string
  /** Cells by name of quantile, `p5` to `p95`. */
  readonly quantiles: Readonly<Record<string, readonly string[]>>
}

const LEVELS = ['p5', 'p25', 'p50', 'p75', 'p95'] as const

/** Opacity of the bands, as hexadecimal digits. */
const WIDE = '26'
const NARROW = '40'

/** The fan's table: x, and the quantiles of every series. */
export function fanColumns({ x, unit, series }: Fan): readonly Column[] {
  return [
    x,
    ...series.flatMap(({ label, quantiles }, index) =>
      LEVELS.map((level) => ({
        name: columnName(index, level),
        title: label === '' ? WORDS[level] : `${label}: ${WORDS[level]}`,
        unit,
        cells: quantiles[level] ?? [],
      })),
    ),
  ]
}

export function fanChart(fan: Fan): Chart {
  const alone = fan.series.length === 1
  const data = fan.series.flatMap(({ label }, index) => {
    const line = (level: (typeof LEVELS)[number], more: object): object => ({
      type: 'scatter',
      mode: 'lines',
      name: label === '' ? WORDS[level] : `${label}: ${WORDS[level]}`,
      x: fan.x.name,
      y: columnName(index, level),
      yaxis: 'y',
      series: index,
      showlegend: level === 'p50',
      hovertemplate: `%{y:${DIGITS}} ${fan.unit}`,
      ...more,
    })
    const edge = { line: { width: 0 } }
    const band = (opacity: string): object => ({ ...edge, fill: 'tonexty', band: opacity })
    return [
      line('p5', edge),
      line('p95', band(WIDE)),
      ...(alone ? [line('p25', edge), line('p75', band(NARROW))] : []),
      line('p50', { line: { width: 2, dash: DASHES[index % DASHES.length] } }),
    ]
  })
  return {
    id: fan.name,
    table: fan.name,
    kind: 'lines',
    scale: 'linear',
    axes: ['yaxis'],
    data,
    layout: {
      hovermode: 'x unified',
      showlegend: !alone,
      xaxis: { anchor: 'y', title: { text: fan.x.title }, ...xAxisKind(fan.x) },
      yaxis: { title: { text: fan.unit }, tickformat: DIGITS },
    },
    height: SURROUNDING_HEIGHT + PANEL_HEIGHT,
  }
}

const DASHES = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot']

const WORDS = { p5: '5%', p25: '25%', p50: 'median', p75: '75%', p95: '95%' } as const

const columnName = (series: number, level: string): string => `s${series}-${level}`

function xAxisKind({ title, cells }: Column): object {
  if (cells.every(isDecimal))
    return { type: 'linear', unifiedhovertitle: { text: `${title} %{x:${DIGITS}}` } }
  return { type: 'date', hoverformat: '%-d %B %Y' }
}
