/**
 * Loads mutants of the model for lockstep: the model with one mutant active, and the contracts as they stand.
 *
 * Modules that `economy.ts` does not import are out of lockstep's reach: economics, planning and the
 * invariants themselves. Their mutants load as the unchanged model would, but lockstep is not asked.
 */
import { projectBuild } from '../../evm/build.ts'
import { projectRoot } from '../../evm/compile/root.ts'
import type { GeneratedMutant } from '../generated-mutant.ts'
import type { Loader } from '../loader.ts'
import { importGraph } from './import-graph.ts'
import { cachedGenerator } from './mutant-list.ts'
import { TypeScriptProject } from './project.ts'
import { switchedModel, type SwitchedModel } from './switched-model.ts'

const ENTRY = 'src/model/economy.ts'

/** @param list the mutants that may be loaded. @default all of the model */
export function modelLoader(
  list: () => Promise<readonly GeneratedMutant[]> = () => cachedGenerator('model').generate(),
): Loader {
  const reached = importGraph(projectRoot, ['src/model']).importsOf(ENTRY)
  let model: Promise<SwitchedModel> | undefined
  return {
    side: 'model',
    reaches: ({ source }) => reached.has(source),
    async load(mutant) {
      model ??= build(await list(), reached)
      const rules = (await model).select(mutant)
      return { system: { build: projectBuild(), rules }, codeHash: mutant.id }
    },
  }
}

async function build(
  mutants: readonly GeneratedMutant[],
  reached: ReadonlySet<string>,
): Promise<SwitchedModel> {
  const project = new TypeScriptProject(projectRoot, ['src/model'])
  try {
    const within = mutants.filter(({ source }) => reached.has(source))
    return await switchedModel(project, within, ENTRY)
  } finally {
    project.close()
  }
}
