/**
 * Outcomes: the result of an action. Model and chain return the same type; the lockstep compares all of it.
 */
import type { Account } from './accounts.ts'

/** A return value or an event argument: an amount, a flag, an account name, a text, or a list of values. */
export type Value = bigint | boolean | Account | readonly Value[]

/** An event of a contract: its name and arguments. */
export interface Event {
  /** The contract that emitted it. */
  readonly on: Account
  readonly name: string
  /** In ABI order. */
  readonly args: readonly Value[]
}

/** Result of an action: success with events, or a revert. */
export type Outcome = Success | Reverted

/** A call that did not revert: its answer and events. */
export interface Success {
  readonly ok: true
  /** `undefined` if the function returns nothing. */
  readonly returned: Value | undefined
  /** In order of emission. */
  readonly events: readonly Event[]
}

/** The action changed nothing. */
export interface Reverted {
  readonly ok: false
  /** Code of the `Revert`. */
  readonly revert: string
}

const NOTHING: readonly Event[] = []

/** The events of an outcome; none if it reverted. */
export function eventsOf(outcome: Outcome): readonly Event[] {
  return outcome.ok ? outcome.events : NOTHING
}

/** Structural equality of values. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return (
      a.length === b.length &&
      a.every((value: Value, index) => sameValue(value, (b as readonly Value[])[index]))
    )
  return a === b
}

/** Structural equality of outcomes: same return value and events in order, or the same revert code. */
export function sameOutcome(a: Outcome, b: Outcome): boolean {
  if (!a.ok || !b.ok) return !a.ok && !b.ok && a.revert === b.revert
  return (
    sameValue(a.returned, b.returned) &&
    a.events.length === b.events.length &&
    a.events.every((event, index) => sameEvent(event, b.events[index]!))
  )
}

function sameEvent(a: Event, b: Event): boolean {
  return a.on === b.on && a.name === b.name && sameValue(a.args, b.args)
}
