/**
 * Numbers: quantiles and means of a study for the terminal.
 *
 * Points of a grid or zip design are alternatives, so they are reported one by one and not pooled. Points of
 * a sampled design are samples of the parameter ranges, so their pooled distribution is reported and
 * labelled.
 */
import { count } from '../../report/number.ts'
import type { EventProbability } from '../../report/study/paths.ts'
import { isSameAtAllPoints } from '../../report/study/points.ts'
import { edgeNote, LOSS_NOTE, lossText, proportionText, settingsText } from '../../report/study/sections.ts'
import { readableIn, shownUnit } from '../../report/unit.ts'
import { pointsAreChoices } from '../../sim/study/design.ts'
import type { Kind } from '../../sim/study/kind.ts'
import type { MetricSummary, StudyResult } from '../../sim/study/result.ts'
import { valuesNeeded } from '../../statistics/order-statistics.ts'
import { aligned } from '../columns.ts'

/** Points shown on the terminal. The report shows up to a hundred; `points.csv` has all. */
const SHOWN = 5

/** Heading and table of all metrics. */
export function numberLines(result: StudyResult): string[] {
  const { metrics, size } = result
  const table = (rows: readonly (readonly string[])[]): string[] => [
    ...aligned([['', '5%', 'median', '95%', 'mean', ''], ...rows]),
    intervalNote(result),
  ]
  const pooled = Object.values(metrics).map(row)
  if (size === 1) return ['All metrics', ...table(pooled)]
  if (!pointsAreChoices(result.design))
    return [
      `All metrics, pooled over all ${count(size)} points: a mixture, not the distribution at any ` +
        'point (each point is in points.csv)',
      ...table(pooled),
    ]
  const byPoint = Object.entries(metrics).flatMap(([name, metric]) =>
    isSameAtAllPoints(result, name)
      ? [row(result.points[0]!.metrics[name]!)]
      : pointRows(result, name, metric),
  )
  return [`All metrics by point; one line where all points are equal${ofPoints(result)}`, ...table(byPoint)]
}

/** Value at risk and expected shortfall of the returns, by point; only the heading if there are none. */
export function tailRiskLines(
  { metrics, points, size, runs, failures }: StudyResult,
  benchmarks: readonly string[] = [],
  kind: Kind | undefined = undefined,
): string[] {
  const own = size === 1 ? [{ settings: {}, metrics }] : points.slice(0, SHOWN)
  const rows = Object.keys(metrics).flatMap((name) =>
    own.flatMap(({ settings, metrics: of }) => {
      const risk = of[name]?.tailRisk
      if (risk === undefined || benchmarks.includes(name)) return []
      const at = size === 1 ? '' : `, ${settingsText(settings)}`
      return [
        {
          part: risk.worstPart,
          cells: [
            `${of[name]!.title}${at}`,
            lossText(risk.valueAtRisk, kind?.metrics[name]?.worst),
            lossText(risk.expectedShortfall, kind?.metrics[name]?.worst),
            of[name]!.unit,
          ],
        },
      ]
    }),
  )
  const part = rows[0]?.part ?? ''
  const edge = failures.paths.count === 0 ? edgeNote(runs, Number(part)) : ''
  return [
    `Risk: the worst ${part}% of the paths do worse than the value at risk; the expected shortfall ` +
      'is their mean',
    ...(rows.length === 0
      ? []
      : [
          ...aligned([
            ['', 'value at risk', 'expected shortfall', ''],
            ...rows.map(({ cells: each }) => each),
          ]),
          `  ${LOSS_NOTE}`,
          ...(edge === '' ? [] : [`  ${edge}`]),
        ]),
  ]
}

/** One line per event, or per event and point. */
export function probabilityLines(
  probabilities: readonly EventProbability[],
  { design, points, size }: StudyResult,
): string[] {
  if (size === 1) return probabilities.map(({ event, all }) => `  ${event}: ${proportionText(all)}`)
  if (!pointsAreChoices(design))
    return probabilities.map(
      ({ event, all }) => `  ${event}: ${proportionText(all)} of all paths, all points pooled`,
    )
  return probabilities.flatMap(({ event, goal, points: each }) => [
    `  ${event}`,
    ...(goal === undefined ? [] : [`    ${goal.target} by ${goal.parameter}: ${goal.found}`]),
    ...each
      .slice(0, SHOWN)
      .map((own, point) => `    ${settingsText(points[point]!.settings)}: ${proportionText(own)}`),
  ])
}

const row = (metric: MetricSummary): string[] => [
  metric.title,
  ...cells(metric, metric.unit),
  `${shownUnit(metric.unit)}${wordsText(metric)}`,
]

/** The metric's title and unit, then one row per point. */
function pointRows({ points }: StudyResult, name: string, { title, unit }: MetricSummary): string[][] {
  return [
    [title, '', '', '', '', shownUnit(unit)],
    ...points.slice(0, SHOWN).map(({ settings, metrics }) => {
      const own = metrics[name]
      return [`  ${settingsText(settings)}`, ...cells(own, unit), wordsText(own).replace('; ', '')]
    }),
  ]
}

function cells(metric: MetricSummary | undefined, unit: string): string[] {
  const { quantiles, mean } = metric ?? {}
  return [quantiles?.['p5'], quantiles?.['p50'], quantiles?.['p95'], mean].map((value) =>
    value === undefined ? '-' : readableIn(value, unit),
  )
}

/** `; never on 3 of 20`. */
function wordsText(metric: MetricSummary | undefined): string {
  return Object.entries(metric?.words ?? {})
    .map(([word, { count: times, of }]) => `; ${word} on ${times} of ${of}`)
    .join('')
}

/** Where the intervals of the quantiles are, and which do not exist. */
function intervalNote({ runs }: StudyResult): string {
  const missing = runs < NEEDED ? `; with fewer than ${NEEDED} paths, 5% and 95% have one bound only` : ''
  return (
    '  Quantiles of the paths of one point have 95% confidence intervals in the report and in ' +
    `points.csv${missing}`
  )
}

const NEEDED = valuesNeeded(0.95)

const ofPoints = ({ size }: StudyResult): string =>
  size > SHOWN ? ` (the first ${SHOWN} of ${count(size)}; all are in points.csv)` : ''
