/**
 * Pool of a study: worker threads that run its shards.
 */
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { Shard } from '../../sim/study/shard.ts'
import { ATTEMPTS, runTasks } from '../pool.ts'
import type { Assignment, WorkerMessage } from './job.ts'

export interface PoolOptions {
  readonly workers: number
  readonly assignment: Assignment
  readonly onPath: () => void
  readonly onDone: (shard: Shard) => void
  /** A thread ended unexpectedly after `paths` paths of this shard, which runs again. */
  readonly onLost: (shard: Shard, why: string, paths: number) => void
}

/**
 * Runs all shards. Finished shards are kept when it throws.
 *
 * @throws {ShardLost} when threads end unexpectedly in the same shard in all attempts.
 * @throws {CannotWrite} when files cannot be written.
 */
export async function runShards(shards: readonly Shard[], options: PoolOptions): Promise<void> {
  const { workers, assignment, onPath, onDone, onLost } = options
  const queue = [...shards]
  /** Finished paths of unfinished shards. */
  const paths = new Map<Shard, number>()
  await runTasks<Shard, WorkerMessage>({
    threads: Math.min(workers, queue.length),
    next: () => queue.shift(),
    start: () => startShardThread(assignment),
    onMessage: (message, shard) => {
      if ('path' in message) {
        paths.set(shard, (paths.get(shard) ?? 0) + 1)
        onPath()
        return false
      }
      if ('cannotWrite' in message) throw new CannotWrite(message.cannotWrite, message.code)
      onDone(message.done)
      return true
    },
    onLost: (shard, why) => {
      onLost(shard, why, paths.get(shard) ?? 0)
      paths.delete(shard)
    },
    lost: (shard, why) => new ShardLost(shard, why),
  })
}

/**
 * Starts a thread that computes the shards it is sent.
 *
 * There is a thread for each core, so each collects its own young objects: helpers of one thread's collector
 * would take turns with the other threads, which takes 6% more CPU time.
 */
export function startShardThread(workerData: Assignment): Worker {
  setFlagsFromString('--no-parallel-scavenge')
  const file = import.meta.url.endsWith('.ts') ? './worker-of-sources.mjs' : './worker.js'
  return new Worker(new URL(file, import.meta.url), { workerData, execArgv: [], resourceLimits })
}

/**
 * The young generation is V8's default, whatever the machine has: a third of it takes a tenth more time, and
 * half as much again takes 40 MB more of each thread for no less time that can be measured.
 * Below two gigabytes of old generation V8 collects when it has doubled instead of when it is four times as
 * large, which takes 35 MB less of each thread and a few per cent more time.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2000 }

/** Threads ended unexpectedly in the same shard in all attempts. The command says which paths are kept. */
export class ShardLost extends Error {
  override readonly name = 'ShardLost'
  constructor({ point, first, last }: Shard, why: string) {
    super(
      `expected paths ${first} to ${last} of point ${point} to run; got ${ATTEMPTS} worker threads that ended, ` +
        `the last with ${why}. Run the same command again.`,
    )
  }
}

/** A thread could not write its files. */
export class CannotWrite extends Error {
  override readonly name = 'CannotWrite'
  readonly code: string | undefined
  constructor(message: string, code: string | undefined) {
    super(message)
    this.code = code
  }
}
