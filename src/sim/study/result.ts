/**
 * Study result: plain data, independent of the number of workers, the division into shards and the order of
 * completion.
 *
 * Numbers are decimal text: exact, or with at most 12 significant digits. The hash of a study is computed
 * from {@link canonicalText}, which covers every path by the hash of its own result.
 */
import type { Comparison } from './comparison.ts'
import type { Kind, Named } from './kind.ts'
import { deviationOf, extremesOf, meanOf, rounded } from '../../statistics/moments.ts'
import { estimateProportion, type Proportion } from './proportion.ts'
import {
  errorText,
  LEVELS,
  METRIC_GRID,
  NEVER,
  quantileIntervalsOf,
  quantilesOf,
  type QuantileBounds,
} from './quantiles.ts'
import type { TaskId, Violation } from './row.ts'
import type { Sensitivity } from './sensitivity.ts'
import type { StudySpec } from './spec.ts'
import { halfWidthOfMean } from '../../statistics/student.ts'
import { tailRiskOf, WORST_PART, type TailRisk } from './tail-risk.ts'
import { NO_VALUES, type MetricTally, type StudyTally } from './tally.ts'

/** Statistics of a metric over paths. */
export interface MetricSummary extends Named {
  /** Number of numeric values, on which mean, deviation and extremes are based. */
  readonly count: number
  /** Values that are words, such as `never`: frequency and estimated probability. */
  readonly words: Readonly<Record<string, Proportion>>
  readonly mean?: string
  /** Standard deviation, from two values on. */
  readonly sd?: string
  /** Half width of the 95% interval of the mean, by Student's t. */
  readonly meanError?: string
  readonly min?: string
  readonly max?: string
  /**
   * `p5` is the 5% quantile: the smallest value that 5% of the values do not exceed. `never` comes after every
   * number, as in the ranges of `simulate`; other words are left out.
   */
  readonly quantiles?: Readonly<Record<string, string>>
  /**
   * Exact 95% intervals of the quantiles; absent where points are pooled, since path `i` has the same random
   * numbers at every point, so that the values are not independent.
   */
  readonly quantileIntervals?: Readonly<Record<string, QuantileBounds>>
  /** Of a return: risk in the tail of one point's paths; absent where points are pooled. */
  readonly tailRisk?: TailRisk
  /** Largest relative error of a quantile; `0` if the quantiles are exact. */
  readonly quantileError: string
}

export interface StudyVerdict {
  readonly statement: string
  /** Whether it holds on every path. */
  readonly holds: boolean
  readonly checks: number
  /** Paths that violate it, with the estimated probability, of those on which it was checked. */
  readonly broken: Proportion
  /** The first of them, in order of point and path. */
  readonly first?: TaskId & Violation
}

export interface Failures {
  readonly paths: Proportion
  /** The first ones, in order of point and path. */
  readonly first: readonly (TaskId & { readonly error: string })[]
}

/** Summary of all paths, or of those of one point. */
export interface Summary {
  readonly paths: number
  readonly actions: number
  readonly refused: number
  readonly metrics: Readonly<Record<string, MetricSummary>>
  readonly invariants: Readonly<Record<string, StudyVerdict>>
  /** Where the invariants were sampled: the number of paths on which they were checked. */
  readonly checkedPaths?: number
  readonly failures: Failures
}

export interface PointSummary extends Summary {
  readonly settings: Readonly<Record<string, string>>
}

export interface StudyResult extends Summary {
  readonly scenario: string
  readonly question: string
  readonly days: number
  readonly seed: string
  /** Paths at each point. */
  readonly runs: number
  readonly design: StudySpec['design']
  readonly sweeps: StudySpec['sweeps']
  /** Every parameter after defaults and `--set`, before the design's own settings. */
  readonly parameters: Readonly<Record<string, string>>
  /** Number of points; at most {@link MOST_POINTS} of them are in `points`. */
  readonly size: number
  readonly points: readonly PointSummary[]
  /** Comparisons of each point with the first, path by path on common random numbers. */
  readonly comparisons: readonly Comparison[]
  readonly sensitivity?: Sensitivity
  /** SHA-256 of every path's line in order: point, path, and the hash of its result or its error. */
  readonly rows: string
  /** SHA-256 of the table of daily quantiles; empty if there is none. */
  readonly daily: string
}

