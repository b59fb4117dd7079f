/**
 * One path of a fan, as a worker thread or the main thread runs it.
 */
import type { Scenario } from '../../sim/definition/scenario.ts'
import { fanPathOf, type FanPath } from '../../sim/study/fan.ts'
import type { Lab } from '../lab.ts'
import type { Queue } from './queue.ts'

/** What all paths of a fan have in common. */
export interface FanSettings {
  /** Decimal text: threads receive it by structured clone, like everything here. */
  readonly seed: string
  readonly days: number
  readonly set: Readonly<Record<string, string>>
}

/** Data passed to a worker thread at its start. */
export interface FanAssignment extends FanSettings {
  /** URL of the module that exports the lab as `lab`. */
  readonly labModule: string
  /** Name of the scenario. */
  readonly name: string
  /** Absolute directory that paths of price files refer to. */
  readonly cwd: string
  /** Positions in `wanted` that nobody has taken yet. */
  readonly queue: Queue
  /** Numbers of all paths. */
  readonly wanted: readonly number[]
}

/** A path's contribution, or name and message of the error that ended it. */
export type PathAnswer = { readonly done: FanPath } | { readonly failed: string }

/** What a thread says: that it begins a path, and its answer. */
export type PathMessage = { readonly begun: number } | { readonly path: number; readonly answer: PathAnswer }

/** Runs one path, with the scenario's variants unless they are for the detailed path only. */
export function runPath(
  lab: Pick<Lab, 'run'>,
  scenario: Scenario,
  { seed, days, set }: FanSettings,
  path: number,
): PathAnswer {
  try {
    const variants = scenario.at(set).bound.comparison?.detailedPathOnly !== true
    const result = lab.run(scenario, { seed: BigInt(seed), path, days, set, variants, brief: true })
    return { done: fanPathOf(result) }
  } catch (error) {
    return { failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}
