/**
 * Checkers: threads that repeat on EthereumJS what the machine did, while the replay goes on.
 *
 * EthereumJS takes most of a verification's time. A replay records its messages in traces, each with the accounts at its start and its end,
 * so they are checked apart: by induction over the traces it is one check, and its result does not depend on who checks what when.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Difference, Trace } from '../../evm/machine/trace.ts'
import type { CrossChecker } from '../../lockstep/compare/replay.ts'

export interface Checkers extends CrossChecker {
  /** Ends the threads. What they have not finished is never told. */
  readonly close: () => Promise<void>
}

/** What a thread answers: what it found in the oldest trace that it has. */
export type Found = readonly Difference[]

interface Task {
  readonly trace: Trace
  readonly resolve: (found: Found) => void
  readonly reject: (error: Error) => void
}

interface Checker {
  readonly worker: Worker
  /** Sent and not answered, oldest first. */
  readonly tasks: Task[]
}

/** One at work and one behind it, so that a thread need not wait for the replay to notice that it is free. */
const TASKS_PER_CHECKER = 2

/** Starts threads: as many as there are cores, unless told otherwise. */
export function startCheckers(threads = availableParallelism()): Checkers {
  const waiting: Task[] = []
  const checkers: Checker[] = Array.from({ length: threads }, () => ({ worker: start(), tasks: [] }))
  let death: Error | undefined
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
    const die = (error: Error): void => {
      death ??= error
      for (const task of [...tasks.splice(0), ...waiting.splice(0)]) task.reject(error)
    }
    worker.on('message', (found: Found) => {
      tasks.shift()!.resolve(found)
      send()
    })
    worker.on('error', die)
    worker.on('exit', (code) => die(new CheckerDied(code)))
  }
  return {
    ahead: threads * TASKS_PER_CHECKER,
    check: (trace) =>
      new Promise((resolve, reject) => {
        if (death !== undefined) return reject(death)
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

/** A thread ended by itself. */
export class CheckerDied extends Error {
  override readonly name = 'CheckerDied'
  constructor(code: number) {
    super(`expected the thread that repeats messages on EthereumJS to stay, but it exited with code ${code}`)
  }
}
