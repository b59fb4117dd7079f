/**
 * Scenarios: one question each, with the data to answer it.
 *
 * A definition declares its parameters, and everything else as functions of their typed values. {@link
 * scenario} converts it to the form that a run uses, whose settings are text. Hypotheses are part of the
 * definition and thus stated before any run.
 */
import type { Account, Token } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import type { Agent } from '../agent.ts'
import type { Gauge } from '../recording/gauge.ts'
import { initialEnvironment, type Processes } from '../environment.ts'
import type { TransactionOrdering } from '../engine/transaction-ordering.ts'
import {
  parametersOf,
  readSettings,
  type Declarations,
  type Parameter,
  type Settings,
  type Tables,
} from './parameter.ts'
import type { Group } from '../recording/holdings.ts'
import type { Summary } from '../recording/summary.ts'
import type { ChartReading, ChartSpec, Metric, Table, Unjudged } from '../result.ts'
import type { Timestamp } from '../../model/kernel/units.ts'
import type { Compared, Comparison, Variant } from './variant.ts'
import { unjudged, type Hypothesis } from './hypothesis.ts'
import { startNotes, type Start } from './start.ts'
import type { Choice } from './choice.ts'
import type { Figures } from '../answer/figures.ts'
import { isChainSnapshot } from '../opening/chain-snapshot.ts'
import { openingTable } from '../opening/table.ts'
import type { PastDays } from '../view/past-day.ts'
import { stressed, type Stress } from '../stress/overlay.ts'
import { STRESS, stressOf } from '../stress/parameters.ts'

/** State of the economy before day 0. */
export interface InitialState {
  readonly timestamp: Timestamp
  readonly tokenOrder: readonly Token[]
  /** Actions before day 0, in stages. */
  readonly stages: readonly Stage[]
  /**
   * Where it starts, if scenarios of its kind can start on different days. @default the scenario's own start
   */
  readonly start?: Start
}

/** A part of the initial state, such as the launch; a summary keeps the state after each. */
export interface Stage {
  readonly name: string
  readonly actions: readonly Action[]
}

/** The parts of a scenario that depend on its parameters, at one setting. */
export interface BoundScenario {
  /** The question, with the start of the run where the scenario words it so. */
  readonly question: string
  /** What a reader must know of the start of the run, in sentences. */
  readonly notes: readonly string[]
  readonly initialState: InitialState
  /** With the effects of the shock, if there is one. */
  readonly processes: Processes
  readonly stress: Stress | undefined
  readonly agents: readonly Agent[]
  readonly ordering: TransactionOrdering
  /** Columns of the daily table, by name. */
  readonly record: Readonly<Record<string, Gauge>>
  readonly groups: readonly Group[]
  readonly pastDays: PastDays
  readonly tables: (run: Summary) => readonly Table[]
  readonly metrics: (run: Summary) => Readonly<Record<string, Metric>>
  readonly hypotheses: readonly Hypothesis[]
  readonly comparison: BoundComparison | undefined
  /** The hypotheses that a run of so many days does not judge, with the reasons. */
  readonly unjudged: (days: number) => readonly Unjudged[]
  readonly answer: ((figures: Figures) => string) | undefined
}

/** The scenario's comparison at one setting. */
export interface BoundComparison {
  readonly variants: readonly Variant[]
  readonly detailedPathOnly: boolean
  readonly tables: (run: Compared) => readonly Table[]
  readonly metrics: (run: Compared) => Readonly<Record<string, Metric>>
  readonly charts: readonly ChartSpec[]
  readonly hypotheses: readonly Hypothesis<Compared>[]
}

/** The one metric by which runs of a scenario are compared, such as with and without a shock. */
export interface Primary {
  /** Its name. Runs without variants have it, too. */
  readonly metric: string
  readonly better: 'higher' | 'lower'
}

/** What a scenario declares: question, parameters, agents, records, invariants and hypotheses. */
export interface Definition<P extends Declarations> {
  readonly name: string
  readonly question: string
  /** The question of a run from another start than the scenario's own. @default `question` */
  readonly questionFrom?: (start: Start) => string
  readonly days: number
  /** @default none */
  readonly primary?: Primary
  readonly parameters: P
  /** State before day 0. */
  readonly initialState: (settings: Settings<P>, agents: readonly Agent[]) => InitialState
  /** Exogenous processes. */
  readonly processes: (settings: Settings<P>) => Processes
  /** Agents, in the order in which they propose. */
  readonly agents: (settings: Settings<P>) => readonly Agent[]
  /** Transaction ordering within a phase of a day. @default 'random' */
  readonly ordering?: (settings: Settings<P>) => TransactionOrdering
  /** Columns of the table `daily`, by name. */
  readonly record: (settings: Settings<P>) => Readonly<Record<string, Gauge>>
  /** Groups of accounts whose holdings the run follows, none of them in two. @default none */
  readonly groups?: (settings: Settings<P>) => readonly Group[]
  /**
   * What days before the last keep for tables, metrics and hypotheses. With `figures` a path takes less
   * time and memory, and asking such a day for anything else ends the run with `NotKept`. @default 'states'
   */
  readonly pastDays?: PastDays
  /** Further tables. @default none */
  readonly tables?: (settings: Settings<P>, run: Summary) => readonly Table[]
  /** Metrics by name. */
  readonly metrics: (settings: Settings<P>, run: Summary) => Readonly<Record<string, Metric>>
  readonly charts: readonly ChartSpec[]
  /** Invariants, checked after every action. */
  readonly always: readonly AnyInvariant[]
  /** Hypotheses, stated before the run. */
  readonly hypotheses: (settings: Settings<P>) => readonly Hypothesis[]
  /** Variants and what is concluded from them. */
  readonly compare?: Comparison<P>
  /**
   * One or two sentences that answer the question, worded from the metrics. They must be true for any values
   * of the metrics. @default no answer
   */
  readonly answer?: (settings: Settings<P>, figures: Figures) => string
  /** Which of several metrics is best, decided path by path. @default none */
  readonly choices?: readonly Choice[]
  /**
   * Returns among the metrics that are not of holding AMT, such as that of BTC, for comparison: they are no
   * risk of a holder. @default none
   */
  readonly benchmarks?: readonly string[]
  /** How charts are to be read, by their names. @default as they say */
  readonly reading?: Readonly<Record<string, ChartReading>>
  /** What the scenario does not model, one sentence each. @default nothing of its own */
  readonly limits?: readonly string[]
}

