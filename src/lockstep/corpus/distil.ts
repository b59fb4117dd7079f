/**
 * Distillation: kept sequences become short lists of actions that still have every feature.
 *
 * Each list is cut down on the model while it keeps the features that it was kept for.
 */
import { peopleIn } from '../compare/run-sequence.ts'
import { renamed, type Actions } from '../shrink/reductions.ts'
import type { CorpusEntry } from './entry.ts'
import type { Kept } from './explore.ts'
import { featuresOf } from './features.ts'
import { runActionsOnModel, type AmtSorts } from './model-run.ts'

/**
 * Entries with all features that sequences were kept for, not yet {@link pruned}.
 *
 * @param taken names that are in use
 */
export function distil(
  kept: readonly Kept[],
  taken: ReadonlySet<string> = new Set(),
): readonly CorpusEntry[] {
  const names = new Set(taken)
  return kept.map(({ sequence, steps, fresh }) => {
    const { amtSorts } = sequence.genesis
    const all = steps.map(({ action }) => action)
    const actions = withFewerPeople(amtSorts, minimal(amtSorts, all, fresh) ?? all, fresh)
    return { name: nameFor(fresh[0]!, names), amtSorts, covers: fresh, kills: [], actions }
  })
}

/**
 * The shortest list found by removals that has all of `wanted`; undefined if the list does not have them.
 *
 * @param from the actions before this one stay. @default 0
 */
export function minimal(
  amtSorts: AmtSorts,
  actions: Actions,
  wanted: readonly string[],
  from = 0,
): Actions | undefined {
  const lastNeeded = (candidate: Actions): number | undefined => lastOf(amtSorts, candidate, wanted)
  const end = lastNeeded(actions)
  if (end === undefined) return undefined
  let best: Actions = actions.slice(0, Math.max(end + 1, from))
  for (let size = Math.ceil((best.length - from) / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = best.length - size; at >= from; at -= size) {
      const candidate = best.toSpliced(at, size)
      const last = candidate.length === 0 ? undefined : lastNeeded(candidate)
      if (last !== undefined) best = candidate.slice(0, Math.max(last + 1, from))
      at = Math.min(at, best.length)
    }
  return best
}

/** Index of the action with which a list has all of `wanted`; undefined if it does not have them. */
function lastOf(amtSorts: AmtSorts, actions: Actions, wanted: readonly string[]): number | undefined {
  const reached = featuresOf(runActionsOnModel(amtSorts, actions))
  let last = 0
  for (const feature of wanted) {
    const at = reached.get(feature)
    if (at === undefined) return undefined
    last = Math.max(last, at)
  }
  return last
}

/** The list with people merged where it still has all of `wanted`. */
function withFewerPeople(amtSorts: AmtSorts, actions: Actions, wanted: readonly string[]): Actions {
  let best = actions
  const people = peopleIn(best)
  for (const [index, person] of people.entries())
    for (const other of people.slice(0, index)) {
      const candidate = renamed(best, person, other)
      if (lastOf(amtSorts, candidate, wanted) === undefined) continue
      best = candidate
      break
    }
  return best
}

/** The entry after removals that keep all it is kept for. One that was kept for mutants stays. */
export function cutDown(entry: CorpusEntry): CorpusEntry {
  const { amtSorts, actions, covers, kills } = entry
  const shorter = kills.length > 0 ? undefined : minimal(amtSorts, actions, covers)
  return shorter === undefined ? entry : { ...entry, actions: shorter }
}

function nameFor(feature: string, taken: Set<string>): string {
  let name = feature
  for (let number = 2; taken.has(name); number++) name = `${feature} (${number})`
  taken.add(name)
  return name
}
