/**
 * Pool: threads that work off stretches. A thread that dies is replaced, and its stretch is done again.
 */
import { Worker } from 'node:worker_threads'
import type { Shard } from '../../sim/study/shard.ts'
import type { Assignment, Told } from './job.ts'

export interface PoolOptions {
  readonly workers: number
  readonly assignment: Assignment
  readonly onPath: () => void
  readonly onDone: (shard: Shard) => void
  /** A thread died in the middle of this stretch, after `paths` of its paths; they will be done again. */
  readonly onLost: (shard: Shard, why: string, paths: number) => void
}

/** How often a stretch is begun before the study gives up. */
const ATTEMPTS = 3

/**
 * Works off all stretches.
 *
 * @throws {ShardLost} if threads keep dying in the same stretch, {CannotWrite} if files cannot be written; what is done stays done.
 */
export async function workOff(shards: readonly Shard[], options: PoolOptions): Promise<void> {
  const queue = shards.map((shard) => ({ shard, attempts: 0 }))
  const threads = Math.min(options.workers, queue.length)
  const pool: Pool = { queue, alive: new Set(), stopped: false }
  try {
    await Promise.all(Array.from({ length: threads }, () => thread(pool, options)))
  } finally {
    // One thread's failure ends the others: a worker that is terminated has not died, and is not replaced.
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
  /** How many of its paths were done, and are lost. */
  readonly paths: number
}

/** One place in the pool: a worker, and after it another, until nothing is left to do. */
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

/** Sends a worker one stretch after the other. Resolves when none is left, or with the one in which it died. */
function drive(worker: Worker, queue: Task[], { onPath, onDone }: PoolOptions): Promise<Lost | undefined> {
  return new Promise((resolve, reject) => {
    let task = queue.shift()
    let paths = 0
    const next = (): void => {
      if (task === undefined) resolve(undefined)
      else worker.postMessage(task.shard)
    }
    worker.on('message', (told: Told) => {
      if ('path' in told) {
        paths++
        return onPath()
      }
      if ('cannotWrite' in told) return reject(new CannotWrite(told.cannotWrite, told.code))
      onDone(told.done)
      task = queue.shift()
      paths = 0
      next()
    })
    const die = (why: string): void => {
      if (task !== undefined) resolve({ task, why, paths })
    }
    worker.on('error', (error) => die(`${error.name}: ${error.message}`))
    worker.on('exit', (code) => die(`it exited with code ${code}`))
    next()
  })
}

function start(workerData: Assignment): Worker {
  const file = import.meta.url.endsWith('.ts') ? './worker-of-sources.mjs' : './worker.js'
  return new Worker(new URL(file, import.meta.url), { workerData, execArgv: [], resourceLimits })
}

/** A third of V8's own choice for what is new: a path needs no more, and many threads take a tenth less memory each. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 }

/** Threads died again and again in the same stretch. */
export class ShardLost extends Error {
  override readonly name = 'StretchLost'
  constructor({ point, first, last }: Shard, why: string) {
    super(
      `expected paths ${first} to ${last} of point ${point} to be done, but the thread died ${ATTEMPTS} times; the last time ${why}. ` +
        'What is done stays done: the same command goes on from there.',
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
