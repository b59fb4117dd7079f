/**
 * Reductions: the single steps by which a list of actions gets simpler.
 *
 * A list that shows a finding is 1-minimal if no reduction of it still shows the finding: no action can be
 * removed, no number halved, no two people merged. Numbers are all uint256 arguments and waits: amounts,
 * payment ids, percentages and deadlines alike.
 */
import { isPersonName, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { peopleIn } from '../compare/run-sequence.ts'

export type Actions = readonly Action[]

/** The list up to the finding if it still shows it, else undefined. */
export type Shows = (actions: Actions) => Actions | undefined

export interface Reduction {
  readonly kind: 'removal' | 'halving' | 'merge'
  /** What is done, for people: `halve amount of action 3`. */
  readonly what: string
  readonly actions: Actions
}

/** Every reduction of a list, the later actions first. */
export function* reductionsOf(actions: Actions): Generator<Reduction> {
  for (let index = actions.length - 1; index >= 0; index--)
    yield { kind: 'removal', what: `remove action ${index + 1}`, actions: actions.toSpliced(index, 1) }
  for (let index = actions.length - 1; index >= 0; index--)
    for (const place of placesIn(actions[index]!)) {
      if (place.value === 0n) continue
      const halved = actions.with(index, place.with(place.value / 2n))
      yield { kind: 'halving', what: `halve ${place.name} of action ${index + 1}`, actions: halved }
    }
  for (const [person, other] of pairsOf(peopleIn(actions)))
    yield {
      kind: 'merge',
      what: `let ${other} act for ${person}`,
      actions: renamed(actions, person, other),
    }
}

/**
 * The first reduction that still shows the finding; undefined if the list is 1-minimal.
 *
 * @param merges whether two people may become one
 */
export function firstReduction(actions: Actions, shows: Shows, merges = true): Reduction | undefined {
  for (const reduction of reductionsOf(actions))
    if ((merges || reduction.kind !== 'merge') && shows(reduction.actions) !== undefined) return reduction
  return undefined
}

/** One number in an action. */
export interface Place {
  /** Argument and, in a list, the position: `amountBtcb`, `amounts[2]`, `wait`. */
  readonly name: string
  readonly value: bigint
  /** The action with another number here. */
  with(value: bigint): Action
}

/** Every number in an action. */
export function placesIn(action: Action): Place[] {
  if (isWait(action)) return [{ name: 'wait', value: action.wait, with: (wait) => ({ wait }) }]
  const args: Readonly<Record<string, unknown>> = action.args
  const withArg = (name: string, value: unknown): Action =>
    ({ ...action, args: { ...args, [name]: value } }) as unknown as Action
  return Object.entries(args).flatMap(([name, arg]): Place[] => {
    if (typeof arg === 'bigint') return [{ name, value: arg, with: (value) => withArg(name, value) }]
    if (!Array.isArray(arg)) return []
    return (arg as readonly unknown[]).flatMap((entry, at) =>
      typeof entry === 'bigint'
        ? [{ name: `${name}[${at}]`, value: entry, with: (value) => withArg(name, arg.with(at, value)) }]
        : [],
    )
  })
}

/** Each pair of people once, the later one first. */
export function* pairsOf(people: readonly Account[]): Generator<readonly [Account, Account]> {
  for (let index = people.length - 1; index > 0; index--)
    for (const other of people.slice(0, index)) yield [people[index]!, other]
}

/** The list with one account in the place of another. */
export function renamed(actions: Actions, from: Account, to: Account): Actions {
  return renamedBy(actions, (name) => (name === from ? to : name))
}

/** The list with other names for people. */
export function renamedBy(actions: Actions, nameOf: (person: Account) => Account): Actions {
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swap)
    return typeof value === 'string' && isPersonName(value) ? nameOf(value) : value
  }
  return actions.map((action) => {
    if (isWait(action)) return action
    const args = Object.entries(action.args).map(([name, value]) => [name, swap(value)])
    return { ...action, by: swap(action.by), args: Object.fromEntries(args) } as Action
  })
}
