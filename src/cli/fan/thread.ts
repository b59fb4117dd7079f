/**
 * A worker thread of a fan, seen from the main thread.
 */
import { Worker } from 'node:worker_threads'
import type { FanAssignment, PathAnswer, PathMessage } from './path.ts'

export interface Thread {
  /**
   * Resolves when the thread finds no more paths.
   *
   * @throws {Error} when the thread ended before that.
   */
  readonly ended: Promise<void>
  /** Ends the thread, whatever it is at. */
  stop(): Promise<unknown>
}

/** Starts a thread that takes paths from the queue until there are none, and answers each. */
export function startThread(
  workerData: FanAssignment,
  onAnswer: (path: number, answer: PathAnswer) => void,
): Thread {
  const file = import.meta.url.endsWith('.ts') ? './worker-of-sources.mjs' : './worker.js'
  const worker = new Worker(new URL(file, import.meta.url), { workerData, execArgv: [] })
  let isStopped = false
  let at: number | undefined
  const ended = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: PathMessage) => {
      if ('begun' in message) at = message.begun
      else onAnswer(message.path, message.answer)
    })
    const lost = (why: string): Error =>
      new Error(
        `expected ${at === undefined ? 'further paths' : `path ${at}`} to run; its worker thread ended with ${why}`,
      )
    worker.on('error', (error) => reject(lost(`${error.name}: ${error.message}`)))
    worker.on('exit', (code) => (code === 0 || isStopped ? resolve() : reject(lost(`exit code ${code}`))))
  })
  // Whoever waits for it learns of a failure; before that it is not an unhandled one.
  ended.catch(() => {})
  return {
    ended,
    stop: () => {
      isStopped = true
      return worker.terminate()
    },
  }
}
