/**
 * Engine: the scenarios, as the explorer's workers run them. It keeps the last run, so that further paths can
 * be shown around it.
 */
import { strToU8, zipSync } from 'fflate'
import { runCommandText } from '../../report/command.ts'
import { contentOf, type Content } from '../../report/content.ts'
import { resultHash } from '../../report/hash.ts'
import { translatorFor, type Language } from '../../report/language/language.ts'
import { localised } from '../../report/language/localise.ts'
import type { Verification, Versions } from '../../report/manifest.ts'
import { runFiles } from '../../report/run-files.ts'
import { runPage, type RunPage } from '../../report/run-page.ts'
import { seal } from '../../report/sections.ts'
import { scenarios } from '../../scenarios/index.ts'
import { answerOf } from '../../sim/answer/answer.ts'
import { keyOf } from '../../sim/answer/key.ts'
import { marksOf } from '../../sim/answer/marks.ts'
import { remarksOf } from '../../sim/answer/remarks.ts'
import { acceptedBy, InvalidParameter, type Parameter } from '../../sim/definition/parameter.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { settingsOf } from '../../sim/definition/setting.ts'
import type { RunResult } from '../../sim/result.ts'
import { runScenario } from '../../sim/run.ts'
import { fanAmong, fanPathAt } from '../../sim/study/fan-run.ts'
import type { Fan, FanPath } from '../../sim/study/fan.ts'
import { worstPathOf, type WorstPath } from '../../sim/study/worst-path.ts'
import type { Experiment, SweepAxis } from '../experiment.ts'
import { openWalk, type Walk, type WalkAsked } from '../walk/walk.ts'
import type { Recorded } from '../verify/replay-runs.ts'
import { catalogueIn, type Catalogue } from './catalogue.ts'
import { comparedPage, type Side } from './compared.ts'
import { pointsOf, sweptPage, type Point } from './swept.ts'
import { walkablesOf } from './walkables.ts'

/** A run as it is shown. */
export interface Shown {
  readonly experiment: Experiment
  readonly content: Content
  readonly hash: string
  readonly answer: string | undefined
  /** Days of the run. */
  readonly days: number
  /** Canonical texts of the parameters that the run names. */
  readonly parameters: Readonly<Record<string, string>>
  /** The command line that gives the same result. */
  readonly command: string
  /** Among further paths: that on which the scenario's primary metric is worst. */
  readonly worst: WorstPath | undefined
}

