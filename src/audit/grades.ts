/**
 * Grades of equality: how alike the two sides' outcomes must be, and how the chain's events are translated.
 *
 * A grade says what is not reported. Events are translated by adaptors first, then both sides are reduced to
 * what the grade compares.
 */
import { valueText } from '../lockstep/compare/comparison.ts'
import type { Account } from '../model/interface/accounts.ts'
import type { Event, Value } from '../model/interface/outcome.ts'
import { revertClassOf } from './revert-classes.ts'

export const REVERT_GRADES = ['exact', 'class', 'any'] as const
export const EVENT_GRADES = ['exact', 'no-zero-transfers', 'set', 'net'] as const
export const RETURN_GRADES = ['exact', 'any'] as const

/** Grades of an audit's findings by their severity. */
export interface Grades {
  /** The same code; a code of the same class; or any two reverts. @default 'exact' */
  readonly reverts: (typeof REVERT_GRADES)[number]
  /**
   * Equal in order; in order without transfers of zero; in any order; or only what transfers add up to, in
   * any order, without approvals. @default 'exact'
   */
  readonly events: (typeof EVENT_GRADES)[number]
  /** Equal; or not compared. @default 'exact' */
  readonly returns: (typeof RETURN_GRADES)[number]
}

export const EXACT: Grades = { reverts: 'exact', events: 'exact', returns: 'exact' }

/** Which event of the model an event of the chain stands for. */
export interface EventAdaptor {
  /** Contract that emits it, as an account; any if undefined. */
  readonly on?: Account
  readonly event: string
  /** The model's event; undefined where it has none, and the chain's is dropped. */
  readonly as?: string
  /** For each argument of the model's event, the chain's argument and its factor. @default the same ones */
  readonly args?: readonly AdaptedArg[]
}

/** A chain's argument by position, multiplied and then divided. */
export interface AdaptedArg {
  readonly arg: number
  readonly times?: bigint
  readonly per?: bigint
}

/** Whether two reverts are equal by the grade. */
export function sameRevert(model: string, chain: string, grade: Grades['reverts']): boolean {
  if (model === chain || grade === 'any') return true
  return grade === 'class' && revertClassOf(model) === revertClassOf(chain)
}

/** The chain's events as the model would emit them. */
export function adapted(events: readonly Event[], adaptors: readonly EventAdaptor[]): readonly Event[] {
  if (adaptors.length === 0) return events
  return events.flatMap((event) => {
    const adaptor = adaptors.find(
      ({ on, event: name }) => name === event.name && (on === undefined || on === event.on),
    )
    if (adaptor === undefined) return [event]
    if (adaptor.as === undefined) return []
    const args = adaptor.args?.map((each) => adaptedArg(event.args, each)) ?? event.args
    return [{ on: event.on, name: adaptor.as, args }]
  })
}

function adaptedArg(args: readonly Value[], { arg, times = 1n, per = 1n }: AdaptedArg): Value {
  const value = args[arg]
  if (value === undefined) return 'no such argument'
  return typeof value === 'bigint' ? (value * times) / per : value
}

/** What a grade compares of events, as texts. */
export function reduced(events: readonly Event[], grade: Grades['events']): readonly string[] {
  const isZero = ({ name, args }: Event): boolean => name === 'Transfer' && args[2] === 0n
  switch (grade) {
    case 'exact':
      return events.map(eventText)
    case 'no-zero-transfers':
      return events.filter((event) => !isZero(event)).map(eventText)
    case 'set':
      return events.map(eventText).toSorted()
    case 'net':
      return [
        ...netOf(events.filter(({ name }) => name === 'Transfer')),
        ...events.filter(({ name }) => name !== 'Transfer' && name !== 'Approval').map(eventText),
      ].toSorted()
  }
}

function eventText({ on, name, args }: Event): string {
  return `${on}.${name}(${args.map(valueText).join(', ')})`
}

/** What transfers add up to, by token and account. */
function netOf(transfers: readonly Event[]): readonly string[] {
  const net = new Map<string, bigint>()
  const add = (key: string, amount: bigint): void => void net.set(key, (net.get(key) ?? 0n) + amount)
  for (const { on, args } of transfers) {
    const [from, to, amount] = args as readonly [Account, Account, bigint]
    add(`${on} of ${from}`, -amount)
    add(`${on} of ${to}`, amount)
  }
  return [...net].filter(([, amount]) => amount !== 0n).map(([key, amount]) => `net ${key}: ${amount}`)
}
