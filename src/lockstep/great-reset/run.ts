/**
 * Run: the state of one rehearsal, and the checks that end it.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { divergenceText } from '../compare/comparison.ts'
import { sentence } from '../report/story.ts'
import type { DifferentialRunner } from '../compare/differential-runner.ts'
import type { Planner } from './planner.ts'
import type { Trial } from './trial.ts'

export interface Run {
  readonly trial: Trial
  readonly runner: DifferentialRunner
  readonly planner: Planner
  /** Those who may have a stake: people who are not the project's, and the privileged accounts of others. */
  readonly outsiders: readonly Account[]
  /** People whose wallets are the project's. */
  readonly project: readonly Account[]
  /** What the rehearsal covered. */
  readonly reached: Set<string>
}

/** The project's wallet that sells and pays. */
export const RESERVE = 'owner'

/** Applies an action to both sides. @throws {Objection} if they diverge. */
export function take({ runner }: Run, action: Action): Outcome {
  const divergence = runner.step(action)
  if (divergence !== undefined) throw new Objection(`${sentence(action)}: ${divergenceText(divergence)}`)
  return runner.outcomes.at(-1)!
}

/** Applies an action that must succeed. @throws {Objection} */
export function mustDo(run: Run, action: Action): void {
  const outcome = take(run, action)
  if (!outcome.ok) throw new Objection(`${sentence(action)}: expected success, got ${outcome.revert}`)
}

/** Applies an action that must revert with that code. @throws {Objection} */
export function mustRevert(run: Run, action: Action, revert: string): void {
  const outcome = take(run, action)
  expectSame(`${sentence(action)}`, outcome.ok ? 'success' : outcome.revert, revert)
  run.reached.add(`reverted: ${revert}`)
}

/** @throws {Objection} unless the two are the same. */
export function expectSame<T extends string | bigint | number | boolean>(
  what: string,
  got: T,
  wanted: T,
): void {
  if (got !== wanted) throw new Objection(`${what}: expected ${wanted}, got ${got}`)
}

/** @throws {Objection} unless the two have the same amounts for the same names. */
export function expectSameAmounts(
  what: string,
  got: ReadonlyMap<Account, bigint>,
  wanted: ReadonlyMap<Account, bigint>,
): void {
  for (const account of new Set([...got.keys(), ...wanted.keys()]))
    expectSame(`${what} ${account}`, got.get(account) ?? 0n, wanted.get(account) ?? 0n)
}

/** The reset differs from what the oracle or the procedure says. */
export class Objection extends Error {
  override readonly name = 'Objection'
}
