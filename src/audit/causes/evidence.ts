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
import { CensusRunner, type CensusSetup, type Taken } from '../census/runner.ts'
import { rootOf, type Root } from './apart.ts'

export interface Evidence {
  /** The innermost call that differs by itself, and the signature of its difference. */
  readonly inner: { readonly call: Call; readonly signature: string; readonly root: Root } | undefined
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
  let [inner, deepest]: [Evidence['inner'], number] = [undefined, -1]
  for (const { depth, call } of calls) {
    if (depth <= deepest) continue
    const { differences, model, chain } = takenBy(runner, call as Action)
    const [first] = differences
    if (first === undefined) continue
    inner = { call, signature: first.signature, root: rootOf(call.call, first, model, chain) }
    deepest = depth
  }
  return { inner, failure }
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
  return takenBy(runner, action).differences.map(({ signature }) => signature)
}

/** What an action leads to in a state, which is as before afterwards. */
function takenBy(runner: CensusRunner, action: Action): Taken {
  const mark = runner.checkpoint()
  const taken = runner.step(action)
  runner.rewind(mark)
  return taken
}
