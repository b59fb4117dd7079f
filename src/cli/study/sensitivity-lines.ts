/**
 * Sensitivity of a study as lines of text for the terminal, strongest parameter first.
 */
import type { EventProbability } from '../../report/study/paths.ts'
import { withError } from '../../report/study/sections.ts'
import { intervalText } from '../../report/study/sensitivity.ts'
import { readableIn, shownUnit } from '../../report/unit.ts'
import type { StudyResult } from '../../sim/study/result.ts'
import type { ParameterSensitivity } from '../../sim/study/sensitivity.ts'

/** Of a metric's mean, and of its quantiles where there are enough paths. */
export function sensitivityLines({ sensitivity, metrics }: StudyResult, metric: string): string[] {
  const unit = metrics[metric]?.unit ?? ''
  return [
    ...strongestFirst(sensitivity?.metrics[metric], unit),
    ...Object.entries(sensitivity?.tails ?? {}).flatMap(([tail, metrics]) => {
      const lines = strongestFirst(metrics[metric], unit)
      return lines.length === 0
        ? []
        : [`  Of its ${tail.slice(1)}% quantile:`, ...lines.map((line) => `  ${line}`)]
    }),
  ]
}

/** Lines of one output. */
function strongestFirst(
  byParameter: Readonly<Record<string, ParameterSensitivity>> | undefined,
  unit: string,
): string[] {
  const lines = Object.entries(byParameter ?? {}).map(([parameter, measures]) =>
    'mu' in measures
      ? {
          weight: Number(measures.muStar),
          line:
            `  ${parameter}: mean absolute effect μ* ${withError(measures.muStar, measures.muStarError, unit)} ` +
            `${shownUnit(unit)}, mean effect μ ${readableIn(measures.mu, unit)}, ` +
            `standard deviation σ ${readableIn(measures.sigma, unit)}`,
        }
      : {
          weight: Number(measures.total.value),
          line: `  ${parameter}: first-order index ${intervalText(measures.first)}, total-effect index ${intervalText(measures.total)}`,
        },
  )
  return lines.toSorted((a, b) => b.weight - a.weight).map(({ line }) => line)
}

/** Of the probability of each event, as a share. */
export const probabilitySensitivityLines = (events: readonly EventProbability[]): string[] =>
  events.flatMap(({ event, sensitivity }) => {
    const lines = strongestFirst(sensitivity, '')
    return lines.length === 0
      ? []
      : [`  Of the probability of ${event}:`, ...lines.map((line) => `  ${line}`)]
  })
