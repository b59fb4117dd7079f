/**
 * Further paths of a run, on all cores, for the spread of its results.
 *
 * A fan that costs less than starting threads runs in the main thread. The result does not depend on where
 * its paths run.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Scenario } from '../../sim/definition/scenario.ts'
import type { RunResult } from '../../sim/result.ts'
import { fanOf, fanPathOf, type Fan, type FanPath } from '../../sim/study/fan.ts'
import type { Lab } from '../lab.ts'
import { runTasks } from '../pool.ts'
import { WrongInput } from '../wrong-input.ts'
import { runPath, type FanAssignment, type PathAnswer } from './path.ts'

export interface FanOptions {
  readonly lab: Lab
  /** URL of a module that exports the lab as `lab`; undefined if all paths must run in the main thread. */
  readonly labModule: string | undefined
  readonly scenario: Scenario
  /** Number of further paths: the first of the seed other than the run's own. */
  readonly paths: number
  readonly set: Readonly<Record<string, string>>
  readonly cwd: string
  readonly onPath: (done: number, of: number) => void
}

/** Actions of all further paths together below which threads are not worth their start. */
const FEW_ACTIONS = 60_000

/**
 * The fan of a run and its further paths.
 *
 * @throws {WrongInput} when a path cannot be run with these settings.
 */
export async function fanAround(result: RunResult, options: FanOptions): Promise<Fan> {
  const { lab, labModule, scenario, paths, set, cwd, onPath } = options
  const wanted = Array.from({ length: paths + 1 }, (_, path) => path)
    .filter((path) => path !== result.path)
    .slice(0, paths)
  const settings = { seed: result.seed, days: result.days, set }
  const found: FanPath[] = [fanPathOf(result)]
  const take = (answer: PathAnswer, path: number): void => {
    if ('failed' in answer)
      throw new WrongInput({
        expected: `parameters with which ${scenario.name} runs on every path`,
        got: `path ${path}: ${answer.failed}`,
        advice: 'Change the parameters, or run the one path alone with --paths 0.',
      })
    found.push(answer.done)
    onPath(found.length - 1, paths)
  }
  if (labModule === undefined || actionsOf(result) * paths < FEW_ACTIONS)
    for (const path of wanted) take(runPath(lab, scenario, settings, path), path)
  else await inThreads(wanted, { ...settings, labModule, name: scenario.name, cwd }, take)
  return fanOf(found, scenario.choices, result.metrics)
}

const actionsOf = ({ actions, variants }: RunResult): number =>
  [{ actions }, ...variants].reduce((sum, each) => sum + each.actions.length, 0)

async function inThreads(
  wanted: readonly number[],
  workerData: FanAssignment,
  take: (answer: PathAnswer, path: number) => void,
): Promise<void> {
  const queue = [...wanted]
  const file = import.meta.url.endsWith('.ts') ? './worker-of-sources.mjs' : './worker.js'
  await runTasks<number, PathAnswer>({
    threads: Math.min(availableParallelism(), queue.length),
    next: () => queue.shift(),
    start: () => new Worker(new URL(file, import.meta.url), { workerData, execArgv: [] }),
    onMessage: (answer, path) => {
      take(answer, path)
      return true
    },
    onLost: () => {},
    lost: (path, why) => new Error(`expected path ${path} to run; its worker thread ended with ${why}`),
  })
}
