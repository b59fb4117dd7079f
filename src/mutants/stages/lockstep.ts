/**
 * Stage `lockstep`: generated sequences on both sides, compared action by action, until they diverge.
 *
 * Comparison only: what the invariants find by themselves is a stage of its own. A mutant that cannot be
 * deployed is killed too, before the first action.
 */
import { aboutWhat } from '../../lockstep/compare/comparison.ts'
import { deployedChainOf } from '../../lockstep/compare/deployed-chain.ts'
import type { MutatedSystem } from '../../lockstep/mutation/mutant.ts'
import { search } from '../../lockstep/shrink/search.ts'
import type { Verdict } from '../stage.ts'

export interface LockstepBudget {
  /** Sequences after which a mutant has survived. */
  readonly sequences: number
  /** The most actions of a sequence after its genesis. */
  readonly maxActions: number
  readonly seed: number
}

/** Runs the sequences on a loaded mutant. @param cpuSeconds the CPU time of the process so far */
export function lockstepVerdict(
  system: MutatedSystem,
  budget: LockstepBudget,
  cpuSeconds: () => number,
): Verdict {
  const start = cpuSeconds()
  const undeployable = deploymentError(system)
  if (undeployable !== undefined)
    return { verdict: 'killed', by: undeployable, sequence: 0, actions: 0, cpuSeconds: cpuSeconds() - start }
  let actions = 0
  const found = search(
    { ...system, invariants: [] },
    { ...budget, shrinkAttempts: 0, onSequence: (run) => (actions += run.actions.length) },
  )
  const spent = cpuSeconds() - start
  if (found === undefined) return { verdict: 'survived', actions, cpuSeconds: spent }
  const { sequence, finding } = found
  return { verdict: 'killed', by: aboutWhat(finding), sequence, actions, cpuSeconds: spent }
}

/** Why the contracts cannot be deployed, in either order of the token addresses; undefined if they can. */
export function deploymentError({ build }: MutatedSystem): string | undefined {
  try {
    for (const amtSorts of ['below', 'above'] as const) deployedChainOf(build, amtSorts)
    return undefined
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return `deployment: ${error.name}`
  }
}
