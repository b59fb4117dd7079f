/**
 * Nearest agreeing case: the smallest change of a finding's story after which the sides agree, so that the
 * boundary of the defect is visible.
 *
 * In this order: one other number, by the smallest part of itself, to the unit where the sides begin to
 * differ; another actor of the last action; one action less. A case in which the last action is still done
 * says more than one in which both sides revert it, and comes first. Where the model reverts for lack of
 * authority, another actor comes first.
 */
import { encodeAction, isWait, type Action } from '../../model/interface/action.ts'
import { PRIVILEGED_ACCOUNTS, type Account } from '../../model/interface/accounts.ts'
import { placesIn, type Actions } from '../../lockstep/shrink/reductions.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { functionOf } from './difference.ts'
import type { Shown } from './shrink.ts'
import { CensusRunner, type AmtSorts, type CensusSetup, type RunnerMark } from './runner.ts'

/** What changes. Actions are numbered from 0, as in the finding's story. */
export type Changed =
  | {
      readonly what: 'number'
      readonly at: number
      readonly action: Action
      /** Whether the sides differ one unit nearer to the story's number. */
      readonly exact: boolean
    }
  | { readonly what: 'actor'; readonly at: number; readonly action: Action }
  | { readonly what: 'removal'; readonly at: number }

export interface Nearest {
  readonly changed: Changed
  readonly actions: Actions
  /** Whether the last action is done on both sides; otherwise both revert it. */
  readonly done: boolean
}

/** What becomes of a list: how its last action ends where the sides agree; undefined if they differ. */
export type Ending = (actions: Actions) => 'done' | 'reverted' | undefined

/** The most lists that are tried; the boundary of one number, at most 256 steps, comes on top. */
const ATTEMPTS = 600

/**
 * The nearest agreeing case; undefined if none is near.
 *
 * @param prefersActor whether another actor comes before another number.
 */
export function nearestAgreeing(
  actions: Actions,
  endingOf: Ending,
  prefersActor: boolean,
  attempts: number = ATTEMPTS,
): Nearest | undefined {
  let left = attempts
  const known = new Map<string, ReturnType<Ending>>()
  const ending = (list: Actions, isFree: boolean): ReturnType<Ending> => {
    const key = list.map(encodeAction).join()
    if (known.has(key)) return known.get(key)
    if (!isFree && left-- <= 0) return undefined
    const found = endingOf(list)
    known.set(key, found)
    return found
  }
  const ways = prefersActor ? [otherActor, otherNumber, oneLess] : [otherNumber, otherActor, oneLess]
  for (const wanted of ['done', 'reverted'] as const)
    for (const way of ways) {
      const found = way(actions, (list, isFree = false) => ending(list, isFree) === wanted)
      if (found !== undefined) return { ...found, done: wanted === 'done' }
    }
  return undefined
}

type Found = Pick<Nearest, 'changed' | 'actions'> | undefined
/** `isFree`: whether it is tried even if the attempts are used up. */
type Agrees = (actions: Actions, isFree?: boolean) => boolean

/** Parts of a number by which it is changed at first. */
const PARTS = [1024n, 64n, 16n, 4n, 2n, 1n]

function otherNumber(actions: Actions, agrees: Agrees): Found {
  let best: { index: number; at: number; value: bigint; to: bigint } | undefined
  const distance = ({ value, to }: { value: bigint; to: bigint }): bigint => {
    const gap = to > value ? to - value : value - to
    return (gap * 1_000_000n) / (value === 0n ? 1n : value)
  }
  for (let index = actions.length - 1; index >= 0; index--)
    for (const [at, { value }] of placesIn(actions[index]!).entries())
      for (const to of numbersNear(value)) {
        const step = { index, at, value, to }
        if (best !== undefined && distance(step) >= distance(best)) continue
        if (agrees(changedTo(actions, index, at, to))) best = step
      }
  if (best === undefined) return undefined
  const { index, at, value } = best
  let [near, far] = [value, best.to]
  const gap = (): bigint => (far > near ? far - near : near - far)
  while (gap() > 1n) {
    const middle = (near + far) / 2n
    if (agrees(changedTo(actions, index, at, middle), true)) far = middle
    else near = middle
  }
  const list = changedTo(actions, index, at, far)
  return { changed: { what: 'number', at: index, action: list[index]!, exact: gap() === 1n }, actions: list }
}

/** Numbers near to another one, the nearest first. */
function numbersNear(value: bigint): readonly bigint[] {
  const gaps = new Set([1n, ...PARTS.map((part) => value / part)])
  return [...gaps].flatMap((gap) => [
    ...(gap > 0n && gap <= value ? [value - gap] : []),
    ...(gap > 0n && value + gap <= UINT256_MAX ? [value + gap] : []),
  ])
}

function changedTo(actions: Actions, index: number, at: number, to: bigint): Actions {
  return actions.with(index, placesIn(actions[index]!)[at]!.with(to))
}

function otherActor(actions: Actions, agrees: Agrees): Found {
  const at = actions.length - 1
  const last = actions[at]
  if (last === undefined || isWait(last)) return undefined
  const accounts: readonly Account[] = [...PRIVILEGED_ACCOUNTS, ...peopleIn(actions)]
  for (const by of accounts) {
    if (by === last.by) continue
    const action: Action = { ...last, by }
    const list = actions.with(at, action)
    if (agrees(list)) return { changed: { what: 'actor', at, action }, actions: list }
  }
  return undefined
}

function oneLess(actions: Actions, agrees: Agrees): Found {
  for (let at = actions.length - 2; at >= 0; at--) {
    const list = actions.toSpliced(at, 1)
    if (agrees(list)) return { changed: { what: 'removal', at }, actions: list }
  }
  return undefined
}

/**
 * How lists end on a build and on the model. What leads to the last action must be done as in the story:
 * without it, the sides would agree for another reason. Lists that share their first actions share the states
 * after them, so the chain must not be used by anything else meanwhile.
 */
export function endingsOf(setup: CensusSetup, { amtSorts, actions, outcomes }: Shown): Ending {
  const reverting = new Set(actions.filter((_, index) => outcomes[index]?.ok === false))
  const people = peopleIn(actions)
  const runner = new CensusRunner(setup, amtSorts, people)
  const states: { readonly action: Action | undefined; readonly mark: RunnerMark }[] = [
    { action: undefined, mark: runner.checkpoint() },
  ]
  return (list) => {
    const last = list.at(-1)
    if (last === undefined || functionOf(last) !== functionOf(actions.at(-1)!)) return undefined
    let shared = 0
    while (shared < list.length - 1 && states[shared + 1]?.action === list[shared]) shared++
    states.length = shared + 1
    runner.rewind(states[shared]!.mark)
    for (const action of list.slice(shared, -1)) {
      const outcome = runner.follow(action)
      if (outcome === undefined) return undefined
      states.push({ action, mark: runner.checkpoint() })
      if (!outcome.ok && !reverting.has(action)) return undefined
    }
    const { differences, undone, model } = runner.step(last)
    runner.rewind(states.at(-1)!.mark)
    if (undone || differences.length > 0 || model === undefined) return undefined
    return model.ok ? 'done' : 'reverted'
  }
}

/** Whether every action of a list agrees, from deployment. */
export function agreesThroughout(setup: CensusSetup, amtSorts: AmtSorts, actions: Actions): boolean {
  const runner = new CensusRunner(setup, amtSorts, peopleIn(actions))
  return actions.every((action) => {
    const { differences, undone } = runner.step(action)
    return !undone && differences.length === 0
  })
}
