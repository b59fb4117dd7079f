import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ShardLost } from '../../../src/cli/study/pool.ts'
import { contents, directory, run } from '../harness.ts'
import { ask, command, crashAlwaysAt, crashAt, logRuns, worstRun } from './ask.ts'

describe('an interrupted study', () => {
  let begun = ''
  beforeAll(async () => {
    begun = mkdtempSync(join(tmpdir(), 'amt-lab-'))
    await ask(begun, '--runs', '3', '--out', 'study')
  })
  afterAll(() => rmSync(begun, { recursive: true }))

  const long = '--runs 40 --days 60 --workers 2 --shard-size 2 --json --out study'.split(' ')

  /** Starts the long study as a process, and sends it the signal once three shards are finished. */
  async function signalled(cwd: string, signal: NodeJS.Signals) {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
    const child = spawn(
      process.execPath,
      ['--import', tsx, fileURLToPath(new URL('./process.ts', import.meta.url)), 'gamble', ...long],
      { cwd, env: process.env, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    let err = ''
    child.stderr.on('data', (text) => void (err += text))
    const shards = join(cwd, 'study/shards')
    const finished = () =>
      existsSync(shards) ? readdirSync(shards).filter((name) => name.endsWith('.parquet')) : []
    const died = new Promise((resolve) => child.on('close', (_code, by) => resolve(by)))
    while (finished().length < 3 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill(signal)
    return { by: await died, kept: finished().length, err }
  }

  test('resumes after kill -9 without running a finished path again', async () => {
    const cwd = directory()
    const runs = logRuns()
    const { by, kept } = await signalled(cwd, 'SIGKILL')
    expect(by).toBe('SIGKILL')
    expect(kept).toBeGreaterThanOrEqual(3)
    expect(kept).toBeLessThan(20)
    const before = runs().length
    const resumed = await run(command, ['gamble', ...long], { cwd })
    expect(resumed.code).toBe(0)
    const again = runs().slice(before)
    expect(again.length).toBe(40 - 2 * kept + 1)
    expect(again.at(-1)).toBe(worstRun(resumed.out))
    const undisturbed = await run(command, ['gamble', ...long], { cwd: directory() })
    expect(resumed.out).toBe(undisturbed.out)
  })

  test('prints on SIGINT how many paths are finished and how to resume, and unlocks the directory', async () => {
    const cwd = directory()
    const { by, kept, err } = await signalled(cwd, 'SIGINT')
    expect(by).toBe('SIGINT')
    const [, paths] =
      /^study: interrupted; (\d+) of 40 paths are finished and kept in .*study\. Run the same/.exec(err)!
    // A shard may be finished before the main thread receives its message.
    expect(Number(paths)).toBeGreaterThanOrEqual(4)
    expect(Number(paths)).toBeLessThanOrEqual(2 * kept)
    expect(readdirSync(join(cwd, 'study')).toSorted()).toEqual(['shards', 'study.json'])
  })

  test('that could not write its first file starts again', async () => {
    const cwd = directory()
    mkdirSync(join(cwd, 'study/shards'), { recursive: true })
    for (const name of ['.running', 'study.json.unfinished']) writeFileSync(join(cwd, 'study', name), '')
    expect((await ask(cwd, '--runs', '1', '--out', 'study')).code).toBe(0)
    expect(readdirSync(join(cwd, 'study'))).not.toContain('study.json.unfinished')
  })

  test('that was killed before its first shard gives way to another study', async () => {
    const cwd = directory()
    await ask(cwd, '--runs', '1', '--out', 'study')
    for (const name of readdirSync(join(cwd, 'study')))
      if (name !== 'study.json') rmSync(join(cwd, 'study', name), { recursive: true })
    mkdirSync(join(cwd, 'study/shards'))
    expect(await ask(cwd, '--runs', '2', '--out', 'study')).toMatchObject({ code: 0, err: '' })
    expect((await ask(cwd, '--runs', '1', '--out', 'study')).err).toContain('runs 2 there and 1 here')
  })

  test('that is finished runs nothing again, with any shard size, and gives the same bytes', async () => {
    const cwd = directory()
    const argv = ['--runs', '5', '--out', 'study']
    const first = await ask(cwd, ...argv)
    const before = contents(cwd)
    const runs = logRuns()
    const second = await ask(cwd, ...argv, '--shard-size', '1', '--workers', '2')
    expect(runs()).toEqual([worstRun(second.out)])
    expect(second).toMatchObject({ code: first.code, out: first.out })
    expect(second.err).toMatch(/^study: resumes study: \d of \d shards are there, with 5 of 5 paths\n$/)
    expect(contents(cwd)).toEqual(before)
  })

  test('runs only the missing paths', async () => {
    const cwd = directory()
    const first = await ask(cwd, '--runs', '6', '--shard-size', '2', '--out', 'study')
    rmSync(join(cwd, 'study/shards/p0-0000002-0000003.parquet'))
    writeFileSync(join(cwd, 'study/shards/p0-0000002-0000003.parquet.unfinished'), 'half of a file')
    const runs = logRuns()
    const second = await ask(cwd, '--runs', '6', '--shard-size', '1', '--out', 'study')
    expect(runs().toSorted()).toEqual(['default 2', 'default 3', worstRun(second.out)].toSorted())
    expect(second.out).toBe(first.out)
    expect(readdirSync(join(cwd, 'study/shards')).some((name) => name.endsWith('.unfinished'))).toBe(false)
  })

  test.for<[what: string, argv: string[], said: RegExp]>([
    ['seed', ['--seed', '2'], /seed 1 there and 2 here/],
    ['number of paths', ['--runs', '4'], /runs 3 there and 4 here/],
    ['number of days', ['--days', '5'], /days 3 there and 5 here/],
    ['setting', ['--set', 'share=30'], /set none there and share=30 here/],
    ['design', ['--sweep', 'share=1,2'], /sweep none there and share=1,2 here/],
  ])('rejects a study with another %s', async ([, argv, said]) => {
    const cwd = directory()
    cpSync(begun, cwd, { recursive: true })
    const before = contents(cwd)
    const rest = argv[0] === '--runs' ? [] : ['--runs', '3']
    const { code, err, out } = await ask(cwd, '--out', 'study', ...rest, ...argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(said)
    expect(contents(cwd)).toEqual(before)
  })

  test('rejects a study of an older version, which cannot be resumed', async () => {
    const cwd = directory()
    cpSync(begun, cwd, { recursive: true })
    const file = join(cwd, 'study/study.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('amt-lab study 4', 'amt-lab study 3'))
    const before = contents(cwd)
    const { code, err } = await ask(cwd, '--runs', '3', '--out', 'study')
    expect(code).toBe(2)
    expect(err).toMatch(/^expected .*; got .*study, which holds a study of an older version .*\n.*--out DIR/)
    expect(contents(cwd)).toEqual(before)
  })

  test('rejects a study of other code', async () => {
    const cwd = directory()
    cpSync(begun, cwd, { recursive: true })
    const file = join(cwd, 'study/study.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"code": "[0-9a-f]{4}/, '"code": "0000'))
    expect((await ask(cwd, '--runs', '3', '--out', 'study')).err).toMatch(/code 0000[0-9a-f]+ there and/)
  })

  test('is locked while another process runs', async () => {
    const cwd = directory()
    cpSync(begun, cwd, { recursive: true })
    expect(existsSync(join(cwd, 'study/.running'))).toBe(false)
    writeFileSync(join(cwd, 'study/.running'), String(process.ppid))
    const { code, err } = await ask(cwd, '--runs', '3', '--out', 'study')
    expect(code).toBe(2)
    expect(err).toContain(`process ${process.ppid} is running`)
    // No process has the largest process id.
    writeFileSync(join(cwd, 'study/.running'), '4194304')
    expect((await ask(cwd, '--runs', '3', '--out', 'study')).code).toBe(0)
  })
})

describe('a worker thread that ends unexpectedly', () => {
  test('is replaced, and its shard runs again with a message', async () => {
    crashAt(2)
    const { code, err } = await ask(directory(), '--runs', '4', '--shard-size', '2')
    expect(code).toBe(0)
    expect(err).toMatch(
      /a worker thread ended while running paths 2 to 3 of point 0; they run again: exit code 9/,
    )
  })
})

test.each([
  ['where nothing is kept, without saying that it is', 0, ''],
  [
    'where earlier shards are kept, with their number',
    3,
    'study: 3 of 4 paths are finished and kept in study\n',
  ],
])('a shard in which every thread ends stops the study: %s', async (_what, path, said) => {
  crashAlwaysAt(path)
  let err = ''
  const io = { cwd: directory(), terminal: false, out: () => {}, err: (text: string) => void (err += text) }
  const ends = { onInterrupt: () => () => {}, onStop: () => () => {} }
  const argv = ['gamble', '--runs', '4', '--shard-size', '1', '--workers', '1', '--out', 'study']
  const failure = command(argv, { ...io, ...ends })
  await expect(failure).rejects.toThrow(ShardLost)
  await expect(failure).rejects.toThrow(
    /^expected paths (\d) to \1 of point 0 to run(?!.*kept).* Run the same/,
  )
  expect(err.replaceAll(/^study: a worker thread ended .*\n/gm, '')).toBe(said)
})

test('a write failure ends the study with a message and exit code 2, and keeps finished paths', async () => {
  const cwd = directory()
  const shards = join(cwd, 'study/shards')
  const argv = ['--runs', '14', '--days', '60', '--out', 'study']
  await ask(cwd, ...argv, '--shard-size', '1')
  for (const name of readdirSync(shards)) if (!/^p0-000000[1-5]/.test(name)) rmSync(join(shards, name))
  // A file cannot replace a directory. The other worker is in the middle of eight paths when this fails.
  const obstacle = join(shards, 'p0-0000000-0000000.days')
  mkdirSync(obstacle)
  const { code, err, out } = await ask(cwd, ...argv, '--shard-size', '8', '--workers', '2')
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/are finished and kept in study\nexpected a writable directory .*study: .*\nFree disk/)
  rmSync(obstacle, { recursive: true })
  const runs = logRuns()
  expect((await ask(cwd, ...argv)).code).toBe(0)
  // The eight paths are lost, unless that worker finished them before the failure was handled. The worst runs once more.
  expect([2, 10]).toContain(runs().length)
})
