/**
 * Features: what makes a sequence worth keeping.
 *
 * A feature of an action is its function with its outcome, an abstract state that it reaches
 * (`report/states.ts`), or both together.
 */
import { isWait } from '../../model/interface/action.ts'
import { statesReached } from '../report/states.ts'
import type { ModelStep } from './model-run.ts'

/** Features of a run, without duplicates, each with the index of the first action that has it. */
export function featuresOf(steps: readonly ModelStep[]): ReadonlyMap<string, number> {
  const features = new Map<string, number>()
  const add = (feature: string, at: number): void => {
    if (!features.has(feature)) features.set(feature, at)
  }
  for (const [at, { before, action, outcome, after }] of steps.entries()) {
    const result = `${isWait(action) ? 'wait' : action.call}: ${outcome.ok ? 'ok' : outcome.revert}`
    add(result, at)
    for (const state of statesReached(before, action, outcome, after)) {
      add(state, at)
      add(`${result}, ${state}`, at)
    }
  }
  return features
}
