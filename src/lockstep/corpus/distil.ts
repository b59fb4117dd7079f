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
    const actions = minimal(
      amtSorts,
      steps.map(({ action }) => action),
      fresh,
    )
    return { name: nameFor(fresh[0]!, names), amtSorts, covers: fresh, kills: [], actions }
  })
}

/** The shortest list found by removals and merges of people that has all of `wanted`. */
export function minimal(amtSorts: AmtSorts, actions: Actions, wanted: readonly string[]): Actions {
  const lastNeeded = (candidate: Actions): number | undefined => {
    const reached = featuresOf(runActionsOnModel(amtSorts, candidate))
    let last = 0
    for (const feature of wanted) {
      const at = reached.get(feature)
      if (at === undefined) return undefined
      last = Math.max(last, at)
    }
    return last
  }
  const end = lastNeeded(actions)
  if (end === undefined) return actions
  let best: Actions = actions.slice(0, end + 1)
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = best.length - size; at >= 0; at -= size) {
      const candidate = best.toSpliced(at, size)
      const last = candidate.length === 0 ? undefined : lastNeeded(candidate)
      if (last !== undefined) best = candidate.slice(0, last + 1)
      at = Math.min(at, best.length)
    }
  const people = peopleIn(best)
  for (const [index, person] of people.entries())
    for (const other of people.slice(0, index)) {
      const candidate = renamed(best, person, other)
      if (lastNeeded(candidate) === undefined) continue
      best = candidate
      break
    }
  return best
}

function nameFor(feature: string, taken: Set<string>): string {
  let name = feature
  for (let number = 2; taken.has(name); number++) name = `${feature} (${number})`
  taken.add(name)
  return name
}
