/**
 * Merging: entries that follow one another in one list, so that people are paid and pools are filled once.
 *
 * Most of a short list is its set-up. An entry goes to the end of the list in which the fewest actions of it
 * are left that still reach what it is kept for. Entries that were kept for mutants stay as they are: nothing
 * on the model tells whether they still kill.
 */
import { peopleIn } from '../compare/run-sequence.ts'
import { renamedBy, type Actions } from '../shrink/reductions.ts'
import { minimal } from './distil.ts'
import type { CorpusEntry } from './entry.ts'
import { featuresOf } from './features.ts'
import { runActionsOnModel } from './model-run.ts'

/** A list takes no further entry beyond so many actions: a kill must not wait for a long one. */
const FULL = 80

/** A list, with everything that it reaches. */
interface Group {
  readonly entry: CorpusEntry
  readonly reached: ReadonlySet<string>
}

/** The entries in fewer and longer lists that together reach the same. */
export function merged(entries: readonly CorpusEntry[]): readonly CorpusEntry[] {
  const killers = entries.filter(({ kills }) => kills.length > 0)
  const groups: Group[] = []
  const known = new Set(killers.flatMap((entry) => [...reachedBy(entry)]))
  const plain = entries.filter(({ kills }) => kills.length === 0)
  for (const entry of plain.toSorted((a, b) => b.actions.length - a.actions.length)) {
    const wanted = entry.covers.filter((feature) => !known.has(feature))
    if (wanted.length === 0) continue
    const group = groupWith(groups, entry, wanted)
    for (const feature of group.reached) known.add(feature)
  }
  return [...killers, ...groups.map(({ entry }) => entry)]
}

/** Adds an entry to the group where it is shortest, or as a group of its own. */
function groupWith(groups: Group[], entry: CorpusEntry, wanted: readonly string[]): Group {
  let best: { readonly at: number; readonly actions: Actions; readonly added: number } = {
    at: groups.length,
    actions: entry.actions,
    added: entry.actions.length,
  }
  for (const [at, { entry: into }] of groups.entries()) {
    const start = into.actions.length
    if (start > FULL) continue
    for (const end of [entry.actions, withPeopleOf(into.actions, entry.actions)]) {
      const actions = minimal(into.amtSorts, [...into.actions, ...end], wanted, start)
      if (actions !== undefined && actions.length - start < best.added)
        best = { at, actions, added: actions.length - start }
    }
  }
  const { name, amtSorts, covers, kills } = groups[best.at]?.entry ?? { ...entry, covers: [] }
  const grown = { name, amtSorts, covers: [...covers, ...wanted], kills, actions: best.actions }
  const group = { entry: grown, reached: reachedBy(grown) }
  groups[best.at] = group
  return group
}

function reachedBy({ amtSorts, actions }: CorpusEntry): ReadonlySet<string> {
  return new Set(featuresOf(runActionsOnModel(amtSorts, actions)).keys())
}

/** The list with other people: the first whom it names is the first of `host`, and so on. */
function withPeopleOf(host: Actions, actions: Actions): Actions {
  const people = peopleIn(actions)
  const hosts = peopleIn(host)
  const named = new Map(people.map((person, index) => [person, hosts[index] ?? person]))
  // Two people must not become one.
  if (new Set(named.values()).size < people.length) return actions
  return renamedBy(actions, (person) => named.get(person) ?? person)
}
