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
import { contents, directory, run } from '../harness.ts'
import { ask, command, deathAt, logRuns } from './ask.ts'

describe('an interrupted study', () => {
  let begun = ''
  beforeAll(async () => {
    begun = mkdtempSync(join(tmpdir(), 'amt-lab-'))
    await ask(begun, '--runs', '3', '--out', 'study')
  })
  afterAll(() => rmSync(begun, { recursive: true }))

  const long = '--runs 40 --days 60 --workers 2 --shard-size 2 --json --out study'.split(' ')

  /** Begins the long study as a process of its own, which gets the signal as soon as three of its shards are done. */
  async function signalled(cwd: string, signal: NodeJS.Signals) {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
    const child = spawn(
      process.execPath,
      ['--import', tsx, fileURLToPath(new URL('./process.ts', import.meta.url)), 'hamlet', ...long],
      { cwd, env: process.env, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    let err = ''
    child.stderr.on('data', (text) => void (err += text))
    const shards = join(cwd, 'study/stretches')
    const finished = () =>
      existsSync(shards) ? readdirSync(shards).filter((name) => name.endsWith('.parquet')) : []
    const died = new Promise((resolve) => child.on('close', (_code, by) => resolve(by)))
    while (finished().length < 3 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill(signal)
    return { by: await died, kept: finished().length, err }
  }

  test('killed with kill -9 goes on where it was, and runs no finished path again', async () => {
    const cwd = directory()
    const runs = logRuns()
    const { by, kept } = await signalled(cwd, 'SIGKILL')
    expect(by).toBe('SIGKILL')
    expect(kept).toBeGreaterThanOrEqual(3)
    expect(kept).toBeLessThan(20)
    const before = runs().length
    const resumed = await run(command, ['hamlet', ...long], { cwd })
    expect(resumed.code).toBe(0)
    expect(runs().length - before).toBe(40 - 2 * kept)
    const undisturbed = await run(command, ['hamlet', ...long], { cwd: directory() })
    expect(resumed.out).toBe(undisturbed.out)
  })

  test('says on SIGINT what is done and how it goes on, and leaves the directory free', async () => {
    const cwd = directory()
    const { by, kept, err } = await signalled(cwd, 'SIGINT')
    expect(by).toBe('SIGINT')
    const [, paths] = /^study: interrupted; (\d+) of 40 paths are done and stay in .*study\. The same/.exec(
      err,
    )!
    // A shard may be there of which the main thread has not heard yet.
    expect(Number(paths)).toBeGreaterThanOrEqual(4)
    expect(Number(paths)).toBeLessThanOrEqual(2 * kept)
    expect(readdirSync(join(cwd, 'study')).toSorted()).toEqual(['stretches', 'study.json'])
  })

  test('that found no room even to begin begins when it is asked again', async () => {
    const cwd = directory()
    mkdirSync(join(cwd, 'study/stretches'), { recursive: true })
    for (const name of ['.running', 'study.json.unfinished']) writeFileSync(join(cwd, 'study', name), '')
    expect((await ask(cwd, '--runs', '1', '--out', 'study')).code).toBe(0)
    expect(readdirSync(join(cwd, 'study'))).not.toContain('study.json.unfinished')
  })

  test('that was finished runs nothing again, with any cut, and gives the same bytes', async () => {
    const cwd = directory()
    const argv = ['--runs', '5', '--out', 'study']
    const first = await ask(cwd, ...argv)
    const before = contents(cwd)
    const runs = logRuns()
    const second = await ask(cwd, ...argv, '--shard-size', '1', '--workers', '2')
    expect(runs()).toEqual([])
    expect(second).toEqual(first)
    expect(contents(cwd)).toEqual(before)
  })

  test('runs what is missing, and only that', async () => {
    const cwd = directory()
    const first = await ask(cwd, '--runs', '6', '--shard-size', '2', '--out', 'study')
    rmSync(join(cwd, 'study/stretches/p0-0000002-0000003.parquet'))
    writeFileSync(join(cwd, 'study/stretches/p0-0000002-0000003.parquet.unfinished'), 'half of a file')
    const runs = logRuns()
    const second = await ask(cwd, '--runs', '6', '--shard-size', '1', '--out', 'study')
    expect(runs().toSorted()).toEqual(['default 2', 'default 3'])
    expect(second.out).toBe(first.out)
    expect(readdirSync(join(cwd, 'study/stretches')).some((name) => name.endsWith('.unfinished'))).toBe(false)
  })

  test.for<[what: string, argv: string[], said: RegExp]>([
    ['seed', ['--seed', '2'], /seed 1 there and 2 here/],
    ['number of paths', ['--runs', '4'], /runs 3 there and 4 here/],
    ['number of days', ['--days', '5'], /days 3 there and 5 here/],
    ['setting', ['--set', 'share=30'], /set none there and share=30 here/],
    ['design', ['--sweep', 'share=1,2'], /sweep none there and share=1,2 here/],
  ])('does not mix with one of another %s', async ([, argv, said]) => {
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

  test('does not mix with one of another code', async () => {
    const cwd = directory()
    cpSync(begun, cwd, { recursive: true })
    const file = join(cwd, 'study/study.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"code": "[0-9a-f]{4}/, '"code": "0000'))
    expect((await ask(cwd, '--runs', '3', '--out', 'study')).err).toMatch(/code 0000[0-9a-f]+ there and/)
  })

  test('is not touched while another process works on it', async () => {
    const cwd = directory()
    cpSync(begun, cwd, { recursive: true })
    expect(existsSync(join(cwd, 'study/.running'))).toBe(false)
    writeFileSync(join(cwd, 'study/.running'), String(process.ppid))
    const { code, err } = await ask(cwd, '--runs', '3', '--out', 'study')
    expect(code).toBe(2)
    expect(err).toContain(`process ${process.ppid} is at work`)
    // Nobody has the largest process id.
    writeFileSync(join(cwd, 'study/.running'), '4194304')
    expect((await ask(cwd, '--runs', '3', '--out', 'study')).code).toBe(0)
  })
})

describe('a thread that dies', () => {
  test('is replaced, its piece is done again and told', async () => {
    deathAt(2)
    const { code, err } = await ask(directory(), '--runs', '4', '--shard-size', '2')
    expect(code).toBe(0)
    expect(err).toMatch(
      /a thread died in paths 2 to 3 of point 0, and they are done again: it exited with code 9/,
    )
  })
})

test('files that cannot be written end the study with a message and exit code 2; what is done stays', async () => {
  const cwd = directory()
  const shards = join(cwd, 'study/stretches')
  const argv = ['--runs', '14', '--days', '60', '--out', 'study']
  await ask(cwd, ...argv, '--shard-size', '1')
  for (const name of readdirSync(shards)) if (!/^p0-000000[1-5]/.test(name)) rmSync(join(shards, name))
  // No file can take the place of a directory. The other thread is in the middle of eight paths when this is found out.
  const obstacle = join(shards, 'p0-0000000-0000000.days')
  mkdirSync(obstacle)
  const { code, err, out } = await ask(cwd, ...argv, '--shard-size', '8', '--workers', '2')
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(
    /^expected a directory that can be written .*study, where .*\nWhat is done of the study stays/,
  )
  rmSync(obstacle, { recursive: true })
  const runs = logRuns()
  expect((await ask(cwd, ...argv)).code).toBe(0)
  // The eight paths are lost, unless that thread was done with them before anybody knew.
  expect([1, 9]).toContain(runs().length)
})
