/**
 * Differences: every view that the two sides answer differently after a list of actions.
 */
import type { DeploymentSpec } from '../../model/economy.ts'
import type { Action } from '../../model/interface/action.ts'
import { viewsOf } from '../../model/surface/observation.ts'
import type { Build } from '../../evm/build.ts'
import { compareAnswers, type Divergence } from '../compare/comparison.ts'
import { amtSortsIn, deployedChainOf } from '../compare/deployed-chain.ts'
import type { Rules } from '../compare/rules.ts'

export type DifferentAnswer = Divergence & { readonly kind: 'answer' }

/** Applies the actions to both sides without comparing them, then every view; none if a side crashes. */
export function differencesAfter(
  rules: Rules,
  build: Build,
  deployment: DeploymentSpec,
  actions: readonly Action[],
): readonly DifferentAnswer[] {
  const { chain, start } = deployedChainOf(build, amtSortsIn(deployment))
  chain.rewind(start)
  let economy = rules.deployEconomy(deployment)
  try {
    for (const action of actions) {
      economy = rules.apply(economy, action).economy
      chain.apply(action)
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return []
  }
  const model = { read: (view: Parameters<Rules['read']>[1]) => rules.read(economy, view) }
  const afresh = { read: (view: Parameters<Rules['read']>[1]) => chain.readAfresh(view) }
  return [...viewsOf(rules.viewDomainOf(economy))].flatMap((view) => {
    const found = compareAnswers([view], model, afresh)
    return found?.kind === 'answer' ? [found] : []
  })
}
