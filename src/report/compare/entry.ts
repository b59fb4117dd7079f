/**
 * Entry: one parameter set with its paths, as a comparison has it.
 */
import type { ChartSpec, Table } from '../../sim/result.ts'

export interface Entry {
  /** The directory as it was given, with the settings of a study's point. */
  readonly label: string
  readonly kind: 'run' | 'study'
  readonly scenario: string
  readonly question: string
  /** Decimal. */
  readonly seed: string
  readonly days: number
  readonly parameters: Readonly<Record<string, string>>
  /** Settings of a study's point; empty for a run. */
  readonly settings: Readonly<Record<string, string>>
  readonly commit: string | undefined
  readonly resultHash: string
  readonly described: Readonly<Record<string, { readonly title: string; readonly unit: string }>>
  /** Texts of the metrics, by path. */
  readonly paths: ReadonlyMap<number, Readonly<Record<string, string>>>
  /** Daily quantiles over the paths, by column. */
  readonly daily: ReadonlyMap<string, Daily>
  /** Charts of the detailed path; none of a study. */
  readonly charts: readonly ChartSpec[]
  /** A table of the detailed path, with exact cells. */
  table(name: string): Table | undefined
}

export interface Daily {
  readonly title: string
  readonly unit: string
  /** One cell for each day, by level. */
  readonly quantiles: Readonly<Record<string, readonly string[]>>
}

/** Points of a study that are read, at most. */
export const MOST_POINTS = 20
