/**
 * Worker thread that adds up groups of shards. It loads neither the scenarios nor the model's engine, so it
 * starts at once.
 */
import { parentPort } from 'node:worker_threads'
import { WrongInput } from '../wrong-input.ts'
import { partialOf, type Group, type PartialResult } from './partial.ts'

/** Answer of the thread. */
export type CombineMessage = { readonly partial: PartialResult } | { readonly damaged: string }

parentPort!.on('message', (group: Group) => {
  partialOf(group).then(
    (partial) => send({ partial }),
    (error: unknown) => {
      // Thrown out of the event's handler: the thread ends with it, and the pool tells it.
      if (!(error instanceof WrongInput)) setImmediate(() => raise(error))
      else send({ damaged: error.message })
    },
  )
})

const send = (message: CombineMessage): void => parentPort!.postMessage(message)

function raise(error: unknown): never {
  throw error
}
