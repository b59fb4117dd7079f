/**
 * Rules: the model behind an interface, so that a mutated model runs through the same machinery.
 */
import type { Action } from '../../model/interface/action.ts'
import * as model from '../../model/economy.ts'
import type { Applied, Economy, DeploymentSpec } from '../../model/economy.ts'
import type { ViewDomain, View } from '../../model/surface/observation.ts'
import type { Value } from '../../model/interface/outcome.ts'
import type { TransferPolicy } from '../../model/state/transfer-policy.ts'

export interface Rules {
  deployEconomy(deployment: DeploymentSpec): Economy
  /** `policy` is how tokens treat transfers. @default as deployed */
  apply(economy: Economy, action: Action, policy?: TransferPolicy): Applied
  read(economy: Economy, view: View): Value
  viewDomainOf(economy: Economy): ViewDomain
  /** Views whose answers may differ between two economies. Complete: none is missed. */
  changedViews(before: Economy, after: Economy): Iterable<View>
}

/** The model as it stands. */
export const RULES: Rules = model
