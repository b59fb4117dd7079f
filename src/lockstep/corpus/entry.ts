/**
 * Corpus entry: a short list of actions that is run on both sides before random sequences, and what it is
 * for.
 *
 * The corpus is a text file with one entry a line, as JSON; amounts are decimal strings.
 */
import { decodeAction, encodeAction, type Action } from '../../model/interface/action.ts'
import type { AmtSorts } from './model-run.ts'

export interface CorpusEntry {
  /** Short and unique: what it covers first. */
  readonly name: string
  readonly amtSorts: AmtSorts
  /** Features that the entry was kept for, each of which it must still reach. */
  readonly covers: readonly string[]
  /** Mutants that it kills, by name or id: what else it was kept for. */
  readonly kills: readonly string[]
  /** From deployment. */
  readonly actions: readonly Action[]
}

/** The entry as one line. */
export function encodeEntry({ name, amtSorts, covers, kills, actions }: CorpusEntry): string {
  const head = JSON.stringify({ name, amtSorts, covers, kills })
  return `${head.slice(0, -1)},"actions":[${actions.map(encodeAction).join(',')}]}`
}

/**
 * Parses a corpus.
 *
 * @throws {InvalidCorpus} naming the line that is not an entry, or whose name an earlier one has.
 */
export function decodeCorpus(text: string): readonly CorpusEntry[] {
  const names = new Set<string>()
  return text
    .split('\n')
    .map((line, index) => [line.trim(), index + 1] as const)
    .filter(([line]) => line !== '')
    .map(([line, number]) => {
      const entry = decodeEntry(line, number)
      if (names.has(entry.name))
        throw new InvalidCorpus(number, `another name than ${entry.name}, which is taken`)
      names.add(entry.name)
      return entry
    })
}

function decodeEntry(line: string, number: number): CorpusEntry {
  let raw: Partial<Record<keyof CorpusEntry, unknown>>
  try {
    raw = JSON.parse(line) as typeof raw
  } catch (error) {
    throw new InvalidCorpus(number, `JSON (${String(error)})`)
  }
  if (typeof raw !== 'object' || raw === null) throw new InvalidCorpus(number, 'an entry as an object')
  const { name, amtSorts, covers, kills, actions } = raw
  if (typeof name !== 'string' || name === '') throw new InvalidCorpus(number, '"name" as text')
  if (amtSorts !== 'below' && amtSorts !== 'above')
    throw new InvalidCorpus(number, '"amtSorts" as "below" or "above"')
  if (!isTexts(covers)) throw new InvalidCorpus(number, '"covers" as a list of texts')
  if (!isTexts(kills)) throw new InvalidCorpus(number, '"kills" as a list of texts')
  if (!Array.isArray(actions) || actions.length === 0)
    throw new InvalidCorpus(number, '"actions" as a list of at least one action')
  try {
    return {
      name,
      amtSorts,
      covers,
      kills,
      actions: actions.map((action) => decodeAction(JSON.stringify(action))),
    }
  } catch (error) {
    throw new InvalidCorpus(number, `actions: ${String(error)}`)
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

/** A line of the corpus is not an entry. */
export class InvalidCorpus extends Error {
  override readonly name = 'InvalidCorpus'
  constructor(line: number, expected: string) {
    super(`corpus, line ${line}: expected ${expected}. \`npm run corpus -- grow\` writes it anew.`)
  }
}
