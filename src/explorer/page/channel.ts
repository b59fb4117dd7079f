/**
 * Channel: a worker that answers tasks one after the other, and that can be ended at once.
 */
import type { Versions } from '../../report/manifest.ts'
import type { Failure, TaskName, Tasks } from '../engine/engine.ts'
import type { FromWorker } from '../engine/worker.ts'

/** A task ended with a failure. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed'
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** The worker was ended before it answered. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

export interface Channel {
  /**
   * The answer of the worker.
   *
   * @throws {TaskFailed} when the task failed, {Cancelled} when the worker was ended before.
   */
  ask<Name extends TaskName>(name: Name, given: Tasks[Name]['given']): Promise<Tasks[Name]['answer']>
  /** Ends the worker. */
  end(): void
}

interface Waiting {
  resolve(answer: unknown): void
  reject(error: Error): void
}

/** Starts a worker whose script is at `address`. */
export function openChannel(address: string, versions: Versions): Channel {
  const worker = new Worker(address)
  const waiting = new Map<number, Waiting>()
  let next = 0
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('failure' in data) asked?.reject(new TaskFailed(data.failure))
    else asked?.resolve(data.answer)
  })
  // A worker that does not start, or runs out of memory.
  worker.addEventListener('error', ({ message }) => {
    for (const asked of waiting.values()) asked.reject(new TaskFailed({ name: 'Error', message }))
    waiting.clear()
  })
  worker.postMessage({ versions })
  return {
    ask: (name, given) =>
      new Promise((resolve, reject) => {
        const id = next++
        waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject })
        worker.postMessage({ id, name, given })
      }),
    end: () => {
      worker.terminate()
      for (const asked of waiting.values()) asked.reject(new Cancelled('the worker was ended'))
      waiting.clear()
    },
  }
}