/** A scenario as a run uses it, whose settings are text. */
export interface Scenario {
  readonly name: string
  readonly question: string
  /** Default number of days. */
  readonly days: number
  readonly primary: Primary | undefined
  readonly parameters: readonly Parameter[]
  readonly charts: readonly ChartSpec[]
  readonly always: readonly AnyInvariant[]
  readonly choices: readonly Choice[]
  readonly reading?: Readonly<Record<string, ChartReading>>
  readonly limits?: readonly string[]
  readonly benchmarks: readonly string[]
  /**
   * The scenario at these settings, with the canonical text of every named setting. `tables` holds the price
   * tables that settings may name.
   *
   * @throws {UnknownParameter}, {InvalidParameter} or {ConflictingSettings} when `given` does not match the
   *   parameters.
   */
  readonly at: (
    given: Readonly<Record<string, string>>,
    tables?: Tables,
  ) => {
    readonly texts: Readonly<Record<string, string>>
    readonly bound: BoundScenario
  }
}

/** A scenario from its definition. Its parameters are the declared ones and those of the shock. */
export function scenario<const P extends Declarations>(definition: Definition<P>): Scenario {
  const { name, question, days, primary, charts, always, choices = [], benchmarks = [] } = definition
  const { reading = {}, limits = [] } = definition
  const parameters = { ...definition.parameters, ...STRESS }
  return {
    name,
    question,
    days,
    primary,
    charts,
    always,
    choices,
    benchmarks,
    reading,
    limits,
    parameters: parametersOf(parameters),
    at: (given, tables) => {
      const { settings, texts } = readSettings(parameters, given, tables)
      // Its own parameters have the types that the scenario declares.
      const bound = bind(definition, settings as Settings<P>, stressOf(settings))
      const { start } = bound.initialState
      const notes = startNotes(start, parametersOf(parameters), given)
      const asked = start?.isOther === true ? definition.questionFrom?.(start) : undefined
      return { texts, bound: { ...bound, notes, question: asked ?? question } }
    },
  }
}

/** The scenario with these price tables available to all settings. */
export function withTables(each: Scenario, tables: Tables): Scenario {
  return { ...each, at: (given) => each.at(given, tables) }
}

function bind<P extends Declarations>(
  definition: Definition<P>,
  settings: Settings<P>,
  stress: Stress | undefined,
): Omit<BoundScenario, 'question' | 'notes'> {
  const agents = definition.agents(settings)
  const own = definition.processes(settings)
  const processes = stress === undefined ? own : stressed(own, stress)
  const { answer } = definition
  const opening = Object.values(settings).find(isChainSnapshot)
  // Settings at which the first day is not defined fail here, and not in a run.
  initialEnvironment(processes)
  const hypotheses = definition.hypotheses(settings)
  const comparison = definition.compare === undefined ? undefined : bound(definition.compare, settings)
  return {
    initialState: definition.initialState(settings, agents),
    processes,
    stress,
    agents,
    ordering: definition.ordering?.(settings) ?? 'random',
    record: definition.record(settings),
    groups: definition.groups?.(settings) ?? [],
    pastDays: definition.pastDays ?? 'states',
    tables: (run) => [
      ...(definition.tables?.(settings, run) ?? []),
      ...(opening === undefined ? [] : [openingTable(opening, run.start.view)]),
    ],
    metrics: (run) => definition.metrics(settings, run),
    hypotheses: hypotheses.filter(({ leftOut }) => leftOut === undefined),
    comparison,
    unjudged: (days) => unjudged([...hypotheses, ...(comparison?.hypotheses ?? [])], days),
    answer: answer === undefined ? undefined : (figures) => answer(settings, figures),
  }
}

function bound<P extends Declarations>(compare: Comparison<P>, settings: Settings<P>): BoundComparison {
  return {
    variants: compare.variants(settings),
    detailedPathOnly: compare.detailedPathOnly ?? false,
    tables: (run) => compare.tables?.(settings, run) ?? [],
    metrics: (run) => compare.metrics?.(settings, run) ?? {},
    charts: typeof compare.charts === 'function' ? compare.charts(settings) : compare.charts,
    hypotheses: compare.hypotheses(settings),
  }
}

/** All accounts of the agents, in the agents' order. */
export function peopleOf(agents: readonly Agent[]): readonly Account[] {
  return agents.flatMap(({ people }) => people.map(({ name }) => name))
}
