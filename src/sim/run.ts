/**
 * A run: a scenario lived through, and with it what its question compares.
 *
 * Equal scenario, settings, seed, path and days give an equal result, to the byte.
 */
import { simulateDays, type Trajectory } from './engine/simulation.ts'
import type { Journal } from './engine/journal.ts'
import { dailyTable, openRecorder, record, type Recorder } from './recording/recorder.ts'
import { parseSeed } from './random/seed.ts'
import { source } from './random/stream.ts'
import type { Finding, RunResult } from './result.ts'
import type { BoundScenario, Scenario } from './definition/scenario.ts'
import { joinedVerdicts, verdictsOf } from './engine/monitor.ts'
import type { Hypothesis } from './definition/hypothesis.ts'

export interface RunOptions {
  /** Key of all randomness, from 0 to 2^64 - 1. */
  readonly seed: bigint
  /** Which of the seed's paths; 0 unless a study asks for another. */
  readonly path?: number
  /** Instead of the scenario's own number of days. */
  readonly days?: number
  /** Parameters by name, as text. */
  readonly set?: Readonly<Record<string, string>>
  /** Whether what the scenario compares the run with is lived through too; it is unless told otherwise. */
  readonly variants?: boolean
  /** Called after each day, of the run and then of its variants, for progress. */
  readonly onDay?: (done: number, days: number) => void
}

/**
 * Runs a scenario.
 *
 * @throws {UnknownParameter} or {InvalidParameter} if `set` does not fit, {InvalidSeed} or {InvalidCoordinate} if `seed` or `path` does
 *   not, {InvalidDays} if `days` is not a whole number.
 */
export function runScenario(scenario: Scenario, options: RunOptions): RunResult {
  const set = options.set ?? {}
  const { texts, bound } = scenario.at(set)
  const days = options.days ?? scenario.days
  if (!Number.isSafeInteger(days) || days < 0) throw new InvalidDays(days)
  const from = source(parseSeed(options.seed), options.path ?? 0)
  const comparison = options.variants === false ? undefined : bound.comparison
  const variants = (comparison?.variants ?? []).map((variant) => ({
    variant,
    ...scenario.at({ ...set, ...variant.set }),
  }))
  const total = days * (1 + variants.length)
  let done = 0
  const live = (each: BoundScenario, recorder: Recorder): Trajectory =>
    simulateDays(each, scenario.always, {
      from,
      days,
      onClose: (today) => {
        record(recorder, today)
        options.onDay?.(++done, total)
      },
    })
  const recorder = openRecorder(bound.record)
  const main = live(bound, recorder)
  const others = variants.map(({ variant, texts: parameters, bound: other }) => ({
    variant,
    parameters,
    trajectory: live(other, []),
  }))
  const { journal, deployment } = main
  const verdicts = verdictsOf(scenario.always, journal.monitor, journal.actions.length)
  const alone: RunResult = {
    scenario: scenario.name,
    question: scenario.question,
    seed: options.seed.toString(),
    path: options.path ?? 0,
    days,
    parameters: texts,
    deployment: { ...deployment, timestamp: deployment.timestamp.toString() },
    actions: journal.actions,
    reverts: revertsOf(journal),
    tables: [dailyTable(recorder), ...bound.tables(main.summary)],
    charts: scenario.charts,
    metrics: bound.metrics(main.summary),
    invariants: joinedVerdicts([{ verdicts }]),
    findings: findingsOf(bound.hypotheses, main.summary),
    variants: [],
  }
  if (comparison === undefined) return alone
  const compared = {
    ...main.summary,
    variants: new Map(others.map(({ variant, trajectory }) => [variant.name, trajectory.summary])),
  }
  return {
    ...alone,
    tables: [...alone.tables, ...comparison.tables(compared)],
    charts: [...alone.charts, ...comparison.charts],
    metrics: { ...alone.metrics, ...comparison.metrics(compared) },
    invariants: joinedVerdicts([
      { verdicts },
      ...others.map(({ variant, trajectory }) => ({
        variant: variant.name,
        verdicts: verdictsOf(scenario.always, trajectory.journal.monitor, trajectory.journal.actions.length),
      })),
    ]),
    findings: [...alone.findings, ...findingsOf(comparison.hypotheses, compared)],
    variants: others.map(({ variant, parameters, trajectory }) => ({
      ...variant,
      parameters,
      deployment: { ...trajectory.deployment, timestamp: trajectory.deployment.timestamp.toString() },
      actions: trajectory.journal.actions,
      reverts: revertsOf(trajectory.journal),
    })),
    alone,
  }
}

function revertsOf({ reverts }: Journal): Readonly<Record<string, number>> {
  return Object.fromEntries([...reverts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function findingsOf<Run>(expected: readonly Hypothesis<Run>[], run: Run): readonly Finding[] {
  return expected.flatMap(({ statement, check }) => {
    const seen = check(run)
    return seen === undefined ? [] : [{ statement, ...seen }]
  })
}

/** A number of days is a whole number of at least 0. */
export class InvalidDays extends RangeError {
  override readonly name = 'InvalidDays'
  constructor(days: number) {
    super(`expected a whole number of days of at least 0, got ${days}`)
  }
}
