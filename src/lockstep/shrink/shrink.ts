/**
 * Shrinking: a short and plain list of actions that still shows a finding.
 *
 * Works on the actions themselves, where removing one does not change the others, and not on the choice
 * sequences. Removes ever smaller chunks (delta debugging) and scales all numbers; then removes, merges and
 * halves one by one until the list is 1-minimal (`reductions.ts`) and without ballast (`ballast.ts`), rounds
 * the numbers, and reduces again. The result may not be minimal if the attempts are used up.
 */
import { encodeAction } from '../../model/interface/action.ts'
import { peopleIn } from '../compare/run-sequence.ts'
import { withoutBallast } from './ballast.ts'
import { PLAIN_NUMBERS, rounderNumbers } from './numbers.ts'
import { pairsOf, placesIn, renamed, type Actions, type Place, type Shows } from './reductions.ts'

export type { Shows } from './reductions.ts'

export interface ShrinkOptions {
  /** The most lists that are tried. @default 20,000 */
  readonly attempts?: number
  /**
   * Whether one person may take the place of another: fewer people make a shorter story, in which nobody may
   * be left to lose. @default true
   */
  readonly merges?: boolean
}

export const DEFAULT_ATTEMPTS = 20_000

/** How often numbers are rounded. What is rounder may be reduced again. */
const MOST_ROUNDINGS = 3

/** Above it, numbers are amounts and not ids, percentages or counts. */
const LARGE = 10_000n

/** Cuts `actions` down as far as `shows` allows. The result shows the finding. */
export function shrinkActions(
  actions: Actions,
  shows: Shows,
  { attempts = DEFAULT_ATTEMPTS, merges = true }: ShrinkOptions = {},
): Actions {
  const { tried, isSpent } = withinBudget(shows, attempts)
  let best = scaleNumbers(removeChunks(actions, tried, actions.length / 2), tried)
  for (let rounds = 0; rounds < MOST_ROUNDINGS && !isSpent(); rounds++) {
    best = reduce(best, tried, merges)
    const rounder = roundNumbers(best, tried)
    if (rounder === best) break
    best = rounder
  }
  return reduce(best, tried, merges)
}

/** Every reduction, until a whole pass finds none: then the list is 1-minimal. */
function reduce(actions: Actions, shows: Shows, merges: boolean): Actions {
  let best = actions
  for (;;) {
    const before = best
    const fewer = removeChunks(best, shows, 2)
    best = halveNumbers(merges ? mergePeople(fewer, shows) : fewer, shows)
    if (best === before) best = withoutBallast(best, shows)
    if (best === before) return best
  }
}

/** `shows` for at most `attempts` lists, each of them once. */
function withinBudget(shows: Shows, attempts: number): { tried: Shows; isSpent: () => boolean } {
  const failed = new Set<string>()
  let left = attempts
  const tried: Shows = (candidate) => {
    if (left === 0) return undefined
    const key = candidate.map(encodeAction).join()
    if (failed.has(key)) return undefined
    left--
    const shown = shows(candidate)
    if (shown === undefined) failed.add(key)
    return shown
  }
  return { tried, isSpent: () => left === 0 }
}

/** Removes pieces of `largest` actions, then of half as many, down to single ones; later ones first. */
function removeChunks(actions: Actions, shows: Shows, largest: number): Actions {
  let best = actions
  for (let size = Math.ceil(largest); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let end = best.length; end > 0; end = Math.min(end - size, best.length)) {
      const start = Math.max(0, end - size)
      best = shows([...best.slice(0, start), ...best.slice(end)]) ?? best
    }
  return best
}

/** Replaces one person by another, as often as the finding remains: fewer people make a shorter story. */
function mergePeople(actions: Actions, shows: Shows): Actions {
  let best = actions
  const gone = new Set<string>()
  for (const [person, other] of pairsOf(peopleIn(actions))) {
    if (gone.has(person)) continue
    const found = shows(renamed(best, person, other))
    if (found === undefined) continue
    best = found
    gone.add(person)
  }
  return best
}

/** Divides all large numbers by the same power of two: amounts that depend on each other shrink together. */
function scaleNumbers(actions: Actions, shows: Shows): Actions {
  let best = actions
  for (const shift of [64n, 32n, 16n, 8n, 4n, 2n, 1n]) {
    const scaled = (value: bigint): bigint => (value > LARGE ? value >> shift : value)
    best = shows(withNumbers(best, scaled)) ?? best
  }
  return best
}

/**
 * Replaces each number by its half as long as that shows the finding. Where a large one's half
 * does, plain numbers come next.
 */
function halveNumbers(actions: Actions, shows: Shows): Actions {
  let best = actions
  for (let index = best.length - 1; index >= 0; index--)
    for (let at = 0; at < placesAt(best, index).length; at++) {
      const replaced = (number: (value: bigint) => bigint): boolean => {
        const place = placesAt(best, index)[at]
        if (place === undefined || number(place.value) >= place.value) return false
        const found = shows(best.with(index, place.with(number(place.value))))
        best = found ?? best
        return found !== undefined
      }
      const isLarge = (placesAt(best, index)[at]?.value ?? 0n) > LARGE
      if (!replaced((value) => value / 2n)) continue
      if (isLarge) PLAIN_NUMBERS.some((plain) => replaced(() => plain))
      // Ever larger steps as long as they succeed, then again from the smallest.
      for (let shift = 1n; replaced((value) => value >> shift);) {
        do shift *= 2n
        while (replaced((value) => value >> shift))
        shift = 1n
      }
    }
  return best
}

/**
 * Replaces each number by a rounder one, wherever it occurs, else in its place alone. A number that could be
 * halved then is no improvement.
 */
function roundNumbers(actions: Actions, shows: Shows): Actions {
  let best = actions
  for (let index = best.length - 1; index >= 0; index--)
    for (let at = 0; at < placesAt(best, index).length; at++) {
      const { value } = placesAt(best, index)[at]!
      for (const rounder of rounderNumbers(value)) {
        const found = shows(everywhere(best, value, rounder)) ?? shows(alone(best, index, at, rounder))
        if (found === undefined) continue
        if (rounder > value && canBeHalved(found, rounder, shows)) continue
        best = found
        break
      }
    }
  return best
}

function canBeHalved(actions: Actions, value: bigint, shows: Shows): boolean {
  return actions.some((action, index) =>
    placesIn(action).some(
      (place) => place.value === value && shows(actions.with(index, place.with(value / 2n))) !== undefined,
    ),
  )
}

/** The list with another number wherever one occurs. */
function everywhere(actions: Actions, from: bigint, to: bigint): Actions {
  return withNumbers(actions, (value) => (value === from ? to : value))
}

/** The list with other numbers. */
function withNumbers(actions: Actions, numberFor: (value: bigint) => bigint): Actions {
  return actions.map((action) => {
    let changed = action
    for (const [at, { value }] of placesIn(action).entries()) {
      const number = numberFor(value)
      if (number !== value) changed = placesIn(changed)[at]!.with(number)
    }
    return changed
  })
}

function alone(actions: Actions, index: number, at: number, to: bigint): Actions {
  return actions.with(index, placesAt(actions, index)[at]!.with(to))
}

/** The numbers of an action; none past the end, since a list gets shorter when the finding comes earlier. */
function placesAt(actions: Actions, index: number): readonly Place[] {
  const action = actions[index]
  return action === undefined ? [] : placesIn(action)
}
