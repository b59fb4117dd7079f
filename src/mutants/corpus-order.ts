/**
 * Order of the corpus: lists that kill many mutants within few actions come first, so that a mistake like
 * theirs is found early.
 *
 * A list is chosen for what the lists before it do not kill and for the features that it is kept for, by
 * action. A long one is last.
 */
import { runActions } from '../lockstep/compare/run-sequence.ts'
import type { CorpusEntry } from '../lockstep/corpus/entry.ts'
import type { MutatedSystem } from '../lockstep/mutation/mutant.ts'
import { deploymentError } from './stages/lockstep.ts'

/** Entries of more actions come last. */
const LONG = 100

/** Names of the entries that kill a mutant, each run from a fresh deployment; none if nothing is deployed. */
export function killersOf(system: MutatedSystem, corpus: readonly CorpusEntry[]): ReadonlySet<string> {
  if (deploymentError(system) !== undefined) return new Set()
  const setup = { ...system, invariants: [] }
  return new Set(
    corpus
      .filter(({ amtSorts, actions }) => kills(() => runActions(setup, amtSorts, actions, { full: false })))
      .map(({ name }) => name),
  )
}

/** A mutated model may throw where it is deployed: that is a kill, too. */
function kills(run: () => ReturnType<typeof runActions>): boolean {
  try {
    return run().finding !== undefined
  } catch {
    return true
  }
}

/**
 * What a feature that an entry is kept for counts beside a mutant that it kills. With kills alone the rarest
 * states, which some mutants need, would be last.
 */
const FEATURE = 0.05

/** The corpus in the order that kills mutants soonest, found greedily. */
export function ordered(
  corpus: readonly CorpusEntry[],
  mutants: readonly ReadonlySet<string>[],
): readonly CorpusEntry[] {
  const isLong = ({ actions }: CorpusEntry): boolean => actions.length > LONG
  const left = corpus.filter((entry) => !isLong(entry))
  const taken: CorpusEntry[] = []
  let open = mutants
  while (left.length > 0) {
    const values = left.map(({ name, covers, actions }) => {
      const kills = open.filter((killers) => killers.has(name)).length
      return (kills + FEATURE * covers.length) / actions.length
    })
    const [best] = left.splice(values.indexOf(Math.max(...values)), 1)
    taken.push(best!)
    open = open.filter((killers) => !killers.has(best!.name))
  }
  return [...taken, ...corpus.filter(isLong)]
}
