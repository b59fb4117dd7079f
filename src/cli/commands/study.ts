/**
 * Study: runs many paths on worker threads, puts together what they add up to, writes the report, says how it went.
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
import { codeFingerprint } from '../study/code.ts'
import { combine } from '../study/combine.ts'
import { studyHelp } from '../study/help.ts'
import { CannotWrite, workOff } from '../study/pool.ts'
import { readStudyRequest, studyCommand, type StudyRequest } from '../study/request.ts'
import { openStore, WHAT_IS_LEFT, writeResults, type Store } from '../study/store.ts'
import { failedPaths, outcomeData, outcomeText, type Outcome } from '../study/summary.ts'
import { timeLeft } from '../study/time-left.ts'
import { mustHaveMetric, mustHaveMetrics, verified, worstOf } from '../study/worst.ts'
import { plotlyBundle, versions } from '../versions.ts'

/** Points up to which the daily columns are kept: beyond, their sketches would outweigh everything else. */
const MOST_POINTS_WITH_DAYS = 64

/** The command on that lab, which is what the module at `labModule`, a file URL, exports as `lab`. */
export function study(lab: Lab, labModule: string): Command {
  return async (argv, io) => {
    const request = readStudyRequest(argv, lab.scenarios, io.cwd)
    if ('help' in request) return say(io, studyHelp())
    if ('list' in request)
      return say(io, request.json ? `${JSON.stringify(listData(request.list))}\n` : list(request.list))
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
      const outcome = await conclude(lab, asked, store, done, io)
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

/** What somebody reads who interrupts a study. */
function interrupted({ spec, out }: StudyRequest, done: readonly Shard[]): string {
  const paths = done.reduce((sum, shard) => sum + lengthOf(shard), 0)
  return `interrupted; ${count(paths)} of ${count(tasksOf(spec))} paths are done and stay in ${out}. The same command goes on from there.`
}

function say(io: Io, text: string): ExitCode {
  io.out(text)
  return EXIT.holds
}

const withDays = ({ spec }: StudyRequest): boolean => spec.points.length <= MOST_POINTS_WITH_DAYS

/** Runs what is missing, and adds it to what is done already, which it returns. */
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
    await workOff(todo, {
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
          `study: a thread died in paths ${shard.first} to ${shard.last} of point ${shard.point}, and they are done again: ${why}\n`,
        )
      },
    })
  } catch (error) {
    throw error instanceof CannotWrite ? cannotWrite(asked.out, error, WHAT_IS_LEFT) : error
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
): Promise<Outcome> {
  const { spec, axes, scenario, events, verifyWorst } = asked
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
  }).catch((error: unknown) => {
    throw cannotWrite(directory, error, WHAT_IS_LEFT)
  })
  const { result, tally, probabilities } = combined
  for (const { metric } of events) mustHaveMetric(tally, metric)
  const worst = worstOf(tally, spec, scenario, asked.worst, verifyWorst)
  const line = progress(io, 'replay on the EVM', 'actions')
  try {
    const outcome: Outcome = {
      spec,
      scenario,
      result,
      resultHash: sha256(canonicalText(result)),
      probabilities,
      worst:
        worst === undefined || verifyWorst === 0
          ? worst
          : await verified(lab, scenario, spec, worst, verifyWorst, line),
    }
    const page = studyPage({
      result,
      resultHash: outcome.resultHash,
      command: studyCommand(asked),
      versions: versions(),
      settings: settingsOf(asked, result.parameters),
      probabilities,
      worst: outcome.worst,
      failed: failedPaths(outcome),
      days: combined.days,
      plotly: plotlyBundle(),
    })
    const files = { 'result.json': `${JSON.stringify(outcomeData(outcome))}\n`, 'report.html': page }
    writeResults(directory, new Map(Object.entries(files)))
    return outcome
  } finally {
    line.end()
  }
}

/** Every parameter that the study names with its meaning, its value before the design's own settings and its default. */
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
