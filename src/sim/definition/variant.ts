/**
 * Variants: the same scenario with some parameters set differently, simulated beside the run itself.
 *
 * For questions that compare: with and without an arbitrageur, one split against another. A variant has the
 * run's seed and path, so every process, agent and transaction ordering draws the same random numbers, and
 * differences are due to the settings alone. It is a complete run, with its own accounts and actions, the
 * same invariants and a replay on the contracts. The same run is obtained by setting its parameters: `--set
 * arbitrage=none`.
 */
import type { Summary } from '../recording/summary.ts'
import type { Metric, ChartSpec, Table } from '../result.ts'
import type { Settings, Declarations } from './parameter.ts'
import type { Hypothesis } from './hypothesis.ts'

/** A variant of a run: the settings that differ. */
export interface Variant {
  /** Lower-case letters, digits and hyphens; part of the name of its actions file. */
  readonly name: string
  readonly title: string
  /** Parameters that differ from those of the run, as text. */
  readonly set: Readonly<Record<string, string>>
}

/** A finished run with its variants. */
export interface Compared extends Summary {
  /** By name, in order of declaration. */
  readonly variants: ReadonlyMap<string, Summary>
}

/** Tables, metrics, charts and hypotheses that need the variants. */
export interface Comparison<P extends Declarations> {
  /** Variants by their settings. */
  readonly variants: (settings: Settings<P>) => readonly Variant[]
  /**
   * Whether further paths run without variants, because all together would take minutes. What is concluded
   * from the variants is then shown for the detailed path alone. @default false
   */
  readonly detailedPathOnly?: boolean
  /** Tables over the run and its variants. @default none */
  readonly tables?: (settings: Settings<P>, run: Compared) => readonly Table[]
  /** Metrics over the run and its variants. @default none */
  readonly metrics?: (settings: Settings<P>, run: Compared) => Readonly<Record<string, Metric>>
  /** Charts, or how they are worded at these settings. */
  readonly charts: readonly ChartSpec[] | ((settings: Settings<P>) => readonly ChartSpec[])
  /** Hypotheses about the variants. */
  readonly hypotheses: (settings: Settings<P>) => readonly Hypothesis<Compared>[]
}

/**
 * The variant of that name.
 *
 * @throws {NoSuchVariant} when the scenario has not declared it.
 */
export function variantOf({ variants }: Compared, name: string): Summary {
  const found = variants.get(name)
  if (found === undefined) throw new NoSuchVariant(name, [...variants.keys()])
  return found
}

/** The scenario has no variant of that name. */
export class NoSuchVariant extends Error {
  override readonly name = 'NoSuchVariant'
  constructor(variant: string, possible: readonly string[]) {
    super(`expected one of the variants ${possible.join(', ')}, got "${variant}"`)
  }
}
