/**
 * Journal: the economy of a run and the log of all its actions.
 *
 * The only place where a run changes the economy. It applies an action to the model, counts reverts, updates
 * the tally and monitors the invariants. Mutable, like the random streams.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import { apply as model, type Applied, type Economy } from '../../model/economy.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Plan } from '../agent.ts'
import { countIn, openTally, type RunningTally } from '../recording/tally.ts'
import { tradeOf, type DatedTrade } from '../recording/trades.ts'
import { isMonitoring, nextMonitor, startMonitor, type Monitor } from './monitor.ts'

/** Applies an action to an economy. */
export type Apply = (economy: Economy, action: Action) => Applied

/** Where a run puts its actions, in order; an array is one. */
export interface ActionLog {
  readonly length: number
  /** Appends an action; what it returns is not used. */
  push(action: Action): unknown
}

/** A log that keeps no more than the number of actions. */
export function countingLog(): ActionLog {
  let length = 0
  return {
    get length() {
      return length
    },
    push: () => void length++,
  }
}

/** What the contracts do, until the opening and from then on. */
export interface RunRules {
  readonly opening: Apply
  readonly days: Apply
}

export interface Journal {
  economy: Economy
  /** The model, or a changed one from the opening on. */
  apply: Apply
  readonly actions: ActionLog
  /** Number of reverts by `function: code`. */
  readonly reverts: Map<string, number>
  readonly tally: RunningTally
  monitor: Monitor
  readonly trades: DatedTrade[]
}

export function openJournal(
  economy: Economy,
  always: readonly AnyInvariant[],
  actions: ActionLog = [],
  apply: Apply = model,
): Journal {
  return {
    economy,
    apply,
    actions,
    reverts: new Map(),
    tally: openTally(),
    monitor: startMonitor(always, economy),
    trades: [],
  }
}

/** Applies one action on `day`. */
export function applyAction(journal: Journal, action: Action, day: number): Outcome {
  const before = journal.economy
  const { economy, outcome } = journal.apply(before, action)
  journal.economy = economy
  journal.actions.push(action)
  const trade = tradeOf(action, outcome, day)
  countIn(journal.tally, action, outcome, trade)
  if (trade !== undefined) journal.trades.push(trade)
  if (!outcome.ok && !isWait(action)) {
    const reason = `${action.call}: ${outcome.revert}`
    journal.reverts.set(reason, (journal.reverts.get(reason) ?? 0) + 1)
  }
  if (isMonitoring(journal.monitor)) {
    const at = { action: journal.actions.length - 1, day }
    journal.monitor = nextMonitor(journal.monitor, { action, outcome, before, economy }, at)
  }
  return outcome
}

/** Applies the actions of a plan in order, up to and including the first revert. */
export function executePlan(journal: Journal, plan: Plan, day: number): void {
  for (const action of plan) if (!applyAction(journal, action, day).ok) return
}
