import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { Scratch } from '../../../src/cli/study/scratch.ts'
import { directory } from '../harness.ts'

afterEach(() => vi.unstubAllEnvs())

test('a scratch directory is made on first use, and removes what ended processes have left for a day', () => {
  const place = directory()
  vi.stubEnv('TMPDIR', place)
  const { pid: ended } = spawnSync(process.execPath, ['--version'])
  const longAgo = new Date(Date.now() - 25 * 3_600_000)
  const left = (name: string, file: Date): string => {
    const path = join(place, name)
    mkdirSync(join(path, 'study'), { recursive: true })
    writeFileSync(join(path, 'study/rows'), '')
    utimesSync(join(path, 'study/rows'), file, file)
    for (const each of [join(path, 'study'), path]) utimesSync(each, longAgo, longAgo)
    return name
  }
  left(`amt-lab-shards-${ended}-aaaaaa`, longAgo)
  const kept = [
    left(`amt-lab-shards-${ended}-young1`, new Date()),
    left(`amt-lab-shards-${process.ppid}-runs11`, longAgo),
    left('amt-lab-shards-else', longAgo),
  ]
  const scratch = new Scratch()
  scratch.remove()
  expect(readdirSync(place)).toHaveLength(4)
  const own = scratch.directory()
  expect(scratch.directory()).toBe(own)
  expect(
    readdirSync(place)
      .map((name) => join(place, name))
      .toSorted(),
  ).toEqual([...kept.map((name) => join(place, name)), own].toSorted())
  scratch.remove()
  expect(existsSync(own)).toBe(false)
})
