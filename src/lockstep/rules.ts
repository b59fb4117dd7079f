/**
 * Rules: the model as something that can be exchanged, so that a model with a planted fault runs through the same machinery.
 */
import type { Action } from '../model/action.ts'
import * as model from '../model/economy.ts'
import type { Applied, Economy, Founding } from '../model/economy.ts'
import type { Extent, View } from '../model/observation.ts'
import type { Value } from '../model/outcome.ts'

export interface Rules {
  found(founding: Founding): Economy
  apply(economy: Economy, action: Action): Applied
  read(economy: Economy, view: View): Value
  extentOf(economy: Economy): Extent
  /** Views whose answers may differ between two economies, never missing one. */
  changedViews(before: Economy, after: Economy): Iterable<View>
}

/** The model as it stands. */
export const RULES: Rules = model
