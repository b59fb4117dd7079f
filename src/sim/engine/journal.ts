/**
 * Journal: the economy of a run, and everything that was done to it, in order.
 *
 * The only place where a run acts. It applies an action to the verified model, counts refusals, keeps the tally and checks the
 * invariants; besides the random streams it is what changes in place.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import { apply, type Economy } from '../../model/economy.ts'
import type { AnyInvariant } from '../../model/invariants/invariants.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Plan } from '../agent.ts'
import { countIn, openTally, type RunningTally } from '../recording/tally.ts'
import { tradeOf, type DatedTrade } from '../recording/trades.ts'
import { isMonitoring, nextMonitor, startMonitor, type Monitor } from './monitor.ts'

export interface Journal {
  economy: Economy
  readonly actions: Action[]
  /** By `function: code`. */
  readonly reverts: Map<string, number>
  readonly tally: RunningTally
  monitor: Monitor
  readonly trades: DatedTrade[]
}

export function openJournal(economy: Economy, always: readonly AnyInvariant[]): Journal {
  return {
    economy,
    actions: [],
    reverts: new Map(),
    tally: openTally(),
    monitor: startMonitor(always, economy),
    trades: [],
  }
}

/** Applies one action, done on `day`. */
export function applyAction(journal: Journal, action: Action, day: number): Outcome {
  const before = journal.economy
  const { economy, outcome } = apply(before, action)
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

/** Carries out a plan until something in it is refused. */
export function executePlan(journal: Journal, plan: Plan, day: number): void {
  for (const action of plan) if (!applyAction(journal, action, day).ok) return
}
