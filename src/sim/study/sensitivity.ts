/**
 * Sensitivity of every metric to every varied parameter: elementary effects for design `morris`, Sobol'
 * indices for `saltelli`.
 *
 * The output at a point is the metric's mean over the point's paths; with enough paths also its 5 and 95%
 * quantiles, and the share of paths with an event. A metric without a number at some point has no
 * sensitivity.
 */
import type { Source } from '../random/stream.ts'
import type { Axis } from './axis.ts'
import { placesOf, type DesignName } from './design.ts'
import { morrisEffects } from '../../statistics/morris.ts'
import { statistic } from './quantiles.ts'
import { indicesOf } from '../../statistics/sobol-indices.ts'
import type { Estimate } from '../../statistics/student.ts'

export interface Sensitivity {
  readonly method: 'morris' | 'sobol'
  /** By metric, then by parameter; constant metrics are omitted. */
  readonly metrics: ByMetric
  /** Likewise of the 5 and 95% quantiles of the paths at each point; absent with fewer than 20 paths. */
  readonly tails?: { readonly p5: ByMetric; readonly p95: ByMetric }
}

type ByMetric = Readonly<Record<string, Readonly<Record<string, ParameterSensitivity>>>>

/** The sensitivity of the means, with that of the quantiles where there is any. */
export function sensitivityWithTails(
  means: Sensitivity | undefined,
  { p5, p95 }: { readonly p5: Sensitivity | undefined; readonly p95: Sensitivity | undefined },
): Sensitivity | undefined {
  if (means === undefined || p5 === undefined || p95 === undefined) return means
  if (Object.keys(p5.metrics).length === 0) return means
  return { ...means, tails: { p5: p5.metrics, p95: p95.metrics } }
}

/**
 * As text: Morris's measures in the metric's unit with the half width of the 95% interval of muStar, or
 * Sobol' indices with their 95% intervals.
 */
export type ParameterSensitivity =
  | { readonly mu: string; readonly muStar: string; readonly muStarError?: string; readonly sigma: string }
  | { readonly first: Interval; readonly total: Interval }

export interface Interval {
  readonly value: string
  readonly low: string
  readonly high: string
}

/** Sensitivity from the mean of every metric at every point; undefined for other designs. */
export function sensitivityOf(
  design: DesignName,
  axes: readonly Axis[],
  seed: Source,
  means: ReadonlyMap<string, Float64Array>,
): Sensitivity | undefined {
  if (axes.length === 0) return undefined
  if (design === 'morris') {
    const places = placesOf(design, axes, seed)
    return measureAll(
      'morris',
      means,
      (outputs) =>
        varies(outputs)
          ? morrisEffects(places, outputs).map(({ mu, muStar, muStarError, sigma }) => ({
              mu: statistic(mu),
              muStar: statistic(muStar),
              ...(muStarError === undefined ? {} : { muStarError: statistic(muStarError) }),
              sigma: statistic(sigma),
            }))
          : undefined,
      axes,
    )
  }
  if (design === 'saltelli')
    return measureAll(
      'sobol',
      means,
      (outputs) =>
        indicesOf(axes.length, outputs)?.map(({ first, total }) => ({
          first: interval(first),
          total: interval(total),
        })),
      axes,
    )
  return undefined
}

function measureAll(
  method: Sensitivity['method'],
  means: ReadonlyMap<string, Float64Array>,
  measure: (outputs: Float64Array) => readonly ParameterSensitivity[] | undefined,
  axes: readonly Axis[],
): Sensitivity {
  const metrics = [...means].flatMap(([name, outputs]) => {
    const measured = outputs.some(Number.isNaN) ? undefined : measure(outputs)
    if (measured === undefined) return []
    return [
      [name, Object.fromEntries(axes.map(({ parameter }, index) => [parameter, measured[index]!]))] as const,
    ]
  })
  return { method, metrics: Object.fromEntries(metrics) }
}

const varies = (outputs: Float64Array): boolean => outputs.some((output) => output !== outputs[0])

function interval({ value, low, high }: Estimate): Interval {
  // The design has at least two rows, so two replicates.
  return { value: statistic(value, 6), low: statistic(low!, 6), high: statistic(high!, 6) }
}
