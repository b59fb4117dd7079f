/**
 * Further paths of a run, on all cores, for the spread of its results.
 *
 * The paths are a queue that worker threads and the main thread share. The threads begin while the main
 * thread is still at the run itself; it joins them when that is done, with its code already compiled. The
 * result does not depend on who runs which path. A fan that costs less than starting a thread runs in the
 * main thread alone.
 */
import { availableParallelism } from 'node:os'
import type { Scenario } from '../../sim/definition/scenario.ts'
import type { RunResult } from '../../sim/result.ts'
import type { Fan, FanPath } from '../../sim/study/fan.ts'
import { fanAmong, furtherPaths } from '../../sim/study/fan-run.ts'
import type { Lab } from '../lab.ts'
import { WrongInput } from '../wrong-input.ts'
import { runPath, type PathAnswer } from './path.ts'
import { openQueue, takeFrom } from './queue.ts'
import { startThread, type Thread } from './thread.ts'

export interface FanOptions {
  readonly lab: Lab
  /** URL of a module that exports the lab as `lab`; undefined if all paths must run in the main thread. */
  readonly labModule: string | undefined
  readonly scenario: Scenario
  /** Decimal text. */
  readonly seed: string
  readonly days: number
  readonly set: Readonly<Record<string, string>>
  /** The run's own path, which is not run again. */
  readonly path: number
  /** Number of further paths: the first of the seed other than the run's own. */
  readonly paths: number
  /** Absolute directory that paths of price files refer to. */
  readonly cwd: string
}

/** A fan whose threads are running. */
export interface StartedFan {
  /**
   * Runs what is left of the paths and waits for the threads. `result` is the run itself.
   *
   * @throws {WrongInput} when a path cannot be run with these settings; the lowest such path is named.
   */
  finish(result: RunResult, onPath?: (done: number, of: number) => void): Promise<Fan>
  /** Ends the threads. Their answers are lost. */
  close(): Promise<void>
}

/** Simulated days of all further paths together below which a thread is not worth its start. */
const FEW_DAYS = 1000

/** Starts the threads of a fan. Call `close` in the end, whatever happens. */
export function startFan(options: FanOptions): StartedFan {
  const { lab, labModule, scenario, seed, days, set, path: own, paths, cwd } = options
  const wanted = furtherPaths(own, paths)
  const settings = { seed, days, set }
  const queue = openQueue()
  const answers = new Map<number, PathAnswer>()
  let onAnswer = (): void => {}
  const take = (path: number, answer: PathAnswer): void => {
    answers.set(path, answer)
    onAnswer()
  }
  const isShort = paths * days < FEW_DAYS
  const others = labModule === undefined || isShort ? 0 : Math.min(availableParallelism() - 1, paths - 1)
  const threads: readonly Thread[] = Array.from({ length: others }, () =>
    startThread({ ...settings, labModule: labModule!, name: scenario.name, cwd, queue, wanted }, take),
  )
  return {
    finish: async (result, onPath) => {
      onAnswer = () => onPath?.(answers.size, paths)
      for (let at = takeFrom(queue); at < wanted.length; at = takeFrom(queue)) {
        take(wanted[at]!, runPath(lab, scenario, settings, wanted[at]!))
        // The threads' answers are read between two paths.
        await new Promise((resolve) => setImmediate(resolve))
      }
      await Promise.all(threads.map(({ ended }) => ended))
      return fanAmong(result, pathsOf(wanted, answers, scenario), scenario)
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.stop()))
    },
  }
}

/** The fan of a finished run. */
export async function fanAround(
  result: RunResult,
  options: Omit<FanOptions, 'seed' | 'days' | 'path'>,
  onPath?: (done: number, of: number) => void,
): Promise<Fan> {
  const { seed, days, path } = result
  const fan = startFan({ ...options, seed, days, path })
  try {
    return await fan.finish(result, onPath)
  } finally {
    await fan.close()
  }
}

function pathsOf(
  wanted: readonly number[],
  answers: ReadonlyMap<number, PathAnswer>,
  { name }: Scenario,
): readonly FanPath[] {
  return wanted.map((path) => {
    const answer = answers.get(path)
    if (answer === undefined) throw new Error(`expected an answer of path ${path}; no thread gave one`)
    if ('done' in answer) return answer.done
    throw new WrongInput({
      expected: `parameters with which ${name} runs on every path`,
      got: `path ${path}: ${answer.failed}`,
      advice: 'Change the parameters, or run the one path alone with --paths 0.',
    })
  })
}
