/**
 * Command `study`: runs many paths on worker threads, combines them, writes the report and prints a summary.
 */
import { COLUMNS } from '../../report/dictionary/columns-file.ts'
import { studyColumns } from '../study/columns.ts'
import { join } from 'node:path'
import { sha256 } from '../../report/hash.ts'
import type { Setting } from '../../report/sections.ts'
import { CARD } from '../../report/gallery/card.ts'
import { studyCard } from '../../report/study/card.ts'
import { studyPage, type StudyPageInput } from '../../report/study/page.ts'
import { standardTexts } from '../../sim/definition/parameter.ts'
import { canonicalText } from '../../sim/study/result.ts'
import { lengthOf, missing, type Shard } from '../../sim/study/shard.ts'
import type { WorstPaths } from '../../report/study/paths.ts'
import { settingsAt, tasksOf } from '../../sim/study/spec.ts'
import { updateGallery } from '../gallery/update.ts'
import { list, listData } from '../help.ts'
import { count, times } from '../../report/number.ts'
import { EXIT, shownPath, type Command, type ExitCode, type Io } from '../io.ts'
import type { Lab } from '../lab.ts'
import { cannotWrite } from '../output.ts'
import { progress } from '../progress.ts'
import { startOf, type Start } from '../start.ts'
import { openBucket, type Bucket } from '../study/bucket/bucket.ts'
import { pullManifest, pullShards } from '../study/bucket/pull.ts'
import { mustReach } from '../study/bullmq/redis.ts'
import { codeFingerprint } from '../study/code.ts'
import { combine } from '../study/combine.ts'
import { divisionText, withDays } from '../study/division.ts'
import { divided, execute, type Work } from '../study/execute.ts'
import { studyHelp } from '../study/help.ts'
import { readStudyRequest, studyCommand, type StudyRequest } from '../study/request.ts'
import { doneIn, TO_RESUME, openStore, writeResults, type Identity, type Store } from '../study/store.ts'
import { answerTo, failedPaths, outcomeData, outcomeText, type Outcome } from '../study/summary.ts'
import { mustHaveMetric, mustHaveMetrics, verified, worstOf } from '../study/worst.ts'
import { plotlyBundle, versions } from '../versions.ts'

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
    const bucket = asked.bucket === undefined ? undefined : await openBucket(asked.bucket)
    if (asked.redis !== undefined) await mustReach(asked.redis)
    const opened = openStore(asked.out, identity)
    const store = bucket === undefined ? opened : await filled(opened, bucket, asked, identity)
    const finished: Shard[] = [...store.done]
    const work: Work = { asked, store, bucket, finished, labModule, io, identity }
    if (asked.executor === 'none')
      try {
        return print(io, divisionText(await divided(work), asked, io, startOf(labModule, io.cwd)))
      } catch (error) {
        store.discard()
        throw error
      } finally {
        store.close()
      }
    if (finished.length > 0) io.err(`study: ${resumed(asked, finished, io)}\n`)
    let isStopped = false
    const release =
      asked.executor === 'bullmq'
        ? io.onStop(() => {
            isStopped = true
            return 'taking back the shards that no worker has in hand'
          })
        : io.onInterrupt(() => {
            store.close()
            return interrupted(asked, finished, io)
          })
    try {
      const done = await execute(work, () => isStopped)
      if (isStopped && pathsOf(finished) < tasksOf(spec)) {
        io.err(`study: ${interrupted(asked, finished, io)}\n`)
        return EXIT.wrongInput
      }
      const outcome = await conclude(lab, asked, store, done, io, startOf(labModule, io.cwd))
      io.out(
        asked.json
          ? `${JSON.stringify(outcomeData(outcome))}\n`
          : outcomeText(outcome, shownPath(join(asked.out, 'report.html'), io)),
      )
      return verdict(outcome)
    } catch (error) {
      if (finished.length > 0) io.err(`study: ${kept(asked, finished, io)}\n`)
      // Workers of a queue may have shards of this manifest in hand.
      else if (asked.executor === 'threads') store.discard()
      throw error
    } finally {
      release()
      store.close()
    }
  }
}

