/**
 * Worker thread of a study: runs the shards that it receives, in order, and writes their files.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { Shard } from '../../sim/study/shard.ts'
import { loadLab } from '../load-lab.ts'
import { bindPriceFiles } from '../price-files.ts'
import { runShard, writeShard, type Assignment, type WorkerMessage } from './job.ts'

const assignment = workerData as Assignment
const lab = await loadLab(assignment.labModule)
const named = lab.scenarios.find(({ name }) => name === assignment.spec.scenario)
if (named === undefined)
  throw new Error(
    `expected the scenario ${assignment.spec.scenario} in the lab; got none. Export it from ${assignment.labModule}.`,
  )
const { scenario } = bindPriceFiles(named, assignment.spec.set, assignment.cwd)

const send = (message: WorkerMessage): void => parentPort!.postMessage(message)

parentPort!.on('message', (shard: Shard) => {
  const result = runShard(lab, scenario, assignment, shard, (path) => send({ path }))
  try {
    writeShard(assignment, scenario, shard, result)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return send({ cannotWrite: message, code })
  }
  send({ done: shard })
})
