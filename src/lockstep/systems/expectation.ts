/**
 * Expectation: the outcomes that a run must reach of a function, and those that no run can reach.
 *
 * A run is compared with it in both directions: an expected outcome that it does not reach fails it, and so
 * does one that is not expected. Codes are those of `docs/reference/mechanism.md`; a success is `ok`.
 */
import type { FunctionName } from '../../model/interface/functions.ts'
import { COVERAGE } from './coverage.ts'

export interface Expectation {
  readonly reached: ReadonlySet<string>
  /** Reason by code. */
  readonly unreachable: ReadonlyMap<string, string>
}

/** What is expected of a function. */
export function expectationOf(name: FunctionName): Expectation {
  const [reached, unreachable = {}] = COVERAGE[name]
  return { reached: new Set(reached), unreachable: new Map(Object.entries(unreachable)) }
}
