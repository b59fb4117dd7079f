/**
 * Redis: the server that holds the queue of shards, by its URL.
 *
 * A URL may hold a password. Messages and files name the server without it.
 */
import type * as BullMq from 'bullmq'
import { WrongInput } from '../../wrong-input.ts'

/** Environment variable that may hold the URL, so that a password is not on the command line. */
export const REDIS_VARIABLE = 'AMT_LAB_REDIS'

export interface Redis {
  readonly url: string
  /** Host and port: what messages may say. */
  readonly shown: string
}

/** Jobs hold this, and nothing else: the data are in the study's directory. */
export interface Reference {
  /** Absolute path of the manifest, on every machine, or its address in a bucket. */
  readonly manifest: string
  /** Number of the shard in it. */
  readonly index: number
  /** Code of the study, so that a worker of other code gives the job back. */
  readonly code: string
}

/** Name of the queue. */
export const QUEUE = 'amt-lab-shards'

/**
 * The server of `--redis`, or of the environment variable.
 *
 * @throws {WrongInput} when neither is the URL of a Redis server.
 */
export function readRedis(
  given: string | undefined,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Redis {
  const text = given ?? env[REDIS_VARIABLE]
  const advice =
    'Example: --redis redis://queue.example:6379, or rediss:// for TLS. With a password, set ' +
    `${REDIS_VARIABLE} instead.`
  if (text === undefined || text === '')
    throw new WrongInput({ expected: 'the URL of a Redis server', got: 'none', advice })
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    // What was given may hold a password, and is not repeated.
    throw new WrongInput({
      expected: 'a URL that starts with redis:// or rediss://',
      got: 'another text',
      advice,
    })
  return { url: text, shown: `${url.protocol}//${url.hostname}:${url.port === '' ? '6379' : url.port}` }
}

/**
 * BullMQ, which is an optional package.
 *
 * @throws {WrongInput} when it is not installed.
 */
export async function bullmq(): Promise<typeof BullMq> {
  try {
    await import('ioredis')
    return await import('bullmq')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new WrongInput({
      expected: 'the packages bullmq and ioredis for a queue on Redis',
      got: 'none',
      advice: 'Install them: npm install bullmq ioredis.',
    })
  }
}

/**
 * Checks that the server answers, and returns the options of connections to it. These try again for ever when
 * the server goes away later.
 *
 * @throws {WrongInput} when it does not answer, or rejects the password.
 */
export async function reached({ url, shown }: Redis): Promise<BullMq.ConnectionOptions> {
  const { Redis: Client } = await import('ioredis')
  const client = new Client(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  let reason: Error | undefined
  client.on('error', (error: Error) => (reason = error))
  try {
    await client.connect()
    await client.ping()
  } catch (error) {
    throw new WrongInput({
      expected: `a Redis server at ${shown}`,
      got: (reason ?? (error as Error)).message,
      advice: 'Start the server, or correct the URL.',
    })
  } finally {
    client.disconnect()
  }
  return { url, maxRetriesPerRequest: null, retryStrategy: (tries: number) => Math.min(1000, 50 * tries) }
}

/**
 * Checks that a queue can be used, before anything is written.
 *
 * @throws {WrongInput} when a package is not installed, or the server cannot be reached.
 */
export async function mustReach(redis: Redis): Promise<void> {
  await bullmq()
  await reached(redis)
}
