/**
 * Worst paths: ranks the paths of a study by a metric, and replays the worst on the compiled contracts.
 */
import { pathHash } from '../../report/hash.ts'
import type { Verification } from '../../report/manifest.ts'
import type { WorstPath, WorstPaths } from '../../report/study/paths.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { settingsAt, type StudySpec } from '../../sim/study/spec.ts'
import type { Ranked, StudyTally } from '../../sim/study/tally.ts'
import type { Lab } from '../lab.ts'
import type { Progress } from '../progress.ts'
import type { Start } from '../start.ts'
import { choiceOf } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'
import { pathCommand } from './job.ts'
import type { Worst } from './request.ts'

/** Number of worst paths in the result, unless more are replayed. */
const LISTED = 10

/**
 * The worst paths by the requested metric. Without a request: by the scenario's primary metric, else by the
 * first that differs between paths, else by the first metric. Undefined when every path failed.
 *
 * @throws {WrongInput} when the scenario has no such metric.
 */
export function worstOf(
  tally: StudyTally,
  spec: StudySpec,
  scenario: Scenario,
  asked: Worst | undefined,
  count: number,
  start?: Start,
): WorstPaths | undefined {
  const worst = asked ?? usual(tally, scenario)
  if (worst === undefined) return undefined
  const metric = tally.metrics.get(worst.metric)
  if (metric === undefined) throw unknownMetric(worst.metric, [...tally.metrics.keys()])
  const paths = metric[worst.end].slice(0, Math.max(count, LISTED))
  return {
    ...worst,
    paths: paths.map((ranked) => ({
      ...ranked,
      command: pathCommand(spec, scenario, ranked.point, ranked.path, start),
    })),
  }
}

/**
 * Checks metric names against the metrics of the study's first path, before all paths run.
 *
 * @throws {WrongInput} when a name is not a metric of the scenario.
 */
export function mustHaveMetrics(
  lab: Lab,
  scenario: Scenario,
  spec: StudySpec,
  names: readonly string[],
): void {
  if (names.length === 0) return
  const possible = metricsOfFirstPath(lab, scenario, spec)
  if (possible === undefined) return
  for (const name of names) if (!possible.includes(name)) throw unknownMetric(name, possible)
}

/**
 * Checks a metric name after the paths have run, for a study whose first path fails.
 *
 * @throws {WrongInput} when the name is not a metric of the scenario.
 */
export function mustHaveMetric(tally: StudyTally, name: string): void {
  if (tally.paths > tally.failed && !tally.metrics.has(name))
    throw unknownMetric(name, [...tally.metrics.keys()])
}

/** Undefined when the first path fails: it becomes a row with its error, and other paths may have metrics. */
function metricsOfFirstPath(lab: Lab, scenario: Scenario, spec: StudySpec): readonly string[] | undefined {
  const asked = { seed: BigInt(spec.seed), path: 0, days: spec.days, set: settingsAt(spec, 0) }
  try {
    return Object.keys(lab.run(scenario, { ...asked, variants: false }).metrics)
  } catch {
    return undefined
  }
}

/**
 * Runs the worst `count` paths again, with the variants of the scenario, and replays each on the EVM.
 *
 * @throws {OtherResult} when a path gives another result than in the study.
 */
export async function verified(
  lab: Lab,
  scenario: Scenario,
  spec: StudySpec,
  worst: WorstPaths,
  count: number,
  line: Progress,
): Promise<WorstPaths> {
  const paths: WorstPath[] = []
  for (const [index, path] of worst.paths.entries())
    paths.push(index < count ? { ...path, verified: await replay(lab, scenario, spec, path, line) } : path)
  return { ...worst, paths }
}

async function replay(
  lab: Lab,
  scenario: Scenario,
  spec: StudySpec,
  { point, path, resultHash: expected }: Ranked,
  line: Progress,
): Promise<Verification> {
  const result = lab.run(scenario, {
    seed: BigInt(spec.seed),
    path,
    days: spec.days,
    set: settingsAt(spec, point),
  })
  if (pathHash(result) !== expected) throw new OtherResult(point, path)
  return lab.verify(result, (done, of) => line.at(done, of, `, path ${path} of point ${point}`))
}

/** The worse end of the primary metric where it differs between paths; else the first that does. */
function usual({ metrics }: StudyTally, { primary }: Scenario): Worst | undefined {
  const judged = primary === undefined ? undefined : metrics.get(primary.metric)
  if (primary !== undefined && judged !== undefined && judged.moments.least !== judged.moments.most)
    return { metric: primary.metric, end: primary.better === 'higher' ? 'lowest' : 'highest' }
  for (const [metric, { moments }] of metrics)
    if (moments.least !== moments.most) return { metric, end: 'lowest' }
  const [first] = metrics.keys()
  return first === undefined ? undefined : { metric: first, end: 'lowest' }
}

function unknownMetric(name: string, possible: readonly string[]): WrongInput {
  return new WrongInput({
    expected: 'a metric of the scenario',
    got: `"${name}"`,
    advice: choiceOf(name, possible, 'The report of a run lists the metrics of its scenario.'),
  })
}

/** A path gave another result than in the study: a violation of determinism. */
export class OtherResult extends Error {
  override readonly name = 'OtherResult'
  constructor(point: number, path: number) {
    super(
      `expected path ${path} of point ${point} to give the same result as in the study; got another. ` +
        'Run the study again in another directory; if it happens again, report a bug.',
    )
  }
}
