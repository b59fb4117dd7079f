/**
 * A thread of a study: runs the stretches that it is sent, one after the other, and writes their files.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { Shard } from '../../sim/study/shard.ts'
import type { Lab } from '../lab.ts'
import { bindPriceFiles } from '../price-files.ts'
import { live, writeShard, type Assignment, type Told } from './job.ts'

const assignment = workerData as Assignment
const { lab } = (await import(assignment.labModule)) as { readonly lab: Lab }
const named = lab.scenarios.find(({ name }) => name === assignment.spec.scenario)
if (named === undefined) throw new Error(`expected the scenario ${assignment.spec.scenario} in the lab`)
const { scenario } = bindPriceFiles(named, assignment.spec.set, assignment.cwd)

const tell = (told: Told): void => parentPort!.postMessage(told)

parentPort!.on('message', (shard: Shard) => {
  const trajectory = live(lab, scenario, assignment, shard, (path) => tell({ path }))
  try {
    writeShard(assignment, scenario, shard, trajectory)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return tell({ cannotWrite: message, code })
  }
  tell({ done: shard })
})