/** Files in one ZIP archive. */
export interface Archive {
  /** Such as `baseline-seed-1.zip`. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Questions to the engine, with their answers. */
export interface Tasks {
  /** The scenarios in a language. */
  readonly catalogue: { readonly given: Language; readonly answer: Catalogue }
  /** Runs an experiment and shows it. */
  readonly run: { readonly given: Asked; readonly answer: Shown }
  /** Shows the last run among further paths. */
  readonly among: { readonly given: readonly FanPath[]; readonly answer: Shown }
  /** The files of a run as `npm run simulate` writes them, without its page; with the paths that it was shown among. */
  readonly files: { readonly given: Asked; readonly answer: Archive }
  /** Two experiments on common random numbers, with their further paths; the first is the base. */
  readonly compare: { readonly given: Compare; readonly answer: Content }
  /** The points of a sweep. */
  readonly points: { readonly given: SweepAsked; readonly answer: readonly Point[] }
  /** A sweep with the paths that have arrived. */
  readonly sweep: { readonly given: SweepPaths; readonly answer: Content }
  /** Runs one further path. */
  readonly path: {
    readonly given: { readonly experiment: Experiment; readonly path: number }
    readonly answer: FanPath
  }
  /** Walks through a run, or through a counterexample of a file. */
  readonly walk: { readonly given: WalkAsked; readonly answer: Walk }
  /** The actions of an experiment and of its variants. */
  readonly recorded: { readonly given: Experiment; readonly answer: RecordedRuns }
  /** The seal of a report, as markup. */
  readonly seal: {
    readonly given: { readonly verification: Verification; readonly language: Language }
    readonly answer: string
  }
}

/** Runs to be replayed, and the hash of the result that they belong to. */
export interface RecordedRuns {
  readonly hash: string
  readonly runs: readonly Recorded[]
}

export interface Asked {
  readonly experiment: Experiment
  readonly language: Language
}

export interface Compare {
  readonly sides: readonly [CompareSide, CompareSide]
  readonly language: Language
}

export interface CompareSide {
  readonly experiment: Experiment
  readonly paths: readonly FanPath[]
}

export interface SweepAsked {
  readonly experiment: Experiment
  readonly axes: readonly SweepAxis[]
}

export interface SweepPaths extends SweepAsked {
  readonly language: Language
  /** Paths of each point in the end. */
  readonly wanted: number
  /** By point, in the order of the paths. */
  readonly paths: readonly (readonly FanPath[])[]
}

export type TaskName = keyof Tasks

export type Engine = { readonly [Name in TaskName]: (given: Tasks[Name]['given']) => Tasks[Name]['answer'] }

/** Detailed runs that are kept. */
const MOST_KEPT = 4

/** An engine without a last run. `versions` are those of the sources that it was built from. */
export function openEngine(versions: Versions): Engine {
  let last: Last | undefined
  // Comparisons and sweeps are shown again as their paths arrive, around the same detailed runs.
  const runs = new Map<string, RunResult>()
  const detailed = (experiment: Experiment): RunResult => {
    const key = JSON.stringify(experiment)
    const result = runs.get(key) ?? resultOf(scenarioOf(experiment), experiment)
    if (runs.size > MOST_KEPT) runs.clear()
    runs.set(key, result)
    return result
  }
  const sideOf = ({ experiment, paths }: CompareSide): Side => ({
    experiment,
    paths,
    scenario: scenarioOf(experiment),
    result: detailed(experiment),
  })
  /** The run of an experiment, which is the last one then. */
  const runOf = (experiment: Experiment): RunResult => {
    if (last === undefined || JSON.stringify(last.experiment) !== JSON.stringify(experiment)) {
      const scenario = scenarioOf(experiment)
      const result = resultOf(scenario, experiment)
      last = { experiment, language: last?.language ?? 'en', scenario, result, paths: undefined }
    }
    return last.result
  }
  return {
    catalogue: catalogueIn,
    walk: openWalk((experiment) => walkablesOf(scenarioOf(experiment), experiment, runOf(experiment))),
    run: ({ experiment, language }) => {
      runOf(experiment)
      last = { ...last!, language, paths: undefined }
      return shownRun(last, versions)
    },
    among: (others) => {
      if (last === undefined) throw new Error('expected a run to show paths around; got none.')
      last = { ...last, paths: fanAmong(last.result, others, last.scenario) }
      return shownRun(last, versions)
    },
    files: (asked) => {
      const scenario = scenarioOf(asked.experiment)
      const isLast = JSON.stringify(last?.experiment) === JSON.stringify(asked.experiment)
      const paths = isLast ? last?.paths : undefined
      return archiveOf({ ...asked, scenario, result: runOf(asked.experiment), paths }, versions)
    },
    compare: ({ sides, language }) =>
      contentOf({ ...comparedPage([sideOf(sides[0]), sideOf(sides[1])], versions), language }),
    points: ({ experiment, axes }) => pointsOf(scenarioOf(experiment), axes),
    sweep: ({ language, ...swept }) => {
      const scenario = scenarioOf(swept.experiment)
      const points = pointsOf(scenario, swept.axes)
      const { metrics } = detailed({ ...swept.experiment, set: { ...swept.experiment.set, ...points[0] } })
      return contentOf({ ...sweptPage({ ...swept, scenario, points, metrics }, versions), language })
    },
    path: ({ experiment, path }) => {
      const scenario = scenarioOf(experiment)
      return fanPathAt(runScenario, scenario, { ...experiment, days: experiment.days ?? scenario.days }, path)
    },
    recorded: (experiment) => {
      const result = resultOf(scenarioOf(experiment), experiment)
      const runs = [result, ...result.variants].map(({ deployment, actions }) => ({ deployment, actions }))
      return { hash: resultHash(result), runs }
    },
    seal: ({ verification, language }) => localised(seal(verification).html, translatorFor(language)),
  }
}

/** @throws {UnknownScenario} when no scenario has that name. */
export function scenarioOf({ scenario: name }: Pick<Experiment, 'scenario'>): Scenario {
  const found = scenarios.find((each) => each.name === name)
  if (found === undefined) throw new UnknownScenario(name)
  return found
}

/** No scenario has the name. */
export class UnknownScenario extends Error {
  override readonly name = 'UnknownScenario'
  constructor(given: string) {
    super(`expected one of ${scenarios.map(({ name }) => name).join(', ')}, got "${given}"`)
  }
}

/** The result of an experiment. @throws as `runScenario` does */
export const resultOf = (scenario: Scenario, { seed, path, days, set }: Experiment): RunResult =>
  runScenario(scenario, { seed: BigInt(seed), path, ...(days === undefined ? {} : { days }), set })

/** How `simulate` is started in the project. */
const SIMULATE = 'npm run simulate --'

/** A run that was shown, with what is shown of it. */
interface Last extends Asked {
  readonly scenario: Scenario
  readonly result: RunResult
  readonly paths: Fan | undefined
}

const commandOf = ({ experiment, result, paths }: Last): string =>
  runCommandText(SIMULATE, {
    ...experiment,
    days: result.days,
    paths: paths === undefined ? 0 : paths.paths - 1,
  })

/** What a report tells of a run. */
const toldOf = (run: Last, versions: Versions): RunPage => {
  const { experiment, language, scenario, result, paths } = run
  return {
    result,
    versions,
    paths,
    language,
    answer: answerOf(scenario, result, paths),
    command: commandOf(run),
    settings: settingsOf(scenario, result),
    remarks: remarksOf(scenario, experiment.set, result.days),
    marks: marksOf(result),
    reading: scenario.reading,
    limits: scenario.limits,
    key: keyOf(scenario, result, paths),
    inBrowser: true,
  }
}

function shownRun(run: Last, versions: Versions): Shown {
  const { experiment, scenario, result, paths } = run
  const told = toldOf(run, versions)
  return {
    experiment,
    answer: told.answer,
    hash: resultHash(result),
    days: result.days,
    parameters: result.parameters,
    command: told.command,
    worst:
      paths === undefined || scenario.primary === undefined
        ? undefined
        : worstPathOf(paths, scenario.primary),
    content: contentOf(runPage(told)),
  }
}

/** The least date of a ZIP archive, so that equal runs have equal archives. */
const NO_DATE = new Date(1980, 0, 1)

function archiveOf(run: Last, versions: Versions): Archive {
  const { scenario, seed, path } = run.result
  const files = [...runFiles(toldOf(run, versions))].map(
    ([name, bytes]) => [name, typeof bytes === 'string' ? strToU8(bytes) : bytes] as const,
  )
  return {
    name: `${scenario}-seed-${seed}${path === 0 ? '' : `-path-${path}`}.zip`,
    bytes: zipSync(Object.fromEntries(files), { mtime: NO_DATE }),
  }
}

/** An error as the page tells it, with the parameter that it is about. */
export interface Failure {
  readonly name: string
  readonly message: string
  readonly parameter?: string
}

/** The failure of a task. */
export function failureOf(error: unknown): Failure {
  if (error instanceof InvalidParameter) {
    const { parameter, text } = error as { readonly parameter: Parameter; readonly text: string }
    return {
      name: error.name,
      parameter: parameter.name,
      message: `expected ${acceptedBy(parameter)}, got "${text}"`,
    }
  }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) }
}
