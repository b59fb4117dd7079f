/**
 * Coordinator: has the shards of a study computed by workers on any number of machines, through a queue.
 *
 * The study's directory is the truth: a shard is finished when its file is there. The queue holds references
 * to missing shards, a window at a time. Jobs that the server has lost are put in again, and a job that is
 * delivered twice writes the same file twice.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Job, Queue } from 'bullmq'
import { sha256 } from '../../../report/hash.ts'
import type { Shard } from '../../../sim/study/shard.ts'
import { WrongInput } from '../../wrong-input.ts'
import { fileNames } from '../file-names.ts'
import { bullmq, QUEUE, reached, type Redis, type Reference } from './redis.ts'

export interface CoordinatorOptions {
  readonly redis: Redis
  /** Absolute path of the manifest or its address in a bucket, and the code of the study. */
  readonly manifest: string
  readonly code: string
  /** Absolute directory of the shards' files. */
  readonly directory: string
  /** Copies shards into the directory that workers left in a bucket. */
  readonly pull: (() => Promise<void>) | undefined
  readonly onDone: (shard: Shard) => void
  /** Something that the user should know, such as a lost connection. */
  readonly say: (text: string) => void
  /** Whether to stop: waiting jobs are taken back. */
  readonly isStopped: () => boolean
}

/** A missing shard with its number in the manifest. */
export interface Missing {
  readonly index: number
  readonly shard: Shard
}

/** Most jobs in the queue at a time: enough for a thousand workers, little for the server. */
const WINDOW = 2000
/** Attempts per shard. A worker that dies is not one of them: its job is delivered again. */
const TRIES = 3
/** Milliseconds between two looks at the directory. */
const LOOK = 500
/** Looks without a worker before the user is told. */
const PATIENCE = 10

/**
 * Waits until all shards are there, or `isStopped`.
 *
 * @throws {WrongInput} when the server cannot be reached at the start.
 * @throws {ShardFailed} when a shard failed in all attempts; other shards are kept.
 */
export async function runOverRedis(todo: readonly Missing[], options: CoordinatorOptions): Promise<void> {
  const { Queue: QueueOf } = await bullmq()
  const connection = await reached(options.redis)
  const queue = new QueueOf<Reference>(QUEUE, { connection })
  let isLost = false
  queue.on('error', (error) => {
    if (!isLost) options.say(`lost ${options.redis.shown}, trying again: ${error.message}`)
    isLost = true
  })
  const study = sha256(options.manifest + options.code).slice(0, 16)
  const left = new Map(todo.map((each) => [`${study}-${each.index}`, each]))
  try {
    await untilAnswered(() => takeBack(queue, study))
    for (let look = 0; ; look++) {
      await options.pull?.()
      collect(left, options)
      if (left.size === 0 || options.isStopped()) return
      await untilAnswered(() => fill(queue, left, options))
      isLost = false
      const failed = (await untilAnswered(() => queue.getFailed())).find((job) => left.has(job.id ?? ''))
      if (failed !== undefined) throw new ShardFailed(left.get(failed.id!)!.shard, failed.failedReason)
      if (look === PATIENCE && (await untilAnswered(() => queue.getWorkersCount())) === 0)
        options.say('waiting for workers; start one with: npm run worker -- --redis URL')
      await pause()
    }
  } finally {
    await untilAnswered(() => takeBack(queue, study))
    await queue.close()
  }
}

/**
 * Asks again where the connection was lost before the answer came. The client repeats a single command by
 * itself, but not several that belong together. All that is asked here may be asked twice.
 */
async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;)
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'AbortError') throw error
      await pause()
    }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK))

/** Takes note of the shards whose files have come. */
function collect(left: Map<string, Missing>, { directory, onDone }: CoordinatorOptions): void {
  for (const [id, { shard }] of left)
    if (existsSync(join(directory, fileNames(shard).rows))) {
      left.delete(id)
      onDone(shard)
    }
}

/** Puts the next missing shards into the queue. A job that is there already stays as it is. */
async function fill(
  queue: Queue<Reference>,
  left: ReadonlyMap<string, Missing>,
  { manifest, code }: CoordinatorOptions,
): Promise<void> {
  await queue.addBulk(
    [...left].slice(0, WINDOW).map(([jobId, { index }]) => ({
      name: 'shard',
      data: { manifest, index, code },
      opts: { jobId, attempts: TRIES, backoff: 1000, removeOnComplete: true },
    })),
  )
}

/** Removes the study's jobs that no worker has in hand. */
async function takeBack(queue: Queue<Reference>, study: string): Promise<void> {
  const own = (job: Job<Reference> | undefined): boolean => job?.id?.startsWith(`${study}-`) === true
  const jobs = (await queue.getJobs(['waiting', 'delayed', 'failed', 'prioritized'])).filter(own)
  // A worker may take one in the meantime; then it is computed.
  await Promise.all(jobs.map((job) => job.remove().catch(() => {})))
}

/** A shard failed in all attempts. */
export class ShardFailed extends WrongInput {
  override readonly name = 'ShardFailed'
  constructor({ point, first, last }: Shard, reason: string) {
    super({
      expected: `paths ${first} to ${last} of point ${point} to be computed`,
      got: `after ${TRIES} attempts: ${reason}`,
      advice: 'Remove the cause and run the same command to resume.',
    })
  }
}
