/**
 * Row: the record of one task of a study, or of its error.
 */
import type { RunResult, Verdict } from '../result.ts'

/** A task: one path at one point of the design, both from 0. */
export interface TaskId {
  readonly point: number
  readonly path: number
}

export type Violation = NonNullable<Verdict['violation']>

export interface Broken extends Violation {
  /** Number of checks, the violation included. */
  readonly checks: number
}

/** The record of one path of a study, or of its error. */
export interface Row extends TaskId {
  /** Result hash of the same path run alone; empty if it failed. */
  readonly resultHash: string
  readonly actions: number
  /** Number of reverted actions. */
  readonly refused: number
  /** Number of checks of each invariant that holds; 0 on a path without checks. */
  readonly checks: number
  /** Violated invariants by name; the others hold. */
  readonly broken: Readonly<Record<string, Broken>>
  /** Exact text by metric; empty if the path failed. */
  readonly metrics: Readonly<Record<string, string>>
  /** Name and message of the error, if the path failed. */
  readonly error?: string
}

/**
 * The row of a result.
 *
 * @param actions their number, if the result does not have them
 */
export function rowOf(
  task: TaskId,
  result: RunResult,
  resultHash: string,
  actions: number = result.actions.length,
): Row {
  const verdicts = Object.entries(result.invariants)
  const broken = verdicts.flatMap(([name, { violation, checks }]) =>
    violation === undefined ? [] : [[name, { checks, ...violation }] as const],
  )
  return {
    ...task,
    resultHash,
    actions,
    refused: Object.values(result.reverts).reduce((sum, times) => sum + times, 0),
    checks:
      result.unchecked === true ? 0 : verdicts.reduce((most, [, { checks }]) => Math.max(most, checks), 0),
    broken: Object.fromEntries(broken),
    metrics: Object.fromEntries(Object.entries(result.metrics).map(([name, { value }]) => [name, value])),
  }
}

/** The row of a path that failed. */
export function failedRow(task: TaskId, error: unknown): Row {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { ...task, resultHash: '', actions: 0, refused: 0, checks: 0, broken: {}, metrics: {}, error: text }
}

/** Canonical text of a row, one line; the result hash represents the path. */
export function rowText({ point, path, resultHash, error }: Row): string {
  return `${JSON.stringify([point, path, error === undefined ? resultHash : { error }])}\n`
}

/** Compares tasks: by point, then by path. */
export function byTask(a: TaskId, b: TaskId): number {
  return a.point - b.point || a.path - b.path
}
