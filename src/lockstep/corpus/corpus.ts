/**
 * Corpus: the checked-in entries, loaded and validated against the code.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../evm/compile/root.ts'
import { decodeCorpus, type CorpusEntry } from './entry.ts'
import { featuresOf } from './features.ts'
import { runActionsOnModel } from './model-run.ts'

/** The checked-in corpus. */
export const CORPUS_FILE = join(projectRoot, 'corpus', 'lockstep.jsonl')

let checkedIn: readonly CorpusEntry[] | undefined

/**
 * The entries of the checked-in corpus, read once.
 *
 * @throws {InvalidCorpus} when a line is not an entry.
 */
export function loadCorpus(): readonly CorpusEntry[] {
  checkedIn ??= readCorpus(CORPUS_FILE)
  return checkedIn
}

/** The lists before they were merged. */
const SHORT_LISTS_FILE = join(projectRoot, 'corpus', 'short-lists.jsonl')

let short: readonly CorpusEntry[] | undefined

/**
 * The corpus in short lists, before they were merged. A search ends a list at its first divergence, so that a
 * long one hides what is further on. Lockstep needs one divergence; an audit collects them.
 *
 * @throws {InvalidCorpus} when a line is not an entry.
 */
export function loadShortLists(): readonly CorpusEntry[] {
  short ??= readCorpus(SHORT_LISTS_FILE)
  return short
}

/**
 * The entries of a file; none if it does not exist.
 *
 * @throws {InvalidCorpus} when a line is not an entry.
 */
export function readCorpus(file: string): readonly CorpusEntry[] {
  return existsSync(file) ? decodeCorpus(readFileSync(file, 'utf8')) : []
}

/** An entry that no longer reaches what it was kept for. */
export interface StaleEntry {
  readonly name: string
  readonly missing: readonly string[]
}

/** Entries that the code has outgrown: features that they were kept for and no longer reach. */
export function staleEntries(entries: readonly CorpusEntry[]): readonly StaleEntry[] {
  return entries.flatMap(({ name, amtSorts, actions, covers }) => {
    const reached = featuresOf(runActionsOnModel(amtSorts, actions))
    const missing = covers.filter((feature) => !reached.has(feature))
    return missing.length === 0 ? [] : [{ name, missing }]
  })
}
