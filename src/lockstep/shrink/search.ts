/**
 * Search: runs generated sequences one after the other until model and contracts diverge.
 *
 * fast-check generates the sequences, and shrinks the choice sequences of the first failing one within a
 * budget. The actions that result are then shrunk directly ({@link shrinkActions}). The same seed gives the
 * same finding; fast-check's path identifies its sequence, so that it can be run alone.
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
  /** Called after every sequence up to and including the first failing one; not while shrinking. */
  readonly onSequence?: (run: SequenceRun, sequence: number) => void
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
  const { sequences, maxActions, seed, path, shrinkAttempts, onSequence } = options
  let ran = 0
  let attempts = shrinkAttempts
  let found: { readonly run: SequenceRun; readonly amtSorts: Genesis['amtSorts'] } | undefined
  const property = fc.property(arbitrarySequence(maxActions), (sequence) => {
    if (found !== undefined && attempts-- <= 0) return true
    const run = runSequence(setup, sequence, maxActions)
    if (found === undefined) {
      ran++
      onSequence?.(run, ran)
    }
    if (run.finding === undefined) return true
    // While shrinking, another divergence is not a smaller example of this one.
    if (found !== undefined && aboutWhat(run.finding) !== aboutWhat(found.run.finding!)) return true
    found = { run, amtSorts: sequence.genesis.amtSorts }
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
  const shortest = shortened(setup, amtSorts, found.run, shrinkAttempts)
  return {
    sequence: ran,
    path: details.counterexamplePath ?? '0',
    amtSorts,
    finding: shortest.finding!,
    outcomes: shortest.outcomes,
  }
}

/** The run of the shortest list of actions found that shows the same divergence. */
function shortened(
  setup: TestSetup,
  amtSorts: Genesis['amtSorts'],
  first: SequenceRun,
  attempts: number,
): SequenceRun {
  let best = first
  const about = aboutWhat(first.finding!)
  const shows = (candidate: readonly Action[]): readonly Action[] | undefined => {
    const run = runActions(setup, amtSorts, candidate)
    if (run.finding === undefined || aboutWhat(run.finding) !== about) return undefined
    best = run
    return run.actions
  }
  if (attempts > 0) shrinkActions(first.actions, shows, { attempts })
  return best
}
