/**
 * Fan charts: quantiles over days, or over a parameter. A line shows the median, bands show intervals.
 *
 * - A single series has a 50% interval and a 90% interval (5% to 95% quantile). Several series have the 90%
 *   interval only, so that they can be told apart.
 * - The data are quantiles, not paths: the size of the page does not depend on the number of paths.
 */
import type { Column, DatedEvent } from '../../sim/result.ts'
import type { Fan } from './fan-data.ts'
import { fanHeadline } from '../headline.ts'
import { isDecimal } from '../number.ts'
import { shownFactor, shownUnit } from '../unit.ts'
import { DIGITS, eventLines, PANEL_HEIGHT, SURROUNDING_HEIGHT, type Chart } from '../plot.ts'

export type { Fan, FanSeries } from './fan-data.ts'

/** Name of the column of what came. */
export const ACTUAL = 'actual'

const LEVELS = ['p5', 'p25', 'p50', 'p75', 'p95'] as const

/** Opacity of the bands, as two hexadecimal digits. */
const WIDE = '26'
const NARROW = '40'

/** The data table of a fan chart: x, then the quantiles of each series. */
export function fanColumns({ x, unit, series, actual }: Fan): readonly Column[] {
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
    ...(actual === undefined ? [] : [{ name: ACTUAL, title: actual.label, unit, cells: actual.cells }]),
  ]
}

/** What a fan chart draws, as a sentence. */
export function fanCaption({ title, unit, series, actual }: Fan): string {
  const bands = series.length === 1 ? '50% and 90% intervals' : '90% interval'
  return `${title}${unit === '' ? '' : `, ${shownUnit(unit)}`}: median and ${bands} of the paths${actual === undefined ? '' : `; ${actual.label}`}.`
}

/** The chart of a fan; over dates or days it marks the events. */
export function fanChart(fan: Fan, events: readonly DatedEvent[] = []): Chart {
  const alone = fan.series.length === 1
  const data: object[] = fan.series.flatMap(({ label }, index) => {
    const line = (level: (typeof LEVELS)[number], more: object): object => ({
      type: 'scatter',
      mode: 'lines',
      name: label === '' ? WORDS[level] : `${label}: ${WORDS[level]}`,
      x: fan.x.name,
      y: columnName(index, level),
      yaxis: 'y',
      series: index,
      showlegend: level === 'p50',
      factor: shownFactor(fan.unit),
      hovertemplate: `%{y:${DIGITS}} ${shownUnit(fan.unit)}`,
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
  if (fan.actual !== undefined)
    data.push({
      type: 'scatter',
      mode: 'lines',
      name: fan.actual.label,
      x: fan.x.name,
      y: ACTUAL,
      yaxis: 'y',
      series: fan.series.length,
      showlegend: true,
      factor: shownFactor(fan.unit),
      hovertemplate: `%{y:${DIGITS}} ${shownUnit(fan.unit)}`,
      line: { width: 2, dash: DASHES[1] },
    })
  return {
    id: fan.name,
    title: fanHeadline(fan) ?? fan.title,
    subtitle: fanCaption(fan),
    table: fan.name,
    kind: 'lines',
    scale: 'linear',
    axes: ['yaxis'],
    data,
    layout: {
      hovermode: 'x unified',
      showlegend: !alone || fan.actual !== undefined,
      ...eventLines(fan.x, events),
      xaxis: { anchor: 'y', title: { text: fan.x.title }, ...xAxisKind(fan.x) },
      yaxis: { title: { text: shownUnit(fan.unit) }, tickformat: DIGITS },
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
