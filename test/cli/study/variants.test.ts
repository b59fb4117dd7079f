/**
 * Scenarios with variants in studies: a study runs a path without variants, `npm run simulate` with them.
 */
import { expect, test } from 'vitest'
import { simulate } from '../../../src/cli/commands/simulate.ts'
import { lab } from '../../../src/cli/lab.ts'
import { pathCommand, runShard } from '../../../src/cli/study/job.ts'
import { OtherResult, verified } from '../../../src/cli/study/worst.ts'
import { pathHash, resultHash } from '../../../src/report/hash.ts'
import type { WorstPaths } from '../../../src/report/study/paths.ts'
import bankRun from '../../../src/scenarios/bank-run/index.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import { runScenario, type RunOptions } from '../../../src/sim/run.ts'
import type { Row } from '../../../src/sim/study/row.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'
import type { StudySpec } from '../../../src/sim/study/spec.ts'
import { directory, run } from '../harness.ts'

const specOf = ({ name }: Scenario, days: number, set: StudySpec['set'] = {}): StudySpec => ({
  scenario: name,
  days,
  seed: '5',
  runs: 9,
  design: 'grid',
  sweeps: [],
  set,
  points: [{}],
})

/** Rows of some paths, as a worker of a study makes them. */
function rowsOf(scenario: Scenario, spec: StudySpec, first: number, last: number): readonly Row[] {
  return runShard(lab, scenario, { spec, days: false }, { point: 0, first, last }, () => {}).rows
}

test('a lab of one’s own whose run ignores the log has the same rows', () => {
  const own = {
    run: (scenario: Scenario, { log: _log, ...options }: RunOptions) => lab.run(scenario, options),
  }
  const spec = specOf(bankRun, 2)
  const shard = { point: 0, first: 0, last: 1 }
  const { rows } = runShard(own, bankRun, { spec, days: false }, shard, () => {})
  expect(rows).toEqual(rowsOf(bankRun, spec, 0, 1))
  expect(rows[0]!.actions).toBeGreaterThan(0)
})

test('a study runs a path without the variants of its scenario', () => {
  const rows = rowsOf(bankRun, specOf(bankRun, 2, { leavers: '3' }), 0, 1)
  const alone = (path: number, variants: boolean): string =>
    resultHash(runScenario(bankRun, { seed: 5n, path, days: 2, set: { leavers: '3' }, variants }))
  expect(rows.map((row) => row.resultHash)).toEqual([alone(0, false), alone(1, false)])
  expect(rows[0]!.resultHash).not.toBe(alone(0, true))
})

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  'a path of a study of %s equals the run of simulate: same hash, same metrics',
  (_name, scenario) => {
    const [row] = rowsOf(scenario, specOf(scenario, 1), 3, 3)
    const result = runScenario(scenario, { seed: 5n, path: 3, days: 1 })
    expect(pathHash(result)).toBe(row!.resultHash)
    const metrics = Object.entries(result.metrics).map(([name, { value }]) => [name, value])
    expect(Object.fromEntries(metrics)).toMatchObject(row!.metrics)
    expect(Object.keys(row!.metrics).length).toBeGreaterThan(0)
  },
)

test('the command of a path prints the hash of its row', async () => {
  const spec = specOf(bankRun, 2, { leavers: '3' })
  const [row] = rowsOf(bankRun, spec, 7, 7)
  const [, argv] = pathCommand(spec, bankRun, 0, 7).split(' -- ')
  const output = (...more: string[]) =>
    run(simulate(lab), [...argv!.split(' '), ...more], { cwd: directory() })
  const { pathHash: printed, resultHash: whole } = JSON.parse((await output('--json')).out) as {
    pathHash: string
    resultHash: string
  }
  expect(printed).toBe(row!.resultHash)
  expect(whole).not.toBe(printed)
  expect((await output()).out).toContain(`Path hash   ${printed}`)
})

test('the worst paths are replayed with their variants', async () => {
  const spec = specOf(bankRun, 1, { leavers: '3' })
  const [row] = rowsOf(bankRun, spec, 4, 4)
  const ranked = { point: 0, path: 4, value: '0', resultHash: row!.resultHash, command: '' }
  const worst: WorstPaths = { metric: 'any', end: 'lowest', paths: [ranked] }
  const quiet = { at: () => {}, say: () => {}, end: () => {} }
  const { paths } = await verified(lab, bankRun, spec, worst, 1, quiet)
  const result = runScenario(bankRun, { seed: 5n, path: 4, days: 1, set: { leavers: '3' } })
  const actions = result.variants.reduce((sum, each) => sum + each.actions.length, result.actions.length)
  expect(result.variants.length).toBeGreaterThan(1)
  expect(paths[0]!.verified).toMatchObject({ actions, divergences: 0 })

  const other = { ...worst, paths: [{ ...ranked, resultHash: resultHash(result) }] }
  await expect(verified(lab, bankRun, spec, other, 1, quiet)).rejects.toThrow(OtherResult)
})
