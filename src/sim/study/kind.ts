/**
 * Result kind: titles and units of the metrics and statements of the invariants that all paths of a study
 * share.
 */
import type { RunResult } from '../result.ts'

export interface Named {
  readonly title: string
  readonly unit: string
  /** For a return: the largest possible loss, in its unit. */
  readonly worst?: number
}

/** Titles, units and statements that all paths of a study share. */
export interface Kind {
  readonly metrics: Readonly<Record<string, Named>>
  /** Statements by name. */
  readonly invariants: Readonly<Record<string, string>>
}

/** The kind of a result. */
export function kindOf({ metrics, invariants }: RunResult): Kind {
  return {
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, { title, unit, worst }]) => [
        name,
        { title, unit, ...(worst === undefined ? {} : { worst }) },
      ]),
    ),
    invariants: Object.fromEntries(
      Object.entries(invariants).map(([name, { statement }]) => [name, statement]),
    ),
  }
}

/** Union of both kinds; a path that ended early may lack entries. */
export function mergeKinds(a: Kind | undefined, b: Kind | undefined): Kind | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return {
    metrics: { ...a.metrics, ...b.metrics },
    invariants: { ...a.invariants, ...b.invariants },
  }
}
