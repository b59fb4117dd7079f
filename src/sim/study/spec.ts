/**
 * Study specification: a scenario, the points of a design and the number of paths at each, as plain data that
 * determine the result.
 *
 * A task is one path at one point. Path `i` has the same random numbers at every point (common random
 * numbers), so points differ by their settings alone. Each task equals one `npm run simulate` with `--path
 * i`.
 */
import type { DesignName } from './design.ts'

export interface StudySpec {
  readonly scenario: string
  readonly days: number
  /** Decimal. */
  readonly seed: string
  /** Paths at each point. */
  readonly runs: number
  readonly design: DesignName
  /** Parameters that the design varies, as given. */
  readonly sweeps: readonly Sweep[]
  /** Settings of every point, canonical, in the scenario's order of parameters. */
  readonly set: Readonly<Record<string, string>>
  /** Further settings of each point, canonical; one empty point if nothing is varied. */
  readonly points: readonly Readonly<Record<string, string>>[]
}

export interface Sweep {
  readonly parameter: string
  /** `10,20,30` or `0..100:5`. */
  readonly values: string
}

/** All settings of a point. */
export function settingsAt({ set, points }: StudySpec, point: number): Readonly<Record<string, string>> {
  return { ...set, ...points[point] }
}

/** Number of tasks. */
export function tasksOf({ points, runs }: StudySpec): number {
  return points.length * runs
}
