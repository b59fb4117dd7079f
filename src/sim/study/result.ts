/**
 * The result of a study: plain data, the same for any number of workers, any cut of the tasks and any order in which they finished.
 *
 * Numbers are decimal text: exact where they are exact, else of at most 12 significant digits. The hash of a study is taken of
 * {@link canonicalText}, which covers every path by the hash of its own result.
 */
import type { Comparison } from './comparison.ts'
import type { Kind, Named } from './kind.ts'
import { deviationOf, extremesOf, meanOf, rounded } from './moments.ts'
import { estimateProportion, type Proportion } from './proportion.ts'
import { errorText, LEVELS, METRIC_GRID, quantilesOf } from './quantiles.ts'
import type { TaskId, Violation } from './row.ts'
import type { Sensitivity } from './sensitivity.ts'
import type { StudySpec } from './spec.ts'
import { halfWidthOfMean } from './student.ts'
import { NO_VALUES, type MetricTally, type StudyTally } from './tally.ts'

export interface MetricSummary extends Named {
  /** Values that are numbers; the statistics are of these. */
  readonly count: number
  /** Words instead of numbers, such as `never`: how often, and how probable that is. */
  readonly words: Readonly<Record<string, Proportion>>
  readonly mean?: string
  /** Standard deviation, from two values on. */
  readonly sd?: string
  /** The mean's 95% interval by Student's t: this much to either side. */
  readonly meanError?: string
  readonly min?: string
  readonly max?: string
  /** `p5` is the 5% quantile: the smallest value that 5% of the values do not exceed. */
  readonly quantiles?: Readonly<Record<string, string>>
  /** By how much of its value a quantile may be off; `0` if the quantiles are values of the study. */
  readonly quantileError: string
}

export interface StudyVerdict {
  readonly statement: string
  /** On every path. */
  readonly holds: boolean
  readonly checks: number
  /** Paths that break it, and how probable that is for a path. */
  readonly broken: Proportion
  /** The first of them, in order of point and path. */
  readonly first?: TaskId & Violation
}

export interface Failures {
  readonly paths: Proportion
  /** The first ones, in order of point and path. */
  readonly first: readonly (TaskId & { readonly error: string })[]
}

/** What all paths, or those of one point, add up to. */
export interface Summary {
  readonly paths: number
  readonly actions: number
  readonly refused: number
  readonly metrics: Readonly<Record<string, MetricSummary>>
  readonly invariants: Readonly<Record<string, StudyVerdict>>
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
  /** Number of points; {@link MOST_POINTS} of them are told one by one. */
  readonly size: number
  readonly points: readonly PointSummary[]
  /** Points against the first one, path by path on the same random numbers. */
  readonly comparisons: readonly Comparison[]
  readonly sensitivity?: Sensitivity
  /** SHA-256 of every path's line in order: point, path, and the hash of its result or its error. */
  readonly rows: string
  /** SHA-256 of the table of daily quantiles; empty if none were taken. */
  readonly daily: string
}

/** Points that the result tells one by one; all are in the table of points. */
export const MOST_POINTS = 100

export function canonicalText(result: StudyResult): string {
  return `${JSON.stringify(result)}\n`
}

/** What a tally says, in numbers. */
export function summaryOf(tally: StudyTally, kind: Kind | undefined): Summary {
  const done = tally.paths - tally.failed
  return {
    paths: tally.paths,
    actions: tally.actions,
    refused: tally.refused,
    metrics: Object.fromEntries(
      Object.entries(kind?.metrics ?? {}).map(([name, named]) => [
        name,
        metricSummary(named, tally.metrics.get(name) ?? NO_VALUES, done),
      ]),
    ),
    invariants: Object.fromEntries(
      Object.entries(kind?.invariants ?? {}).map(([name, statement]) => [
        name,
        verdictOf(name, statement, tally, done),
      ]),
    ),
    failures: {
      paths: estimateProportion(tally.failed, tally.paths),
      first: tally.failures.map(({ point, path, error }) => ({ point, path, error: error ?? '' })),
    },
  }
}

function metricSummary(
  { title, unit }: Named,
  { moments, sketch, texts }: MetricTally,
  paths: number,
): MetricSummary {
  const [mean, sd] = [meanOf(moments), deviationOf(moments)]
  const meanError = sd === undefined ? undefined : halfWidthOfMean(sd, moments.count)
  const quantiles = quantilesOf(sketch, LEVELS, METRIC_GRID)
  const words = [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    title,
    unit,
    count: moments.count,
    words: Object.fromEntries(words.map(([word, times]) => [word, estimateProportion(times, paths)])),
    ...(mean === undefined ? {} : { mean: rounded(mean) }),
    ...(sd === undefined ? {} : { sd: rounded(sd) }),
    ...(meanError === undefined ? {} : { meanError: rounded(meanError) }),
    ...extremesOf(moments),
    ...(quantiles === undefined ? {} : { quantiles }),
    quantileError: errorText(sketch, METRIC_GRID),
  }
}

function verdictOf(name: string, statement: string, tally: StudyTally, paths: number): StudyVerdict {
  const breaches = tally.invariants.get(name)
  return {
    statement,
    holds: breaches === undefined,
    checks: tally.checks - (breaches?.unchecked ?? 0),
    broken: estimateProportion(breaches?.paths ?? 0, paths),
    ...(breaches === undefined ? {} : { first: breaches.first }),
  }
}

/** For means of points: the nearest float64, NaN of nothing. */
export function meanNumber({ moments }: MetricTally): number {
  return meanOf(moments)?.toNumber() ?? NaN
}
