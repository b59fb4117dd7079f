/**
 * Sensitivity: the section of a sampled design with the measures of every metric and event, by parameter.
 */
import type { Named } from '../../sim/study/kind.ts'
import type { StudyResult } from '../../sim/study/result.ts'
import type { ParameterSensitivity } from '../../sim/study/sensitivity.ts'
import { markup, nothing, type Html } from '../html.ts'
import { code, table } from '../table.ts'
import { readableIn } from '../unit.ts'
import type { EventProbability } from './paths.ts'
import { namedMetric, withError } from './sections.ts'

/** A metric whose title says that it is about a quantile. */
const inTail = (metric: Named | undefined, tail: keyof typeof TAIL_TITLES): Named | undefined =>
  metric === undefined ? undefined : { ...metric, title: `${metric.title}, ${TAIL_TITLES[tail]}` }

const TAIL_TITLES = { p5: '5% quantile', p95: '95% quantile' } as const

export function sensitivity(
  { sensitivity: indices, metrics: pooled }: StudyResult,
  events: readonly EventProbability[],
): Html {
  if (indices === undefined) return nothing
  const morris = indices.method === 'morris'
  const titles = morris
    ? ['Parameter', '#Mean absolute effect μ*', '#Mean effect μ', '#Standard deviation σ']
    : ['Parameter', '#First-order index', '#Total-effect index']
  const tableOf = (
    name: string,
    title: Html | string,
    byParameter: Readonly<Record<string, ParameterSensitivity>>,
    unit = '',
  ): Html => {
    const rows = Object.entries(byParameter).map(([parameter, measures]) =>
      'mu' in measures
        ? [
            code(parameter),
            withError(measures.muStar, measures.muStarError, unit),
            readableIn(measures.mu, unit),
            readableIn(measures.sigma, unit),
          ]
        : [code(parameter), intervalText(measures.first), intervalText(measures.total)],
    )
    return markup`<details><summary>${title}</summary>
${table(`Sensitivity of ${name}`, titles, rows)}
</details>
`
  }
  const tables = [
    ...Object.entries(indices.metrics).flatMap(([name, byParameter]) => {
      const title = namedMetric(pooled[name], name)
      return [
        tableOf(name, title, byParameter, pooled[name]?.unit),
        ...Object.entries(indices.tails ?? {}).flatMap(([tail, metrics]) =>
          metrics[name] === undefined
            ? []
            : [
                tableOf(
                  `${tail} of ${name}`,
                  namedMetric(inTail(pooled[name], tail as keyof typeof TAIL_TITLES), name),
                  metrics[name],
                  pooled[name]?.unit,
                ),
              ],
        ),
      ]
    }),
    ...events.flatMap(({ event, sensitivity: byParameter }) =>
      byParameter === undefined
        ? []
        : [tableOf(`the probability of ${event}`, markup`Probability of ${code(event)}`, byParameter)],
    ),
  ]
  const means = morris
    ? 'Elementary effects (Morris): the change of the metric over the parameter’s range, extrapolated ' +
      'from steps of two thirds of it. 95% confidence intervals by Student’s t over the walks. A large ' +
      'σ means interactions with other parameters or a non-linear effect.'
    : 'Sobol’ indices: the share of the metric’s variance that the parameter explains, alone (first ' +
      'order) and with all interactions (total). 95% confidence intervals by Student’s t over up to ' +
      'eight independent replicates of the design.'
  return markup`<section aria-labelledby="sensitivity">
<h2 id="sensitivity">Sensitivity</h2>
<p>${means}</p>
${tables}</section>`
}

/** A Sobol' index with its interval: `0.512 (0.400 to 0.600)`. */
export const intervalText = ({ value, low, high }: { value: string; low: string; high: string }): string =>
  `${fixed(value)} (${fixed(low)} to ${fixed(high)})`

const fixed = (text: string): string => Number(text).toFixed(3)
