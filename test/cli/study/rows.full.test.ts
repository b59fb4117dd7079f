import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../../src/cli/commands/simulate.ts'
import { directory, run } from '../harness.ts'
import { startOf } from '../../../src/cli/start.ts'
import { allRows, ask, command, LAB, type Printed } from './ask.ts'
import { lab } from './lab.ts'

describe('a path that fails', () => {
  test('is a row with error and command; other paths are unaffected, and the exit code is 1', async () => {
    const cwd = directory()
    const { code, json } = await ask(cwd, '--runs', '8', '--set', 'mishap=20', '--out', 'study')
    expect(code).toBe(1)
    const { count, of, first } = json.failures
    expect(of).toBe(8)
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(8)
    expect(json.metrics['finalFloor']!.count).toBe(8 - count)
    const { path, error, command: again } = first[0]!
    const start = startOf(LAB, cwd)('simulate')
    expect(error).toBe('Error: the gambler lost his mind')
    expect(again).toBe(
      `${start} gamble --seed 1${path === 0 ? '' : ` --path ${path}`} --days 3 --paths 0 --set mishap=20`,
    )
    const alone = run(simulate(lab), again.split('simulate ')[1]!.split(' '), { cwd })
    await expect(alone).rejects.toThrow('the gambler lost his mind')
    const rows = await allRows(join(cwd, 'study'))
    expect(rows.filter((row) => row.error !== undefined).map((row) => row.path)).toEqual(
      first.map((each) => each.path),
    )
  })

  test('at every path gives a result without metrics', async () => {
    const { code, json } = await ask(directory(), '--runs', '2', '--set', 'mishap=100')
    expect(code).toBe(1)
    expect(json.metrics).toEqual({})
    expect(json.failures).toMatchObject({ count: 2, of: 2, estimate: '1' })
  })
})

test('an invariant that breaks on some paths is reported with the first, and exits 1', async () => {
  const output = await run(
    command,
    ['modest', '--runs', '3', '--workers', '1', '--sweep', 'share=0,100', '--json'],
    {
      cwd: directory(),
    },
  )
  expect(output.code).toBe(1)
  const { invariants, points } = JSON.parse(output.out) as Printed
  expect(invariants['modesty']).toMatchObject({
    holds: false,
    broken: { count: 3, of: 6 },
    first: { point: 1, path: 0 },
  })
  expect(points.map((point) => point.invariants['modesty']!.holds)).toEqual([true, false])
})

describe('the rows', () => {
  test('have all parameters, exact metrics and the command of each path', async () => {
    const cwd = directory()
    await ask(cwd, '--runs', '2', '--out', 'study', '--sweep', 'share=10,20', '--set', 'mishap=0')
    const start = startOf(LAB, cwd)('simulate')
    const { readParquet } = await import('../../../src/report/parquet.ts')
    const bytes = readFileSync(join(cwd, 'study/shards/p1-0000001-0000001.parquet'))
    // Typed values come back as the exact text that they were written from.
    const { columns } = await readParquet(new Uint8Array(bytes))
    const record = Object.fromEntries([...columns].map(([name, cells]) => [name, cells[0]]))
    const result = lab.run(lab.scenarios[0]!, { seed: 1n, path: 1, set: { share: '20', mishap: '0' } })
    expect(record).toMatchObject({
      scenario: 'gamble',
      seed: '1',
      point: '1',
      path: '1',
      days: '3',
      parameter_share: '20',
      parameter_mishap: '0',
      metric_finalFloor: result.metrics['finalFloor']!.value,
      metric_luck: result.metrics['luck']!.value,
      actions: String(result.actions.length),
      error: undefined,
      command: `${start} gamble --seed 1 --path 1 --days 3 --paths 0 --set share=20 --set mishap=0`,
    })
  })
})
