/**
 * Planner: the model's planning of a Great Reset behind an interface, so that a mutant can be audited in its
 * place.
 */
import type { Edit } from '../../evm/compile/edit.ts'
import type { Account } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import * as distribution from '../../model/planning/great-reset/distribution.ts'
import * as reset from '../../model/planning/great-reset/reset.ts'
import type { Reset, Terms } from '../../model/planning/great-reset/reset.ts'
import * as stakes from '../../model/planning/great-reset/stakes.ts'
import type { Moment } from '../../model/planning/great-reset/stakes.ts'
import type { Economy } from '../../model/state/economy-state.ts'
import { mutatedModel } from '../mutation/mutated-model.ts'

export interface Planner {
  momentOf(economy: Economy): Moment
  planReset(economy: Economy, terms: Terms): Reset
  isFeasible(reset: Reset): boolean
  distributionActions(
    reset: Reset,
    deadlines: { readonly swapDeadline: bigint; readonly claimDeadline: bigint },
  ): readonly Action[]
  claimActions(reset: Reset, by: Account): readonly Action[]
}

/** The model as it stands. */
export const PLANNER: Planner = plannerOf(stakes, reset, distribution)

/**
 * The planner of a model with one edit.
 *
 * @throws {EditMismatch} the edit does not match exactly once.
 */
export async function changedPlanner(edit: Edit): Promise<Planner> {
  const load = mutatedModel(edit)
  return plannerOf(
    await load<typeof stakes>('planning/great-reset/stakes'),
    await load<typeof reset>('planning/great-reset/reset'),
    await load<typeof distribution>('planning/great-reset/distribution'),
  )
}

function plannerOf(
  { momentOf }: Pick<typeof stakes, 'momentOf'>,
  { planReset, isFeasible }: Pick<typeof reset, 'planReset' | 'isFeasible'>,
  { distributionActions, claimActions }: Pick<typeof distribution, 'distributionActions' | 'claimActions'>,
): Planner {
  return { momentOf, planReset, isFeasible, distributionActions, claimActions }
}
