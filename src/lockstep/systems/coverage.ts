/**
 * Expected reverts: for every function, what a run must reach, and what nobody can reach and why.
 *
 * The list is held against every run in both directions: a code that was not reached and one that was not expected both fail it.
 * The codes are those of `docs/reference/mechanism.md`; a function's successes are expected as `ok`.
 */
import type { FunctionName } from '../../model/interface/functions.ts'
import { BURN_VAULT_COVERAGE } from './burn-vault/coverage.ts'
import { BUY_BACK_VAULT_COVERAGE } from './buy-back-vault/coverage.ts'
import { DISTRIBUTOR_COVERAGE } from './distributor/coverage.ts'
import type { Entry } from './coverage-entry.ts'
import { LOCKER_COVERAGE } from './locker/coverage.ts'
import { MARKET_COVERAGE } from './market/coverage.ts'
import { MASTER_COVERAGE } from './master/coverage.ts'
import { PANCAKE_COVERAGE } from './pancake/coverage.ts'
import { STAKING_VAULT_COVERAGE } from './staking-vault/coverage.ts'
import { TOKENS_COVERAGE } from './tokens/coverage.ts'

export interface Expectation {
  readonly reached: ReadonlySet<string>
  /** By code, the reason. */
  readonly unreachable: ReadonlyMap<string, string>
}

const EXPECTED: Readonly<Record<FunctionName, Entry>> = {
  ...TOKENS_COVERAGE,
  ...MASTER_COVERAGE,
  ...LOCKER_COVERAGE,
  ...BURN_VAULT_COVERAGE,
  ...MARKET_COVERAGE,
  ...STAKING_VAULT_COVERAGE,
  ...BUY_BACK_VAULT_COVERAGE,
  ...DISTRIBUTOR_COVERAGE,
  ...PANCAKE_COVERAGE,
}

/** What is expected of a function. */
export function expectationOf(name: FunctionName): Expectation {
  const [reached, unreachable = {}] = EXPECTED[name]
  return { reached: new Set(reached), unreachable: new Map(Object.entries(unreachable)) }
}
