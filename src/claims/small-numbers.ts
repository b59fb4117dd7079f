/**
 * Small numbers: what halving misses. A property may need two numbers to be equal, or odd, so that no half of
 * one of them shows the violation. Each number is replaced by the least small one that does, wherever it
 * occurs and then in its place alone.
 */
import { placesIn, type Actions, type Shows } from '../lockstep/shrink/reductions.ts'

/** In the order of trial: the least, then round ones. */
const SMALL = [
  1n,
  2n,
  3n,
  4n,
  5n,
  6n,
  7n,
  8n,
  9n,
  10n,
  20n,
  50n,
  100n,
  101n,
  200n,
  500n,
  1_000n,
  2_000n,
  3_000n,
]

/** Passes over all numbers: what one pass lowers may let another number be lower. */
const PASSES = 3

/** The list with smaller numbers, as long as it shows the violation. */
export function withSmallNumbers(actions: Actions, shows: Shows): Actions {
  let best = actions
  for (let pass = 0; pass < PASSES; pass++) {
    const before = best
    for (const value of new Set(best.flatMap(placesIn).map((place) => place.value)))
      best = lowest(best, value, shows, () => true)
    for (let index = best.length - 1; index >= 0; index--)
      for (const { name, value } of placesIn(best[index] ?? { wait: 0n }))
        best = lowest(best, value, shows, (at, place) => at === index && place === name)
    if (best === before) break
  }
  return best
}

function lowest(
  actions: Actions,
  value: bigint,
  shows: Shows,
  isMeant: (index: number, place: string) => boolean,
): Actions {
  for (const small of SMALL) {
    if (small >= value) return actions
    const lower = actions.map((action, index) =>
      placesIn(action).reduce(
        (changed, { name, value: old }, at) =>
          old === value && isMeant(index, name) ? placesIn(changed)[at]!.with(small) : changed,
        action,
      ),
    )
    const found = shows(lower)
    if (found !== undefined) return found
  }
  return actions
}
