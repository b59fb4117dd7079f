/** Damaged shards: each kind of damage is named, and the shard is computed again once it is gone. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { directory } from '../harness.ts'
import { computed, flipped, study } from './shards.ts'

describe('shards that are computed one by one', () => {
  test.each([
    [
      'rows of which a byte is wrong',
      'parquet',
      (bytes: Buffer) => flipped(bytes, bytes.indexOf('error') - 40),
    ],
    ['rows that end early', 'parquet', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['days of which a byte is wrong', 'days', (bytes: Buffer) => flipped(bytes, 90)],
    ['days that end early', 'days', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
  ])('are named when one has %s, and run again without it', async (_what, ending, damage) => {
    const cwd = await computed()
    const file = join(cwd, 'study/shards', `p1-0000003-0000005.${ending}`)
    writeFileSync(file, damage(readFileSync(file)))
    const { code, err } = await study(cwd)
    expect(code).toBe(2)
    expect(err).toContain(`${file}, which is damaged`)
    expect(existsSync(file)).toBe(true)
    rmSync(join(cwd, 'study/shards/p1-0000003-0000005.parquet'))
    expect((await study(cwd)).out).toBe((await study(directory())).out)
  })
})
