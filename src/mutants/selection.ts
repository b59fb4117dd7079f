/**
 * Selection: which of the generated mutants a run judges.
 */
import { createHash } from 'node:crypto'
import type { GeneratedMutant } from './generated-mutant.ts'

export interface Selection {
  /** Names of contracts or modules. @default all */
  readonly units?: readonly string[]
  /** @default all */
  readonly operators?: readonly string[]
  /** Ids, or the first digits of ids. @default all */
  readonly ids?: readonly string[]
  readonly sample?: Sample
  readonly shard?: MutantShard
}

/** A number of mutants, drawn with a seed. */
export interface Sample {
  readonly size: number
  readonly seed: string
}

/**
 * Mutants of the contracts that evaluate the corpus, and that it therefore must not learn from: scores on
 * mutants that taught it would say nothing.
 */
export const HELD_OUT: Sample = { size: 250, seed: '1d90c3c' }

/** The mutants `index`, `index + of`, `index + 2 of`, … from 1, so that shards take about equally long. */
export interface MutantShard {
  readonly index: number
  readonly of: number
}

/** The selected mutants, in their order. */
export function select(all: readonly GeneratedMutant[], selection: Selection): readonly GeneratedMutant[] {
  const { units, operators, ids, sample, shard } = selection
  const wanted = all.filter(
    ({ unit, operator, id }) =>
      (units?.includes(unit) ?? true) &&
      (operators?.includes(operator) ?? true) &&
      (ids?.some((start) => id.startsWith(start)) ?? true),
  )
  const drawn = sample === undefined ? wanted : draw(wanted, sample)
  return shard === undefined ? drawn : drawn.filter((_each, at) => at % shard.of === shard.index - 1)
}

/**
 * A simple random sample without replacement: the mutants whose hashes with the seed are lowest. A larger
 * sample contains a smaller one, and other mutants do not change who goes before whom.
 */
function draw(mutants: readonly GeneratedMutant[], { size, seed }: Sample): readonly GeneratedMutant[] {
  const ranked = mutants
    .map((mutant) => ({ mutant, rank: sha256(`${seed}:${mutant.id}`) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
  const drawn = new Set(ranked.slice(0, size).map(({ mutant }) => mutant.id))
  return mutants.filter(({ id }) => drawn.has(id))
}

/** The default seed: the hash of the mutated sources, so that a change of them draws another sample. */
export function seedOf(sources: Readonly<Record<string, string>>): string {
  const entries = Object.entries(sources).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sha256(JSON.stringify(entries)).slice(0, 16)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
