/**
 * Command `study`: runs many paths on worker threads, combines them, writes the report and prints a summary.
 */
import { join } from 'node:path'
import { sha256 } from '../../report/hash.ts'
import type { Setting } from '../../report/sections.ts'
import { studyPage } from '../../report/study/page.ts'
import { standardTexts } from '../../sim/definition/parameter.ts'
import { canonicalText } from '../../sim/study/result.ts'
import { missing, lengthOf, type Shard } from '../../sim/study/shard.ts'
import { tasksOf } from '../../sim/study/spec.ts'
import { list, listData } from '../help.ts'
import { count } from '../../report/number.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import type { Lab } from '../lab.ts'
import { cannotWrite } from '../output.ts'
import { progress } from '../progress.ts'
import { startOf, type Start } from '../start.ts'
import { codeFingerprint } from '../study/code.ts'
import { combine } from '../study/combine.ts'
import { studyHelp } from '../study/help.ts'
import { CannotWrite, runShards } from '../study/pool.ts'
import { readStudyRequest, studyCommand, type StudyRequest } from '../study/request.ts'
import { FINISHED_PATHS_KEPT, openStore, writeResults, type Store } from '../study/store.ts'
import { answerTo, failedPaths, outcomeData, outcomeText, type Outcome } from '../study/summary.ts'
import { timeLeft } from '../study/time-left.ts'
import { mustHaveMetric, mustHaveMetrics, verified, worstOf } from '../study/worst.ts'
import { plotlyBundle, versions } from '../versions.ts'

/** Most points for which daily columns are kept. With more, their sketches would dominate disk space. */
const MOST_POINTS_WITH_DAYS = 64

/**
 * The command on a lab. Worker threads import the same lab from `labModule`: the file URL of a module that
 * exports it as `lab`.
 */
export function study(lab: Lab, labModule: string): Command {
  return async (argv, io) => {
    const request = readStudyRequest(argv, lab.scenarios, io.cwd)
    if ('help' in request) return print(io, studyHelp())
    if ('list' in request)
      return print(io, request.json ? `${JSON.stringify(listData(request.list))}\n` : list(request.list))
    const asked = request.study
    const { scenario, spec, events, worst } = asked
    const names = [...events.map(({ metric }) => metric), ...(worst === undefined ? [] : [worst.metric])]
    mustHaveMetrics(lab, scenario, spec, names)
    const store = openStore(asked.out, {
      spec,
      version: versions().package,
      code: codeFingerprint(labModule),
    })
    const finished: Shard[] = [...store.done]
    const release = io.onInterrupt(() => {
      store.close()
      return interrupted(asked, finished)
    })
    try {
      const done = await run(asked, store, finished, labModule, io)
      const outcome = await conclude(lab, asked, store, done, io, startOf(labModule, io.cwd))
      io.out(
        asked.json
          ? `${JSON.stringify(outcomeData(outcome))}\n`
          : outcomeText(outcome, shownPath(join(asked.out, 'report.html'), io)),
      )
      return verdict(outcome)
    } finally {
      release()
      store.close()
    }
  }
}

/** Message printed when the study is interrupted. */
function interrupted({ spec, out }: StudyRequest, done: readonly Shard[]): string {
  const paths = done.reduce((sum, shard) => sum + lengthOf(shard), 0)
  return `interrupted; ${count(paths)} of ${count(tasksOf(spec))} paths are finished and kept in ${out}. Run the same command to resume.`
}

function print(io: Io, text: string): ExitCode {
  io.out(text)
  return EXIT.holds
}

const withDays = ({ spec }: StudyRequest): boolean => spec.points.length <= MOST_POINTS_WITH_DAYS

/** Runs the missing shards, appends them to `finished`, and returns it. */
async function run(
  asked: StudyRequest,
  store: Store,
  finished: Shard[],
  labModule: string,
  io: Io,
): Promise<readonly Shard[]> {
  const { spec, workers, shardSize } = asked
  const todo = missing(spec, store.done, shardSize)
  const total = tasksOf(spec)
  const before = total - todo.reduce((sum, shard) => sum + lengthOf(shard), 0)
  const line = progress(io, spec.scenario, 'paths')
  const left = timeLeft()
  let paths = 0
  const show = (): void => line.at(before + paths, total, left(paths, total - before))
  show()
  try {
    await runShards(todo, {
      workers,
      assignment: { labModule, spec, cwd: io.cwd, directory: store.shards, days: withDays(asked) },
      onPath: () => {
        paths++
        show()
      },
      onDone: (shard) => finished.push(shard),
      onLost: (shard, why, donePaths) => {
        paths -= donePaths
        line.end()
        io.err(
          `study: a worker thread ended while running paths ${shard.first} to ${shard.last} of point ${shard.point}; they run again: ${why}\n`,
        )
      },
    })
  } catch (error) {
    throw error instanceof CannotWrite ? cannotWrite(asked.out, error, FINISHED_PATHS_KEPT) : error
  } finally {
    line.end()
  }
  return finished
}

async function conclude(
  lab: Lab,
  asked: StudyRequest,
  store: Store,
  done: readonly Shard[],
  io: Io,
  start: Start,
): Promise<Outcome> {
  const { spec, axes, scenario, events, verifyWorst, goal, worstPart } = asked
  const { directory, shards } = store
  const combined = await combine({
    spec,
    axes,
    scenario,
    directory,
    shards,
    done,
    withDays: withDays(asked),
    events,
    goal,
    worstPart,
  }).catch((error: unknown) => {
    throw cannotWrite(directory, error, FINISHED_PATHS_KEPT)
  })
  const { result, tally, probabilities } = combined
  for (const { metric } of events) mustHaveMetric(tally, metric)
  const worst = worstOf(tally, spec, scenario, asked.worst, verifyWorst, start)
  const line = progress(io, 'replay on the EVM', 'actions')
  try {
    const outcome: Outcome = {
      spec,
      scenario,
      result,
      resultHash: sha256(canonicalText(result)),
      probabilities,
      start,
      worst:
        worst === undefined || verifyWorst === 0
          ? worst
          : await verified(lab, scenario, spec, worst, verifyWorst, line),
    }
    const page = studyPage({
      result,
      resultHash: outcome.resultHash,
      command: studyCommand(asked, start),
      versions: versions(),
      settings: settingsOf(asked, result.parameters),
      answer: answerTo(outcome),
      judged: scenario.primary,
      probabilities,
      worst: outcome.worst,
      failed: failedPaths(outcome),
      days: combined.days,
      benchmarks: scenario.benchmarks,
      plotly: plotlyBundle(),
    })
    const files = { 'result.json': `${JSON.stringify(outcomeData(outcome))}\n`, 'report.html': page }
    writeResults(directory, new Map(Object.entries(files)))
    return outcome
  } finally {
    line.end()
  }
}

/** The parameters of the study with titles, values outside of the design, and defaults. */
function settingsOf({ scenario }: StudyRequest, parameters: Readonly<Record<string, string>>): Setting[] {
  const standard = standardTexts(scenario.parameters)
  return scenario.parameters
    .filter(({ name }) => name in parameters)
    .map(({ name, title, unit }) => ({
      name,
      title,
      unit,
      value: parameters[name]!,
      standard: standard[name]!,
    }))
}

function verdict({ result, worst }: Outcome): ExitCode {
  const holds = Object.values(result.invariants).every((each) => each.holds)
  const agrees = (worst?.paths ?? []).every(({ verified: replayed }) => (replayed?.divergences ?? 0) === 0)
  return holds && agrees && result.failures.paths.count === 0 ? EXIT.holds : EXIT.broken
}
