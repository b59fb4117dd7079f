/**
 * Stage `lockstep`: generated sequences on both sides, compared action by action, until they diverge.
 *
 * Comparison only: what the invariants find by themselves is a stage of its own. A mutant that cannot be
 * deployed is killed too, before the first action.
 */
import { aboutWhat } from '../../lockstep/compare/comparison.ts'
import { loadCorpus } from '../../lockstep/corpus/corpus.ts'
import type { CorpusEntry } from '../../lockstep/corpus/entry.ts'
import { deployedChainOf } from '../../lockstep/compare/deployed-chain.ts'
import { RULES } from '../../lockstep/compare/rules.ts'
import type { MutatedSystem } from '../../lockstep/mutation/mutant.ts'
import type { SequenceRun } from '../../lockstep/compare/run-sequence.ts'
import { search } from '../../lockstep/shrink/search.ts'
import type { Loader } from '../loader.ts'
import type { Stage, Verdict } from '../stage.ts'

export interface SequenceBudget {
  /** Sequences after which a mutant has survived. */
  readonly sequences: number
  /** The most actions of a sequence after its genesis. */
  readonly maxActions: number
  readonly seed: number
  /** Entries that are run first. @default the checked-in corpus */
  readonly corpus?: readonly CorpusEntry[]
}

/** What a stage needs of its process. */
export interface Meter {
  /** CPU time of the process so far, in seconds. */
  readonly cpuSeconds: () => number
  /** Called after each sequence: the process is alive. */
  readonly onProgress: () => void
}

export function lockstepStage(loaders: readonly Loader[], budget: SequenceBudget, meter: Meter): Stage {
  return {
    name: 'lockstep',
    sides: loaders.map(({ side }) => side),
    async run(mutant) {
      const loader = loaders.find(({ side }) => side === mutant.side)!
      if (loader.reaches?.(mutant) === false) return { verdict: 'survived' }
      const loaded = await loader.load(mutant)
      if (typeof loaded === 'string') return { verdict: 'discarded', reason: loaded }
      return { ...lockstepVerdict(loaded.system, budget, meter), codeHash: loaded.codeHash }
    },
  }
}

/** Runs the sequences on a system. */
export function lockstepVerdict(
  system: MutatedSystem,
  budget: SequenceBudget,
  { cpuSeconds, onProgress }: Meter,
): Verdict {
  const start = cpuSeconds()
  const undeployable = deploymentError(system)
  if (undeployable !== undefined)
    return { verdict: 'killed', by: undeployable, sequence: 0, actions: 0, cpuSeconds: cpuSeconds() - start }
  let actions = 0
  const onSequence = (run: SequenceRun): void => {
    actions += run.actions.length
    onProgress()
  }
  let found: ReturnType<typeof search>
  try {
    found = search(
      { ...system, invariants: [] },
      { corpus: loadCorpus(), ...budget, shrinkAttempts: 0, onSequence },
    )
  } catch (error) {
    // A mutated model that cannot be deployed. With the model as it stands an error is a bug of the runner.
    if (system.rules === RULES || !(error instanceof Error)) throw error
    const by = `crash of the model: ${error.name}`
    return { verdict: 'killed', by, actions, cpuSeconds: cpuSeconds() - start }
  }
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
