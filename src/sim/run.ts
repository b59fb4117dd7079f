/**
 * A run: a scenario lived through, and with it what its question compares.
 *
 * Equal scenario, settings, seed, path and days give an equal result, to the byte.
 */
import { liveThrough, type Lived } from './engine/simulation.ts'
import type { Journal } from './engine/journal.ts'
import { dailyTable, openRecorder, record, type Recorder } from './recording/recorder.ts'
import { parseSeed } from './random/seed.ts'
import { source } from './random/stream.ts'
import type { Finding, RunResult } from './result.ts'
import type { Plot, Scenario } from './definition/scenario.ts'
import { joinedVerdicts, verdictsOf } from './engine/monitor.ts'
import type { Expectation } from './definition/expectation.ts'

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
  const { texts, plot } = scenario.at(set)
  const days = options.days ?? scenario.days
  if (!Number.isSafeInteger(days) || days < 0) throw new InvalidDays(days)
  const from = source(parseSeed(options.seed), options.path ?? 0)
  const comparison = options.variants === false ? undefined : plot.comparison
  const variants = (comparison?.variants ?? []).map((variant) => ({
    variant,
    ...scenario.at({ ...set, ...variant.set }),
  }))
  const total = days * (1 + variants.length)
  let done = 0
  const live = (each: Plot, recorder: Recorder): Lived =>
    liveThrough(each, scenario.always, {
      from,
      days,
      onClose: (today) => {
        record(recorder, today)
        options.onDay?.(++done, total)
      },
    })
  const recorder = openRecorder(plot.record)
  const main = live(plot, recorder)
  const others = variants.map(({ variant, texts: parameters, plot: other }) => ({
    variant,
    parameters,
    lived: live(other, []),
  }))
  const { journal, founding } = main
  const verdicts = verdictsOf(scenario.always, journal.watch, journal.actions.length)
  const alone: RunResult = {
    scenario: scenario.name,
    question: scenario.question,
    seed: options.seed.toString(),
    path: options.path ?? 0,
    days,
    parameters: texts,
    founding: { ...founding, timestamp: founding.timestamp.toString() },
    actions: journal.actions,
    refusals: refusalsOf(journal),
    tables: [dailyTable(recorder), ...plot.tables(main.summary)],
    pictures: scenario.pictures,
    metrics: plot.metrics(main.summary),
    invariants: joinedVerdicts([{ verdicts }]),
    findings: findingsOf(plot.expect, main.summary),
    variants: [],
  }
  if (comparison === undefined) return alone
  const compared = {
    ...main.summary,
    variants: new Map(others.map(({ variant, lived }) => [variant.name, lived.summary])),
  }
  return {
    ...alone,
    tables: [...alone.tables, ...comparison.tables(compared)],
    pictures: [...alone.pictures, ...comparison.pictures],
    metrics: { ...alone.metrics, ...comparison.metrics(compared) },
    invariants: joinedVerdicts([
      { verdicts },
      ...others.map(({ variant, lived }) => ({
        variant: variant.name,
        verdicts: verdictsOf(scenario.always, lived.journal.watch, lived.journal.actions.length),
      })),
    ]),
    findings: [...alone.findings, ...findingsOf(comparison.expect, compared)],
    variants: others.map(({ variant, parameters, lived }) => ({
      ...variant,
      parameters,
      founding: { ...lived.founding, timestamp: lived.founding.timestamp.toString() },
      actions: lived.journal.actions,
      refusals: refusalsOf(lived.journal),
    })),
    alone,
  }
}

function refusalsOf({ refusals }: Journal): Readonly<Record<string, number>> {
  return Object.fromEntries([...refusals].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function findingsOf<Run>(expected: readonly Expectation<Run>[], run: Run): readonly Finding[] {
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
