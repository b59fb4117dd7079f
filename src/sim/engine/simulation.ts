/**
 * A life: a scenario at one setting, lived through day by day.
 *
 * On each day the market moves; then, part by part of the day, agents look and propose, their plans are put in order and applied (by gas
 * price, if the plot has it so, after those who outbid have seen the others' plans); then the day is recorded and the clock goes on.
 */
import { PRIVILEGED_ACCOUNTS } from '../../model/interface/accounts.ts'
import { encodeAction, type Action } from '../../model/interface/action.ts'
import { deployEconomy, type DeploymentSpec } from '../../model/economy.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { PHASES, type Agent, type Bid, type Phase } from '../agent.ts'
import { SECONDS_PER_DAY } from '../calendar.ts'
import { historyUpTo, type DayEnd, type History } from '../view/history.ts'
import { executePlan, openJournal, applyAction, type Journal } from './journal.ts'
import {
  gasPriceOf,
  nextEnvironment,
  initialEnvironment,
  environmentProcessesOf,
  type Environment,
  type EnvironmentProcesses,
} from '../environment.ts'
import { inOrder, offer, placed, type Offer } from './transaction-ordering.ts'
import { streamId, streamIds } from '../random/stream-id.ts'
import { seek, stream, type Source, type Stream } from '../random/stream.ts'
import { peopleOf, type BoundScenario } from '../definition/scenario.ts'
import type { Summary } from '../recording/summary.ts'
import { tallySoFar } from '../recording/tally.ts'
import { viewOf, type AgentView } from '../view/agent-view.ts'
import { type DayClose, endOf } from '../recording/day-close.ts'

/** What takes a day on to the next. */
const NIGHT: Action = { wait: SECONDS_PER_DAY }

/** What the days have left. */
export interface Trajectory {
  readonly deployment: DeploymentSpec
  readonly journal: Journal
  readonly summary: Summary
}

/** An agent with its streams: cursors, which are moved to the day when it comes. */
interface ScheduledAgent {
  readonly agent: Agent
  readonly draw: Stream
  /** What its plans' places are drawn from. */
  readonly places: Stream
  /** For {@link Agent.react}; only where the order is by gas price. */
  readonly reactions: Stream | undefined
}

/** What the loop carries from day to day. */
interface SimulationState {
  readonly bound: BoundScenario
  readonly deployment: DeploymentSpec
  readonly journal: Journal
  readonly scheduled: Readonly<Record<Phase, readonly ScheduledAgent[]>>
  readonly environmentProcesses: EnvironmentProcesses
  environment: Environment
  /** Ends of all days so far; `history` is the view of them that people have. */
  readonly ends: DayEnd[]
  history: History
}

/**
 * Lives through `days` days, with randomness `from`; `onClose` sees each of them at its close.
 *
 * @throws {InitialStateReverted} if the opening cannot be as the plot has it.
 */
export function simulateDays(
  bound: BoundScenario,
  always: readonly AnyInvariant[],
  {
    from,
    days,
    onClose,
  }: { readonly from: Source; readonly days: number; readonly onClose: (today: DayClose) => void },
): Trajectory {
  const run = begin(bound, always, from)
  const stages = open(run)
  const start = close(run, 0)
  const opened = run.journal.trades.length
  const closes: DayClose[] = []
  for (let day = 0; day < days; day++) {
    if (day > 0) run.environment = nextEnvironment(run.environmentProcesses, run.environment, day)
    for (const phase of PHASES) simulatePhase(run, phase, day)
    const today = close(run, day)
    closes.push(today)
    onClose(today)
    run.ends.push(endOf(today))
    run.history = historyUpTo(run.ends)
    applyAction(run.journal, NIGHT, day)
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
      trades: journal.trades.slice(opened),
    },
  }
}

