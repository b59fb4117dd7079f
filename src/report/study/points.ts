/**
 * Points: quantiles and means of every metric at each point of a study.
 *
 * What all paths at all points add up to is a mixture, and the distribution of no point, so points of a grid or zip are told one by one
 * only. Points of a drawn design are samples of the ranges that it varies, and what they add up to is told too, as what it is.
 */
import { pointsAreChoices } from '../../sim/study/design.ts'
import type { MetricSummary, PointSummary, StudyResult } from '../../sim/study/result.ts'
import { markup, nothing, type Content, type Html } from '../html.ts'
import { count, readable } from '../number.ts'
import { code, groupedTable, table, type Group } from '../sections.ts'
import { namedMetric, proportionText, settingsText, withError } from './sections.ts'

/** Up to this many points stand one below the other for each metric; of more, each metric's are folded away. */
const MOST_OPEN = 6

const TITLES = ['Metric', '#5%', '#Median', '#95%', '#Mean'] as const

/** Everything that is pooled over one point, or over the points of a drawn design. */
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
      : `Over all paths at all ${count(size)} points together: a mixture, weighed as the design draws the points, and the distribution of none of them.`
  return markup`<section aria-labelledby="metrics">
<h2 id="metrics">In numbers</h2>
<p>${over} ${ABOUT}</p>
${table('Quantiles and means of all metrics', TITLES, rows)}
</section>`
}

/** Every metric at each point; those that are the same at all of them once. */
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
<h2 id="points">${pointsAreChoices(result.design) ? 'In numbers, by point' : 'Points'}</h2>
<p>Over the paths of each point.${more} ${ABOUT}</p>
${all.length <= MOST_OPEN ? open(groups) : folded(groups)}
${
  same.length === 0
    ? nothing
    : markup`<details><summary>Metrics that are the same at every point</summary>
${table(
  'Metrics that are the same at every point',
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

const ABOUT = markup`The mean has its 95% interval by Student’s t. More quantiles, exact extremes and deviations are in <a href="points.csv">points.csv</a>.`

const open = (groups: readonly Group[]): Html =>
  groups.length === 0
    ? nothing
    : groupedTable('Quantiles and means by metric and point', ['Point', ...TITLES.slice(1)], groups)

function folded(groups: readonly Group[]): Html {
  return markup`${groups.map(
    ({ head, rows }) => markup`<details><summary>${head ?? ''}</summary>
${table('Quantiles and means by point', ['Point', ...TITLES.slice(1)], rows)}
</details>
`,
  )}`
}

/** Whether every point has the same numbers and words of a metric; not known if there are more points than are told. */
export function isSameAtAllPoints({ points: all, size }: StudyResult, name: string): boolean {
  const told = all.map(({ metrics: own }) => {
    const { quantiles, mean, words: said } = own[name] ?? {}
    return JSON.stringify([quantiles, mean, said])
  })
  return size === all.length && new Set(told).size === 1
}

function pointRow({ settings, metrics: own }: PointSummary, name: string): readonly Content[] {
  const metric = own[name]
  return [markup`${code(settingsText(settings))}${words(metric)}`, ...cells(metric)]
}

function cells(metric: MetricSummary | undefined): readonly string[] {
  const shown = (value: string | undefined): string => (value === undefined ? '–' : readable(value))
  return [
    ...['p5', 'p50', 'p95'].map((level) => shown(metric?.quantiles?.[level])),
    withError(metric?.mean, metric?.meanError),
  ]
}

function words(metric: MetricSummary | undefined): Html {
  return markup`${Object.entries(metric?.words ?? {}).map(([word, proportion]) => markup`<span class="under">${word}: ${proportionText(proportion)}</span>`)}`
}
