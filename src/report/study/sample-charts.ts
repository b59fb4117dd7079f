/**
 * Charts of sampled designs: how much each parameter matters, and a metric against the parameters.
 *
 * - Bars of `morris` (a tornado of mean absolute effects) and `saltelli` (Sobol' indices), with their 95%
 *   intervals, the strongest parameter first.
 * - A scatter for each parameter: the median of each point, with the 5 to 95% quantiles of its paths as bars.
 */
import type { Column } from '../../sim/result.ts'
import { pointsAreChoices } from '../../sim/study/design.ts'
import type { StudyResult } from '../../sim/study/result.ts'
import { isDecimal } from '../number.ts'
import { DIGITS, PANEL_HEIGHT, SURROUNDING_HEIGHT, type Chart } from '../plot.ts'
import { brief, inShownUnit, shownFactor, shownUnit, withUnit } from '../unit.ts'

/** A chart with the table that it draws. */
export interface Drawn {
  readonly chart: Chart
  readonly columns: readonly Column[]
}

/** Most parameters in a chart of bars, and with a scatter. */
const MOST_BARS = 15
const MOST_SCATTERS = 4

const BAR_HEIGHT = 30

const column = (name: string, title: string, unit: string, cells: readonly string[]): Column => ({
  name,
  title,
  unit,
  cells,
})

/** The bars of a metric's sensitivity; undefined for a design without it. */
export function sensitivityChart({ sensitivity, metrics }: StudyResult, metric: string): Drawn | undefined {
  const measured = Object.entries(sensitivity?.metrics[metric] ?? {})
  const about = metrics[metric]
  if (sensitivity === undefined || about === undefined || measured.length === 0) return undefined
  const isMorris = sensitivity.method === 'morris'
  const rows = measured
    .map(([parameter, measures]) => {
      if (!('mu' in measures)) return { parameter, first: measures.first, total: measures.total }
      const half = Number(measures.muStarError ?? '0')
      const value = inShownUnit(measures.muStar, about.unit)
      const shown = Number(value)
      const width = half * shownFactor(about.unit)
      const total = { value, low: String(Math.max(0, shown - width)), high: String(shown + width) }
      return { parameter, first: undefined, total }
    })
    .toSorted((a, b) => Number(b.total.value) - Number(a.total.value))
    .slice(0, MOST_BARS)
  const unit = isMorris ? shownUnit(about.unit) : 'share of the variance'
  const series = isMorris ? (['total'] as const) : (['total', 'first'] as const)
  const titles = isMorris
    ? { total: 'Mean absolute effect μ*', first: '' }
    : { total: 'With all interactions (total effect)', first: 'Alone (first order)' }
  const name = `sensitivity-${kebab(metric)}`
  const [strongest] = rows
  return {
    columns: [
      column(
        'parameter',
        'Parameter',
        '',
        rows.map(({ parameter }) => parameter),
      ),
      ...series.flatMap((which) => {
        const cells = (of: 'value' | 'low' | 'high'): string[] => rows.map((row) => row[which]?.[of] ?? '')
        return [
          column(which, titles[which], unit, cells('value')),
          column(`${which}-low`, `${titles[which]}, lower end of the 95% interval`, unit, cells('low')),
          column(`${which}-high`, `${titles[which]}, upper end of the 95% interval`, unit, cells('high')),
        ]
      }),
    ],
    chart: {
      id: name,
      title: isMorris
        ? `${about.title}: ${strongest!.parameter} has the largest mean absolute effect, ${brief(strongest!.total.value, '')} ${unit}`.trimEnd()
        : `${about.title}: ${strongest!.parameter} explains the largest part of the variance, ${brief(strongest!.total.value, '', 3)} with all interactions`,
      subtitle: isMorris
        ? 'Elementary effects (Morris) over the range of each parameter, with 95% intervals.'
        : 'Sobol’ indices of the mean at each point, with 95% intervals.',
      table: name,
      kind: 'bars',
      scale: 'linear',
      axes: ['yaxis'],
      data: series.map((which) => ({
        type: 'bar',
        orientation: 'h',
        name: titles[which],
        x: which,
        y: 'parameter',
        interval: [`${which}-low`, `${which}-high`],
        hovertemplate: `%{y}: %{x:${DIGITS}} ${unit}<extra></extra>`,
      })),
      layout: {
        barmode: 'group',
        bargap: 0.3,
        hovermode: 'closest',
        showlegend: series.length > 1,
        xaxis: { title: { text: unit }, tickformat: DIGITS, showgrid: true, rangemode: 'tozero' },
        yaxis: { type: 'category', autorange: 'reversed', showgrid: false },
      },
      height: SURROUNDING_HEIGHT + BAR_HEIGHT * rows.length * series.length,
    },
  }
}

