/**
 * Replays a case: a list of actions on model and contracts, with every comparison of a lockstep run.
 */
import { projectBuild, type Build } from '../../evm/build.ts'
import type { DeploymentSpec } from '../../model/economy.ts'
import type { Action } from '../../model/interface/action.ts'
import { INVARIANTS, type AnyInvariant } from '../../model/invariants/invariants.ts'
import { aboutWhat } from '../compare/comparison.ts'
import { amtSortsIn } from '../compare/deployed-chain.ts'
import { RULES, type Rules } from '../compare/rules.ts'
import { runActions } from '../compare/run-sequence.ts'
import { story } from '../report/story.ts'

/** How a replayed case is built. */
export interface CaseOptions {
  /** @default the project's own contracts */
  readonly build?: Build
  /** @default the model */
  readonly rules?: Rules
  /** @default the model's */
  readonly invariants?: readonly AnyInvariant[]
}

/** What diverges. */
export interface CaseFinding {
  /** `answer to pays` */
  readonly about: string
  readonly story: string
}

/** What diverges when the actions are replayed; undefined if nothing does. */
export function replayCase(
  deployment: DeploymentSpec,
  actions: readonly Action[],
  { build = projectBuild(), rules = RULES, invariants = INVARIANTS }: CaseOptions = {},
): CaseFinding | undefined {
  const { finding, outcomes } = runActions({ build, rules, invariants }, amtSortsIn(deployment), actions)
  return finding === undefined ? undefined : { about: aboutWhat(finding), story: story(finding, outcomes) }
}
