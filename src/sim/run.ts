/**
 * Run: simulates a scenario and its variants, and assembles the result.
 *
 * Equal scenario, settings, seed, path and days give a byte-identical result.
 */
import { simulateDays, type Trajectory } from './engine/simulation.ts'
import { countingLog, type ActionLog, type Journal, type RunRules } from './engine/journal.ts'
import type { Action } from '../model/interface/action.ts'
import { dateOf } from './calendar.ts'
import { chartedColumns } from './recording/charted.ts'
import { dailyTable, openRecorder, record, type Recorder } from './recording/recorder.ts'
import { parseSeed } from './random/seed.ts'
import { source } from './random/stream.ts'
import type { Summary } from './recording/summary.ts'
import type { PastDays } from './view/past-day.ts'
import type { Finding, RunResult } from './result.ts'
import type { BoundScenario, Scenario } from './definition/scenario.ts'
import { joinedVerdicts, verdictsOf } from './engine/monitor.ts'
import { isJudged, type Hypothesis } from './definition/hypothesis.ts'

/** Seed, path, days and settings of a run. */
export interface RunOptions {
  /** Key of all random streams, from 0 to 2^64 - 1. */
  readonly seed: bigint
  /** Path under the seed. @default 0 */
  readonly path?: number
  /** Number of days. @default the scenario's own number */
  readonly days?: number
  /** Parameters by name, as text. */
  readonly set?: Readonly<Record<string, string>>
  /** Whether the scenario's variants are simulated too. @default true */
  readonly variants?: boolean
  /**
   * Whether the tables are left out that nobody reads on a further path: all but the daily one, and of that
   * one the columns that no chart draws as lines. The result has another hash then. @default false
   */
  readonly brief?: boolean
  /**
   * Whether the invariants are checked. A result without is marked, and has the hash that it has with all of
   * them if they hold. @default true
   */
  readonly invariants?: boolean
  /**
   * What the contracts do, such as repaired ones. Agents plan by the model's formulas all the same.
   *
   * @default the model
   */
  readonly rules?: RunRules
  /**
   * Receives the run's actions in place of the result, whose list is empty then: a study keeps no more than
   * their text. So are the variants' lists, whose actions nobody receives. @default the result has them
   */
  readonly log?: ActionLog
  /** What days before the last keep for `onEnd`. @default what the scenario says */
  readonly pastDays?: PastDays
  /** Progress: called after each day of the run and then of its variants. */
  readonly onDay?: (done: number, days: number) => void
  /** Called with the finished run, without its variants: what is not in its result can be read here. */
  readonly onEnd?: (run: Summary) => void
}

/** A simulation with the actions that its result has. */
interface Simulated extends Trajectory {
  readonly actions: readonly Action[]
}

/**
 * Runs a scenario.
 *
 * @throws {UnknownParameter} or {InvalidParameter} when `set` does not match the scenario's parameters.
 * @throws {InvalidSeed} or {InvalidCoordinate} when `seed` or `path` is out of range.
 * @throws {InvalidDays} when `days` is not a whole number of at least 0.
 * @throws {UsedLog} when `log` has actions already.
 * @throws {InitialStateReverted} when an action of the initial state reverts.
 * @throws {NotKept} when a scenario asks a past day for what it does not keep.
 */