/** Scatters of a metric against the swept numbers of a sampled design, the strongest parameters first. */
export function scatterCharts(result: StudyResult, metric: string): readonly Drawn[] {
  const { points, sweeps, design, metrics, sensitivity } = result
  const about = metrics[metric]
  if (about === undefined || pointsAreChoices(design) || points.length < 5) return []
  const weight = (parameter: string): number => {
    const measures = sensitivity?.metrics[metric]?.[parameter]
    return measures === undefined ? 0 : Number('mu' in measures ? measures.muStar : measures.total.value)
  }
  return sweeps
    .map(({ parameter }) => parameter)
    .filter((parameter) => points.every(({ settings }) => isDecimal(settings[parameter] ?? '')))
    .toSorted((a, b) => weight(b) - weight(a))
    .slice(0, MOST_SCATTERS)
    .map((parameter) => scatter(result, metric, parameter))
}

function scatter({ points, size, runs }: StudyResult, metric: string, parameter: string): Drawn {
  const having = points.filter(({ metrics }) => metrics[metric]?.quantiles?.['p50'] !== undefined)
  const { title, unit } = points.find(({ metrics }) => metric in metrics)!.metrics[metric]!
  const level = (name: string): string[] =>
    having.map(({ metrics }) => metrics[metric]!.quantiles![name] ?? '')
  const name = `against-${kebab(parameter)}-${kebab(metric)}`
  const medians = level('p50')
    .filter(isDecimal)
    .toSorted((a, b) => Number(a) - Number(b))
  const range =
    medians.length === 0
      ? ''
      : `: medians from ${brief(medians[0]!, unit)} to ${withUnit(medians.at(-1)!, unit)}`
  return {
    columns: [
      column(
        'parameter',
        parameter,
        '',
        having.map(({ settings }) => settings[parameter]!),
      ),
      column('p5', '5%', unit, level('p5')),
      column('p50', 'median', unit, level('p50')),
      column('p95', '95%', unit, level('p95')),
    ],
    chart: {
      id: name,
      title: `${title} against ${parameter}${range}`,
      subtitle: `Each of ${points.length} points${size > points.length ? ` (of ${size})` : ''} by its median over ${runs} paths${runs > 1 ? '; bars from the 5% to the 95% quantile' : ''}. The other parameters vary too.`,
      table: name,
      kind: 'lines',
      scale: 'linear',
      axes: ['yaxis'],
      data: [
        {
          type: 'scatter',
          mode: 'markers',
          name: 'median',
          x: 'parameter',
          y: 'p50',
          yaxis: 'y',
          factor: shownFactor(unit),
          ...(runs > 1 ? { interval: ['p5', 'p95'] } : {}),
          hovertemplate: `${parameter} %{x:${DIGITS}}: %{y:${DIGITS}} ${shownUnit(unit)}<extra></extra>`,
        },
      ],
      layout: {
        hovermode: 'closest',
        showlegend: false,
        xaxis: { anchor: 'y', title: { text: parameter }, type: 'linear' },
        yaxis: { title: { text: shownUnit(unit) }, tickformat: DIGITS },
      },
      height: SURROUNDING_HEIGHT + PANEL_HEIGHT,
    },
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
