/**
 * A life: a scenario at one setting, lived through day by day.
 *
 * On each day the market moves; then, part by part of the day, agents look and propose, their plans are put in order and applied (by gas
 * price, if the plot has it so, after those who outbid have seen the others' plans); then the day is recorded and the clock goes on.
 */
import { OFFICERS } from '../../model/interface/accounts.ts'
import { encodeAction, type Action } from '../../model/interface/action.ts'
import { found, type Founding } from '../../model/economy.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import { PHASES, type Agent, type Bid, type Phase } from '../agent.ts'
import { SECONDS_PER_DAY } from '../calendar.ts'
import { until, type DayEnd, type History } from '../view/history.ts'
import { carryOut, openJournal, perform, type Journal } from './journal.ts'
import {
  gasPriceOf,
  nextMarket,
  openingMarket,
  weatherOf,
  type Market,
  type Weather,
} from '../environment.ts'
import { inOrder, offer, placed, type Offer } from './transaction-ordering.ts'
import { streamId, streamIds } from '../random/stream-id.ts'
import { seek, stream, type Source, type Stream } from '../random/stream.ts'
import { peopleOf, type Plot } from '../definition/scenario.ts'
import type { Summary } from '../recording/summary.ts'
import { tallySoFar } from '../recording/tally.ts'
import { worldOf, type World } from '../view/agent-view.ts'
import { type Today, endOf } from '../recording/day-close.ts'

/** What takes a day on to the next. */
const NIGHT: Action = { wait: SECONDS_PER_DAY }

/** What the days have left. */
export interface Lived {
  readonly founding: Founding
  readonly journal: Journal
  readonly summary: Summary
}

/** An agent with its streams: cursors, which are moved to the day when it comes. */
interface Present {
  readonly agent: Agent
  readonly draw: Stream
  /** What its plans' places are drawn from. */
  readonly places: Stream
  /** For {@link Agent.react}; only where the order is by gas price. */
  readonly reactions: Stream | undefined
}

/** What the loop carries from day to day. */
interface Living {
  readonly plot: Plot
  readonly founding: Founding
  readonly journal: Journal
  readonly present: Readonly<Record<Phase, readonly Present[]>>
  readonly weather: Weather
  market: Market
  /** Ends of all days so far; `history` is the view of them that people have. */
  readonly ends: DayEnd[]
  history: History
}

/**
 * Lives through `days` days, with randomness `from`; `onClose` sees each of them at its close.
 *
 * @throws {OpeningRefused} if the opening cannot be as the plot has it.
 */
export function liveThrough(
  plot: Plot,
  always: readonly AnyInvariant[],
  {
    from,
    days,
    onClose,
  }: { readonly from: Source; readonly days: number; readonly onClose: (today: Today) => void },
): Lived {
  const run = begin(plot, always, from)
  const stages = open(run)
  const start = close(run, 0)
  const opened = run.journal.trades.length
  const closes: Today[] = []
  for (let day = 0; day < days; day++) {
    if (day > 0) run.market = nextMarket(run.weather, run.market, day)
    for (const phase of PHASES) live(run, phase, day)
    const today = close(run, day)
    closes.push(today)
    onClose(today)
    run.ends.push(endOf(today))
    run.history = until(run.ends)
    perform(run.journal, NIGHT, day)
  }
  const { founding, journal } = run
  return {
    founding,
    journal,
    summary: {
      people: [...OFFICERS, ...founding.people],
      stages,
      start,
      closes,
      trades: journal.trades.slice(opened),
    },
  }
}

function begin(plot: Plot, always: readonly AnyInvariant[], from: Source): Living {
  const ids = streamIds()
  const draw = (name: string): Stream => stream(from, streamId(ids, name))
  const founding = foundingOf(plot)
  const present: Record<Phase, Present[]> = { payment: [], day: [], close: [] }
  for (const agent of plot.agents) {
    const { name, phase } = agent
    present[phase].push({
      agent,
      draw: draw(`agent/${name}`),
      places: draw(`order/${name}`),
      reactions: plot.order === 'random' ? undefined : draw(`react/${name}`),
    })
  }
  const weather = weatherOf(plot.processes, draw)
  const journal = openJournal(found(founding), always)
  return { plot, founding, journal, present, weather, market: openingMarket(weather), ends: [], history: [] }
}

/** One part of a day: everybody in it looks at the same world and proposes; what they propose is put in order and done. */
function live(run: Living, phase: Phase, day: number): void {
  const present = run.present[phase]
  if (present.length === 0) return
  const world = look(run, day)
  const { order } = run.plot
  // Offers that decide nothing are read by nobody.
  const usual = order === 'random' ? 0n : gasPriceOf(run.market)
  const offers: Offer[] = []
  for (const { agent, draw, places } of present) {
    seek(draw, day)
    seek(places, day)
    offer(offers, agent.act(world, draw), usual, places)
  }
  if (order !== 'random') react(present, offers, { world, usual, day })
  // Who is alone needs no place.
  const bids = offers.length < 2 ? offers : inOrder(order, placed(offers))
  for (const { plan } of bids) carryOut(run.journal, plan, day)
}

/** Who reacts adds to the offers; all of them see what there was before. */
function react(
  present: readonly Present[],
  offers: Offer[],
  { world, usual, day }: { readonly world: World; readonly usual: bigint; readonly day: number },
): void {
  const pending: readonly Bid[] = offers.map(({ plan, gasPrice }) => ({ plan, gasPrice }))
  for (const { agent, places, reactions: draw } of present) {
    if (draw === undefined || agent.react === undefined) continue
    seek(draw, day)
    offer(offers, agent.react(world, pending, draw), usual, places)
  }
}

/** The opening's stages, then everybody's own preparations, each on what the one before left. */
function open(run: Living): Record<string, Today> {
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
function mustSucceed(run: Living, action: Action): void {
  const outcome = perform(run.journal, action, 0)
  if (!outcome.ok) throw new OpeningRefused(action, outcome.refusal)
}

function look({ journal, market, history }: Living, day: number): World {
  return worldOf(journal.economy, { day, market, history })
}

const close = (run: Living, day: number): Today => ({
  world: look(run, day),
  tally: tallySoFar(run.journal.tally),
})

function foundingOf({ opening, agents }: Plot): Founding {
  return { people: peopleOf(agents), tokenOrder: opening.tokenOrder, timestamp: opening.timestamp }
}

/** An action of the opening was refused, so the scenario does not begin as it says. */
export class OpeningRefused extends Error {
  override readonly name = 'OpeningRefused'
  constructor(action: Action, refusal: string) {
    super(`expected the opening to succeed, but ${encodeAction(action)} was refused with ${refusal}`)
  }
}
