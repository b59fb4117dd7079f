/**
 * Outcomes: what an action led to. Model and chain give the same type, and the lockstep compares it whole.
 */
import type { Account } from './accounts.ts'

/** What a function returns or an event carries: amounts, flags, names of accounts, or several of them. */
export type Value = bigint | boolean | Account | readonly Value[]

export interface Event {
  /** The contract that emitted it. */
  readonly on: Account
  readonly name: string
  /** In the ABI's order. */
  readonly args: readonly Value[]
}

/** `returned` is undefined if the function returns nothing. */
export type Outcome = Success | Reverted

export interface Success {
  readonly ok: true
  readonly returned: Value | undefined
  readonly events: readonly Event[]
}

export interface Reverted {
  readonly ok: false
  /** The code of the `Revert`; nothing else has happened. */
  readonly revert: string
}

const NOTHING: readonly Event[] = []

/** A refused action has no events. */
export function eventsOf(outcome: Outcome): readonly Event[] {
  return outcome.ok ? outcome.events : NOTHING
}

/** Structural equality of values, exact. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return (
      a.length === b.length &&
      a.every((value: Value, index) => sameValue(value, (b as readonly Value[])[index]))
    )
  return a === b
}

/** Structural equality of outcomes: same return value and events in order, or the same refusal. */
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
