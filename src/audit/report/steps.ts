/** Steps of a finding's story: each as a sentence, as a call, and which side reverts it. */
import { sentence } from '../../lockstep/report/story.ts'
import type { Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import type { Finding } from '../finding.ts'
import { solidityCall } from './solidity.ts'

export interface Step {
  readonly sentence: string
  /** `master.charge(1)` */
  readonly call: string
  /**
   * `reverted on both sides: NotOwner`; none if it is done, or the last action, whose ends are told apart.
   */
  readonly note: string | undefined
}

export function stepsOf({ shown, severity }: Pick<Finding, 'shown' | 'severity'>): readonly Step[] {
  const { actions, outcomes, chainOutcomes } = shown
  return actions.map((action, index) => ({
    sentence: sentence(action),
    call: solidityCall(action),
    note:
      severity === 'property'
        ? revertNote(undefined, chainOutcomes[index])
        : index === actions.length - 1
          ? undefined
          : revertNote(outcomes[index], chainOutcomes[index]),
  }))
}

/** Steps of a list that shows nothing. Without outcomes of the model, the chain was alone. */
export function stepsOfList(
  actions: readonly Action[],
  model: readonly Outcome[] | undefined,
  chain: readonly Outcome[],
): readonly Step[] {
  return actions.map((action, index) => ({
    sentence: sentence(action),
    call: solidityCall(action),
    note: revertNote(model?.[index], chain[index]),
  }))
}

/** Which side reverts; the model is undefined where nothing stands beside the chain. */
function revertNote(model: Outcome | undefined, chain: Outcome | undefined): string | undefined {
  const [left, right] = [model, chain].map((each) => (each?.ok === false ? each.revert : undefined))
  if (left !== undefined && left === right) return `reverted on both sides: ${left}`
  const told = [
    ...(left === undefined ? [] : [`in the model: ${left}`]),
    ...(right === undefined ? [] : [`in the audited contracts: ${right}`]),
  ]
  return told.length === 0 ? undefined : `reverted ${told.join(', ')}`
}

/** As numbered lines. */
export function stepLines(steps: readonly Step[]): readonly string[] {
  return steps.map(
    ({ sentence: said, call, note }, index) =>
      `${String(index + 1).padStart(3)}. ${said}${note === undefined ? '' : ` (${note})`}  // ${call}`,
  )
}
