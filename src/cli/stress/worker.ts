/**
 * Worker thread of the stress matrix: runs the paths that it receives, and answers with what each
 * contributes.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { loadLab } from '../load-lab.ts'
import { bindPriceFiles } from '../price-files.ts'
import { runStress, type StressAssignment, type Task } from './job.ts'

const { labModule, cwd, ...common } = workerData as StressAssignment
const lab = await loadLab(labModule)

parentPort!.on('message', (task: Task) => {
  const named = lab.scenarios.find(({ name }) => name === task.scenario)
  if (named?.primary === undefined)
    throw new Error(`expected the scenario ${task.scenario} with a primary metric in the lab; got none.`)
  const { scenario } = bindPriceFiles(named, task.set, cwd)
  parentPort!.postMessage(runStress(lab, scenario, named.primary, common, task))
})
