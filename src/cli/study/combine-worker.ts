/**
 * Worker thread that adds up groups of shards. It loads neither the scenarios nor the model's engine, so it
 * starts at once.
 */
import { parentPort } from 'node:worker_threads'
import { WrongInput } from '../wrong-input.ts'
import { writeDays } from './days-file.ts'
import { partialOf, type Group, type PartialResult } from './partial.ts'

/** Answer of the thread. Its daily columns are as in a days file: one array instead of thousands. */
export type CombineMessage =
  | { readonly partial: Omit<PartialResult, 'days'>; readonly days: Uint8Array | undefined }
  | { readonly damaged: string }

parentPort!.on('message', (group: Group) => {
  partialOf(group).then(
    ({ days, ...partial }) =>
      send({ partial, days: days === undefined ? undefined : writeDays(days, UNDEFLATED) }),
    (error: unknown) => {
      // Thrown out of the event's handler: the thread ends with it, and the pool tells it.
      if (!(error instanceof WrongInput)) setImmediate(() => raise(error))
      else send({ damaged: error.message })
    },
  )
})

/** For bytes that only go from one thread to another. */
const UNDEFLATED = 0

const send = (message: CombineMessage): void => parentPort!.postMessage(message)

function raise(error: unknown): never {
  throw error
}
