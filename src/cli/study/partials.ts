/**
 * Partials: the partial results of all groups of a study, in their order, by threads where that pays.
 */
import { Worker } from 'node:worker_threads'
import { runTasks } from '../pool.ts'
import { WrongInput } from '../wrong-input.ts'
import type { CombineMessage } from './combine-worker.ts'
import { readDays } from './days-file.ts'
import { partialOf, type Group, type PartialResult } from './partial.ts'

/** Groups below which threads take longer to start than they save. */
const FEW = 4

/** Workers up to which the command adds up itself, in bounded memory: a thread takes 80 MB or more. */
const SMALL = 2

const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 }

/**
 * Adds up the groups.
 *
 * @returns a function that gives the partial result of the next group, each one once.
 * @throws {WrongInput} when a file is damaged, or gone.
 */
export function partialsOf(groups: readonly Group[], workers: number): () => Promise<PartialResult> {
  let next = 0
  if (workers <= SMALL || groups.length < FEW) return () => partialOf(groups[next++]!)
  const slots = new Map(groups.map((group) => [group, slot()]))
  const queue = [...groups]
  const done = runTasks<Group, CombineMessage>({
    threads: Math.min(workers, groups.length),
    next: () => queue.shift(),
    start: startThread,
    onMessage: (message, group) => {
      if ('damaged' in message) throw new WrongInput(message.damaged)
      slots.get(group)!.resolve(message)
      return true
    },
    onLost: () => {},
    lost: (_group, why) => new Error(`expected shards to be added up; got threads that ended with ${why}`),
  })
  done.catch((error: unknown) => {
    for (const { reject } of slots.values()) reject(error)
  })
  return () => {
    const group = groups[next++]!
    // Not kept once it is taken: partial results are the largest thing in memory.
    return slots
      .get(group)!
      .promise.then(({ partial, days }) => ({
        ...partial,
        days: days === undefined ? undefined : readDays(days),
      }))
      .finally(() => slots.delete(group))
  }
}

type Finished = Extract<CombineMessage, { readonly partial: unknown }>

interface Slot {
  readonly promise: Promise<Finished>
  readonly resolve: (finished: Finished) => void
  readonly reject: (why: unknown) => void
}

/** A promise of an answer. It may fail without anybody waiting for it, if one before it does. */
function slot(): Slot {
  const slot: { -readonly [Name in keyof Slot]?: Slot[Name] } = {}
  slot.promise = new Promise((resolve, reject) => {
    slot.resolve = resolve
    slot.reject = reject
  })
  slot.promise.catch(() => {})
  return slot as Slot
}

function startThread(): Worker {
  const file = import.meta.url.endsWith('.ts') ? './combine-worker-of-sources.mjs' : './combine-worker.js'
  return new Worker(new URL(file, import.meta.url), { execArgv: [], resourceLimits })
}
