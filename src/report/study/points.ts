/**
 * Points: quantiles and means of every metric at each design point of a study.
 *
 * Pooling all points gives a mixture that is not the distribution of any point. Points of a grid or zip
 * design are alternatives, so they are reported one by one only. Points of a sampled design (lhs, sobol,
 * morris, saltelli) are samples of the parameter ranges, so the pooled mixture is reported too, labelled as
 * such.
 */
import { pointsAreChoices } from '../../sim/study/design.ts'
import type { MetricSummary, PointSummary, StudyResult } from '../../sim/study/result.ts'
import { markup, nothing, type Content, type Html } from '../html.ts'
import { count } from '../number.ts'
import { code, groupedTable, table, type Group } from '../table.ts'
import { readableIn } from '../unit.ts'
import { boundsText, namedMetric, proportionText, settingsText, withError } from './sections.ts'

/** Up to this many points, all metrics share one table. With more points, each metric is collapsed. */
const MOST_OPEN = 6

const TITLES = ['Metric', '#5%', '#Median', '#95%', '#Mean'] as const

/** Metrics pooled over the only point, or over the points of a sampled design. */
export function metrics({ metrics: all, size, design }: StudyResult): Html {
  const entries = Object.entries(all)
  if (entries.length === 0 || (size > 1 && pointsAreChoices(design))) return nothing
  const rows = entries.map(([name, metric]) => [
    markup`${namedMetric(metric, name)}${words(metric)}`,
    ...cells(metric),
  ])
  const over =
    size === 1
      ? 'Over all paths.'
      : `Pooled over all ${count(size)} points: a mixture weighted by the sampling design, not the distribution at any point.`
  return markup`<section aria-labelledby="metrics">
<h2 id="metrics">All metrics</h2>
<p>${over} ${ABOUT}</p>
${table('Quantiles and means of all metrics', TITLES, rows)}
</section>`
}

/** Every metric at each point. Metrics that are equal at all points are listed once. */
export function points(result: StudyResult): Html {
  const { points: all, size, metrics: pooled } = result
  if (all.length < 2) return nothing
  const names = Object.keys(pooled)
  const differing = names.filter((name) => !isSameAtAllPoints(result, name))
  const same = names.filter((name) => isSameAtAllPoints(result, name))
  const groups = differing.map((name) => ({
    head: namedMetric(pooled[name], name),
    rows: all.map((point) => pointRow(point, name)),
  }))
  const more = size > all.length ? ` The first ${count(all.length)} of ${count(size)} points.` : ''
  return markup`<section aria-labelledby="points">
<h2 id="points">${pointsAreChoices(result.design) ? 'All metrics by point' : 'Points'}</h2>
<p>Over the paths of each point.${more} ${ABOUT}</p>
${all.length <= MOST_OPEN ? open(groups) : folded(groups)}
${
  same.length === 0
    ? nothing
    : markup`<details><summary>Metrics that are equal at every point</summary>
${table(
  'Metrics that are equal at every point',
  TITLES,
  same.map((name) => [
    markup`${namedMetric(pooled[name], name)}${words(all[0]!.metrics[name])}`,
    ...cells(all[0]!.metrics[name]),
  ]),
)}
</details>
`
}</section>`
}

const ABOUT = markup`Means have 95% confidence intervals (Student’s t), and so have quantiles of the paths of one point (order statistics). More quantiles, exact extremes and standard deviations are in <a href="points.csv">points.csv</a>.`

const open = (groups: readonly Group[]): Html =>
  groups.length === 0
    ? nothing
    : groupedTable('Quantiles and means by metric and point', ['Point', ...TITLES.slice(1)], groups)

function folded(groups: readonly Group[]): Html {
  return markup`${groups.map(
    ({ head, rows }, index) => markup`<details><summary>${head ?? ''}</summary>
${table(`Quantiles and means by point, metric ${index + 1}`, ['Point', ...TITLES.slice(1)], rows)}
</details>
`,
  )}`
}

/** Whether a metric is equal at every point. False when the result does not contain all points. */
export function isSameAtAllPoints({ points: all, size }: StudyResult, name: string): boolean {
  const texts = all.map(({ metrics: own }) => {
    const { quantiles, mean, words: said } = own[name] ?? {}
    return JSON.stringify([quantiles, mean, said])
  })
  return size === all.length && new Set(texts).size === 1
}

function pointRow({ settings, metrics: own }: PointSummary, name: string): readonly Content[] {
  const metric = own[name]
  return [markup`${code(settingsText(settings))}${words(metric)}`, ...cells(metric)]
}

function cells(metric: MetricSummary | undefined): readonly Content[] {
  const unit = metric?.unit ?? ''
  return [
    ...['p5', 'p50', 'p95'].map((level) => {
      const value = metric?.quantiles?.[level]
      const bounds = boundsText(value, metric?.quantileIntervals?.[level], unit)
      const shown = value === undefined ? '–' : readableIn(value, unit)
      return bounds === '' ? shown : markup`${shown}<span class="under">${bounds}</span>`
    }),
    withError(metric?.mean, metric?.meanError, unit),
  ]
}

function words(metric: MetricSummary | undefined): Html {
  return markup`${Object.entries(metric?.words ?? {}).map(([word, proportion]) => markup`<span class="under">${word}: ${proportionText(proportion)}</span>`)}`
}
