/**
 * Checkers: worker threads that execute the EVM's messages again on EthereumJS, in parallel with the replay.
 *
 * EthereumJS takes most of the time of a verification. A replay records its messages in traces, each with the
 * accounts at its start and end, so traces are independent. By induction over the traces, checking each one
 * checks the whole replay; the result does not depend on scheduling.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Difference, Trace } from '../../evm/machine/trace.ts'
import type { CrossChecker } from '../../lockstep/compare/replay.ts'

export interface Checkers extends CrossChecker {
  /** Terminates the threads and discards unfinished work. */
  readonly close: () => Promise<void>
}

/** A thread's answer: the differences in its oldest unanswered trace. */
export type TraceDifferences = readonly Difference[]

interface Task {
  readonly trace: Trace
  readonly resolve: (differences: TraceDifferences) => void
  readonly reject: (error: Error) => void
}

interface Checker {
  readonly worker: Worker
  /** Sent and unanswered, oldest first. */
  readonly tasks: Task[]
}

/** One running and one queued, so that a thread does not wait for the replay between tasks. */
const TASKS_PER_CHECKER = 2

/**
 * Starts checker threads.
 *
 * @default threads one per core
 */
export function startCheckers(threads = availableParallelism()): Checkers {
  const waiting: Task[] = []
  const checkers: Checker[] = Array.from({ length: threads }, () => ({ worker: start(), tasks: [] }))
  let failure: Error | undefined
  const send = (): void => {
    for (;;) {
      const free = checkers.toSorted((a, b) => a.tasks.length - b.tasks.length)[0]!
      if (free.tasks.length >= TASKS_PER_CHECKER) return
      const task = waiting.shift()
      if (task === undefined) return
      free.tasks.push(task)
      free.worker.postMessage(task.trace)
    }
  }
  for (const { worker, tasks } of checkers) {
    const fail = (error: Error): void => {
      failure ??= error
      for (const task of [...tasks.splice(0), ...waiting.splice(0)]) task.reject(error)
    }
    worker.on('message', (differences: TraceDifferences) => {
      tasks.shift()!.resolve(differences)
      send()
    })
    worker.on('error', fail)
    worker.on('exit', (code) => fail(new CheckerDied(code)))
  }
  return {
    ahead: threads * TASKS_PER_CHECKER,
    check: (trace) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure)
        waiting.push({ trace, resolve, reject })
        send()
      }),
    close: async () => {
      await Promise.all(checkers.map(({ worker }) => worker.terminate()))
    },
  }
}

function start(): Worker {
  const file = import.meta.url.endsWith('.ts') ? './checker-of-sources.mjs' : './checker.js'
  return new Worker(new URL(file, import.meta.url), { execArgv: [] })
}

/** A checker thread exited unexpectedly. */
export class CheckerDied extends Error {
  override readonly name = 'CheckerDied'
  constructor(code: number) {
    super(
      `expected the EthereumJS checker thread to keep running; got exit code ${code}. Run the command again; if ` +
        'it fails again, free some memory or verify a shorter run.',
    )
  }
}
