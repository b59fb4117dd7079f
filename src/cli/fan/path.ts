/**
 * One path of a fan, as a worker thread or the main thread runs it.
 */
import type { Scenario } from '../../sim/definition/scenario.ts'
import type { FanPath } from '../../sim/study/fan.ts'
import { fanPathAt, type FanSettings } from '../../sim/study/fan-run.ts'
import type { Lab } from '../lab.ts'
import type { Queue } from './queue.ts'

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

/** Runs one path. */
export function runPath(
  lab: Pick<Lab, 'run'>,
  scenario: Scenario,
  settings: FanSettings,
  path: number,
): PathAnswer {
  try {
    return { done: fanPathAt(lab.run, scenario, settings, path) }
  } catch (error) {
    return { failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}
