/**
 * Worker thread of a fan: takes paths from the queue until there are none, and answers with what each
 * contributes.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { loadLab } from '../load-lab.ts'
import { bindPriceFiles } from '../price-files.ts'
import { runPath, type FanAssignment, type PathMessage } from './path.ts'
import { takeFrom } from './queue.ts'

const { labModule, name, cwd, queue, wanted, ...asked } = workerData as FanAssignment
const lab = await loadLab(labModule)
const named = lab.scenarios.find((scenario) => scenario.name === name)
if (named === undefined) throw new Error(`expected the scenario ${name} in the lab; got none.`)
const { scenario } = bindPriceFiles(named, asked.set, cwd)

const say = (message: PathMessage): void => parentPort!.postMessage(message)
for (let at = takeFrom(queue); at < wanted.length; at = takeFrom(queue)) {
  const path = wanted[at]!
  say({ begun: path })
  say({ path, answer: runPath(lab, scenario, asked, path) })
}
