/** Prediction: what the model does, where it covers an action at all. */
import type { Applied, Economy } from '../../model/economy.ts'
import { NotModelled } from '../../model/contracts/pancake/factory.ts'
import type { Action } from '../../model/interface/action.ts'
import { UnknownFunction } from '../../model/interface/functions.ts'
import { UnknownAccount } from '../../model/kernel/names.ts'
import type { Rules } from '../../lockstep/compare/rules.ts'

/** The model's transition; undefined where the model does not cover the action. Any other error is a bug. */
export function predict(rules: Rules, economy: Economy, action: Action): Applied | undefined {
  try {
    return rules.apply(economy, action)
  } catch (error) {
    if (error instanceof UnknownFunction || error instanceof UnknownAccount || error instanceof NotModelled)
      return undefined
    throw error
  }
}