/** The store with the shards that are in the bucket. */
async function filled(store: Store, bucket: Bucket, asked: StudyRequest, identity: Identity): Promise<Store> {
  try {
    await pullManifest(bucket, store.directory, identity)
    await pullShards(bucket, store.shards, withDays(asked))
    return { ...store, done: doneIn(store.shards) }
  } catch (error) {
    store.discard()
    store.close()
    throw cannotWrite(asked.out, error, TO_RESUME)
  }
}

/** Message printed when the study is interrupted. */
function interrupted(asked: StudyRequest, done: readonly Shard[], io: Pick<Io, 'cwd'>): string {
  return done.length === 0
    ? 'interrupted before a shard was finished. Run the same command to start again.'
    : `interrupted; ${kept(asked, done, io)}. Run the same command to resume.`
}

/** How much of the study is finished. */
function kept({ spec, out }: StudyRequest, done: readonly Shard[], io: Pick<Io, 'cwd'>): string {
  const paths = `${count(pathsOf(done))} of ${count(tasksOf(spec))} paths`
  return `${paths} are finished and kept in ${shownPath(out, io)}`
}

/** Message printed when shards are there already. */
function resumed(
  { spec, shardSize, out }: StudyRequest,
  done: readonly Shard[],
  io: Pick<Io, 'cwd'>,
): string {
  const shards = done.length + missing(spec, done, shardSize).length
  const there = `${count(done.length)} of ${times(shards, 'shard')} are there`
  const paths = `${count(pathsOf(done))} of ${count(tasksOf(spec))} paths`
  return `resumes ${shownPath(out, io)}: ${there}, with ${paths}`
}

const pathsOf = (shards: readonly Shard[]): number => shards.reduce((sum, shard) => sum + lengthOf(shard), 0)

function print(io: Io, text: string): ExitCode {
  io.out(text)
  return EXIT.holds
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
    workers: asked.workers,
    withDays: withDays(asked),
    events,
    goal,
    worstPart,
  }).catch((error: unknown) => {
    throw cannotWrite(directory, error, TO_RESUME)
  })
  const { result, tally, kind, probabilities } = combined
  for (const { metric } of events) mustHaveMetric(tally, metric)
  const worst = worstOf(tally, spec, scenario, asked.worst, verifyWorst, start)
  const line = progress(io, 'replay on the EVM', 'actions')
  try {
    const outcome: Outcome = {
      language: asked.language,
      spec,
      scenario,
      result,
      kind,
      resultHash: sha256(canonicalText(result)),
      probabilities,
      start,
      worst:
        worst === undefined || verifyWorst === 0
          ? worst
          : await verified(lab, scenario, spec, worst, verifyWorst, line),
    }
    const input: StudyPageInput = {
      result,
      resultHash: outcome.resultHash,
      command: studyCommand(asked, start),
      versions: versions(),
      settings: settingsOf(asked, result.parameters),
      answer: answerTo(outcome),
      notes: scenario.at(spec.set).bound.notes,
      ...worstDaysOf(lab, asked, outcome.worst),
      judged: scenario.primary,
      probabilities,
      worst: outcome.worst,
      failed: failedPaths(outcome),
      days: combined.days,
      benchmarks: scenario.benchmarks,
      kind,
      limits: scenario.limits,
      plotly: plotlyBundle(),
      language: asked.language,
    }
    const files = {
      'result.json': `${JSON.stringify(outcomeData(outcome))}\n`,
      'report.html': studyPage(input),
      [CARD]: studyCard(input),
      [COLUMNS]: studyColumns(scenario, combined, withDays(asked)),
    }
    writeResults(directory, new Map(Object.entries(files)))
    updateGallery(directory, io)
    return outcome
  } finally {
    line.end()
  }
}

/** Daily columns of the worst path, run again, where there is one point with fans of days. */
function worstDaysOf(
  lab: Lab,
  asked: StudyRequest,
  worst: WorstPaths | undefined,
): Pick<StudyPageInput, 'worstDays'> {
  const { spec, scenario } = asked
  const [first] = worst?.paths ?? []
  if (first === undefined || worst === undefined || spec.points.length > 1 || !withDays(asked)) return {}
  const { seed, days } = spec
  const { path, point } = first
  const set = settingsAt(spec, point)
  const result = lab.run(scenario, { seed: BigInt(seed), path, days, set, variants: false, brief: true })
  const columns = result.tables.find(({ name }) => name === 'daily')?.columns ?? []
  return { worstDays: { label: `worst path by ${worst.metric} (path ${path})`, point, columns } }
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
