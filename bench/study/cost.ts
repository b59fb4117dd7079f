/**
 * Cost of a study on many cores: what a path, its files, adding up and the queue cost, measured, and what
 * follows for more workers than this machine has.
 *
 * - A study is run, and run again on its own directory, which computes no path: the difference is the paths.
 * - With one worker and with two, and by a queue on a real Redis with as many threads: the same study, in turn.
 * - What the queue costs is measured on many tiny shards of one short path each.
 */
import { fork } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasRedis, RedisServer } from '../../test/cli/study/redis-server.ts'
import type { AddingUp } from './adding-up.ts'
import { hashOf, start, study, type Ended } from './process.ts'

/** Paths of a shard, as in a large study. */
export const IN_SHARD = 64
/** A path of this is a few milliseconds, so that its shard's way through the queue shows. */
const TINY = 'baseline --days 3 --set holders=10 --set traders=2 --shard-size 1'.split(' ')
const TINY_PATHS = 200
const WORKERS = [1, 2] as const

/** What paths took, without start, adding up and page. */
export interface Used {
  /** Wall seconds. */
  readonly seconds: number
  readonly cpu: number
}

export interface Cost {
  readonly paths: number
  /** By number of workers. */
  readonly threads: readonly Used[]
  readonly queue: readonly Used[] | undefined
  /** Milliseconds a shard of the queue takes more than of threads, two of each. */
  readonly perJob: Used | undefined
  readonly addingUp: AddingUp
  /** Bytes of a path. */
  readonly days: number
  readonly rows: number
}

/** Measures; `say` is told what runs. */
export async function costOf(place: string, paths: number, say: (text: string) => void): Promise<Cost> {
  const large = ['baseline', '--runs', `${paths}`, '--shard-size', `${IN_SHARD}`]
  const tiny = [...TINY, '--runs', `${TINY_PATHS}`]
  const redis = hasRedis ? await RedisServer.start() : undefined
  const hashes = new Set<string>()
  const measured = async (argv: readonly string[], workers: number, url?: string): Promise<Used> => {
    const by = url === undefined ? 'threads' : 'queue'
    say(`${argv === large ? 'study' : 'tiny shards'}, ${by}, workers: ${workers}`)
    const shared = [...argv, '--out', placeOf(place, argv === large, workers, by)]
    const threads = [...shared, '--workers', `${workers}`]
    const used =
      url === undefined
        ? await study(threads)
        : await overQueue([...shared, '--executor', 'bullmq'], workers, url)
    if (argv === large) hashes.add(hashOf(used))
    const again = await study(threads)
    return { seconds: used.seconds - again.seconds, cpu: used.cpu - again.cpu }
  }
  try {
    const threads: Used[] = []
    const queue: Used[] = []
    for (const workers of WORKERS) {
      threads.push(await measured(large, workers))
      if (redis !== undefined) queue.push(await measured(large, workers, redis.url))
    }
    if (hashes.size !== 1) throw new Error(`expected equal hashes of all runs, got ${hashes.size}`)
    const directory = join(placeOf(place, true, 1, 'threads'), 'shards')
    const bytes = (suffix: string): number =>
      readdirSync(directory)
        .filter((file) => file.endsWith(suffix))
        .reduce((sum, file) => sum + statSync(join(directory, file)).size, 0) / paths
    const most = WORKERS.at(-1)!
    const [local, remote] = [await measured(tiny, most), redis && (await measured(tiny, most, redis.url))]
    return {
      paths,
      threads,
      queue: redis && queue,
      perJob: remote && {
        seconds: (1000 * (remote.seconds - local.seconds)) / TINY_PATHS,
        cpu: (1000 * (remote.cpu - local.cpu)) / TINY_PATHS,
      },
      addingUp: await addingUp(directory),
      days: bytes('.days'),
      rows: bytes('.parquet'),
    }
  } finally {
    await redis?.remove()
  }
}

const placeOf = (place: string, isLarge: boolean, workers: number, by: string): string =>
  join(place, `${isLarge ? 'large' : 'tiny'}-${workers}-${by}`)

/** A study by a worker that is waiting already. Its CPU time is that of both, without the worker's start. */
async function overQueue(argv: readonly string[], threads: number, url: string): Promise<Ended> {
  const worker = ['worker', '--redis', url, '--threads', `${threads}`]
  const idle = await ended(start(worker))
  const one = start(worker)
  await waiting(one.child)
  const used = await study([...argv, '--redis', url])
  one.child.kill('SIGTERM')
  return { ...used, cpu: used.cpu + (await one.ended).cpu - idle.cpu }
}

async function ended({ child, ended: end }: ReturnType<typeof start>): Promise<Ended> {
  await waiting(child)
  child.kill('SIGTERM')
  return end
}

/** Waits until a worker says that it waits for shards. */
function waiting(child: ReturnType<typeof start>['child']): Promise<void> {
  return new Promise((resolve) => child.stderr!.once('data', () => resolve()))
}

function addingUp(directory: string): Promise<AddingUp> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('adding-up.ts', import.meta.url)), [directory])
    child.on('message', (message) => resolve(message as AddingUp))
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`expected a measurement, got exit code ${code}`)))
  })
}
