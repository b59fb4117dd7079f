import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Queue } from 'bullmq'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { QUEUE } from '../../../src/cli/study/bullmq/redis.ts'
import { codeFingerprint } from '../../../src/cli/study/code.ts'
import { directory, run } from '../harness.ts'
import { command, LAB, logRuns, worstRun } from './ask.ts'
import { cutConnection } from './cut-connection.ts'
import { start, until, worker } from './processes.ts'
import { hasRedis, RedisServer } from './redis-server.ts'

const servers: RedisServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await server.remove()
})

async function server(options?: Parameters<typeof RedisServer.start>[0]): Promise<RedisServer> {
  const started = await RedisServer.start(options)
  servers.push(started)
  return started
}

/** A study of 150 shards, each of which takes some hundredths of a second. */
const STUDY = 'gamble --runs 300 --days 200 --shard-size 2 --json --out study'.split(' ')
const over = (url: string): string[] => [...STUDY, '--executor', 'bullmq', '--redis', url]

const shards = (cwd: string): string[] => {
  const place = join(cwd, 'study/shards')
  return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.parquet')) : []
}

let alone: Promise<string> | undefined
/** What one process prints. */
const expected = (): Promise<string> =>
  (alone ??= run(command, [...STUDY, '--workers', '1'], { cwd: directory() }).then(({ out }) => out))

