/**
 * A row: what is kept of one path of a study. A path that fails is a row too, with its error.
 */
import type { RunResult, Verdict } from '../result.ts'

/** Which path at which point of the design; both counted from 0. */
export interface TaskId {
  readonly point: number
  readonly path: number
}

export type Violation = NonNullable<Verdict['violation']>

export interface Broken extends Violation {
  /** How often it was checked, the last time with the violation. */
  readonly checks: number
}

export interface Row extends TaskId {
  /** The hash that the same path has when it is run alone; empty if it failed. */
  readonly resultHash: string
  readonly actions: number
  /** How many of the actions were refused. */
  readonly refused: number
  /** How often each invariant that holds was checked. */
  readonly checks: number
  /** The invariants that were broken, by name; the others hold. */
  readonly broken: Readonly<Record<string, Broken>>
  /** Exact text by metric; none if the path failed. */
  readonly metrics: Readonly<Record<string, string>>
  /** Why there is no result: the error's name and message. */
  readonly error?: string
}

export function rowOf(place: TaskId, result: RunResult, resultHash: string): Row {
  const verdicts = Object.entries(result.invariants)
  const broken = verdicts.flatMap(([name, { violation, checks }]) =>
    violation === undefined ? [] : [[name, { checks, ...violation }] as const],
  )
  return {
    ...place,
    resultHash,
    actions: result.actions.length,
    refused: Object.values(result.reverts).reduce((sum, times) => sum + times, 0),
    checks: verdicts.reduce((most, [, { checks }]) => Math.max(most, checks), 0),
    broken: Object.fromEntries(broken),
    metrics: Object.fromEntries(Object.entries(result.metrics).map(([name, { value }]) => [name, value])),
  }
}

export function failedRow(place: TaskId, error: unknown): Row {
  const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { ...place, resultHash: '', actions: 0, refused: 0, checks: 0, broken: {}, metrics: {}, error: told }
}

/** One line of canonical text. The result's hash stands for all that the path did. */
export function rowText({ point, path, resultHash, error }: Row): string {
  return `${JSON.stringify([point, path, error === undefined ? resultHash : { error }])}\n`
}

/** TransactionOrdering of places: by point, then by path. */
export function byTask(a: TaskId, b: TaskId): number {
  return a.point - b.point || a.path - b.path
}
