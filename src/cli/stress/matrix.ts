/**
 * Matrix: runs all cells on all cores. The result does not depend on where a path runs.
 */
import { Worker } from 'node:worker_threads'
import { stressCell, type StressCell, type StressPath } from '../../sim/stress/matrix.ts'
import { NO_STRESS } from '../../sim/stress/parameters.ts'
import type { Lab } from '../lab.ts'
import { runTasks } from '../pool.ts'
import { WrongInput } from '../wrong-input.ts'
import { runStress, type StressAnswer, type StressAssignment, type Task } from './job.ts'
import type { Row, StressRun } from './request.ts'

/** A scenario with its cells: without a shock first, then each shock. */
export interface MatrixRow {
  /** Name of the scenario, or of its file without the extension. */
  readonly name: string
  readonly scenario: string
  readonly question: string
  readonly days: number
  /** The primary metric. */
  readonly metric: {
    readonly name: string
    readonly title: string
    readonly unit: string
    readonly better: 'higher' | 'lower'
  }
  readonly cells: readonly StressCell[]
}

export interface MatrixOptions {
  readonly lab: Lab
  /** URL of a module that exports the lab as `lab`; undefined if all paths must run in the main thread. */
  readonly labModule: string | undefined
  readonly cwd: string
  readonly onPath: (done: number, of: number) => void
}

/**
 * The rows of the matrix.
 *
 * @throws {WrongInput} when a path cannot be run with these settings.
 * @throws {Error} when a path fails otherwise, which is a bug.
 */
export async function stressMatrix(run: StressRun, options: MatrixOptions): Promise<readonly MatrixRow[]> {
  const { lab, labModule, cwd, onPath } = options
  const { rows, runs, seed, day, workers } = run
  const stresses = [NO_STRESS, ...run.shocks.map(({ name }) => name)]
  const tasks = rows.flatMap(({ name, scenario, days, set }) =>
    stresses.flatMap((stress) =>
      Array.from({ length: runs }, (_, path): Task => {
        return { row: name, scenario: scenario.name, stress, path, days, set }
      }),
    ),
  )
  const common = { seed: seed.toString(), day }
  const answers = new Map<Task, Done>()
  const take = (answer: StressAnswer, task: Task): void => {
    if ('failed' in answer) throw failed(task, answer)
    answers.set(task, answer)
    onPath(answers.size, tasks.length)
  }
  const rowOf = (task: Task): Row => rows.find(({ name }) => name === task.row)!
  if (labModule === undefined || workers === 1)
    for (const task of tasks) {
      const { scenario, primary } = rowOf(task)
      take(runStress(lab, scenario, primary, common, task), task)
    }
  else await inThreads(tasks, workers, { ...common, labModule, cwd }, take)
  return rows.map(({ name, scenario, primary, days }) => {
    const done = (stress: string): readonly Done[] =>
      tasks.filter((task) => task.row === name && task.stress === stress).map((task) => answers.get(task)!)
    const { title, unit } = done(NO_STRESS)[0]!
    const paths = (stress: string): readonly StressPath[] => done(stress).map((each) => each.done)
    const without = paths(NO_STRESS)
    const settings = { better: primary.better, unit, days }
    return {
      name,
      scenario: scenario.name,
      question: scenario.question,
      days,
      metric: { name: primary.metric, title, unit, better: primary.better },
      cells: stresses.map((stress) =>
        stressCell(stress, stress === NO_STRESS ? without : paths(stress), without, settings),
      ),
    }
  })
}

type Failed = Extract<StressAnswer, { readonly failed: string }>
type Done = Exclude<StressAnswer, Failed>

async function inThreads(
  tasks: readonly Task[],
  workers: number,
  workerData: StressAssignment,
  take: (answer: StressAnswer, task: Task) => void,
): Promise<void> {
  const queue = [...tasks]
  const file = import.meta.url.endsWith('.ts') ? './worker-of-sources.mjs' : './worker.js'
  await runTasks<Task, StressAnswer>({
    threads: Math.min(workers, queue.length),
    next: () => queue.shift(),
    start: () => new Worker(new URL(file, import.meta.url), { workerData, execArgv: [] }),
    onMessage: (answer, task) => {
      take(answer, task)
      return true
    },
    onLost: () => {},
    lost: ({ row, stress, path }, why) =>
      new Error(
        `expected path ${path} of ${row} with stress=${stress} to run; its worker thread ended with ${why}`,
      ),
  })
}

function failed({ row, stress, path }: Task, { failed: why, isInput }: Failed): Error {
  if (!isInput)
    return new Error(`expected path ${path} of ${row} with stress=${stress} to run; it failed with ${why}`)
  return new WrongInput({
    expected: `settings with which ${row} runs on every path`,
    got: `path ${path} with stress=${stress}: ${why}`,
    advice: 'Change the settings, or name other scenarios.',
  })
}
