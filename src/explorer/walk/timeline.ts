/**
 * Timeline: the actions of a run or of a counterexample by days, with who takes part in each of them, and the
 * state before and after any action.
 *
 * The states come from replaying the model from the deployment. Every 64th one is kept, so that any other is
 * at most 63 actions away.
 */
import { apply, deployEconomy, type Applied, type Economy } from '../../model/economy.ts'
import type { DeploymentSpec } from '../../model/economy.ts'
import { CONTRACT_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { splitName } from '../../model/interface/functions.ts'
import { eventsOf, type Outcome, type Value } from '../../model/interface/outcome.ts'
import { SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import { dateOf } from '../../sim/calendar.ts'

/** What a timeline is made of. */
export interface ActionList {
  readonly deployment: DeploymentSpec
  /** From deployment. */
  readonly actions: readonly Action[]
  /** Number of actions that make the initial state, before day 0. @default 0 */
  readonly opening?: number
}

/** Actions of one day, `first` to `end`, without `end`. */
export interface Day {
  /** Days since the end of the initial state, or since the deployment; undefined for the initial state. */
  readonly day: bigint | undefined
  /** YYYY-MM-DD, by the clock before the actions. */
  readonly date: string
  readonly first: number
  readonly end: number
}

export interface Timeline {
  readonly actions: readonly Action[]
  readonly days: readonly Day[]
  /** Codes of the actions that reverted, by their indices. */
  readonly reverts: ReadonlyMap<number, string>
  /** Accounts that take part in each action, as indices of `accounts`. */
  readonly parts: readonly (readonly number[])[]
  /** Contracts first, then the people. */
  readonly accounts: readonly Account[]
  /** States before every 64th action. */
  readonly kept: readonly Economy[]
}

/** Actions between two states that are kept. */
const STRIDE = 64

/**
 * The timeline of a list of actions.
 *
 * @throws {NotReplayable} when the model cannot apply one of them, such as one of an unknown account.
 */
export function timelineOf({ deployment, actions, opening = 0 }: ActionList): Timeline {
  let economy = deployEconomy(deployment)
  const { list, index } = economy.names
  const days: Day[] = []
  const reverts = new Map<number, string>()
  const parts: (readonly number[])[] = []
  const kept: Economy[] = []
  let [first, start] = [0, economy.timestamp]
  const isOpening = (): boolean => first < opening
  const endDay = (end: number, at: bigint): void => {
    if (end === first) return
    const day = isOpening() ? undefined : at / SECONDS_PER_DAY - start / SECONDS_PER_DAY
    days.push({ day, date: dateOf(at), first, end })
    first = end
  }
  for (const [at, action] of actions.entries()) {
    if (at % STRIDE === 0) kept.push(economy)
    const before = economy.timestamp
    if (at === opening) {
      endDay(at, before)
      start = before
    }
    const { economy: after, outcome } = applied(economy, action, at)
    if (!outcome.ok) reverts.set(at, outcome.revert)
    parts.push(partsOf(action, outcome, index))
    economy = after
    const isLast = at === actions.length - 1
    const isNextDay = economy.timestamp / SECONDS_PER_DAY !== before / SECONDS_PER_DAY
    if (isLast || (isNextDay && !isOpening())) endDay(at + 1, before)
  }
  return { actions, days, reverts, parts, accounts: list, kept }
}

/** An action with the states around it. */
export interface Moment {
  readonly action: Action
  readonly before: Economy
  readonly after: Economy
  readonly outcome: Outcome
}

/** The action at an index of the timeline, with the states around it. */
export function momentAt({ actions, kept }: Timeline, index: number): Moment {
  let before = kept[Math.floor(index / STRIDE)]!
  for (let at = index - (index % STRIDE); at < index; at++) before = apply(before, actions[at]!).economy
  const action = actions[index]!
  const { economy: after, outcome } = apply(before, action)
  return { action, before, after, outcome }
}

/** Index of the day that has an action. */
export const dayAt = ({ days }: Timeline, index: number): number => days.findIndex(({ end }) => index < end)

/** Whether an account is a contract, or an address without a key. */
export const isContract = (account: Account): boolean =>
  (CONTRACT_ACCOUNTS as readonly string[]).includes(account)

/** The contract that an action calls; undefined for time that passes. */
export function contractOf(action: Action): Account | undefined {
  if (isWait(action)) return undefined
  const [contract, fn] = splitName(action.call)
  if (contract === 'deploy') return fn
  return contract === 'pair' ? (action.at ?? 'pair') : contract
}

/** Accounts that an action names, the caller first. */
export function namedIn(action: Action): readonly Account[] {
  if (isWait(action)) return []
  const args = Object.values(action.args as Readonly<Record<string, unknown>>).flat()
  return [action.by, ...args.filter((arg) => typeof arg === 'string')]
}

/** The caller, the contract, everybody whom the action names, and everybody in its events. */
function partsOf(action: Action, outcome: Outcome, index: ReadonlyMap<string, number>): readonly number[] {
  const all = new Set<number>()
  const add = (name: Value | undefined): void => {
    if (Array.isArray(name)) for (const each of name as readonly Value[]) add(each)
    const known = typeof name === 'string' ? index.get(name) : undefined
    if (known !== undefined) all.add(known)
  }
  for (const name of namedIn(action)) add(name)
  add(contractOf(action))
  for (const { on, args } of eventsOf(outcome)) {
    add(on)
    add(args)
  }
  return [...all]
}

function applied(economy: Economy, action: Action, at: number): Applied {
  try {
    return apply(economy, action)
  } catch (error) {
    throw new NotReplayable(at, error instanceof Error ? error.message : String(error))
  }
}

/** The model cannot apply an action. */
export class NotReplayable extends Error {
  override readonly name = 'NotReplayable'
  constructor(index: number, why: string) {
    super(`action ${index + 1} cannot be replayed: ${why}`)
  }
}
