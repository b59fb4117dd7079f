/**
 * Distillation: kept sequences become short lists of actions that still have every feature.
 *
 * Each list is cut down on the model while it keeps the features that it was kept for. Then lists are chosen
 * greedily, most new features per action first, until all features are covered.
 */
import { peopleIn } from '../compare/run-sequence.ts'
import { renamed, type Actions } from '../shrink/reductions.ts'
import type { CorpusEntry } from './entry.ts'
import type { Kept } from './explore.ts'
import { featuresOf } from './features.ts'
import { runActionsOnModel, type AmtSorts } from './model-run.ts'

/** The entries of a corpus that covers all features of `kept`. */
export function distil(kept: readonly Kept[]): readonly CorpusEntry[] {
  const lists = kept.map(({ sequence, steps, fresh }) => {
    const { amtSorts } = sequence.genesis
    return listOf(
      amtSorts,
      minimal(
        amtSorts,
        steps.map(({ action }) => action),
        fresh,
      ),
    )
  })
  return chosen(lists)
}

interface List {
  readonly amtSorts: AmtSorts
  readonly actions: Actions
  readonly features: ReadonlySet<string>
}

function listOf(amtSorts: AmtSorts, actions: Actions): List {
  return { amtSorts, actions, features: new Set(featuresOf(runActionsOnModel(amtSorts, actions)).keys()) }
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

/** Greedy set cover, by new features per action. */
function chosen(lists: readonly List[]): readonly CorpusEntry[] {
  const open = new Set(lists.flatMap(({ features }) => [...features]))
  const entries: CorpusEntry[] = []
  const left = new Set(lists)
  const names = new Set<string>()
  while (open.size > 0) {
    let best: { readonly list: List; readonly covers: readonly string[]; readonly value: number } | undefined
    for (const list of left) {
      const covers = [...list.features].filter((feature) => open.has(feature))
      const value = covers.length / list.actions.length
      if (covers.length === 0) left.delete(list)
      else if (best === undefined || value > best.value) best = { list, covers, value }
    }
    if (best === undefined) break
    const { list, covers } = best
    left.delete(list)
    for (const feature of covers) open.delete(feature)
    const { amtSorts, actions } = list
    entries.push({ name: nameFor(covers[0]!, names), amtSorts, covers, kills: [], actions })
  }
  return entries
}

function nameFor(feature: string, taken: Set<string>): string {
  let name = feature
  for (let number = 2; taken.has(name); number++) name = `${feature} (${number})`
  taken.add(name)
  return name
}
