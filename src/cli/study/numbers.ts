/**
 * Numbers: quantiles and means of a study for the terminal, point by point where points are to be told apart.
 *
 * Points of a grid or zip are policies to choose from, so they are not pooled. Those of a drawn design are samples of what may be: pooled,
 * they say how a metric is distributed over the ranges, and that is what the heading says.
 */
import { count, readable } from '../../report/number.ts'
import type { EventProbability } from '../../report/study/paths.ts'
import { isSameAtAllPoints } from '../../report/study/points.ts'
import { proportionText, settingsText } from '../../report/study/sections.ts'
import { pointsAreChoices } from '../../sim/study/design.ts'
import type { MetricSummary, StudyResult } from '../../sim/study/result.ts'
import { aligned } from '../columns.ts'

/** How many points the terminal gets; the report has up to a hundred, and `points.csv` all. */
const SHOWN = 5

/** A heading and a table of all metrics. */
export function numberLines(result: StudyResult): string[] {
  const { metrics, size } = result
  const table = (rows: readonly (readonly string[])[]): string[] =>
    aligned([['', '5%', 'median', '95%', 'mean', ''], ...rows])
  const pooled = Object.values(metrics).map(row)
  if (size === 1) return ['In numbers', ...table(pooled)]
  if (!pointsAreChoices(result.design))
    return [
      `In numbers, over all ${count(size)} points together: a mixture, which is the distribution of none of them (each is in points.csv)`,
      ...table(pooled),
    ]
  const byPoint = Object.entries(metrics).flatMap(([name, metric]) =>
    isSameAtAllPoints(result, name)
      ? [row(result.points[0]!.metrics[name]!)]
      : pointRows(result, name, metric),
  )
  return [
    `In numbers, by point; one line where all points are the same${ofPoints(result)}`,
    ...table(byPoint),
  ]
}

/** A line for each event, or for each event and point. */
export function probabilityLines(
  probabilities: readonly EventProbability[],
  { design, points, size }: StudyResult,
): string[] {
  if (size === 1) return probabilities.map(({ event, all }) => `  ${event}: ${proportionText(all)}`)
  if (!pointsAreChoices(design))
    return probabilities.map(
      ({ event, all }) => `  ${event}: ${proportionText(all)} of all paths at all points together`,
    )
  return probabilities.flatMap(({ event, points: each }) => [
    `  ${event}`,
    ...each
      .slice(0, SHOWN)
      .map((own, point) => `    ${settingsText(points[point]!.settings)}: ${proportionText(own)}`),
  ])
}

const row = (metric: MetricSummary): string[] => [
  metric.title,
  ...cells(metric),
  `${metric.unit}${wordsText(metric)}`,
]

/** The metric's name and unit, and below it a row for each point. */
function pointRows({ points }: StudyResult, name: string, { title, unit }: MetricSummary): string[][] {
  return [
    [title, '', '', '', '', unit],
    ...points.slice(0, SHOWN).map(({ settings, metrics }) => {
      const own = metrics[name]
      return [`  ${settingsText(settings)}`, ...cells(own), wordsText(own).replace('; ', '')]
    }),
  ]
}

function cells(metric: MetricSummary | undefined): string[] {
  const { quantiles, mean } = metric ?? {}
  return [quantiles?.['p5'], quantiles?.['p50'], quantiles?.['p95'], mean].map((value) =>
    value === undefined ? '-' : readable(value),
  )
}

/** `; never on 3 of 20`. */
function wordsText(metric: MetricSummary | undefined): string {
  return Object.entries(metric?.words ?? {})
    .map(([word, { count: times, of }]) => `; ${word} on ${times} of ${of}`)
    .join('')
}

const ofPoints = ({ size }: StudyResult): string =>
  size > SHOWN ? ` (the first ${SHOWN} of ${count(size)}; all are in points.csv)` : ''
