/**
 * Command `study`: runs many paths on worker threads, combines them, writes the report and prints a summary.
 */
import { join } from 'node:path'
import { sha256 } from '../../report/hash.ts'
import { times, type Setting } from '../../report/sections.ts'
import { studyPage } from '../../report/study/page.ts'
import { standardTexts } from '../../sim/definition/parameter.ts'
import { canonicalText } from '../../sim/study/result.ts'
import { isPartition, missing, lengthOf, type Shard } from '../../sim/study/shard.ts'
import { tasksOf } from '../../sim/study/spec.ts'
import { list, listData } from '../help.ts'
import { count } from '../../report/number.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import type { Lab } from '../lab.ts'
import { cannotWrite } from '../output.ts'
import { progress } from '../progress.ts'
import { startOf, type Start } from '../start.ts'
import { runOverRedis, type Missing } from '../study/bullmq/coordinator.ts'
import { codeFingerprint } from '../study/code.ts'
import { combine } from '../study/combine.ts'
import { fileNames } from '../study/job.ts'
import { dividedBefore, writeManifest } from '../study/manifest.ts'
import { studyHelp } from '../study/help.ts'
import { CannotWrite, runShards } from '../study/pool.ts'
import { readStudyRequest, studyCommand, type StudyRequest } from '../study/request.ts'
import { FINISHED_PATHS_KEPT, openStore, writeResults, type Identity, type Store } from '../study/store.ts'
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
    const identity = { spec, version: versions().package, code: codeFingerprint(labModule) }
    const store = openStore(asked.out, identity)
    const finished: Shard[] = [...store.done]
    const work: Work = { asked, store, finished, labModule, io, identity }
    if (asked.executor === 'none')
      try {
        return print(io, planned(plan(work), asked, io))
      } finally {
        store.close()
      }
    let isStopped = false
    const release =
      asked.executor === 'bullmq'
        ? io.onStop(() => {
            isStopped = true
            return 'taking back the shards that no worker has in hand'
          })
        : io.onInterrupt(() => {
            store.close()
            return interrupted(asked, finished)
          })
    try {
      const done = await run(work, () => isStopped)
      if (isStopped && finished.reduce((sum, shard) => sum + lengthOf(shard), 0) < tasksOf(spec)) {
        io.err(`study: ${interrupted(asked, finished)}\n`)
        return EXIT.wrongInput
      }
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

/** What runs a study. */
interface Work {
  readonly asked: StudyRequest
  readonly store: Store
  /** Shards that are there; appended to. */
  readonly finished: Shard[]
  readonly labModule: string
  readonly io: Io
  readonly identity: Identity
}

/** Writes the manifest. An earlier division is kept: its shards may be in somebody's hands. */
function plan({ asked, store, io, identity }: Work): Planned {
  const { spec, shardSize } = asked
  const before = dividedBefore(store.directory)
  const names = new Set((before ?? []).map((shard) => fileNames(shard).rows))
  const isSame =
    before !== undefined &&
    isPartition(spec, before) &&
    store.done.every((shard) => names.has(fileNames(shard).rows))
  const shards = isSame ? before : [...store.done, ...missing(spec, store.done, shardSize)]
  const there = new Set(store.done.map((shard) => fileNames(shard).rows))
  return {
    manifest: writeManifest(store.directory, {
      ...identity,
      cwd: io.cwd,
      days: withDays(asked),
      shards,
    }),
    shards,
    todo: shards
      .map((shard, index) => ({ shard, index }))
      .filter(({ shard }) => !there.has(fileNames(shard).rows)),
  }
}

interface Planned {
  /** Absolute path of the manifest. */
  readonly manifest: string
  readonly shards: readonly Shard[]
  readonly todo: readonly Missing[]
}

function planned({ manifest, shards, todo }: Planned, { json }: StudyRequest, io: Io): string {
  const missingShards = todo.map(({ index }) => index)
  if (json) return `${JSON.stringify({ manifest, shards: shards.length, missing: missingShards })}\n`
  const file = shownPath(manifest, io)
  return `${file}: ${times(shards.length, 'shard')}, of which ${count(todo.length)} are missing.
Compute each one with: npm run shard -- ${file} INDEX, for INDEX from 0 to ${shards.length - 1}.
Then run the same command without --executor none.
`
}

/** Runs the missing shards, appends them to `finished`, and returns it. */
async function run(work: Work, isStopped: () => boolean): Promise<readonly Shard[]> {
  const { asked, store, finished, labModule, io, identity } = work
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
    if (asked.redis !== undefined) {
      const { manifest, todo: jobs } = plan(work)
      await runOverRedis(jobs, {
        redis: asked.redis,
        manifest,
        code: identity.code,
        directory: store.shards,
        onDone: (shard) => {
          finished.push(shard)
          paths += lengthOf(shard)
          show()
        },
        say: (text) => {
          line.end()
          io.err(`study: ${text}\n`)
        },
        isStopped,
      })
      return finished
    }
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
