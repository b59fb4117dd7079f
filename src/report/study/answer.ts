/**
 * Answer of a study: the metric by which its scenario is judged, over all paths, or at the points of a grid
 * where its median is best and worst.
 */
import { pointsAreChoices } from '../../sim/study/design.ts'
import type { MetricSummary, StudyResult } from '../../sim/study/result.ts'
import { count, isDecimal } from '../number.ts'
import { brief, withUnit } from '../unit.ts'
import { settingsText } from './sections.ts'

/** The metric that decides, and which of its values are good. */
export interface Judged {
  readonly metric: string
  readonly better: 'higher' | 'lower'
}

/** One or two sentences; undefined if no path has a number for the metric. */
export function studyAnswer(result: StudyResult, judged: Judged | undefined): string | undefined {
  if (judged === undefined) return undefined
  const pooled = result.metrics[judged.metric]
  if (pooled === undefined) return undefined
  const { title, unit } = pooled
  if (result.size === 1 || !pointsAreChoices(result.design)) {
    const said = spread(pooled, unit)
    return said === undefined ? undefined : `${title}: ${said} over ${count(result.paths)} paths.`
  }
  const points = result.points.flatMap(({ settings, metrics }) => {
    const own = metrics[judged.metric]
    const said = own === undefined ? undefined : spread(own, unit)
    return said === undefined
      ? []
      : [{ at: settingsText(settings), said, median: ordered(own!.quantiles!['p50']!) }]
  })
  const sign = judged.better === 'higher' ? 1 : -1
  const sorted = points.toSorted((a, b) => sign * (b.median - a.median))
  const [best, worst] = [sorted[0], sorted.at(-1)]
  if (best === undefined || worst === undefined) return undefined
  if (best.median === worst.median)
    return `${title} has the same median at all ${count(points.length)} points: ${best.said}.`
  return `${title} is best at ${best.at}: ${best.said}; worst at ${worst.at}: ${worst.said}.`
}

/** A number to compare; `never` comes after every number. */
const ordered = (text: string): number => (isDecimal(text) ? Number(text) : Number.POSITIVE_INFINITY)

/** `median 58.76 sat/AMT (58.3 to 59.8)`; undefined without numbers. */
function spread({ quantiles }: Pick<MetricSummary, 'quantiles'>, unit: string): string | undefined {
  const [low, median, high] = ['p5', 'p50', 'p95'].map((level) => quantiles?.[level])
  if (low === undefined || median === undefined || high === undefined) return undefined
  return `median ${withUnit(median, unit)}${low === high ? '' : ` (${brief(low, unit)} to ${brief(high, unit)} from 5 to 95%)`}`
}
