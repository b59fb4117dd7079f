/**
 * Search: generated sequences one after the other until the sides diverge.
 *
 * fast-check generates, and shrinks the choice sequences behind the first failure for a while. The remaining
 * actions are then shrunk directly. The same seed gives the same finding; the path leads straight to its
 * sequence.
 */
import * as fc from 'fast-check'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { aboutWhat, type Finding } from '../compare/comparison.ts'
import type { Genesis } from '../generate/genesis.ts'
import { runActions, runSequence, type SequenceRun, type TestSetup } from '../compare/run-sequence.ts'
import { arbitrarySequence } from '../generate/sequence.ts'
import { shrinkActions } from './shrink.ts'

export interface SearchOptions {
  readonly sequences: number
  /** The most actions of a sequence after its genesis. */
  readonly maxActions: number
  readonly seed: number
  /** fast-check's path to one sequence, to repeat it alone. */
  readonly path?: string
  /**
   * The most sequences fast-check may try while shrinking, and the most action lists after that; 0 for none.
   */
  readonly shrinkAttempts: number
  /** Called for every sequence up to and including the first failing one. */
  readonly played?: (played: SequenceRun, sequence: number) => void
}

export interface Counterexample {
  /** Number of the first failing sequence, from 1. */
  readonly sequence: number
  readonly path: string
  readonly amtSorts: Genesis['amtSorts']
  /** Shrunk as far as the attempts allowed. */
  readonly finding: Finding
  /** The model's outcomes of the finding's actions. */
  readonly outcomes: readonly Outcome[]
}

/** Runs the search; undefined if nothing diverges. */
export function search(setup: TestSetup, options: SearchOptions): Counterexample | undefined {
  const { sequences, maxActions, seed, path, shrinkAttempts, played } = options
  let ran = 0
  let attempts = shrinkAttempts
  let found: { readonly played: SequenceRun; readonly amtSorts: Genesis['amtSorts'] } | undefined
  const property = fc.property(arbitrarySequence(maxActions), (sequence) => {
    if (found !== undefined && attempts-- <= 0) return true
    const now = runSequence(setup, sequence, maxActions)
    if (found === undefined) {
      ran++
      played?.(now, ran)
    }
    if (now.finding === undefined) return true
    if (found !== undefined && aboutWhat(now.finding) !== aboutWhat(found.played.finding!)) return true
    found = { played: now, amtSorts: sequence.genesis.amtSorts }
    return false
  })
  const details = fc.check(property, {
    numRuns: sequences,
    seed,
    endOnFailure: shrinkAttempts === 0,
    ...(path === undefined ? {} : { path }),
  })
  if (found === undefined) {
    // A failed sequence without a finding is a bug of the runner.
    if (details.failed) throw details.errorInstance ?? new Error('expected a finding of the failed sequence')
    return undefined
  }
  const { amtSorts } = found
  const shortest = cutDown(setup, amtSorts, found.played, shrinkAttempts)
  return {
    sequence: ran,
    path: details.counterexamplePath ?? '0',
    amtSorts,
    finding: shortest.finding!,
    outcomes: shortest.outcomes,
  }
}

/** Runs ever shorter lists of actions that show the same finding. */
function cutDown(
  setup: TestSetup,
  amtSorts: Genesis['amtSorts'],
  first: SequenceRun,
  attempts: number,
): SequenceRun {
  let best = first
  const about = aboutWhat(first.finding!)
  const shows = (candidate: readonly Action[]): readonly Action[] | undefined => {
    const played = runActions(setup, amtSorts, candidate)
    if (played.finding === undefined || aboutWhat(played.finding) !== about) return undefined
    best = played
    return played.actions
  }
  if (attempts > 0) shrinkActions(first.actions, shows, { attempts })
  return best
}
