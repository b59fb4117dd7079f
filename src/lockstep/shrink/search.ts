/**
 * Search: runs generated sequences one after the other until model and contracts diverge.
 *
 * fast-check generates the sequences. The actions of the first failing one are shrunk directly
 * ({@link shrinkFinding}), and not its choice sequences. The same seed gives the same finding; fast-check's
 * path identifies its sequence, so that it can be run alone.
 */
import * as fc from 'fast-check'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Finding } from '../compare/comparison.ts'
import type { Genesis } from '../generate/genesis.ts'
import { runSequence, type SequenceRun, type TestSetup } from '../compare/run-sequence.ts'
import { arbitrarySequence } from '../generate/sequence.ts'
import { shrinkFinding, type FailedRun } from './shrink-finding.ts'

export interface SearchOptions {
  readonly sequences: number
  /** The most actions of a sequence after its genesis. */
  readonly maxActions: number
  readonly seed: number
  /** fast-check's path to one sequence, to repeat it alone. */
  readonly path?: string
  /** The most lists of actions that shrinking may try; 0 for none. */
  readonly shrinkAttempts: number
  /** Every how many sequences one ends with the full comparison; 0 for never. @default FULL_EVERY */
  readonly fullEvery?: number
  /** Called after every sequence up to and including the first failing one; not while shrinking. */
  readonly onSequence?: (run: SequenceRun, sequence: number, amtSorts: Genesis['amtSorts']) => void
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

/**
 * Every how many sequences one ends with the full comparison. It costs as much as the rest of a sequence, and
 * no mutant is known that only it kills: see docs/explanation/performance.md.
 */
export const FULL_EVERY = 10

/** Runs the search; undefined if nothing diverges. */
export function search(setup: TestSetup, options: SearchOptions): Counterexample | undefined {
  const { sequences, maxActions, seed, path, shrinkAttempts, onSequence, fullEvery = FULL_EVERY } = options
  let ran = 0
  let found: { readonly run: SequenceRun; readonly amtSorts: Genesis['amtSorts'] } | undefined
  const property = fc.property(arbitrarySequence(maxActions), (sequence) => {
    ran++
    // Where one sequence is repeated, nothing must be missed.
    const full = path !== undefined || (fullEvery > 0 && ran % fullEvery === 0)
    const run = runSequence(setup, sequence, maxActions, { full })
    onSequence?.(run, ran, sequence.genesis.amtSorts)
    if (run.finding === undefined) return true
    found = { run, amtSorts: sequence.genesis.amtSorts }
    return false
  })
  const details = fc.check(property, {
    numRuns: sequences,
    seed,
    endOnFailure: true,
    ...(path === undefined ? {} : { path }),
  })
  if (found === undefined) {
    // A failed sequence without a finding is a bug of the runner.
    if (details.failed) throw details.errorInstance ?? new Error('expected a finding of the failed sequence')
    return undefined
  }
  const { amtSorts } = found
  const failed = found.run as FailedRun
  const shortest =
    shrinkAttempts === 0 ? failed : shrinkFinding(setup, amtSorts, failed, { attempts: shrinkAttempts })
  return {
    sequence: ran,
    path: details.counterexamplePath ?? '0',
    amtSorts,
    finding: shortest.finding,
    outcomes: shortest.outcomes,
  }
}
