/**
 * Pool: worker threads that run tasks one after the other. A thread that ends unexpectedly is replaced, and
 * its task runs again.
 *
 * A thread gets a task as a message, and answers with messages until one of them finishes the task.
 */
import type { Worker } from 'node:worker_threads'

export interface PoolOptions<Task, Message> {
  readonly threads: number
  /** The next task to start; undefined when there is none, after which no more are asked for. */
  readonly next: () => Task | undefined
  /** Starts a worker thread. */
  readonly start: () => Worker
  /** Takes a message about a task and returns whether it finishes the task. What it throws stops the pool. */
  readonly onMessage: (message: Message, task: Task) => boolean
  /** A thread ended unexpectedly in this task, which runs again. */
  readonly onLost: (task: Task, why: string) => void
  /** The error when threads end unexpectedly in the same task in all {@link ATTEMPTS}. */
  readonly lost: (task: Task, why: string) => Error
}

/** Attempts per task before the pool stops. */
export const ATTEMPTS = 3

/**
 * Runs tasks until there are no more.
 *
 * @throws what `lost` returns and what `onMessage` throws, after all threads have stopped.
 */
export async function runTasks<Task, Message>(options: PoolOptions<Task, Message>): Promise<void> {
  const pool: Pool<Task> = { again: [], alive: new Set(), stopped: false }
  try {
    await Promise.all(Array.from({ length: options.threads }, () => thread(pool, options)))
  } finally {
    // A failure in one thread stops all others. Terminated workers are not replaced.
    pool.stopped = true
    await Promise.all([...pool.alive].map((worker) => worker.terminate()))
  }
}

interface Pool<Task> {
  /** Tasks to run again, before new ones. */
  readonly again: Attempt<Task>[]
  readonly alive: Set<Worker>
  stopped: boolean
}

interface Attempt<Task> {
  readonly task: Task
  readonly attempts: number
}

interface Lost<Task> {
  readonly attempt: Attempt<Task>
  readonly why: string
}

/** One slot of the pool: runs a worker, and replacements, until no tasks are left. */
async function thread<Task, Message>(pool: Pool<Task>, options: PoolOptions<Task, Message>): Promise<void> {
  const take = (): Attempt<Task> | undefined => {
    const again = pool.again.shift()
    if (again !== undefined) return again
    const task = options.next()
    return task === undefined ? undefined : { task, attempts: 0 }
  }
  for (let first = take(); first !== undefined; first = take()) {
    const worker = options.start()
    pool.alive.add(worker)
    const lost = await drive(worker, first, take, options)
    pool.alive.delete(worker)
    await worker.terminate()
    if (lost === undefined || pool.stopped) return
    const { task, attempts } = lost.attempt
    if (attempts + 1 >= ATTEMPTS) throw options.lost(task, lost.why)
    options.onLost(task, lost.why)
    pool.again.unshift({ task, attempts: attempts + 1 })
  }
}

/** Sends tasks to a worker one by one. Resolves when none are left, or with the task in which it ended. */
function drive<Task, Message>(
  worker: Worker,
  first: Attempt<Task>,
  take: () => Attempt<Task> | undefined,
  { onMessage }: PoolOptions<Task, Message>,
): Promise<Lost<Task> | undefined> {
  return new Promise((resolve, reject) => {
    let attempt: Attempt<Task> | undefined = first
    const next = (): void => {
      if (attempt === undefined) resolve(undefined)
      else worker.postMessage(attempt.task)
    }
    worker.on('message', (message: Message) => {
      try {
        if (!onMessage(message, attempt!.task)) return
        attempt = take()
        next()
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
    const fail = (why: string): void => {
      if (attempt !== undefined) resolve({ attempt, why })
    }
    worker.on('error', (error) => fail(`${error.name}: ${error.message}`))
    worker.on('exit', (code) => fail(`exit code ${code}`))
    next()
  })
}
