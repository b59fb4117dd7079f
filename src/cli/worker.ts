/** `npm run worker`: computes shards that a queue on Redis refers to. */
import { WORKER_OPTIONS, worker } from './commands/worker.ts'
import { runCommand } from './process.ts'

const labModule = import.meta.url.replace(/worker(\.[jt]s)$/, 'lab$1')

await runCommand('worker', worker(labModule), WORKER_OPTIONS)