function begin(bound: BoundScenario, always: readonly AnyInvariant[], from: Source): SimulationState {
  const ids = streamIds()
  const draw = (name: string): Stream => stream(from, streamId(ids, name))
  const deployment = deploymentOf(bound)
  const scheduled: Record<Phase, ScheduledAgent[]> = { payment: [], day: [], close: [] }
  for (const agent of bound.agents) {
    const { name, phase } = agent
    scheduled[phase].push({
      agent,
      draw: draw(`agent/${name}`),
      places: draw(`order/${name}`),
      reactions: bound.ordering === 'random' ? undefined : draw(`react/${name}`),
    })
  }
  const environmentProcesses = environmentProcessesOf(bound.processes, draw)
  const journal = openJournal(deployEconomy(deployment), always)
  return {
    bound,
    deployment,
    journal,
    scheduled,
    environmentProcesses,
    environment: initialEnvironment(environmentProcesses),
    ends: [],
    history: [],
  }
}

/** One part of a day: everybody in it looks at the same world and proposes; what they propose is put in order and done. */
function simulatePhase(run: SimulationState, phase: Phase, day: number): void {
  const scheduled = run.scheduled[phase]
  if (scheduled.length === 0) return
  const view = look(run, day)
  const { ordering } = run.bound
  // Offers that decide nothing are read by nobody.
  const usual = ordering === 'random' ? 0n : gasPriceOf(run.environment)
  const offers: Offer[] = []
  for (const { agent, draw, places } of scheduled) {
    seek(draw, day)
    seek(places, day)
    offer(offers, agent.act(view, draw), usual, places)
  }
  if (ordering !== 'random') react(scheduled, offers, { view, usual, day })
  // Who is alone needs no place.
  const bids = offers.length < 2 ? offers : inOrder(ordering, placed(offers))
  for (const { plan } of bids) executePlan(run.journal, plan, day)
}

/** Who reacts adds to the offers; all of them see what there was before. */
function react(
  scheduled: readonly ScheduledAgent[],
  offers: Offer[],
  { view, usual, day }: { readonly view: AgentView; readonly usual: bigint; readonly day: number },
): void {
  const pending: readonly Bid[] = offers.map(({ plan, gasPrice }) => ({ plan, gasPrice }))
  for (const { agent, places, reactions: draw } of scheduled) {
    if (draw === undefined || agent.react === undefined) continue
    seek(draw, day)
    offer(offers, agent.react(view, pending, draw), usual, places)
  }
}

/** The opening's stages, then everybody's own preparations, each on what the one before left. */
function open(run: SimulationState): Record<string, DayClose> {
  const stages: Record<string, DayClose> = {}
  for (const { name, actions } of run.bound.initialState.stages) {
    for (const action of actions) mustSucceed(run, action)
    stages[name] = close(run, 0)
  }
  for (const agent of run.bound.agents)
    for (const action of agent.prepare?.(look(run, 0)) ?? []) mustSucceed(run, action)
  return stages
}

/** An opening that is refused is a mistake in the scenario: nobody would see the question that it asks. */
function mustSucceed(run: SimulationState, action: Action): void {
  const outcome = applyAction(run.journal, action, 0)
  if (!outcome.ok) throw new InitialStateReverted(action, outcome.revert)
}

function look({ journal, environment, history }: SimulationState, day: number): AgentView {
  return viewOf(journal.economy, { day, environment, history })
}

const close = (run: SimulationState, day: number): DayClose => ({
  view: look(run, day),
  tally: tallySoFar(run.journal.tally),
})

function deploymentOf({ initialState, agents }: BoundScenario): DeploymentSpec {
  return { people: peopleOf(agents), tokenOrder: initialState.tokenOrder, timestamp: initialState.timestamp }
}

/** An action of the opening was refused, so the scenario does not begin as it says. */
export class InitialStateReverted extends Error {
  override readonly name = 'OpeningRefused'
  constructor(action: Action, revert: string) {
    super(`expected the opening to succeed, but ${encodeAction(action)} was refused with ${revert}`)
  }
}
