import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../../src/cli/commands/simulate.ts'
import { readRows } from '../../../src/cli/study/row-file.ts'
import { directory, run } from '../harness.ts'
import { ask, crashAt, type Printed } from './ask.ts'
import { lab } from './lab.ts'

describe('the hash of a study', () => {
  test('does not depend on the number of workers, on the shard size or on crashed workers', async () => {
    const hash = async (...argv: string[]) => (await ask(directory(), '--runs', '7', ...argv)).json.resultHash
    const plain = await hash('--shard-size', '7')
    expect(plain).toMatch(/^[0-9a-f]{64}$/)
    expect(await hash('--workers', '2', '--shard-size', '2')).toBe(await hash('--shard-size', '3'))
    expect(await hash('--shard-size', '3')).toBe(plain)
    crashAt(1, 4)
    expect(await hash('--shard-size', '3')).toBe(plain)
  })

  test('does not depend on the threads that add up the shards, which name a damaged file', async () => {
    const cwd = directory()
    const given = ['--runs', '40', '--days', '1', '--sweep', 'share=20,30', '--probability', 'redeemed>5']
    const whole = (await ask(directory(), ...given, '--shard-size', '40')).json
    const divided = await ask(cwd, ...given, '--shard-size', '1', '--workers', '3', '--out', 'study')
    expect(divided.json).toEqual(whole)
    const file = join(cwd, 'study/shards/p1-0000017-0000017.days')
    writeFileSync(file, readFileSync(file).subarray(0, 100))
    const again = await ask(cwd, ...given, '--shard-size', '1', '--workers', '3', '--out', 'study')
    expect(again.code).toBe(2)
    expect(again.err).toContain('p1-0000017-0000017.days, which is damaged')
  })

  test('depends on the seed, the number of paths and days, and the parameters', async () => {
    const hashes = await Promise.all(
      [
        [],
        ['--seed', '2'],
        ['--runs', '4'],
        ['--days', '2'],
        ['--set', 'share=30'],
        ['--sweep', 'share=20,30'],
      ].map(
        async (argv) =>
          (await ask(directory(), ...(argv[0] === '--runs' ? [] : ['--runs', '3']), ...argv)).json.resultHash,
      ),
    )
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('covers the hash of every path, which equals the hash of the path run alone', async () => {
    const cwd = directory()
    await ask(cwd, '--runs', '3', '--out', 'study', '--sweep', 'share=10,90')
    const [name] = readdirSync(join(cwd, 'study/shards')).filter(
      (each) => each.startsWith('p1-') && each.endsWith('.parquet'),
    )
    const { rows } = await readRows(readFileSync(join(cwd, 'study/shards', name!)))
    const { path, resultHash } = rows.at(-1)!
    const alone = await run(
      simulate(lab),
      ['gamble', '--json', '--path', String(path), '--set', 'share=90', '--out', 'alone'],
      { cwd },
    )
    expect((JSON.parse(alone.out) as Printed).resultHash).toBe(resultHash)
  })
})
