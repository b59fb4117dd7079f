/**
 * Lesson: what the corpus learns from a mutant that it does not kill and generated sequences do.
 *
 * The killing sequence is shrunk, and its list of actions becomes an entry: whoever makes a similar mistake
 * is found within the first thousand actions.
 */
import { aboutWhat } from '../lockstep/compare/comparison.ts'
import type { CorpusEntry } from '../lockstep/corpus/entry.ts'
import type { MutatedSystem } from '../lockstep/mutation/mutant.ts'
import { search } from '../lockstep/shrink/search.ts'
import { deploymentError, type SequenceBudget } from './stages/lockstep.ts'

export type Lesson =
  /** An entry of the corpus kills it, after so many actions. */
  | { readonly kind: 'known'; readonly entry: string; readonly actions: number }
  | { readonly kind: 'learned'; readonly entry: CorpusEntry; readonly actions: number }
  | { readonly kind: 'survives' }
  /** The contracts cannot be deployed. */
  | { readonly kind: 'undeployable' }

/** The most lists that are tried to shrink a kill. */
const SHRINK_ATTEMPTS = 3000

/** Runs the corpus, then generated sequences, on a mutant. */
export function lessonOf(
  id: string,
  system: MutatedSystem,
  corpus: readonly CorpusEntry[],
  { sequences, maxActions, seed }: SequenceBudget,
): Lesson {
  if (deploymentError(system) !== undefined) return { kind: 'undeployable' }
  let actions = 0
  let killer: string | undefined
  const found = search(
    { ...system, invariants: [] },
    {
      sequences,
      maxActions,
      seed,
      corpus,
      shrinkAttempts: SHRINK_ATTEMPTS,
      onSequence: (run, _sequence, _amtSorts, entry) => {
        actions += run.actions.length
        killer = entry
      },
    },
  )
  if (found === undefined) return { kind: 'survives' }
  if (killer !== undefined) return { kind: 'known', entry: killer, actions }
  const { finding, amtSorts } = found
  const name = `${aboutWhat(finding)} (${id})`.replaceAll("'", '')
  return {
    kind: 'learned',
    actions,
    entry: { name, amtSorts, covers: [], kills: [id], actions: finding.actions },
  }
}
