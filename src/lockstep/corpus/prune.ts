/**
 * Pruning: the smallest part of a corpus, found greedily, that still has all features and kills.
 *
 * Entries that were kept for mutants stay and come first, the shortest first: a kill is then found within few
 * actions. A list so long that it would delay all other kills comes last. Of the others, those go whose
 * features the rest has.
 */
import type { CorpusEntry } from './entry.ts'
import { featuresOf } from './features.ts'
import { runActionsOnModel } from './model-run.ts'

/** Entries of more actions come last. */
const LONG = 100

/** The corpus without what the rest of it covers. */
export function pruned(entries: readonly CorpusEntry[]): readonly CorpusEntry[] {
  const reached = new Map(
    entries.map((entry) => [
      entry,
      new Set(featuresOf(runActionsOnModel(entry.amtSorts, entry.actions)).keys()),
    ]),
  )
  const open = new Set([...reached.values()].flatMap((features) => [...features]))
  const taken: CorpusEntry[] = []
  const take = (entry: CorpusEntry): void => {
    const covers = [...reached.get(entry)!].filter((feature) => open.has(feature))
    for (const feature of covers) open.delete(feature)
    taken.push({ ...entry, covers })
  }
  const killers = entries.filter(({ kills }) => kills.length > 0)
  const isLong = ({ actions }: CorpusEntry): boolean => actions.length > LONG
  const byLength = killers.toSorted((a, b) => a.actions.length - b.actions.length)
  for (const entry of byLength) if (!isLong(entry)) take(entry)
  const left = new Set(entries.filter(({ kills }) => kills.length === 0))
  while (open.size > 0) {
    let best: { readonly entry: CorpusEntry; readonly value: number } | undefined
    for (const entry of left) {
      const fresh = [...reached.get(entry)!].filter((feature) => open.has(feature)).length
      const value = fresh / entry.actions.length
      if (fresh === 0) left.delete(entry)
      else if (best === undefined || value > best.value) best = { entry, value }
    }
    if (best === undefined) break
    left.delete(best.entry)
    take(best.entry)
  }
  for (const entry of byLength) if (isLong(entry)) take(entry)
  return taken
}
