/** Jobs: how the page's views are computed from its state. */
import type { Content } from '../../report/content.ts'
import type { Language } from '../../report/language/language.ts'
import { furtherPaths } from '../../sim/study/fan-run.ts'
import type { FanPath } from '../../sim/study/fan.ts'
import type { Shown } from '../engine/engine.ts'
import type { Experiment, State } from '../experiment.ts'
import type { Job } from './computed.ts'
import type { Runner } from './runner.ts'

/** The paths in order, of the tasks that `is` chooses. */
const inOrder = (
  arrived: ReadonlyMap<number, FanPath>,
  is: (task: number) => boolean = () => true,
): readonly FanPath[] =>
  [...arrived]
    .filter(([task]) => is(task))
    .map(([, path]) => path)
    .toSorted((a, b) => a.path - b.path)

/** The report of the experiment, alone and then among further paths. */
export const reportJob = (runner: Runner, { experiment, paths }: State, language: Language): Job<Shown> => ({
  start: async () => ({
    shown: await runner.askNow('run', { experiment, language }),
    tasks: furtherPaths(experiment.path, paths).map((path) => ({ experiment, path })),
  }),
  show: (arrived) => runner.ask('among', inOrder(arrived)),
})

/** The settings that an experiment is compared with: those that were kept, else the scenario's own. */
export const baseOf = ({ base, experiment }: State): Experiment => base ?? { ...experiment, set: {} }

/** Further paths of a comparison if the state has none. */
export const COMPARED = 50

/** The experiment against its base, on the same paths. */
export function compareJob(runner: Runner, state: State, language: Language): Job<Content> {
  const { experiment } = state
  const base = baseOf(state)
  const numbers = furtherPaths(experiment.path, state.paths === 0 ? COMPARED : state.paths)
  const ask = (one: readonly FanPath[], two: readonly FanPath[], now: boolean): Promise<Content> => {
    const sides = [
      { experiment: base, paths: one },
      { experiment, paths: two },
    ] as const
    return now ? runner.askNow('compare', { sides, language }) : runner.ask('compare', { sides, language })
  }
  return {
    start: async () => ({
      shown: await ask([], [], true),
      // Both sides of a path one after the other, so that pairs arrive.
      tasks: numbers.flatMap((path) => [base, experiment].map((each) => ({ experiment: each, path }))),
    }),
    show: (arrived) =>
      ask(
        inOrder(arrived, (task) => task % 2 === 0),
        inOrder(arrived, (task) => task % 2 === 1),
        false,
      ),
  }
}

/** Paths at each point of a sweep if the state has none. */
export const SWEPT = 8

/** The metrics against the values of one or two parameters. */
export function sweepJob(runner: Runner, state: State, language: Language): Job<Content> {
  const { experiment, sweep: axes } = state
  const wanted = state.paths === 0 ? SWEPT : state.paths
  let points = 0
  const show: Job<Content>['show'] = (arrived) => {
    const paths = Array.from({ length: points }, (_, point) =>
      inOrder(arrived, (task) => task % points === point),
    )
    return runner.ask('sweep', { experiment, axes, language, wanted, paths })
  }
  return {
    start: async () => {
      const all = await runner.askNow('points', { experiment, axes })
      points = all.length
      // All points on one path after the other: the curve is there early and sharpens.
      const tasks = Array.from({ length: wanted }, (_, path) =>
        all.map((point) => ({ experiment: { ...experiment, set: { ...experiment.set, ...point } }, path })),
      )
      return { tasks: tasks.flat() }
    },
    show,
  }
}
