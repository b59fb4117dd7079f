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
  /** The invariants are checked on every tenth path only. @default on all of them */
  readonly invariants?: 'sampled' | undefined
}

/** Of so many paths, the first has its invariants checked where they are sampled. */
export const SAMPLED = 10

/** Whether the invariants are checked on this path. */
export function isChecked({ invariants }: Pick<StudySpec, 'invariants'>, path: number): boolean {
  return invariants === undefined || path % SAMPLED === 0
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
