/**
 * Pool: threads that work off stretches. A thread that dies is replaced, and its stretch is done again.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Stretch } from '../../sim/study/stretch.ts'
import type { Assignment, Told } from './job.ts'

export interface PoolOptions {
  readonly workers: number
  readonly assignment: Assignment
  readonly onPath: () => void
  readonly onDone: (stretch: Stretch) => void
  /** A thread died in the middle of this stretch, which will be done again. */
  readonly onLost: (stretch: Stretch, why: string) => void
}

/** How often a stretch is begun before the study gives up. */
const ATTEMPTS = 3

/**
 * Works off all stretches.
 *
 * @throws {StretchLost} if threads keep dying in the same stretch, {CannotWrite} if files cannot be written; what is done stays done.
 */
export async function workOff(stretches: readonly Stretch[], options: PoolOptions): Promise<void> {
  const queue = stretches.map((stretch) => ({ stretch, attempts: 0 }))
  const threads = Math.min(options.workers, queue.length)
  const alive = new Set<Worker>()
  try {
    await Promise.all(Array.from({ length: threads }, () => thread(queue, options, alive)))
  } finally {
    await Promise.all([...alive].map((worker) => worker.terminate()))
  }
}

interface Task {
  readonly stretch: Stretch
  readonly attempts: number
}

/** One place in the pool: a worker, and after it another, until nothing is left to do. */
async function thread(queue: Task[], options: PoolOptions, alive: Set<Worker>): Promise<void> {
  while (queue.length > 0) {
    const worker = start(options.assignment)
    alive.add(worker)
    const lost = await drive(worker, queue, options)
    alive.delete(worker)
    await worker.terminate()
    if (lost === undefined) return
    const { stretch, attempts } = lost.task
    if (attempts + 1 >= ATTEMPTS) throw new StretchLost(stretch, lost.why)
    options.onLost(stretch, lost.why)
    queue.unshift({ stretch, attempts: attempts + 1 })
  }
}

/** Sends a worker one stretch after the other. Resolves when none is left, or with the one in which it died. */
function drive(
  worker: Worker,
  queue: Task[],
  { onPath, onDone }: PoolOptions,
): Promise<{ readonly task: Task; readonly why: string } | undefined> {
  return new Promise((resolve, reject) => {
    let task = queue.shift()
    const next = (): void => {
      if (task === undefined) resolve(undefined)
      else worker.postMessage(task.stretch)
    }
    worker.on('message', (told: Told) => {
      if ('path' in told) return onPath()
      if ('cannotWrite' in told) return reject(new CannotWrite(told.cannotWrite, told.code))
      onDone(told.done)
      task = queue.shift()
      next()
    })
    worker.on(
      'error',
      (error) => task !== undefined && resolve({ task, why: `${error.name}: ${error.message}` }),
    )
    worker.on('exit', (code) => task !== undefined && resolve({ task, why: `it exited with code ${code}` }))
    next()
  })
}

function start(workerData: Assignment): Worker {
  const source = import.meta.url.endsWith('.ts')
  const url = new URL(source ? './worker.ts' : './worker.js', import.meta.url)
  // As sources the project runs through tsx, which a thread has to be told.
  const loader = source ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : []
  return new Worker(url, { workerData, execArgv: loader })
}

/** Threads died again and again in the same stretch. */
export class StretchLost extends Error {
  override readonly name = 'StretchLost'
  constructor({ point, first, last }: Stretch, why: string) {
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
