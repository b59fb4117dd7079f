/**
 * Invariant: something that must stay true, as a fold over what happens.
 *
 * An invariant sees the economy only as anybody outside can, through views and events, so the same one runs on the model and on the
 * chain. It reads what an action may have touched, and a little more in turn, never everybody: its cost does not grow with the people.
 */
import type { Action } from '../interface/action.ts'
import type { ViewDomain, Observed } from '../surface/observation.ts'
import type { Event, Outcome } from '../interface/outcome.ts'
import type { Subjects } from './touched.ts'

/** An action that was taken, and the world after it. */
export interface ObservedStep {
  readonly action: Action
  readonly outcome: Outcome
  readonly observed: Observed
  readonly domain: ViewDomain
  /** Of what answers may have changed, and events told, if that is known. */
  readonly touched?: Subjects
}

export type Verdict<S> = { readonly state: S } | { readonly violation: string }

export interface Invariant<S> {
  /** Short and stable, for tables and results. */
  readonly name: string
  /** What must stay true, in one sentence. */
  readonly statement: string
  /** Where the whitepaper or docs/reference/mechanism.md says so. */
  readonly source: string
  /** All that it asks about or reads events of; everything if it does not say. Where it knows that nothing of it was touched, it is not asked. */
  readonly about?: Subjects
  /** The fold's first state. It notes what it finds; a contradiction in it shows at the first `next`. */
  start(observed: Observed, domain: ViewDomain): S
  /** The next state, or what is wrong. `state` is not changed, so that a fork may go on from it. */
  next(state: S, taken: ObservedStep): Verdict<S>
}

export function isMint(event: Event): boolean {
  return event.on === 'amt' && event.name === 'Transfer' && event.args[0] === 'zero'
}
