/**
 * Pool: worker threads that run shards. A thread that ends unexpectedly is replaced, and its shard runs
 * again.
 */
import { Worker } from 'node:worker_threads'
import type { Shard } from '../../sim/study/shard.ts'
import type { Assignment, WorkerMessage } from './job.ts'

export interface PoolOptions {
  readonly workers: number
  readonly assignment: Assignment
  readonly onPath: () => void
  readonly onDone: (shard: Shard) => void
  /** A thread ended unexpectedly after `paths` paths of this shard, which runs again. */
  readonly onLost: (shard: Shard, why: string, paths: number) => void
}

/** Attempts per shard before the study stops. */
const ATTEMPTS = 3

/**
 * Runs all shards. Finished shards are kept when it throws.
 *
 * @throws {ShardLost} when threads end unexpectedly in the same shard in all attempts.
 * @throws {CannotWrite} when files cannot be written.
 */
export async function runShards(shards: readonly Shard[], options: PoolOptions): Promise<void> {
  const queue = shards.map((shard) => ({ shard, attempts: 0 }))
  const threads = Math.min(options.workers, queue.length)
  const pool: Pool = { queue, alive: new Set(), stopped: false }
  try {
    await Promise.all(Array.from({ length: threads }, () => thread(pool, options)))
  } finally {
    // A failure in one thread stops all others. Terminated workers are not replaced.
    pool.stopped = true
    await Promise.all([...pool.alive].map((worker) => worker.terminate()))
  }
}

interface Pool {
  readonly queue: Task[]
  readonly alive: Set<Worker>
  stopped: boolean
}

interface Task {
  readonly shard: Shard
  readonly attempts: number
}

interface Lost {
  readonly task: Task
  readonly why: string
  /** Finished paths of the shard, which are lost. */
  readonly paths: number
}

/** One slot of the pool: runs a worker, and replacements, until the queue is empty. */
async function thread(pool: Pool, options: PoolOptions): Promise<void> {
  const { queue, alive } = pool
  while (queue.length > 0) {
    const worker = start(options.assignment)
    alive.add(worker)
    const lost = await drive(worker, queue, options)
    alive.delete(worker)
    await worker.terminate()
    if (lost === undefined || pool.stopped) return
    const { shard, attempts } = lost.task
    if (attempts + 1 >= ATTEMPTS) throw new ShardLost(shard, lost.why)
    options.onLost(shard, lost.why, lost.paths)
    queue.unshift({ shard, attempts: attempts + 1 })
  }
}

/**
 * Sends shards to a worker one by one. Resolves when the queue is empty, or with the shard in which it ended.
 */
function drive(worker: Worker, queue: Task[], { onPath, onDone }: PoolOptions): Promise<Lost | undefined> {
  return new Promise((resolve, reject) => {
    let task = queue.shift()
    let paths = 0
    const next = (): void => {
      if (task === undefined) resolve(undefined)
      else worker.postMessage(task.shard)
    }
    worker.on('message', (message: WorkerMessage) => {
      if ('path' in message) {
        paths++
        return onPath()
      }
      if ('cannotWrite' in message) return reject(new CannotWrite(message.cannotWrite, message.code))
      onDone(message.done)
      task = queue.shift()
      paths = 0
      next()
    })
    const fail = (why: string): void => {
      if (task !== undefined) resolve({ task, why, paths })
    }
    worker.on('error', (error) => fail(`${error.name}: ${error.message}`))
    worker.on('exit', (code) => fail(`exit code ${code}`))
    next()
  })
}

function start(workerData: Assignment): Worker {
  const file = import.meta.url.endsWith('.ts') ? './worker-of-sources.mjs' : './worker.js'
  return new Worker(new URL(file, import.meta.url), { workerData, execArgv: [], resourceLimits })
}

/**
 * A third of V8's default young generation. A path needs no more, and each thread takes a tenth less memory.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 16 }

/** Threads ended unexpectedly in the same shard in all attempts. */
export class ShardLost extends Error {
  override readonly name = 'ShardLost'
  constructor({ point, first, last }: Shard, why: string) {
    super(
      `expected paths ${first} to ${last} of point ${point} to run; got ${ATTEMPTS} worker threads that ended, ` +
        `the last with ${why}. Finished paths are kept: run the same command to resume.`,
    )
  }
}

/** A thread could not write its files. */
export class CannotWrite extends Error {
  override readonly name = 'CannotWrite'
  readonly code: string | undefined
  constructor(message: string, code: string | undefined) {
    super(message)
    this.code = code
  }
}
