import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { directory, run } from '../harness.ts'
import { allRows, ask, command, type Printed } from './ask.ts'

/** A study of a scenario with an invariant, which holds where the RCL gets nothing. */
async function modest(cwd: string, ...argv: string[]): Promise<Printed> {
  const given = ['modest', '--json', '--workers', '1', '--runs', '12', '--set', 'share=0', ...argv]
  return JSON.parse((await run(command, given, { cwd })).out) as Printed
}

test('sampled invariants are checked on every tenth path, which the result and its page name', async () => {
  const cwd = directory()
  const all = await modest(cwd, '--out', 'all')
  const some = await modest(cwd, '--out', 'some', '--invariants', 'sampled')
  // The paths themselves are the same, those without checks too.
  expect(some.rows).toBe(all.rows)
  expect(some.metrics).toEqual(all.metrics)
  expect(some.resultHash).not.toBe(all.resultHash)
  expect([all.checkedPaths, some.checkedPaths]).toEqual([undefined, 2])
  const rows = await allRows(join(cwd, 'some'))
  expect(rows.filter(({ checks }) => checks > 0).map(({ path }) => path)).toEqual([0, 10])
  expect(some.invariants['modesty']!.broken.of).toBe(2)
  const html = readFileSync(join(cwd, 'some/report.html'), 'utf8')
  expect(html).toContain('All 1 hold on the 2 of 12 paths on which they were checked.')
})

test('a study with sampled invariants is another study, whatever the division', async () => {
  const cwd = directory()
  const hash = async (...argv: string[]) =>
    (await ask(directory(), '--runs', '11', '--invariants', 'sampled', ...argv)).json.resultHash
  expect(await hash('--shard-size', '3', '--workers', '2')).toBe(await hash('--shard-size', '11'))
  await ask(cwd, '--runs', '2', '--out', 'study')
  const { code, err } = await run(
    command,
    ['gamble', '--runs', '2', '--out', 'study', '--invariants', 'sampled'],
    { cwd },
  )
  expect(code).toBe(2)
  expect(err).toContain('invariants none there and sampled here')
})

test('a word that is neither all nor sampled is told', async () => {
  const { code, err } = await run(command, ['gamble', '--invariants', 'sample'], { cwd: directory() })
  expect(code).toBe(2)
  expect(err).toContain('expected all or sampled for --invariants; got "sample"')
})
