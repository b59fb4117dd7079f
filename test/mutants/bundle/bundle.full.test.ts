import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import type { GeneratedMutant } from '../../../src/mutants/generated-mutant.ts'
import type { Killed, Survived } from '../../../src/mutants/stage.ts'

type Judged = readonly (GeneratedMutant & (Killed | Survived))[]

const directory = mkdtempSync(join(tmpdir(), 'bundle-'))
afterAll(() => rmSync(directory, { recursive: true }))

let judged: Readonly<Record<'dishonest' | 'honest' | 'directed', Judged>>
beforeAll(async () => {
  const program = join(projectRoot, 'test', 'mutants', 'bundle', 'judging.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, directory], {
    cwd: projectRoot,
    maxBuffer: 64 * 1024 * 1024,
  })
  judged = JSON.parse(stdout) as typeof judged
})

const found = (list: Judged, before: string, after: string): Judged[number] =>
  list.find((each) => each.before === before && each.after === after)!

describe('the bundle', () => {
  test('kills a mutant by the tests of its module, and tells which', () => {
    expect(found(judged.directed, '<', '<=')).toMatchObject({
      by: expect.stringContaining('sale.test.ts: the sale of the Great Reset is zero for a factor of one'),
    })
  })

  test('ends loops that a mutant makes endless, though each round doubles a number', () => {
    const answer = 'after.btcb * before.amt * n <= before.btcb * after.amt * d'
    expect(found(judged.directed, answer, `!(${answer})`)).toMatchObject({ verdict: 'killed' })
    const body = judged.directed.find(
      ({ operator, before }) => operator === 'statement' && before.includes('step *= 2n'),
    )
    expect(body).toMatchObject({ verdict: 'killed' })
  })

  test('runs suites, hooks, tables and inline snapshots', () => {
    const titles = new Set(judged.honest.flatMap((each) => ('by' in each ? [each.by.split(': ')[1]] : [])))
    expect(titles).toEqual(new Set(['a sale was prepared', 'a sale by 3n begins its search at 732967n']))
  })

  // Tests that fail after others only, that always fail, or that the suites leave out.
  test('kills nothing by tests that fail for other reasons than the mutant', () => {
    const throws = judged.dishonest.filter(({ verdict }) => verdict === 'killed')
    expect(throws.map((each) => ('by' in each ? each.by : ''))).toEqual([])
    expect(judged.dishonest.length).toBe(judged.directed.length)
  })

  test('keeps one bundle of each list of tests', () => {
    expect(readdirSync(join(directory, 'honest'))).toHaveLength(1)
  })
})
