/**
 * Invariant: a property that must hold after every action, as a fold over the actions.
 *
 * An invariant observes the economy through views and events only, so the same invariant runs on the model
 * and on the chain. It reads what an action may have touched and a bounded sample in rotation, never every
 * account: its cost does not grow with the number of people.
 */
import type { Action } from '../interface/action.ts'
import type { ViewDomain, Observed, View } from '../surface/observation.ts'
import type { Event, Outcome } from '../interface/outcome.ts'
import type { Subjects } from './touched.ts'

/** An action, its outcome, and the state after it. */
export interface ObservedStep {
  readonly action: Action
  readonly outcome: Outcome
  readonly observed: Observed
  readonly domain: ViewDomain
  /** Subjects whose answers may have changed or whose events were emitted. @default all subjects */
  readonly touched?: Subjects
  /**
   * Views whose answers may have changed, where they are known. Conservation checks each changed balance.
   * @default unknown
   */
  readonly changed?: readonly View[]
}

/** State of the invariant after a step that keeps it, or how the step violates it. */
export type Verdict<S> = { readonly state: S } | { readonly violation: string }

/** A statement about every state, and what it reads. */
export interface Invariant<S> {
  /** Short and stable identifier for tables and results. */
  readonly name: string
  /** The property, in one sentence. */
  readonly statement: string
  /** The part of the whitepaper or of docs/reference/mechanism.md that states it. */
  readonly source: string
  /**
   * Subjects of its views and events. The monitor skips it if an action touched none of them.
   *
   * @default all subjects
   */
  readonly about?: Subjects
  /** Initial state of the fold, recorded as found; an existing violation shows at the first `next`. */
  start(observed: Observed, domain: ViewDomain): S
  /** The next state, or the violation. Does not mutate `state`, so a fork may continue from it. */
  next(state: S, taken: ObservedStep): Verdict<S>
}

/** Whether the event mints AMT. */
export function isMint(event: Event): boolean {
  return event.on === 'amt' && event.name === 'Transfer' && event.args[0] === 'zero'
}
