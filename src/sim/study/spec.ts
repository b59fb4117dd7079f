/**
 * What a study is: a scenario, the points of a design, and how many paths at each. Everything that its result depends on, as plain data.
 *
 * A task is one path at one point. Path `i` has the same random numbers at every point, so points differ by their settings alone
 * (common random numbers), and each task is one `npm run simulate` with `--path i`.
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
  /** What the design varies, as asked. */
  readonly sweeps: readonly Sweep[]
  /** What is set at every point, canonical, in the scenario's order of parameters. */
  readonly set: Readonly<Record<string, string>>
  /** What each point sets beside that, canonical; one empty point if nothing is varied. */
  readonly points: readonly Readonly<Record<string, string>>[]
}

export interface Sweep {
  readonly parameter: string
  /** `10,20,30` or `0..100:5`. */
  readonly values: string
}

/** All that is set at a point. */
export function settingsAt({ set, points }: StudySpec, point: number): Readonly<Record<string, string>> {
  return { ...set, ...points[point] }
}

/** Number of tasks. */
export function tasksOf({ points, runs }: StudySpec): number {
  return points.length * runs
}
