/**
 * Lockstep stage of model mutants: the mutated model against the real contracts, by comparison only.
 *
 * Out of its reach are modules that `economy.ts` does not import: economics, planning and the invariants
 * themselves. They survive it at once, without a run.
 */
import { projectBuild } from '../../evm/build.ts'
import { projectRoot } from '../../evm/compile/root.ts'
import { aboutWhat } from '../../lockstep/compare/comparison.ts'
import { search } from '../../lockstep/shrink/search.ts'
import type { GeneratedMutant } from '../generated-mutant.ts'
import type { Stage, Verdict } from '../stage.ts'
import { importGraph } from './import-graph.ts'
import { TypeScriptProject } from './project.ts'
import { switchedModel } from './switched-model.ts'

const ENTRY = 'src/model/economy.ts'

export interface LockstepOptions {
  readonly sequences: number
  readonly maxActions: number
  readonly seed: number
}

/** Builds the model with all of these mutants, of which the stage then judges any. */
export async function modelLockstepStage(
  mutants: readonly GeneratedMutant[],
  options: LockstepOptions,
): Promise<Stage> {
  const reached = importGraph(projectRoot, ['src/model']).importsOf(ENTRY)
  const project = new TypeScriptProject(projectRoot, ['src/model'])
  const within = mutants.filter(({ source }) => reached.has(source))
  const model = await switchedModel(project, within, ENTRY)
  project.close()
  const build = projectBuild()
  return {
    name: 'lockstep',
    sides: ['model'],
    async run(mutant): Promise<Verdict> {
      if (!reached.has(mutant.source)) return { verdict: 'survived', cpuSeconds: 0 }
      const start = process.cpuUsage()
      const seconds = (): number => {
        const { user, system } = process.cpuUsage(start)
        return (user + system) / 1e6
      }
      let actions = 0
      try {
        const setup = { build, rules: model.select(mutant), invariants: [] }
        const onSequence = (run: { readonly actions: readonly unknown[] }): void => {
          actions += run.actions.length
        }
        const found = search(setup, { ...options, shrinkAttempts: 0, onSequence })
        if (found === undefined) return { verdict: 'survived', actions, cpuSeconds: seconds() }
        const by = aboutWhat(found.finding)
        return { verdict: 'killed', by, sequence: found.sequence, actions, cpuSeconds: seconds() }
      } catch (error) {
        if (!(error instanceof Error)) throw error
        // The model fails while it is loaded or deployed.
        return { verdict: 'killed', by: `crash of the model: ${error.name}`, actions, cpuSeconds: seconds() }
      }
    },
  }
}
