/**
 * Worker of the explorer: answers the page's tasks one after the other, so that the page never waits.
 */
import type { Versions } from '../../report/manifest.ts'
import { failureOf, openEngine, type Engine, type Failure, type TaskName, type Tasks } from './engine.ts'

/** A task of the page, with a number by which it knows the answer. */
export interface Question {
  readonly id: number
  readonly name: TaskName
  readonly given: Tasks[TaskName]['given']
}

/** First of all, the page says from what it was built. */
export type ToWorker = { readonly versions: Versions } | Question

export type FromWorker =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: Failure }

/** What a browser's worker has around it. */
interface Scope {
  addEventListener(name: 'message', handle: (event: { readonly data: ToWorker }) => void): void
  postMessage(message: FromWorker): void
}

const scope = globalThis as unknown as Scope
let engine: Engine | undefined

scope.addEventListener('message', ({ data }) => {
  if ('versions' in data) {
    engine = openEngine(data.versions)
    return
  }
  const { id, name, given } = data
  try {
    const task = engine![name] as (given: unknown) => unknown
    scope.postMessage({ id, answer: task(given) })
  } catch (error) {
    scope.postMessage({ id, failure: failureOf(error) })
  }
})