describe.skipIf(!hasRedis)('a study whose shards are computed through a queue', () => {
  test('prints what one process prints, with two workers', async () => {
    const { url } = await server()
    const wanted = await expected()
    // The study itself runs the worst path alone, for its line; the workers do not have the log.
    worker(url)
    worker(url)
    const runs = logRuns()
    const { code, out } = await run(command, over(url), { cwd: directory() })
    expect([code, out]).toEqual([0, wanted])
    expect(runs()).toEqual([worstRun(out)])
  })

  test('goes on after a worker was killed in the middle of a shard', async () => {
    const { url } = await server()
    const cwd = directory()
    const first = worker(url)
    const study = run(command, over(url), { cwd })
    await until(() => shards(cwd).length >= 3)
    first.child.kill('SIGKILL')
    worker(url)
    expect(await study).toMatchObject({ code: 0, out: await expected() })
  })

  test.each([
    ['nothing', false],
    ['its jobs', true],
  ])('goes on after the server was killed and came back with %s', async (_what, isPersistent) => {
    const redis = await server({ isPersistent })
    const cwd = directory()
    worker(redis.url)
    const study = run(command, over(redis.url), { cwd })
    await until(() => shards(cwd).length >= 3)
    await redis.kill()
    // Long enough for an attempt to connect to fail.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await redis.begin()
    const { code, out, err } = await study
    expect([code, out]).toEqual([0, await expected()])
    expect(err).toContain('trying again')
  })

  test('goes on where the connection is lost between the answers to several commands', async () => {
    const redis = await server()
    const cut = await cutConnection(redis.port)
    onTestFinished(() => cut.close())
    const cwd = directory()
    worker(redis.url)
    const { code, out } = await run(command, over(cut.url), { cwd })
    expect([code, out]).toEqual([0, await expected()])
    expect(cut.isCut()).toBe(true)
  })

  test('takes a shard that is delivered twice as the same shard', async () => {
    const { url } = await server()
    const cwd = directory()
    const study = run(command, over(url), { cwd })
    await until(() => existsSync(join(cwd, 'study/manifest.json')))
    const queue = new Queue(QUEUE, { connection: { url } })
    onTestFinished(() => queue.close())
    let job: { data: unknown } | undefined
    while (job === undefined) job = (await queue.getWaiting())[0]
    for (let copy = 0; copy < 3; copy++) await queue.add('shard', job.data, { jobId: `copy-${copy}` })
    worker(url)
    worker(url)
    expect(await study).toMatchObject({ code: 0, out: await expected() })
  })

  test('has one coordinator in a directory', async () => {
    const { url } = await server()
    const cwd = directory()
    const study = start('./process.ts', over(url), cwd)
    await until(() => existsSync(join(cwd, 'study/manifest.json')))
    const second = await run(command, over(url), { cwd })
    expect(second).toMatchObject({ code: 2, out: '' })
    expect(second.err).toContain('without a running process')
    worker(url)
    expect(await study.ended).toBe(0)
  })

  test('is left alone by a worker of other code, which gives its job back', async () => {
    const { url } = await server()
    const cwd = directory()
    const other = worker(url, { AMT_LAB_MODULE: './other-lab.ts' })
    const study = run(command, over(url), { cwd })
    expect(await other.ended).toBe(2)
    expect(other.err()).toContain('expected the code of the study')
    expect(shards(cwd)).toEqual([])
    worker(url)
    expect(await study).toMatchObject({ code: 0, out: await expected() })
  })

  test('does not wait for a study whose directory is gone', async () => {
    const { url } = await server()
    const queue = new Queue(QUEUE, { connection: { url } })
    onTestFinished(() => queue.close())
    const gone = { manifest: '/nowhere/manifest.json', index: 0, code: codeFingerprint(LAB) }
    await queue.add('shard', gone, { jobId: 'gone' })
    const first = worker(url)
    const { code, out } = await run(command, over(url), { cwd: directory() })
    expect([code, out]).toEqual([0, await expected()])
    expect(first.err()).toMatch(/shard 0 of \/nowhere\/manifest.json failed: .*ENOENT/)
    expect((await queue.getFailed()).map(({ id }) => id)).toEqual(['gone'])
  })

  test('keeps the shard in hand when a worker is asked to end', async () => {
    const { url } = await server()
    const cwd = directory()
    const first = worker(url)
    const study = run(command, over(url), { cwd })
    await until(() => shards(cwd).length >= 1)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    const kept = shards(cwd).length
    expect(kept).toBeLessThan(150)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(readdirSync(join(cwd, 'study/shards')).filter((name) => name.endsWith('.unfinished'))).toEqual([])
    worker(url)
    expect(await study).toMatchObject({ code: 0, out: await expected() })
  })

  test('does not wait for a server that is gone when a worker is asked to end', async () => {
    const redis = await server()
    const idle = worker(redis.url)
    await until(() => idle.err().includes('waiting for shards'))
    expect(idle.err()).toContain('go to another one after')
    await redis.kill()
    await until(() => idle.err().includes('lost redis'))
    idle.child.kill('SIGTERM')
    expect(await idle.ended).toBe(0)
  })

  test('takes its waiting jobs back when it is stopped, and resumes', async () => {
    const { url } = await server()
    const cwd = directory()
    const study = start('./process.ts', over(url), cwd)
    const first = worker(url)
    await until(() => shards(cwd).length >= 1)
    study.child.kill('SIGINT')
    expect(await study.ended).toBe(2)
    expect(study.err()).toMatch(/interrupted; \d+ of 300 paths are finished and kept/)
    first.child.kill('SIGTERM')
    await first.ended
    const queue = new Queue(QUEUE, { connection: { url } })
    onTestFinished(() => queue.close())
    expect(await queue.getJobCounts('waiting', 'delayed', 'failed')).toEqual({
      waiting: 0,
      delayed: 0,
      failed: 0,
    })
    expect(await run(command, STUDY, { cwd })).toMatchObject({ code: 0, out: await expected() })
  })

  test('says why a shard failed in all attempts, and keeps the others', async () => {
    const { url } = await server()
    const cwd = directory()
    const study = run(command, over(url), { cwd })
    await until(() => existsSync(join(cwd, 'study/manifest.json')))
    // A directory in the place of a shard's file: it cannot be written by anybody.
    const blocked = join(cwd, 'study/shards/p0-0000004-0000005.days')
    mkdirSync(join(blocked, 'in'), { recursive: true })
    worker(url)
    const { code, err } = await study
    expect(code).toBe(2)
    expect(err).toMatch(/paths 4 to 5 of point 0.*after 3 attempts: E.*run the same command to resume/s)
    expect(shards(cwd).length).toBeGreaterThan(2)
    rmSync(blocked, { recursive: true })
    expect(await run(command, STUDY, { cwd })).toMatchObject({ code: 0, out: await expected() })
  })

  test('tells the password of the server to nobody', async () => {
    const redis = await server({ password: 'h0p-and-malt' })
    const url = redis.url.replace('//', '//:h0p-and-malt@')
    const cwd = directory()
    const first = worker(url)
    const { code, err } = await run(command, over(url), { cwd })
    expect(code).toBe(0)
    const files = ['manifest.json', 'study.json', 'result.json', 'report.html'].map((name) =>
      readFileSync(join(cwd, 'study', name), 'utf8'),
    )
    for (const text of [err, first.err(), ...files]) expect(text).not.toContain('h0p-and-malt')
    const wrong = await run(command, over(redis.url.replace('//', '//:t3a@')), { cwd: directory() })
    expect(wrong.code).toBe(2)
    expect(wrong.err).toMatch(/expected a Redis server at redis:\/\/127\.0\.0\.1:\d+; got /)
    expect(wrong.err).not.toContain('t3a')
  })

  test('does not begin without a server', async () => {
    const redis = await server()
    await redis.kill()
    const { code, err } = await run(command, over(redis.url), { cwd: directory() })
    expect(code).toBe(2)
    expect(err).toContain('ECONNREFUSED')
  })
})
