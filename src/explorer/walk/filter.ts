/**
 * Filter: the actions of a timeline in which a person and a contract take part.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Timeline } from './timeline.ts'

export interface Filter {
  /** @default everybody */
  readonly person?: Account | undefined
  /** @default all contracts */
  readonly contract?: Account | undefined
  /** Whether only actions that reverted are listed. @default false */
  readonly reverted?: boolean | undefined
}

/** Indices of the actions that a filter lets through, ascending. */
export function matching(
  timeline: Timeline,
  { person, contract, reverted = false }: Filter,
): readonly number[] {
  const { parts, accounts, reverts } = timeline
  const wanted = [person, contract].filter((name) => name !== undefined).map((name) => accounts.indexOf(name))
  const all = parts.map((_parts, index) => index)
  return all.filter(
    (index) =>
      wanted.every((account) => parts[index]!.includes(account)) && (!reverted || reverts.has(index)),
  )
}

/** Accounts that take part in at least one action, in the order of the timeline. */
export function participants({ parts, accounts }: Timeline): readonly Account[] {
  const seen = new Set(parts.flat())
  return accounts.filter((_name, index) => seen.has(index))
}

/** Position of the first entry of ascending `indices` that is at least `index`; their number if none is. */
export function placeOf(indices: readonly number[], index: number): number {
  let [low, high] = [0, indices.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (indices[middle]! < index) low = middle + 1
    else high = middle
  }
  return low
}