/** Largest number of points in the result; the table of points has all of them. */
export const MOST_POINTS = 100

export function canonicalText(result: StudyResult): string {
  return `${JSON.stringify(result)}\n`
}

/** Statistics of a tally: of one point, or of several pooled, whose values are not independent. */
export function summaryOf(
  tally: StudyTally,
  kind: Kind | undefined,
  {
    pooled = false,
    worstPart = WORST_PART,
  }: {
    readonly pooled?: boolean
    /** Part of the paths that is the tail of returns, in percent. */
    readonly worstPart?: number
  } = {},
): Summary {
  const done = tally.paths - tally.failed
  return {
    paths: tally.paths,
    actions: tally.actions,
    refused: tally.refused,
    metrics: Object.fromEntries(
      Object.entries(kind?.metrics ?? {}).map(([name, named]) => [
        name,
        metricSummary(named, tally.metrics.get(name) ?? NO_VALUES, done, { pooled, worstPart }),
      ]),
    ),
    invariants: Object.fromEntries(
      Object.entries(kind?.invariants ?? {}).map(([name, statement]) => [
        name,
        verdictOf(name, statement, tally, pooled),
      ]),
    ),
    ...(kind === undefined || isEmpty(kind.invariants) || tally.checked === done
      ? {}
      : { checkedPaths: tally.checked }),
    failures: {
      paths: estimateProportion(tally.failed, tally.paths, pooled),
      first: tally.failures.map(({ point, path, error }) => ({ point, path, error: error ?? '' })),
    },
  }
}

const isEmpty = (named: object): boolean => Object.keys(named).length === 0

function metricSummary(
  { title, unit, worst }: Named,
  { moments, sketch, texts }: MetricTally,
  paths: number,
  { pooled, worstPart }: { readonly pooled: boolean; readonly worstPart: number },
): MetricSummary {
  const [mean, sd] = [meanOf(moments), deviationOf(moments)]
  const meanError = sd === undefined ? undefined : halfWidthOfMean(sd, moments.count)
  const nevers = texts.get(NEVER) ?? 0
  const quantiles = quantilesOf(sketch, LEVELS, METRIC_GRID, nevers)
  const intervals = pooled ? undefined : quantileIntervalsOf(sketch, LEVELS, METRIC_GRID, nevers)
  const tailRisk = pooled || worst === undefined ? undefined : tailRiskOf(sketch, worst, worstPart)
  const words = [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    title,
    unit,
    count: moments.count,
    words: Object.fromEntries(words.map(([word, times]) => [word, estimateProportion(times, paths, pooled)])),
    ...(mean === undefined ? {} : { mean: rounded(mean) }),
    ...(sd === undefined ? {} : { sd: rounded(sd) }),
    ...(meanError === undefined ? {} : { meanError: rounded(meanError) }),
    ...extremesOf(moments),
    ...(quantiles === undefined ? {} : { quantiles }),
    ...(intervals === undefined ? {} : { quantileIntervals: intervals }),
    ...(tailRisk === undefined ? {} : { tailRisk }),
    quantileError: errorText(sketch, METRIC_GRID),
  }
}

function verdictOf(name: string, statement: string, tally: StudyTally, pooled: boolean): StudyVerdict {
  const breaches = tally.invariants.get(name)
  return {
    statement,
    holds: breaches === undefined,
    checks: tally.checks - (breaches?.unchecked ?? 0),
    broken: estimateProportion(breaches?.paths ?? 0, tally.checked, pooled),
    ...(breaches === undefined ? {} : { first: breaches.first }),
  }
}

/** Mean as the nearest float64; NaN without values. */
export function meanNumber({ moments }: MetricTally): number {
  return meanOf(moments)?.toNumber() ?? NaN
}
