/**
 * Variants: the same scenario with some parameters set otherwise, lived through beside the run itself.
 *
 * Some questions compare: with and without an arbitrageur, at this split and at that. A variant has the run's seed and path, so each
 * process, agent and order of a day draws the same random numbers, and what differs between two of them is due to the settings. It is a whole
 * run: with its own people and actions, watched by the same invariants, replayed on the chain like the run itself. Anyone gets it
 * alone by setting its parameters: `--set arbitrage=none`.
 */
import type { Summary } from '../recording/summary.ts'
import type { Metric, ChartSpec, Table } from '../result.ts'
import type { Settings, Declarations } from './parameter.ts'
import type { Hypothesis } from './hypothesis.ts'

export interface Variant {
  /** In lower-case letters, digits and hyphens: it names a file of actions. */
  readonly name: string
  readonly title: string
  /** Parameters that differ from the run's, as text. */
  readonly set: Readonly<Record<string, string>>
}

/** A finished run with its variants. */
export interface Compared extends Summary {
  /** By name, in the order in which they were declared. */
  readonly variants: ReadonlyMap<string, Summary>
}

/** What a scenario concludes from its variants, beside what the run alone tells. */
export interface Comparison<P extends Declarations> {
  readonly variants: (settings: Settings<P>) => readonly Variant[]
  readonly tables?: (settings: Settings<P>, run: Compared) => readonly Table[]
  readonly metrics?: (settings: Settings<P>, run: Compared) => Readonly<Record<string, Metric>>
  readonly charts: readonly ChartSpec[]
  readonly hypotheses: (settings: Settings<P>) => readonly Hypothesis<Compared>[]
}

/** The variant of that name. Throws {@link NoSuchVariant}. */
export function variantOf({ variants }: Compared, name: string): Summary {
  const found = variants.get(name)
  if (found === undefined) throw new NoSuchVariant(name, [...variants.keys()])
  return found
}

/** A scenario asks for a variant that it has not declared. */
export class NoSuchVariant extends Error {
  override readonly name = 'NoSuchVariant'
  constructor(variant: string, possible: readonly string[]) {
    super(`expected one of the variants ${possible.join(', ')}, got "${variant}"`)
  }
}
