/**
 * Day loop: simulates a scenario at one parameter setting.
 *
 * Each day the environment advances. Then, phase by phase, agents observe and propose plans, and the plans
 * are ordered and executed; under ordering by gas price, agents may react to the pending plans first. Then
 * the day is recorded and the clock advances to the next day.
 */
import { PRIVILEGED_ACCOUNTS } from '../../model/interface/accounts.ts'
import { encodeAction, type Action } from '../../model/interface/action.ts'
import { deployEconomy, type DeploymentSpec } from '../../model/economy.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { PHASES, type Agent, type Bid, type Phase } from '../agent.ts'
import { SECONDS_PER_DAY } from '../calendar.ts'
import { historyUpTo, type DayEnd, type History } from '../view/history.ts'
import {
  executePlan,
  openJournal,
  applyAction,
  type ActionLog,
  type Journal,
  type RunRules,
} from './journal.ts'
import {
  gasPriceOf,
  nextEnvironment,
  initialEnvironment,
  environmentProcessesOf,
  type Environment,
  type EnvironmentProcesses,
} from '../environment.ts'
import { checkedProposals } from './proposals.ts'
import { addOffers, drawSortKeys, sortBids, type Offer } from './transaction-ordering.ts'
import { streamId, streamIds } from '../random/stream-id.ts'
import { seek, stream, type Source, type Stream } from '../random/stream.ts'
import { peopleOf, type BoundScenario } from '../definition/scenario.ts'
import type { Summary } from '../recording/summary.ts'
import { RunningHoldings } from '../recording/holdings.ts'
import { tallySoFar } from '../recording/tally.ts'
import { viewOf, type AgentView, type Payment } from '../view/agent-view.ts'
import { pastDay, type PastDays } from '../view/past-day.ts'
import { type DayClose, endOf } from '../recording/day-close.ts'

/** Advances the clock from one day to the next. */
const NEXT_DAY: Action = { wait: SECONDS_PER_DAY }

/** Output of a simulation. */
export interface Trajectory {
  readonly deployment: DeploymentSpec
  readonly journal: Journal
  readonly summary: Summary
}

/** An agent with its random streams, which are cursors moved to each day. */
interface ScheduledAgent {
  readonly agent: Agent
  readonly draw: Stream
  /** Sort keys of its plans. */
  readonly sortKeys: Stream
  /** For {@link Agent.react}; only under ordering by gas price. */
  readonly reactions: Stream | undefined
}

/** State of the day loop. */
interface SimulationState {
  readonly bound: BoundScenario
  readonly deployment: DeploymentSpec
  readonly journal: Journal
  readonly scheduled: Readonly<Record<Phase, readonly ScheduledAgent[]>>
  readonly environmentProcesses: EnvironmentProcesses
  environment: Environment
  /** Ends of all days so far; `history` is the agents' read-only view of them. */
  readonly ends: DayEnd[]
  history: History
}

/**
 * Simulates `days` days on the random numbers of `from`; `onClose` is called at the close of each day.
 *
 * @throws {InitialStateReverted} when an action of the initial state reverts.
 * @throws {InvalidProposal} when an agent returns something else than plans.
 */
export function simulateDays(
  bound: BoundScenario,
  always: readonly AnyInvariant[],
  {
    from,
    days,
    actions = [],
    onClose,
    rules,
    pastDays = bound.pastDays,
  }: {
    readonly from: Source
    readonly days: number
    /** @default what the scenario says */
    readonly pastDays?: PastDays | undefined
    /** @default a list */
    readonly actions?: ActionLog
    readonly onClose: (today: DayClose) => void
    /** @default the model */
    readonly rules?: RunRules | undefined
  },
): Trajectory {
  const keepsStates = pastDays === 'states'
  const run = initialise(bound, always, { from, actions, rules })
  const stages = applyInitialState(run)
  if (rules !== undefined) run.journal.apply = rules.days
  const start = closeOf(run, 0)
  const initialTrades = run.journal.trades.length
  const holdings = new RunningHoldings(bound.groups, run.journal.economy)
  const closes: DayClose[] = []
  const payments: Payment[] = []
  for (let day = 0; day < days; day++) {
    if (day > 0) run.environment = nextEnvironment(run.environmentProcesses, run.environment, day)
    for (const phase of PHASES) simulatePhase(run, phase, day)
    const today = closeOf(run, day)
    closes.push(keepsStates || day === days - 1 ? today : figuresOf(today, payments))
    holdings.follow(run.journal.economy)
    onClose(today)
    run.ends.push(endOf(today))
    run.history = historyUpTo(run.ends)
    applyAction(run.journal, NEXT_DAY, day)
  }
  const { deployment, journal } = run
  return {
    deployment,
    journal,
    summary: {
      people: [...PRIVILEGED_ACCOUNTS, ...deployment.people],
      stages,
      start,
      closes,
      holdings: holdings.series,
      trades: journal.trades.slice(initialTrades),
    },
  }
}

