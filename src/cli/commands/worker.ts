/**
 * Command `worker`: computes shards of studies that a queue on Redis refers to, until it is stopped.
 *
 * A worker holds no state: shards are files of the study's directory, which every machine must see under the
 * same path, or objects of its bucket. It gives back jobs of studies of other code and ends, since its own
 * would give other results.
 */
import { availableParallelism } from 'node:os'
import type { Job } from 'bullmq'
import { times } from '../../report/number.ts'
import { EXIT, type Command, type ExitCode, type Io } from '../io.ts'
import { optionLines } from '../help.ts'
import { readWhole, WORKERS } from '../number.ts'
import { readOptions, type Options } from '../options.ts'
import { bullmq, QUEUE, reached, readRedis, type Redis, type Reference } from '../study/bullmq/redis.ts'
import { ShardThread } from '../study/bullmq/worker-thread.ts'
import { codeFingerprint } from '../study/code.ts'
import { mustBeOurs } from '../study/manifest.ts'
import { openPlace } from '../study/place.ts'
import { Scratch } from '../study/scratch.ts'
import { versions } from '../versions.ts'
import { WrongInput } from '../wrong-input.ts'

export const WORKER_OPTIONS = {
  redis: { value: 'URL', means: 'Redis or Valkey server, redis:// or rediss://. Default: AMT_LAB_REDIS.' },
  threads: { value: 'N', means: 'Shards at a time, from 1 to 256. Default: one per core.' },
  lock: {
    value: 'SECONDS',
    means: 'Time after which the shard of a worker that has died goes to another one. Default 30.',
  },
  help: { short: 'h', means: 'Show this help and exit.' },
} satisfies Options

const LOCKS = { min: 1n, max: 3600n, example: 30n }

/**
 * The command on the lab that `labModule` exports.
 *
 * @throws {WrongInput} when the arguments are invalid, or the server cannot be reached.
 */
export function worker(labModule: string): Command {
  return async (argv, io) => {
    const { flags, values, positionals } = readOptions(argv, WORKER_OPTIONS)
    if (flags.has('help')) {
      io.out(workerHelp())
      return EXIT.holds
    }
    if (positionals.length > 0)
      throw new WrongInput({
        expected: 'options only',
        got: `"${positionals[0]}"`,
        advice: 'See npm run worker -- --help.',
      })
    const whole = (name: 'threads' | 'lock', usual: number, range: typeof LOCKS): number =>
      Number(readWhole(`--${name}`, values.get(name)?.[0] ?? usual.toString(), range))
    return work(
      {
        labModule,
        redis: readRedis(values.get('redis')?.[0]),
        threads: whole('threads', availableParallelism(), WORKERS),
        lock: 1000 * whole('lock', 30, LOCKS),
      },
      io,
    )
  }
}

interface WorkOptions {
  readonly labModule: string
  readonly redis: Redis
  readonly threads: number
  /** Milliseconds. */
  readonly lock: number
}

async function work({ labModule, redis, threads, lock }: WorkOptions, io: Io): Promise<ExitCode> {
  const { Worker, WaitingError } = await bullmq()
  const connection = await reached(redis)
  const own = { version: versions().package, code: codeFingerprint(labModule) }
  const free = Array.from({ length: threads }, () => new ShardThread(labModule))
  const all = [...free]
  const scratch = new Scratch()
  let rejected: WrongInput | undefined
  let stop = (): void => {}
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  const isOther = (study: Parameters<typeof mustBeOurs>[0]): boolean => {
    try {
      mustBeOurs(study, own)
      return false
    } catch (error) {
      if (!(error instanceof WrongInput)) throw error
      rejected = error
      return true
    }
  }
  /** Another worker may be able to compute it. */
  const giveBack = async (job: Job<Reference>, token?: string): Promise<never> => {
    stop()
    await job.moveToWait(token)
    throw new WaitingError()
  }
  const compute = async (job: Job<Reference>, token?: string): Promise<void> => {
    const { manifest: file, index, code } = job.data
    // Only other code ends the worker. A manifest that is gone fails its job, and no other study waits for
    // it.
    if (isOther({ version: own.version, code })) return giveBack(job, token)
    const place = await openPlace(file, scratch)
    const { manifest } = place
    if (isOther(manifest)) return giveBack(job, token)
    const shard = manifest.shards[index]!
    // A job may be delivered again after its shard was written.
    if (await place.has(shard)) return
    const thread = free.pop()!
    try {
      await thread.run(place, shard)
    } finally {
      free.push(thread)
    }
    await place.deliver(shard)
  }
  const inHand = new Set<Promise<void>>()
  const take = (job: Job<Reference>, token?: string): Promise<void> => {
    const computed = compute(job, token).finally(() => inHand.delete(computed))
    inHand.add(computed)
    return computed
  }
  const queue = new Worker<Reference>(QUEUE, take, {
    connection,
    concurrency: threads,
    lockDuration: lock,
    stalledInterval: lock,
    // A shard that kills every worker is not delivered for ever.
    maxStalledCount: 3,
  })
  let isLost = false
  queue.on('error', (error) => {
    if (!isLost) io.err(`worker: lost ${redis.shown}, trying again: ${error.message}\n`)
    isLost = true
  })
  queue.on('ready', () => (isLost = false))
  queue.on('completed', ({ data }) => io.err(`worker: shard ${data.index} of ${data.manifest}\n`))
  queue.on('failed', (job, error) =>
    io.err(`worker: shard ${job?.data.index} of ${job?.data.manifest} failed: ${error.message}\n`),
  )
  const release = io.onStop(() => {
    stop()
    return 'finishing the shards in hand, then ending; once more to end at once'
  })
  io.err(
    `worker: ${times(threads, 'shard')} at a time, waiting for shards from ${redis.shown}; those of a worker ` +
      `that dies go to another one after ${times(lock / 1000, 'second')}\n`,
  )
  await stopped
  release()
  // A server that is gone is not waited for: the files of the shards are what counts.
  if (isLost) await Promise.allSettled(inHand)
  await queue.close(isLost)
  await Promise.all(all.map((thread) => thread.close()))
  scratch.remove()
  if (rejected !== undefined) throw rejected
  return EXIT.holds
}

function workerHelp(): string {
  return `Computes shards of studies that were started with --executor bullmq, until it is stopped.

Usage
  npm run worker -- --redis URL [options]
  The directory of a study must be visible under the same path as where the study runs,
  unless the study has a --bucket.
  SIGTERM or Ctrl-C lets the shards in hand end. A second one ends at once; the shards then go to other workers.

Options
${optionLines(WORKER_OPTIONS)}

Exit codes
  0  stopped
  2  not started, or ended: invalid input, no server, or a study of other code, whose shards were given back
  3  internal error

Examples
  npm run worker -- --redis redis://queue.example:6379
  AMT_LAB_REDIS=rediss://:password@queue.example:6380 npm run worker
`
}
