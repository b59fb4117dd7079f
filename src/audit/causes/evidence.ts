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
import type { View } from '../../model/surface/observation.ts'
import { RULES } from '../../lockstep/compare/rules.ts'
import { differingViews } from '../census/difference.ts'
import { predict } from '../census/predict.ts'
import { CensusRunner, type CensusSetup, type Taken } from '../census/runner.ts'
import { rootOf, type Root } from './apart.ts'

export interface Evidence {
  /** How the first function whose effect differs does so: that of the call, or of the last action itself. */
  readonly root: Root | undefined
  /** The innermost call that differs by itself, and the signature of its difference. */
  readonly inner: { readonly call: Call; readonly signature: string } | undefined
  /** Whose code reverts on the chain, and after which byte of it that is decided. */
  readonly failure: { readonly on: Account; readonly branch: number } | undefined
}

export const NO_EVIDENCE: Evidence = { root: undefined, inner: undefined, failure: undefined }

/** Evidence of a story that the comparison has found. */
export function evidenceOf(setup: CensusSetup, shown: Shown): Evidence {
  const { amtSorts, actions } = shown
  const last = actions.at(-1)
  if (last === undefined || isWait(last)) return NO_EVIDENCE
  const runner = stateAfter(setup, amtSorts, actions.slice(0, -1), peopleIn(actions))
  if (runner === undefined) return NO_EVIDENCE
  const { calls, failure } = runner.chain.trace(last)
  const at = actions.length - 1
  const changed = changedBy(setup, runner, last)
  let root = rootOf(last.call, shown.difference, shown.outcomes[at], shown.chainOutcomes[at], changed)
  let [inner, deepest]: [Evidence['inner'], number] = [undefined, -1]
  for (const { depth, call } of calls) {
    if (depth <= deepest) continue
    const { differences, model, chain } = takenBy(runner, call as Action)
    const [first] = differences
    if (first === undefined) continue
    inner = { call, signature: first.signature }
    root = rootOf(call.call, first, model, chain, changedBy(setup, runner, call as Action))
    deepest = depth
  }
  return { root, inner, failure }
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

/** Views that the model answers otherwise after an action. */
function changedBy({ rules = RULES }: CensusSetup, runner: CensusRunner, action: Action): readonly View[] {
  const { economy: before } = runner
  const after = predict(rules, before, action)?.economy ?? before
  if (after === before) return []
  const [was, is] = [before, after].map((economy) => ({ read: (view: View) => rules.read(economy, view) }))
  return differingViews(rules.changedViews(before, after), was!, is!).map(({ view }) => view)
}

/** What an action leads to in a state, which is as before afterwards. */
function takenBy(runner: CensusRunner, action: Action): Taken {
  const mark = runner.checkpoint()
  const taken = runner.step(action)
  runner.rewind(mark)
  return taken
}
