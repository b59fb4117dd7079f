/**
 * One run of the stress matrix, as a worker thread or the main thread runs it.
 */
import type { Primary, Scenario } from '../../sim/definition/scenario.ts'
import { InitialStateReverted } from '../../sim/engine/simulation.ts'
import { HistoryEnded } from '../../sim/process/history-replay.ts'
import { ReplayEnded } from '../../sim/process/table.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { stressPath, type StressPath } from '../../sim/stress/matrix.ts'
import { NO_STRESS } from '../../sim/stress/parameters.ts'
import type { Lab } from '../lab.ts'

/** One path of one cell. */
export interface Task {
  /** Name of the row: of the scenario, or of its file. */
  readonly row: string
  /** Name of the scenario. */
  readonly scenario: string
  /** Name of the shock, or `none`. */
  readonly stress: string
  readonly path: number
  readonly days: number
  readonly set: Readonly<Record<string, string>>
}

/** What all runs have in common. */
export interface Common {
  /** Decimal text: threads receive it by structured clone, like everything here. */
  readonly seed: string
  /** Day 0 of the shock. */
  readonly day: number
}

/** Data passed to a worker thread at its start. */
export interface StressAssignment extends Common {
  /** URL of the module that exports the lab as `lab`. */
  readonly labModule: string
  /** Absolute directory that paths of price files refer to. */
  readonly cwd: string
}

/**
 * A path with title and unit of its metric, or name and message of the error that ended it, and whether the
 * settings are to blame: a history that ends too early, or an initial state that cannot be set up. Any other
 * error is a bug.
 */
export type StressAnswer =
  | { readonly done: StressPath; readonly title: string; readonly unit: string }
  | { readonly failed: string; readonly isInput: boolean }

const OF_THE_INPUT = [ReplayEnded, HistoryEnded, InitialStateReverted]

/** Runs one path of one cell, without variants. */
export function runStress(
  lab: Pick<Lab, 'run'>,
  scenario: Scenario,
  primary: Primary,
  { seed, day }: Common,
  { stress, path, days, set }: Task,
): StressAnswer {
  const shock = stress === NO_STRESS ? {} : { stress, stressDay: String(day) }
  let run: Summary | undefined
  try {
    const result = lab.run(scenario, {
      seed: BigInt(seed),
      path,
      days,
      set: { ...set, ...shock },
      variants: false,
      onEnd: (summary) => {
        run = summary
      },
    })
    const done = stressPath(result, primary, run!)
    const { title, unit } = result.metrics[primary.metric]!
    return { done, title, unit }
  } catch (error) {
    const isInput = OF_THE_INPUT.some((Class) => error instanceof Class)
    const failed =
      error instanceof Error ? (isInput ? `${error.name}: ${error.message}` : error.stack!) : String(error)
    return { failed, isInput }
  }
}
