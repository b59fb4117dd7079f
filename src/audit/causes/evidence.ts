/**
 * Evidence: what a finding's last action does within the audited contracts, and what of it differs by itself.
 *
 * Before the last action of a story both sides agree. So a call that the contracts make within it can be made
 * alone, by the contract that makes it, on the chain and in the model. If that differs as well, the finding
 * follows from this call.
 */
import type { Call } from '../../model/interface/action.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { peopleIn } from '../../lockstep/compare/run-sequence.ts'
import type { Shown } from '../census/shrink.ts'
import { CensusRunner, type CensusSetup } from '../census/runner.ts'

export interface Evidence {
  /** The innermost call that differs by itself, and the signature of its difference. */
  readonly inner: { readonly call: Call; readonly signature: string } | undefined
  /** Whose code reverts on the chain, and after which byte of it that is decided. */
  readonly failure: { readonly on: Account; readonly branch: number } | undefined
}

export const NO_EVIDENCE: Evidence = { inner: undefined, failure: undefined }

/** Evidence of a story that the comparison has found. */
export function evidenceOf(setup: CensusSetup, { amtSorts, actions }: Shown): Evidence {
  const last = actions.at(-1)
  if (last === undefined || isWait(last)) return NO_EVIDENCE
  const runner = stateAfter(setup, amtSorts, actions.slice(0, -1), peopleIn(actions))
  if (runner === undefined) return NO_EVIDENCE
  const { calls, failure } = runner.chain.trace(last)
  let inner: (Evidence['inner'] & { readonly depth: number }) | undefined
  for (const { depth, call } of calls) {
    if (inner !== undefined && depth <= inner.depth) continue
    const signature = shownBy(runner, call as Action)[0]
    if (signature !== undefined) inner = { call, signature, depth }
  }
  return { inner: inner && { call: inner.call, signature: inner.signature }, failure }
}

/** Both sides after a list of actions; undefined if they do not agree on the way. */
export function stateAfter(
  setup: CensusSetup,
  amtSorts: Shown['amtSorts'],
  actions: readonly Action[],
  people: readonly Account[],
): CensusRunner | undefined {
  const runner = new CensusRunner(setup, amtSorts, people)
  return actions.every((action) => runner.follow(action) !== undefined) ? runner : undefined
}

/** Signatures that an action shows in a state, which is as before afterwards. */
export function shownBy(runner: CensusRunner, action: Action): readonly string[] {
  const mark = runner.checkpoint()
  const { differences } = runner.step(action)
  runner.rewind(mark)
  return differences.map(({ signature }) => signature)
}
