/**
 * States: which abstract states a run has reached, and how often.
 *
 * Coverage by function and outcome does not tell a claim in order from one out of order. A state that a run
 * never reaches is a gap like a revert that it never meets.
 */
import { isWait, type Action } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import { eventsOf, type Outcome } from '../../model/interface/outcome.ts'
import type { Economy } from '../../model/state/economy-state.ts'
import type { AbstractState, Moment } from '../systems/abstract-state.ts'
import { STATES } from '../systems/states.ts'

/** Times that each state was reached, by name, in the order of the list. */
export type StateCounts = Map<string, number>

/** The states that an action can reach: those of its function, by outcome. */
interface Candidates {
  readonly ok: AbstractState[]
  readonly revert: AbstractState[]
}

const BY_CALL = new Map<FunctionName, Candidates>()
const PASSAGES = STATES.filter(({ passes }) => passes !== undefined)

for (const state of STATES)
  for (const call of state.calls) {
    const candidates = BY_CALL.get(call) ?? { ok: [], revert: [] }
    BY_CALL.set(call, candidates)
    candidates[state.outcome === 'ok' ? 'ok' : 'revert'].push(state)
  }

const NONE: readonly string[] = []

/**
 * Names of the abstract states that an action has reached. Costs about a microsecond: only the states of the
 * action's function are tried.
 *
 * @param before the model before the action
 * @param after the model after it; the same object after a revert
 */
export function statesReached(
  before: Economy,
  action: Action,
  outcome: Outcome,
  after: Economy,
): readonly string[] {
  if (isWait(action)) return outcome.ok ? passed(before, action.wait, after) : NONE
  const candidates = BY_CALL.get(action.call)?.[outcome.ok ? 'ok' : 'revert']
  if (candidates === undefined || candidates.length === 0) return NONE
  const moment = momentOf(before, action, outcome, after)
  let reached: string[] | undefined
  for (const state of candidates)
    if ((outcome.ok || state.outcome === 'revert' || state.outcome === outcome.revert) && state.holds(moment))
      (reached ??= []).push(state.name)
  return reached ?? NONE
}

function passed(before: Economy, wait: bigint, after: Economy): readonly string[] {
  const passage = { before, after, wait }
  return PASSAGES.filter(({ passes }) => passes!(passage)).map(({ name }) => name)
}

function momentOf(
  before: Economy,
  action: Exclude<Action, { readonly wait: bigint }>,
  outcome: Outcome,
  after: Economy,
): Moment {
  const { by, call, args } = action
  const on = action.at ?? call.slice(0, call.indexOf('.'))
  return { before, after, by, call, args: args as Moment['args'], on, outcome, events: eventsOf(outcome) }
}

/** Every state, reached no times. */
export function newStateCounts(): StateCounts {
  return new Map(STATES.map(({ name }) => [name, 0]))
}

/** Counts states that were reached. */
export function countStates(counts: StateCounts, reached: readonly string[]): void {
  for (const name of reached) counts.set(name, counts.get(name)! + 1)
}

/** Names of the states that a run has never reached, with what they are. */
export function stateGaps(counts: StateCounts): readonly string[] {
  return STATES.filter(({ name }) => counts.get(name) === 0).map(
    ({ name, statement }) => `${name} (${statement})`,
  )
}

/** States with their counts, rarest first. */
export function rarestStates(counts: StateCounts): readonly (readonly [name: string, count: number])[] {
  return [...counts].toSorted(([, a], [, b]) => a - b)
}

/** One line per state: how often it was reached, its name, what it is. */
export function stateTable(counts: StateCounts): string {
  const width = Math.max(...STATES.map(({ name }) => name.length))
  const lines = STATES.map(
    ({ name, statement }) => `${String(counts.get(name)).padStart(7)}  ${name.padEnd(width)}  ${statement}`,
  )
  return [`${'reached'.padStart(7)}  ${'state'.padEnd(width)}  statement`, ...lines].join('\n')
}
