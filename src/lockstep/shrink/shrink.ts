/**
 * Shrinking: a short and plain list of actions that still shows a finding.
 *
 * Works on the actions themselves, where removing one does not change the others, and not on the choice
 * sequences: removes ever smaller chunks (delta debugging), then replaces amounts and people by plainer ones.
 */
import type { Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { ONE } from '../../model/kernel/units.ts'
import { peopleIn } from '../compare/run-sequence.ts'

/** The list up to the finding if it still shows it, else undefined. */
export type Shows = (actions: readonly Action[]) => readonly Action[] | undefined

export interface ShrinkOptions {
  /** The most lists that are tried. */
  readonly attempts: number
}

interface Budget {
  left: number
}

/** Cuts `actions` down as far as `shows` allows. The result shows the finding. */
export function shrinkActions(
  actions: readonly Action[],
  shows: Shows,
  { attempts }: ShrinkOptions = { attempts: 600 },
): readonly Action[] {
  const budget: Budget = { left: attempts }
  const tried: Shows = (candidate) => {
    if (budget.left === 0) return undefined
    budget.left--
    return shows(candidate)
  }
  let best = actions
  for (;;) {
    const removed = removeChunks(best, tried)
    const plainer = mergePeople(simplify(removed, tried), tried)
    const changed = plainer !== best
    best = plainer
    if (!changed || budget.left === 0) return best
  }
}

/** Removes pieces of half the list, then of a quarter, down to single actions, later ones first. */
function removeChunks(actions: readonly Action[], shows: Shows): readonly Action[] {
  let best = actions
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let end = best.length; end > 0; end -= size) {
      const start = Math.max(0, end - size)
      const candidate = [...best.slice(0, start), ...best.slice(end)]
      best = shows(candidate) ?? best
      end = Math.min(end, best.length + size)
    }
  }
  return best
}

/** Replaces numbers by rounder and smaller ones, one at a time. */
function simplify(actions: readonly Action[], shows: Shows): readonly Action[] {
  let best = actions
  for (let index = 0; index < best.length; index++) {
    for (const plainer of plainerActions(best[index]!)) {
      const found = shows(best.with(index, plainer))
      if (found === undefined) continue
      best = found
      break
    }
  }
  return best
}

/** Replaces one person by another, as often as the finding remains: fewer people make a shorter story. */
function mergePeople(actions: readonly Action[], shows: Shows): readonly Action[] {
  let best = actions
  const people = peopleIn(actions)
  for (const [index, person] of people.entries()) {
    for (const other of people.slice(0, index)) {
      const found = shows(best.map((action) => renamed(action, person, other)))
      if (found === undefined) continue
      best = found
      break
    }
  }
  return best
}

function renamed(action: Action, from: Account, to: Account): Action {
  if (isWait(action)) return action
  const swap = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(swap) : value === from ? to : value
  const args = Object.entries(action.args).map(([name, value]) => [name, swap(value)])
  return { ...action, by: swap(action.by), args: Object.fromEntries(args) } as Action
}

function* plainerActions(action: Action): Generator<Action> {
  if (isWait(action)) {
    for (const wait of plainerNumbers(action.wait)) yield { wait }
    return
  }
  const args: Readonly<Record<string, unknown>> = action.args
  for (const [name, value] of Object.entries(args)) {
    if (typeof value !== 'bigint') continue
    for (const plainer of plainerNumbers(value))
      yield { ...action, args: { ...args, [name]: plainer } } as unknown as Action
  }
}

/** Smaller or rounder numbers, the plainest first. */
function* plainerNumbers(value: bigint): Generator<bigint> {
  const candidates = [0n, 1n, 101n, 1000n, ONE, 100n * ONE, 1_000_000n * ONE, value / 2n, roundDown(value)]
  const seen = new Set<bigint>()
  for (const candidate of candidates) {
    if (candidate >= value || seen.has(candidate)) continue
    seen.add(candidate)
    yield candidate
  }
}

/** The first digit, and zeros. */
function roundDown(value: bigint): bigint {
  const digits = value.toString()
  return BigInt(digits[0]! + '0'.repeat(digits.length - 1))
}
