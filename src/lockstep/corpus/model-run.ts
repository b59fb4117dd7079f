/**
 * Model run: a sequence on the model alone, at about ten times the speed of both sides.
 *
 * It follows the rules of `run-sequence.ts`, so that the same sequence gives the same actions on both sides.
 */
import { projectBuild, type Build } from '../../evm/build.ts'
import type { Economy } from '../../model/economy.ts'
import type { Account } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { deployedChainOf, deploymentOf } from '../compare/deployed-chain.ts'
import { contextOf } from '../compare/live-context.ts'
import { RULES } from '../compare/rules.ts'
import { peopleIn } from '../compare/run-sequence.ts'
import { genesisActions, peopleOf, type Genesis } from '../generate/genesis.ts'
import { actionsOf, type Sequence } from '../generate/sequence.ts'

/** One action of a run, with the states around it. */
export interface ModelStep {
  readonly before: Economy
  readonly action: Action
  readonly outcome: Outcome
  readonly after: Economy
}

export type AmtSorts = Genesis['amtSorts']

/** Runs a sequence: its genesis, then at most `maxActions` actions of its commands. */
export function runOnModel({ genesis, steps }: Sequence, maxActions: number): readonly ModelStep[] {
  const [start, tokenOrder] = deployed(genesis.amtSorts, peopleOf(genesis))
  const taken: ModelStep[] = []
  let economy = start
  const take = (action: Action): void => {
    const step = stepOf(economy, action)
    taken.push(step)
    economy = step.after
  }
  for (const action of genesisActions(genesis)) take(action)
  let left = maxActions
  for (const step of steps) {
    if (left <= 0) break
    for (const action of actionsOf(step, contextOf(RULES, economy, tokenOrder))) if (left-- > 0) take(action)
  }
  return taken
}

/** Runs a list of actions from deployment. */
export function runActionsOnModel(amtSorts: AmtSorts, actions: readonly Action[]): readonly ModelStep[] {
  let [economy] = deployed(amtSorts, peopleIn(actions))
  return actions.map((action) => {
    const step = stepOf(economy, action)
    economy = step.after
    return step
  })
}

/** Deployed chains are kept by build, so the build must be one object. */
let build: Build | undefined

function deployed(
  amtSorts: AmtSorts,
  people: readonly Account[],
): readonly [Economy, ReturnType<typeof deploymentOf>['tokenOrder']] {
  build ??= projectBuild()
  const deployment = deploymentOf(deployedChainOf(build, amtSorts), people)
  return [RULES.deployEconomy(deployment), deployment.tokenOrder]
}

function stepOf(before: Economy, action: Action): ModelStep {
  const { outcome, economy: after } = RULES.apply(before, action)
  return { before, action, outcome, after }
}
