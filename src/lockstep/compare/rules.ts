/**
 * Rules: the model as something that can be exchanged, so that a model with a mutant runs through the same machinery.
 */
import type { Action } from '../../model/interface/action.ts'
import * as model from '../../model/economy.ts'
import type { Applied, Economy, DeploymentSpec } from '../../model/economy.ts'
import type { ViewDomain, View } from '../../model/surface/observation.ts'
import type { Value } from '../../model/interface/outcome.ts'
import type { TransferPolicy } from '../../model/state/transfer-policy.ts'

export interface Rules {
  deployEconomy(deployment: DeploymentSpec): Economy
  /** `policy` is how tokens treat transfers; as deployed unless given. */
  apply(economy: Economy, action: Action, policy?: TransferPolicy): Applied
  read(economy: Economy, view: View): Value
  viewDomainOf(economy: Economy): ViewDomain
  /** Views whose answers may differ between two economies, never missing one. */
  changedViews(before: Economy, after: Economy): Iterable<View>
}

/** The model as it stands. */
export const RULES: Rules = model