export function runScenario(scenario: Scenario, options: RunOptions): RunResult {
  const set = options.set ?? {}
  const { texts, bound } = scenario.at(set)
  const days = options.days ?? scenario.days
  if (!Number.isSafeInteger(days) || days < 0) throw new InvalidDays(days)
  if (options.log !== undefined && options.log.length > 0) throw new UsedLog(options.log.length)
  const from = source(parseSeed(options.seed), options.path ?? 0)
  const comparison = options.variants === false ? undefined : bound.comparison
  const variants = (comparison?.variants ?? []).map((variant) => ({
    variant,
    ...scenario.at({ ...set, ...variant.set }),
  }))
  // Equal settings give equal runs: a variant at the settings of another is not simulated again.
  const keyOf = (settings: Readonly<Record<string, string>>): string => JSON.stringify(settings)
  const total = days * new Set([texts, ...variants.map((each) => each.texts)].map(keyOf)).size
  let done = 0
  const isChecked = options.invariants !== false
  const simulate = (each: BoundScenario, recorder: Recorder, log: ActionLog | undefined): Simulated => {
    const actions: Action[] = []
    const trajectory = simulateDays(each, isChecked ? scenario.always : [], {
      from,
      days,
      actions: log ?? actions,
      rules: options.rules,
      pastDays: options.pastDays,
      onClose: (today) => {
        record(recorder, today)
        options.onDay?.(++done, total)
      },
    })
    return { ...trajectory, actions }
  }
  const charted = options.brief
    ? chartedColumns([...scenario.charts, ...(comparison?.charts ?? [])])
    : undefined
  const recorder = openRecorder(bound.record, charted)
  const main = simulate(bound, recorder, options.log)
  const simulated = new Map([[keyOf(texts), main]])
  const others = variants.map(({ variant, texts: parameters, bound: other }) => {
    const key = keyOf(parameters)
    const trajectory = simulated.get(key) ?? simulate(other, [], options.log && countingLog())
    simulated.set(key, trajectory)
    return { variant, parameters, trajectory }
  })
  const { journal, deployment } = main
  options.onEnd?.(main.summary)
  const verdicts = verdictsOf(scenario.always, journal.monitor, journal.actions.length)
  const alone: RunResult = {
    scenario: scenario.name,
    question: bound.question,
    seed: options.seed.toString(),
    path: options.path ?? 0,
    days,
    parameters: texts,
    ...eventsOf(bound, main.summary),
    deployment: { ...deployment, timestamp: deployment.timestamp.toString() },
    actions: main.actions,
    reverts: revertsOf(journal),
    tables: [dailyTable(recorder), ...(options.brief ? [] : bound.tables(main.summary))],
    charts: scenario.charts,
    metrics: bound.metrics(main.summary),
    invariants: joinedVerdicts([{ verdicts }]),
    ...(isChecked ? {} : { unchecked: true }),
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
    tables: [...alone.tables, ...(options.brief ? [] : comparison.tables(compared))],
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
      actions: trajectory.actions,
      reverts: revertsOf(trajectory.journal),
    })),
    alone,
  }
}

/** The shock, if a day of the run follows its day 0. */
function eventsOf({ stress }: BoundScenario, { closes }: Summary): Pick<RunResult, 'events'> {
  const first = stress === undefined ? undefined : closes[stress.day + 1]
  if (stress === undefined || first === undefined) return {}
  const { name, title } = stress.shock
  return { events: [{ day: stress.day + 1, date: dateOf(first.view.now), name, title }] }
}

function revertsOf({ reverts }: Journal): Readonly<Record<string, number>> {
  return Object.fromEntries([...reverts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function findingsOf<Run extends Summary>(
  hypotheses: readonly Hypothesis<Run>[],
  run: Run,
): readonly Finding[] {
  return hypotheses.flatMap((each) => {
    if (!isJudged(each, run.closes.length)) return []
    const decision = each.check(run)
    return decision === undefined ? [] : [{ statement: each.statement, ...decision }]
  })
}

/** The log has actions of another run, as where a lab's own `run` passes its options on twice. */
export class UsedLog extends Error {
  override readonly name = 'UsedLog'
  constructor(length: number) {
    super(`expected a log without actions, got one with ${length}; give each run a log of its own, or none`)
  }
}

/** The number of days is not a whole number of at least 0. */
export class InvalidDays extends RangeError {
  override readonly name = 'InvalidDays'
  constructor(days: number) {
    super(`expected a whole number of days of at least 0, got ${days}`)
  }
}
