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
import { runActions, runSequence, type SequenceRun, type TestSetup } from '../compare/run-sequence.ts'
import type { CorpusEntry } from '../corpus/entry.ts'
import { arbitrarySequence, type Sequence } from '../generate/sequence.ts'
import { shrinkFinding, type FailedRun } from './shrink-finding.ts'

export interface SearchOptions {
  readonly sequences: number
  /** The most actions of a sequence after its genesis. */
  readonly maxActions: number
  readonly seed: number
  /** fast-check's path to one sequence, to repeat it alone; or `corpus:` and the name of an entry. */
  readonly path?: string
  /** Entries that are run before generated sequences, and are counted with them. @default none */
  readonly corpus?: readonly CorpusEntry[]
  /** The most lists of actions that shrinking may try; 0 for none. */
  readonly shrinkAttempts: number
  /** Every how many sequences one ends with the full comparison; 0 for never. @default FULL_EVERY */
  readonly fullEvery?: number
  /** Called after every sequence up to and including the first failing one; not while shrinking. */
  readonly onSequence?: (
    run: SequenceRun,
    sequence: number,
    amtSorts: Genesis['amtSorts'],
    /** Name of the entry of the corpus; undefined for a generated sequence. */
    entry: string | undefined,
  ) => void
}

export interface Counterexample {
  /** Number of the first failing sequence, from 1; the entries of the corpus come first. */
  readonly sequence: number
  /** Repeats it: see {@link SearchOptions.path}. */
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

/**
 * Runs the search; undefined if nothing diverges.
 *
 * @throws {NoSuchPath | NoSuchEntry} when the path leads to no sequence, or to no entry of the corpus.
 */
export function search(setup: TestSetup, options: SearchOptions): Counterexample | undefined {
  const { sequences, maxActions, seed, path, shrinkAttempts, onSequence, fullEvery = FULL_EVERY } = options
  const entries = entriesFor(options)
  let ran = 0
  let found: Found | undefined
  // Where one sequence is repeated, nothing must be missed.
  const isFull = (): boolean => path !== undefined || (fullEvery > 0 && ran % fullEvery === 0)
  const keep = (run: SequenceRun, amtSorts: Genesis['amtSorts'], entry?: string): boolean => {
    onSequence?.(run, ran, amtSorts, entry)
    if (run.finding !== undefined) found = { run: run as FailedRun, amtSorts }
    return run.finding !== undefined
  }
  for (const { name, amtSorts, actions } of entries) {
    ran++
    if (keep(runActions(setup, amtSorts, actions, { full: isFull() }), amtSorts, name))
      return counterexample(setup, found!, ran, `${CORPUS_PATH}${name}`, shrinkAttempts)
  }
  if (path?.startsWith(CORPUS_PATH) === true) return undefined
  const holds = (sequence: Sequence): boolean => {
    ran++
    return !keep(runSequence(setup, sequence, maxActions, { full: isFull() }), sequence.genesis.amtSorts)
  }
  const arbitrary = arbitrarySequence(maxActions)
  if (path !== undefined) {
    // Not by fc.check, which goes on with every sibling of a path: one sequence is played.
    if (!/^\d+(:\d+)*$/.test(path)) throw new NoSuchPath(path)
    const [sequence] = fc.sample(arbitrary, { seed, path, numRuns: 1 })
    if (sequence === undefined) throw new NoSuchPath(path)
    return holds(sequence) ? undefined : counterexample(setup, found!, ran, path, shrinkAttempts)
  }
  const details = fc.check(fc.property(arbitrary, holds), { numRuns: sequences, seed, endOnFailure: true })
  if (found === undefined) {
    // A failed sequence without a finding is a bug of the runner.
    if (details.failed) throw details.errorInstance ?? new Error('expected a finding of the failed sequence')
    return undefined
  }
  return counterexample(setup, found, ran, details.counterexamplePath ?? '0', shrinkAttempts)
}

interface Found {
  readonly run: FailedRun
  readonly amtSorts: Genesis['amtSorts']
}

/** Before the name of an entry of the corpus in a path. */
export const CORPUS_PATH = 'corpus:'

/** The entries to run: none where a generated sequence is repeated, one where an entry is. */
function entriesFor({ path, corpus = [] }: SearchOptions): readonly CorpusEntry[] {
  if (path === undefined) return corpus
  if (!path.startsWith(CORPUS_PATH)) return []
  const name = path.slice(CORPUS_PATH.length)
  const entry = corpus.find((each) => each.name === name)
  if (entry === undefined) throw new NoSuchEntry(name, corpus.length)
  return [entry]
}

function counterexample(
  setup: TestSetup,
  { run, amtSorts }: Found,
  sequence: number,
  path: string,
  attempts: number,
): Counterexample {
  const { finding, outcomes } = attempts === 0 ? run : shrinkFinding(setup, amtSorts, run, { attempts })
  return { sequence, path, amtSorts, finding, outcomes }
}

/** A path leads to no sequence. */
export class NoSuchPath extends Error {
  override readonly name = 'NoSuchPath'
  constructor(path: string) {
    super(
      `expected a path as the report of a failure names it, such as 37 or 37:0:2, got ${JSON.stringify(path)}`,
    )
  }
}

/** A path names an entry that the corpus does not have. */
export class NoSuchEntry extends Error {
  override readonly name = 'NoSuchEntry'
  constructor(name: string, entries: number) {
    super(`expected the name of one of the ${entries} entries of the corpus, got ${JSON.stringify(name)}`)
  }
}
