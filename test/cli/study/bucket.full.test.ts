/** Shards in a bucket of a real store, and in a bucket together with a queue. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest'
import { shard } from '../../../src/cli/commands/shard.ts'
import { openBucket } from '../../../src/cli/study/bucket/bucket.ts'
import { directory, run } from '../harness.ts'
import { command, LAB } from './ask.ts'
import { CephGateway, hasCeph } from './ceph-gateway.ts'
import { lab } from './lab.ts'
import { until, worker } from './processes.ts'
import { hasRedis, RedisServer } from './redis-server.ts'
import { study } from './shards.ts'
import { ACCESS, S3Server } from './s3-server.ts'

interface Store {
  readonly environment: Record<string, string>
  stop(): Promise<void>
}

const CEPH = 'Ceph'
const STORES: readonly (readonly [name: string, isThere: boolean, start: () => Promise<Store>])[] = [
  ['the tests', true, () => S3Server.start()],
  [CEPH, hasCeph, () => CephGateway.start()],
]
if (!hasCeph) console.log('Skipped: buckets of Ceph; radosgw, ceph-mon and ceph-osd are not installed.')

/** 30 shards, each of which takes some hundredths of a second. */
const LONG = 'gamble --runs 60 --days 100 --shard-size 2 --json --out study'.split(' ')

/** A client of its own, for requests that the bucket does not make. */
function clientOf({ environment }: Store): { readonly client: AwsClient; readonly endpoint: string } {
  const { AWS_SESSION_TOKEN: sessionToken } = environment
  const client = new AwsClient({
    accessKeyId: environment['AWS_ACCESS_KEY_ID']!,
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY']!,
    region: environment['AWS_REGION']!,
    service: 's3',
    ...(sessionToken === '' ? {} : { sessionToken: sessionToken! }),
  })
  return { client, endpoint: environment['AWS_ENDPOINT_URL']! }
}

for (const [name, isThere, start] of STORES)
  describe.skipIf(!isThere)(`a bucket of ${name}`, () => {
    let store: Store
    beforeAll(async () => void (store = await start()))
    afterAll(async () => store.stop())
    beforeEach(() => {
      for (const [variable, value] of Object.entries(store.environment)) vi.stubEnv(variable, value)
    })
    afterEach(() => void vi.unstubAllEnvs())

    test.skipIf(!hasRedis)('takes the shards of a queue’s workers, one of which is killed', async () => {
      const redis = await RedisServer.start()
      onTestFinished(() => redis.remove())
      const cwd = directory()
      const over = ['--executor', 'bullmq', '--redis', redis.url, '--bucket', 's3://studies/queue']
      const [first] = [worker(redis.url), worker(redis.url)]
      const running = run(command, [...LONG, ...over], { cwd })
      const there = (): readonly string[] =>
        existsSync(join(cwd, 'study/shards')) ? readdirSync(join(cwd, 'study/shards')) : []
      await until(() => there().length >= 6)
      first.child.kill('SIGKILL')
      const { code, out } = await running
      const alone = await run(command, [...LONG, '--workers', '1'], { cwd: directory() })
      expect([code, out]).toEqual([0, alone.out])
      // What Redis holds are references, and the workers wrote nowhere else.
      expect((await (await openBucket('s3://studies/queue')).names('shards')).length).toBe(60)
    })

    // Its other properties are tested in bucket.test.ts.
    if (name !== CEPH) return

    test('holds shards that are the bytes of one process', async () => {
      const place = 's3://studies/alone'
      expect(await study(directory(), '--executor', 'none', '--bucket', place)).toMatchObject({ code: 0 })
      for (const index of ['4', '0', '2', '5', '1', '3'])
        expect(
          await run(shard(lab, LAB), [`${place}/manifest.json`, index], { cwd: directory() }),
        ).toMatchObject({ code: 0, err: '' })
      const [cwd, alone] = [directory(), directory()]
      expect((await study(cwd, '--bucket', place)).out).toBe((await study(alone)).out)
      const names = readdirSync(join(alone, 'study/shards'))
      expect(names).toHaveLength(12)
      const bucket = await openBucket(place)
      expect((await bucket.names('shards')).toSorted()).toEqual(names.toSorted())
      for (const each of names)
        expect(Buffer.from((await bucket.get(`shards/${each}`))!)).toEqual(
          readFileSync(join(alone, 'study/shards', each)),
        )
    })

    test('rejects a wrong secret, and bytes that are not those that were signed', async () => {
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong')
      const { code, err } = await study(directory(), '--executor', 'none', '--bucket', 's3://studies/wrong')
      expect([code, err]).toEqual([2, expect.stringMatching(/status 403 \(SignatureDoesNotMatch\)/)])
      expect(err).not.toContain(ACCESS.secret)
      const { client, endpoint } = clientOf(store)
      const url = `${endpoint}/studies/wrong/shards/rows`
      const headers = {
        'X-Amz-Content-Sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      }
      const answer = await client.fetch(url, { method: 'PUT', headers, body: 'rows' })
      expect([400, 403]).toContain(answer.status)
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', ACCESS.secret)
      expect(await (await openBucket('s3://studies/wrong')).names('shards')).toEqual([])
    })

    test('keeps nothing of an upload that ends early', async () => {
      const bucket = await openBucket('s3://studies/early')
      await bucket.put('shards/whole', Buffer.from('whole'))
      const { client, endpoint } = clientOf(store)
      const body = Buffer.alloc(100_000, 'x')
      const { hostname, port, pathname } = new URL(`${endpoint}/studies/early/shards/whole`)
      const signed = await client.sign(`http://${hostname}:${port}${pathname}`, { method: 'PUT', body })
      const lines = [...signed.headers].map(([key, value]) => `${key}: ${value}`)
      const head = [
        `PUT ${pathname} HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        'Content-Length: 100000',
        ...lines,
      ]
      /** Sends so many bytes of the body, and closes. */
      const send = async (length: number): Promise<void> => {
        const socket = connect(Number(port), hostname)
        const bytes = [Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body.subarray(0, length)]
        await new Promise<void>((done) => socket.write(Buffer.concat(bytes), () => done()))
        await new Promise((resolve) => setTimeout(resolve, 300))
        socket.destroy()
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
      const stored = async (): Promise<Buffer> => Buffer.from((await bucket.get('shards/whole'))!)
      await send(60_000)
      expect((await stored()).toString()).toBe('whole')
      await send(100_000)
      expect(await stored()).toEqual(body)
    })

    test('lists more names than one page holds', async () => {
      const bucket = await openBucket('s3://studies/many')
      const names = Array.from({ length: 1100 }, (_, index) => `${1e6 + index}.rows`)
      const queue = [...names]
      await Promise.all(
        Array.from({ length: 16 }, async () => {
          for (let each = queue.pop(); each !== undefined; each = queue.pop())
            await bucket.put(`shards/${each}`, Buffer.from(each))
        }),
      )
      expect((await bucket.names('shards')).toSorted()).toEqual(names)
    })
  })
