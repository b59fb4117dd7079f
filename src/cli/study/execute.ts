/**
 * Execution: computes the missing shards of a study, in this process's threads or by workers of a queue.
 */
import { readFileSync } from 'node:fs'
import { lengthOf, missing, type Shard } from '../../sim/study/shard.ts'
import { tasksOf } from '../../sim/study/spec.ts'
import type { Io } from '../io.ts'
import { cannotWrite } from '../output.ts'
import { progress } from '../progress.ts'
import { runOverRedis } from './bullmq/coordinator.ts'
import type { Bucket } from './bucket/bucket.ts'
import { pullShards } from './bucket/pull.ts'
import { divide, withDays, type Division } from './division.ts'
import { MANIFEST } from './manifest.ts'
import { CannotWrite, runShards } from './pool.ts'
import type { StudyRequest } from './request.ts'
import { TO_RESUME, type Identity, type Store } from './store.ts'
import { timeLeft } from './time-left.ts'

/** What runs a study. */
export interface Work {
  readonly asked: StudyRequest
  readonly store: Store
  /** Where workers leave shards, if not in the store's directory. */
  readonly bucket: Bucket | undefined
  /** Shards that are there; appended to. */
  readonly finished: Shard[]
  readonly labModule: string
  readonly io: Io
  readonly identity: Identity
}

/** Divides a study, and leaves the manifest where workers read it. */
export async function divided({ asked, store, bucket, identity, io }: Work): Promise<Division> {
  const division = divide(asked, { store, identity, cwd: io.cwd })
  if (bucket === undefined) return division
  await bucket.put(MANIFEST, readFileSync(division.manifest))
  return { ...division, manifest: `${bucket.shown}/${MANIFEST}` }
}

/** Runs the missing shards, appends them to `finished`, and returns it. */
export async function execute(work: Work, isStopped: () => boolean): Promise<readonly Shard[]> {
  const { asked, store, bucket, finished, labModule, io } = work
  const { spec, workers, shardSize } = asked
  const todo = missing(spec, store.done, shardSize)
  const total = tasksOf(spec)
  const before = total - todo.reduce((sum, shard) => sum + lengthOf(shard), 0)
  const line = progress(io, spec.scenario, 'paths')
  const left = timeLeft()
  let paths = 0
  const show = (): void => line.at(before + paths, total, left(paths, total - before))
  show()
  try {
    if (asked.redis !== undefined) {
      const { manifest, todo: jobs } = await divided(work)
      await runOverRedis(jobs, {
        redis: asked.redis,
        manifest,
        code: work.identity.code,
        directory: store.shards,
        pull: bucket && (() => pullShards(bucket, store.shards, withDays(asked))),
        onDone: (shard) => {
          finished.push(shard)
          paths += lengthOf(shard)
          show()
        },
        say: (text) => {
          line.end()
          io.err(`study: ${text}\n`)
        },
        isStopped,
      })
      return finished
    }
    await runShards(todo, {
      workers,
      assignment: { labModule, spec, cwd: io.cwd, directory: store.shards, days: withDays(asked) },
      onPath: () => {
        paths++
        show()
      },
      onDone: (shard) => finished.push(shard),
      onLost: (shard, why, donePaths) => {
        paths -= donePaths
        line.end()
        io.err(
          `study: a worker thread ended while running paths ${shard.first} to ${shard.last} of point ` +
            `${shard.point}; they run again: ${why}\n`,
        )
      },
    })
  } catch (error) {
    throw error instanceof CannotWrite ? cannotWrite(asked.out, error, TO_RESUME) : error
  } finally {
    line.end()
  }
  return finished
}
