/**
 * Expected refusals: for every function, what a run must reach, and what nobody can reach and why.
 *
 * The list is held against every run in both directions: a code that was not reached and one that was not expected both fail it.
 * The codes are those of `docs/reference/mechanism.md`; a function's successes are expected as `ok`.
 */
import type { FunctionName } from '../model/functions.ts'
import type { Entry } from './expected/entry.ts'
import { MASTER_EXPECTED } from './expected/master.ts'
import { PANCAKE_EXPECTED } from './expected/pancake.ts'
import { SYSTEMS_EXPECTED } from './expected/systems.ts'
import { TOKENS_EXPECTED } from './expected/tokens.ts'

export interface Expectation {
  readonly reached: ReadonlySet<string>
  /** By code, the reason. */
  readonly unreachable: ReadonlyMap<string, string>
}

const EXPECTED: Readonly<Record<FunctionName, Entry>> = {
  ...TOKENS_EXPECTED,
  ...MASTER_EXPECTED,
  ...SYSTEMS_EXPECTED,
  ...PANCAKE_EXPECTED,
}

/** What is expected of a function. */
export function expectationOf(name: FunctionName): Expectation {
  const [reached, unreachable = {}] = EXPECTED[name]
  return { reached: new Set(reached), unreachable: new Map(Object.entries(unreachable)) }
}
