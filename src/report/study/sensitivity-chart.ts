/**
 * Sensitivity chart: how much each parameter of a sampled design matters.
 *
 * Bars of `morris` (a tornado of mean absolute effects) and `saltelli` (Sobol' indices), with their 95%
 * intervals, the strongest parameter first.
 */
import type { StudyResult } from '../../sim/study/result.ts'
import { DIGITS, SURROUNDING_HEIGHT } from '../plot.ts'
import { brief, inShownUnit, shownFactor, shownUnit } from '../unit.ts'
import { column, kebab, type Drawn } from './drawn.ts'

/** Most parameters in the chart. */
const MOST_BARS = 15

const BAR_HEIGHT = 30

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
