import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { shard } from '../../../src/cli/commands/shard.ts'
import { readRows } from '../../../src/cli/study/row-file.ts'
import { readRedis } from '../../../src/cli/study/bullmq/redis.ts'
import { directory, run } from '../harness.ts'
import { command, LAB } from './ask.ts'
import { lab } from './lab.ts'
import { compute, computed, flipped, MANIFEST, STUDY, study } from './shards.ts'

describe('shards that are computed one by one', () => {
  test('combine to what one process prints, byte by byte', async () => {
    const cwd = await computed()
    const alone = directory()
    const { out, err } = await study(cwd)
    expect(out).toBe((await study(alone)).out)
    expect(err).toBe('study: resumes study: 6 of 6 shards are there, with 14 of 14 paths\n')
    for (const name of readdirSync(join(alone, 'study/shards')))
      expect(readFileSync(join(cwd, 'study/shards', name))).toEqual(
        readFileSync(join(alone, 'study/shards', name)),
      )
  })

  test('are left alone when they are there', async () => {
    const cwd = directory()
    await study(cwd, '--executor', 'none')
    expect((await compute(cwd, '1')).out).toMatch(/^Written: shard 1, 3 paths: study\/shards\/p0-/)
    expect((await compute(cwd, '1')).out).toMatch(/^Already there: shard 1/)
  })

  test('are resumed from, which the study says', async () => {
    const cwd = directory()
    await study(cwd, '--executor', 'none')
    await compute(cwd, '1')
    expect((await study(cwd)).err).toBe('study: resumes study: 1 of 6 shards are there, with 3 of 14 paths\n')
  })

  test('keep their numbers when the study is planned again, with any shard size', async () => {
    const cwd = directory()
    await study(cwd, '--executor', 'none')
    await compute(cwd, '4')
    const before = readFileSync(join(cwd, MANIFEST))
    const { out } = await run(
      command,
      [...STUDY.map((word) => (word === '3' ? '2' : word)), '--executor', 'none'],
      { cwd },
    )
    expect(JSON.parse(out)).toMatchObject({ shards: 6, missing: [0, 1, 2, 3, 5] })
    expect(readFileSync(join(cwd, MANIFEST))).toEqual(before)
  })

  test('are divided anew around shards of another division', async () => {
    const cwd = directory()
    await study(cwd, '--executor', 'none')
    const finished = directory()
    await run(command, [...STUDY.map((word) => (word === '3' ? '2' : word)), '--workers', '1'], {
      cwd: finished,
    })
    const [name] = readdirSync(join(finished, 'study/shards')).filter((each) => each.endsWith('.parquet'))
    for (const each of [name!, name!.replace('parquet', 'days')])
      writeFileSync(join(cwd, 'study/shards', each), readFileSync(join(finished, 'study/shards', each)))
    const { out } = await study(cwd, '--executor', 'none')
    expect((JSON.parse(out) as { missing: number[] }).missing).toEqual([1, 2, 3, 4, 5])
  })

  test('cannot be changed unnoticed by a bit of their rows', async () => {
    const cwd = directory()
    await study(cwd, '--executor', 'none')
    await compute(cwd, '0')
    const bytes = readFileSync(join(cwd, 'study/shards/p0-0000000-0000002.parquet'))
    for (let at = 0; at < bytes.length; at += 5)
      await expect(readRows(flipped(bytes, at)), `byte ${at}`).rejects.toThrow('no complete Parquet file')
  })

  test('need the code of the study', async () => {
    const cwd = directory()
    await study(cwd, '--executor', 'none')
    const other = new URL('./other-lab.ts', import.meta.url).href
    const { code, err } = await compute(cwd, '0', other)
    expect([code, readdirSync(join(cwd, 'study/shards'))]).toEqual([2, []])
    expect(err).toMatch(/expected the code of the study, version \S+ with code \w{12}; got version/)
  })

  test.each([
    [['study/manifest.json'], /expected a manifest and the number of a shard.* study\/manifest.json 0\./s],
    [[], /got nothing.*--executor none --out/s],
    [['study/manifest.json', '6'], /from 0 to 5.*got "6".*shard study\/manifest.json 5\./s],
    [['study/manifest.json', '-1'], /from 0 to 5.*got "-1"/],
    [['study', '0'], /got the directory "study".\nWrite study\/manifest.json\./],
    [['.', '0'], /got the directory ".", which has no manifest.json.\nMake one with: .*--executor none/],
    [['study/manifest.json', 'first'], /got "first"/],
    [['study/study.json', '0'], /which is something else/],
    [['nowhere.json', '0'], /ENOENT/],
  ])('need their arguments: %j', async (argv, message) => {
    const cwd = directory()
    await study(cwd, '--executor', 'none')
    const { code, err } = await run(shard(lab, LAB), argv, { cwd })
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })
})

describe('the executor of a study', () => {
  test.each([
    [['--executor', 'bull'], /one of the executors threads, bullmq, none.*Did you mean "bullmq"/s],
    [['--executor', 'bullmq'], /expected the URL of a Redis server; got none/],
    [['--executor', 'bullmq', '--redis', 'localhost'], /starts with redis:/],
    [['--redis', 'redis://localhost'], /--redis with --executor bullmq only/],
  ])('is checked: %j', async (argv, message) => {
    const { code, err } = await study(directory(), ...argv)
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })

  test('has a server whose password is not shown', () => {
    const url = 'rediss://lab:s3cret@queue.example:6380/2'
    expect(readRedis(url, {})).toEqual({ url, shown: 'rediss://queue.example:6380' })
    expect(readRedis(undefined, { AMT_LAB_REDIS: 'redis://h' }).shown).toBe('redis://h:6379')
    expect(() => readRedis('http://lab:s3cret@queue.example')).toThrow(/^(?!.*s3cret).*redis:/s)
  })
})
