/**
 * Generated mutant: one replacement of a piece of source text, made by a mutation operator.
 *
 * Unlike the hand-written ones of `src/lockstep/mutation/mutant.ts` it is addressed by character offsets. Its
 * id does not depend on them, so that it stays the same when unrelated lines move.
 */
import { createHash } from 'node:crypto'

export type MutantSide = 'contracts' | 'model' | 'sim'

export interface GeneratedMutant {
  /** 12 hex digits; see `idOf`. */
  readonly id: string
  readonly side: MutantSide
  /** Path from the project's root, or `@uniswap/…` after the edits of `src/evm/pancake/edits.ts`. */
  readonly source: string
  /** What it is reported under: the contract, or the module of the model or the simulation. */
  readonly unit: string
  /** Name of the operator, such as `relational`. */
  readonly operator: string
  /** Character offsets in the source: `start` included, `end` excluded. */
  readonly start: number
  readonly end: number
  /** Place of `start`, both from 1. */
  readonly line: number
  readonly column: number
  /** The text between the offsets, and what replaces it. They differ. */
  readonly before: string
  readonly after: string
}

/** A replacement that an operator proposes, before it has an id. */
export interface Proposal {
  readonly unit: string
  readonly operator: string
  readonly start: number
  readonly end: number
  readonly after: string
  /** Whether it provably changes nothing: no mutant, but counted, so that others keep their ids. @default false */
  readonly isIdle?: boolean
}

/** Makes all mutants of some sources, in the order of the sources and of their offsets. Deterministic. */
export interface Generator {
  readonly side: MutantSide
  /** @param onSource called after each source whose mutants are generated, not read from a cache. */
  generate(onSource?: OnSource): Promise<readonly GeneratedMutant[]>
}

/** Told that `done` of so many sources are finished; at the start none. */
export type OnSource = (done: number, of: number) => void

/**
 * The mutants of one source: proposals in order, with ids. Proposals that change nothing, provably or in the
 * text, or that give the same text as an earlier one, are left out.
 */
export function mutantsOf(
  side: MutantSide,
  source: string,
  text: string,
  proposals: readonly Proposal[],
): readonly GeneratedMutant[] {
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const occurrences = new Map<string, number>()
  const texts = new Set<string>()
  const mutants: GeneratedMutant[] = []
  const ordered = proposals.toSorted((a, b) => a.start - b.start || a.end - b.end)
  for (const { unit, operator, start, end, after, isIdle } of ordered) {
    const before = text.slice(start, end)
    const mutated = sha256(text.slice(0, start) + after + text.slice(end))
    if (before === after || texts.has(mutated)) continue
    texts.add(mutated)
    const what = [source, operator, before, after]
    const occurrence = occurrences.get(JSON.stringify(what)) ?? 0
    occurrences.set(JSON.stringify(what), occurrence + 1)
    if (isIdle === true) continue
    const lineIndex = lineStarts.findLastIndex((each) => each <= start)
    mutants.push({
      id: idOf([...what, String(occurrence)]),
      side,
      source,
      unit,
      operator,
      start,
      end,
      line: lineIndex + 1,
      column: start - lineStarts[lineIndex]! + 1,
      before,
      after,
    })
  }
  return mutants
}

/** First 12 hex digits of SHA-256 over source, operator, text before, text after and the occurrence. */
function idOf(parts: readonly string[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 12)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * The source with the mutant in it.
 *
 * @throws {MutantMismatch} when the source has another text at the offsets.
 */
export function mutatedText(
  { id, source, start, end, before, after }: GeneratedMutant,
  text: string,
): string {
  if (text.slice(start, end) !== before) throw new MutantMismatch(id, source)
  return text.slice(0, start) + after + text.slice(end)
}

/** The source has changed since the mutant was generated. */
export class MutantMismatch extends Error {
  override readonly name = 'MutantMismatch'
  constructor(id: string, source: string) {
    super(`mutant ${id} does not fit ${source}, which has changed since: generate the mutants again`)
  }
}
