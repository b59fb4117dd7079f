/**
 * A run: one scenario, lived through day by day.
 *
 * On each day the market moves; then, part by part of the day, agents look and propose, their plans are put in order and applied;
 * then the day is recorded and the clock goes on. Equal scenario, settings, seed, path and days give an equal result, to the byte.
 */
import { OFFICERS } from '../model/accounts.ts'
import { encodeAction, type Action } from '../model/action.ts'
import { found, type Founding } from '../model/economy.ts'
import { PHASES, type Phase } from './agent.ts'
import { SECONDS_PER_DAY } from './calendar.ts'
import type { Today } from './gauge.ts'
import { withDay, type History } from './history.ts'
import { carryOut, openJournal, perform, type Journal } from './journal.ts'
import { nextMarket, openingMarket, type Market } from './market.ts'
import { inRandomOrder } from './order.ts'
import { parseSeed } from './random/seed.ts'
import { streamId, streamIds } from './random/stream-id.ts'
import { source, stream, type Stream } from './random/stream.ts'
import { dailyTable } from './recorder.ts'
import type { RunResult } from './result.ts'
import { peopleOf, type Plot, type Scenario } from './scenario.ts'
import type { Summary } from './summary.ts'
import { observedOf, verdictsOf } from './watch.ts'
import { worldOf, type World } from './world.ts'

export interface RunOptions {
  /** Key of all randomness, from 0 to 2^64 - 1. */
  readonly seed: bigint
  /** Which of the seed's paths; 0 unless a study asks for another. */
  readonly path?: number
  /** Instead of the scenario's own number of days. */
  readonly days?: number
  /** Parameters by name, as text. */
  readonly set?: Readonly<Record<string, string>>
  /** Called after each day, for progress. */
  readonly onDay?: (done: number, days: number) => void
}

/** A run that goes on: what the loop carries from day to day. */
interface Run {
  readonly plot: Plot
  readonly founding: Founding
  readonly journal: Journal
  /** The stream of that name, at the start of that day's draws. */
  readonly draw: (name: string, day: number) => Stream
  market: Market
  history: History
}

/**
 * Runs a scenario.
 *
 * @throws {UnknownParameter} or {InvalidParameter} if `set` does not fit, {InvalidSeed} or {InvalidCoordinate} if `seed` or `path` does
 *   not, {InvalidDays} if `days` is not a whole number.
 */
export function runScenario(scenario: Scenario, options: RunOptions): RunResult {
  const { texts, plot } = scenario.at(options.set ?? {})
  const days = options.days ?? scenario.days
  if (!Number.isSafeInteger(days) || days < 0) throw new InvalidDays(days)
  const from = source(parseSeed(options.seed), options.path ?? 0)
  const ids = streamIds()
  const founding = foundingOf(plot)
  const run: Run = {
    plot,
    founding,
    journal: openJournal(found(founding), scenario.always),
    draw: (name, day) => stream(from, streamId(ids, name), day),
    market: openingMarket(plot.processes),
    history: [],
  }
  const stages = open(run)
  const start = close(run, 0)
  const closes: Today[] = []
  for (let day = 0; day < days; day++) {
    if (day > 0) run.market = nextMarket(plot.processes, run.market, run.draw, day)
    for (const phase of PHASES) live(run, phase, day)
    closes.push(close(run, day))
    run.history = withDay(run.history, look(run, day))
    perform(run.journal, { wait: SECONDS_PER_DAY }, day)
    options.onDay?.(day + 1, days)
  }
  return conclude(
    scenario,
    run,
    {
      people: [...OFFICERS, ...founding.people],
      stages,
      start,
      closes,
      daily: dailyTable(plot.record, closes),
    },
    {
      seed: options.seed.toString(),
      path: options.path ?? 0,
      days,
      parameters: texts,
    },
  )
}

/** One part of a day: everybody in it looks at the same world and proposes; what they propose is put in order and done. */
function live(run: Run, phase: Phase, day: number): void {
  const world = look(run, day)
  const proposals = run.plot.agents
    .filter((agent) => agent.phase === phase)
    .map((agent) => ({
      plans: agent.act(world, run.draw(`agent/${agent.name}`, day)),
      draw: run.draw(`order/${agent.name}`, day),
    }))
  for (const plan of inRandomOrder(proposals)) carryOut(run.journal, plan, day)
}

/** The opening's stages, then everybody's own preparations, each on what the one before left. */
function open(run: Run): Record<string, Today> {
  const stages: Record<string, Today> = {}
  for (const { name, actions } of run.plot.opening.stages) {
    for (const action of actions) mustSucceed(run, action)
    stages[name] = close(run, 0)
  }
  for (const agent of run.plot.agents)
    for (const action of agent.prepare?.(look(run, 0)) ?? []) mustSucceed(run, action)
  return stages
}

/** An opening that is refused is a mistake in the scenario: nobody would see the question that it asks. */
function mustSucceed(run: Run, action: Action): void {
  const outcome = perform(run.journal, action, 0)
  if (!outcome.ok) throw new OpeningRefused(action, outcome.refusal)
}

function look({ journal: { economy }, market, history, founding }: Run, day: number): World {
  return worldOf(observedOf(economy), { day, now: economy.timestamp, market, history }, founding.tokenOrder)
}

const close = (run: Run, day: number): Today => ({ world: look(run, day), tally: run.journal.tally })

function foundingOf({ opening, agents }: Plot): Founding {
  return { people: peopleOf(agents), tokenOrder: opening.tokenOrder, timestamp: opening.timestamp }
}

function conclude(
  scenario: Scenario,
  { plot, journal, founding }: Run,
  summary: Summary,
  asked: Pick<RunResult, 'seed' | 'path' | 'days' | 'parameters'>,
): RunResult {
  return {
    scenario: scenario.name,
    question: scenario.question,
    ...asked,
    people: founding.people,
    founding: { ...founding, timestamp: founding.timestamp.toString() },
    actions: journal.actions,
    refusals: Object.fromEntries([...journal.refusals].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    tables: [summary.daily, ...plot.tables(summary)],
    pictures: scenario.pictures,
    metrics: plot.metrics(summary),
    invariants: verdictsOf(scenario.always, journal.watch, journal.actions.length),
    findings: plot.expect.flatMap(({ statement, check }) => {
      const seen = check(summary)
      return seen === undefined ? [] : [{ statement, ...seen }]
    }),
  }
}

/** A number of days is a whole number of at least 0. */
export class InvalidDays extends RangeError {
  override readonly name = 'InvalidDays'
  constructor(days: number) {
    super(`expected a whole number of days of at least 0, got ${days}`)
  }
}

/** An action of the opening was refused, so the scenario does not begin as it says. */
export class OpeningRefused extends Error {
  override readonly name = 'OpeningRefused'
  constructor(action: Action, refusal: string) {
    super(`expected the opening to succeed, but ${encodeAction(action)} was refused with ${refusal}`)
  }
}
