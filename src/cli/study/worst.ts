/**
 * The worst paths of a study, and what replaying them on the compiled contracts gave.
 */
import { pathHash } from '../../report/hash.ts'
import type { Verification } from '../../report/manifest.ts'
import type { WorstPath, WorstPaths } from '../../report/study/paths.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { settingsAt, type StudySpec } from '../../sim/study/spec.ts'
import type { Ranked, StudyTally } from '../../sim/study/tally.ts'
import type { Lab } from '../lab.ts'
import type { Progress } from '../progress.ts'
import { didYouMean } from '../suggest.ts'
import { WrongInput } from '../wrong-input.ts'
import { pathCommand } from './job.ts'
import type { Worst } from './request.ts'

/** How many to tell if none are to be replayed. */
const TOLD = 10

/**
 * The worst paths by the metric that was asked for, or by the first that differs between paths, or by the first of all;
 * undefined if every path failed.
 *
 * @throws {WrongInput} if the scenario has no such metric.
 */
export function worstOf(
  tally: StudyTally,
  spec: StudySpec,
  scenario: Scenario,
  asked: Worst | undefined,
  count: number,
): WorstPaths | undefined {
  const worst = asked ?? usual(tally)
  if (worst === undefined) return undefined
  const metric = tally.metrics.get(worst.metric)
  if (metric === undefined) throw unknownMetric(worst.metric, [...tally.metrics.keys()])
  const paths = metric[worst.end].slice(0, Math.max(count, TOLD))
  return {
    ...worst,
    paths: paths.map((ranked) => ({
      ...ranked,
      command: pathCommand(spec, scenario, ranked.point, ranked.path),
    })),
  }
}

/**
 * Names of metrics that somebody asks about have to be among those of the scenario. Its first path says which these are: better now than
 * after an hour of paths.
 *
 * @throws {WrongInput} if a name is none of them.
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

/** The same after the paths, for a study whose first path fails. */
export function mustHaveMetric(tally: StudyTally, name: string): void {
  if (tally.paths > tally.failed && !tally.metrics.has(name))
    throw unknownMetric(name, [...tally.metrics.keys()])
}

/** Undefined if that path fails: then it will be a row with its error, and others may tell. */
function metricsOfFirstPath(lab: Lab, scenario: Scenario, spec: StudySpec): readonly string[] | undefined {
  const asked = { seed: BigInt(spec.seed), path: 0, days: spec.days, set: settingsAt(spec, 0) }
  try {
    return Object.keys(lab.run(scenario, { ...asked, variants: false }).metrics)
  } catch {
    return undefined
  }
}

/** Runs the worst `count` paths again, with what their scenario compares them with, and replays each on the EVM. */
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

function usual({ metrics }: StudyTally): Worst | undefined {
  for (const [metric, { moments }] of metrics)
    if (moments.least !== moments.most) return { metric, end: 'lowest' }
  const [first] = metrics.keys()
  return first === undefined ? undefined : { metric: first, end: 'lowest' }
}

function unknownMetric(name: string, possible: readonly string[]): WrongInput {
  return new WrongInput({
    expected: `one of the metrics ${possible.join(', ')}`,
    got: `"${name}"`,
    advice: `${didYouMean(name, possible)}What is done of the study stays.`,
  })
}

/** A path gave another result than before, which equal inputs never should. */
export class OtherResult extends Error {
  override readonly name = 'OtherResult'
  constructor(point: number, path: number) {
    super(`expected path ${path} of point ${point} to give the result that it gave in the study, got another`)
  }
}