function initialise(
  bound: BoundScenario,
  always: readonly AnyInvariant[],
  {
    from,
    actions,
    rules,
  }: { readonly from: Source; readonly actions: ActionLog; readonly rules: RunRules | undefined },
): SimulationState {
  const ids = streamIds()
  const draw = (name: string): Stream => stream(from, streamId(ids, name))
  const deployment = deploymentOf(bound)
  const scheduled: Record<Phase, ScheduledAgent[]> = { payment: [], day: [], close: [] }
  for (const agent of bound.agents) {
    const { name, phase } = agent
    scheduled[phase].push({
      agent,
      draw: draw(`agent/${name}`),
      sortKeys: draw(`order/${name}`),
      reactions: bound.ordering === 'random' ? undefined : draw(`react/${name}`),
    })
  }
  const environmentProcesses = environmentProcessesOf(bound.processes, draw)
  const journal = openJournal(deployEconomy(deployment), always, actions, rules?.opening)
  return {
    bound,
    deployment,
    journal,
    scheduled,
    environmentProcesses,
    environment: initialEnvironment(environmentProcesses.processes),
    ends: [],
    history: [],
  }
}

/** One phase of a day: all its agents propose plans on the same view; the plans are ordered and executed. */
function simulatePhase(run: SimulationState, phase: Phase, day: number): void {
  const scheduled = run.scheduled[phase]
  if (scheduled.length === 0) return
  const view = observe(run, day)
  const { ordering } = run.bound
  // Under random ordering the gas price has no effect and is not computed.
  const defaultGasPrice = ordering === 'random' ? 0n : gasPriceOf(run.environment)
  const offers: Offer[] = []
  for (const { agent, draw, sortKeys } of scheduled) {
    seek(draw, day)
    seek(sortKeys, day)
    addOffers(offers, checkedProposals(agent.name, day, agent.act(view, draw)), defaultGasPrice, sortKeys)
  }
  if (ordering !== 'random') react(scheduled, offers, { view, defaultGasPrice, day })
  // A single plan needs no sort key.
  const bids = offers.length < 2 ? offers : sortBids(ordering, drawSortKeys(offers))
  for (const { plan } of bids) executePlan(run.journal, plan, day)
}

/** Collects the reactions to the pending plans; every agent sees the same ones, without reactions. */
function react(
  scheduled: readonly ScheduledAgent[],
  offers: Offer[],
  {
    view,
    defaultGasPrice,
    day,
  }: { readonly view: AgentView; readonly defaultGasPrice: bigint; readonly day: number },
): void {
  const pending: readonly Bid[] = offers.map(({ plan, gasPrice }) => ({ plan, gasPrice }))
  for (const { agent, sortKeys, reactions: draw } of scheduled) {
    if (draw === undefined || agent.react === undefined) continue
    seek(draw, day)
    const reactions = checkedProposals(agent.name, day, agent.react(view, pending, draw))
    addOffers(offers, reactions, defaultGasPrice, sortKeys)
  }
}

/**
 * Applies the stages of the initial state, then the agents' preparations in order; returns the state after
 * each stage.
 */
function applyInitialState(run: SimulationState): Record<string, DayClose> {
  const stages: Record<string, DayClose> = {}
  for (const { name, actions } of run.bound.initialState.stages) {
    for (const action of actions) mustSucceed(run, action)
    stages[name] = closeOf(run, 0)
  }
  for (const agent of run.bound.agents)
    for (const action of agent.prepare?.(observe(run, 0)) ?? []) mustSucceed(run, action)
  return stages
}

/** Applies an action of the initial state, where a revert is an error of the scenario. */
function mustSucceed(run: SimulationState, action: Action): void {
  const outcome = applyAction(run.journal, action, 0)
  if (!outcome.ok) throw new InitialStateReverted(action, outcome.revert)
}

function observe({ journal, environment, history }: SimulationState, day: number): AgentView {
  return viewOf(journal.economy, { day, environment, history })
}

const closeOf = (run: SimulationState, day: number): DayClose => ({
  view: observe(run, day),
  tally: tallySoFar(run.journal.tally),
})

/** A close with the main figures of its view; appends the payments that are new to `payments`. */
function figuresOf({ view, tally }: DayClose, payments: Payment[]): DayClose {
  const made = view.payments()
  while (payments.length < made) payments.push(view.payment(BigInt(payments.length + 1)))
  return { view: pastDay(view, payments), tally }
}

function deploymentOf({ initialState, agents }: BoundScenario): DeploymentSpec {
  return { people: peopleOf(agents), tokenOrder: initialState.tokenOrder, timestamp: initialState.timestamp }
}

/** An action of the initial state reverted: an error in the scenario. */
export class InitialStateReverted extends Error {
  override readonly name = 'InitialStateReverted'
  constructor(action: Action, revert: string) {
    super(`expected an initial state without reverts, but ${encodeAction(action)} reverted with ${revert}`)
  }
}
