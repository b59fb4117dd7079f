/**
 * Exported counterexamples, run by vitest and by forge: they pass on the project's contracts, and those of
 * repaired readings fail on the repaired contracts.
 */
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CLAIMS } from '../../src/claims/claims.ts'
import { exportCounterexamples } from '../../src/claims/export.ts'
import { ledger } from '../../src/claims/ledger.ts'
import { REPAIRS, repairedBuild } from '../../src/claims/repairs.ts'
import { projectBuild, type Build } from '../../src/evm/build.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { buildFile } from '../../src/lockstep/export/build-file.ts'
import type { ExportedFile } from '../../src/lockstep/export/failure-case.ts'
import { writtenTo } from '../lockstep/export/failures.ts'
import { canRun, forge } from '../lockstep/export/forge.ts'

/** Counterexamples are of searches. */
const searched = CLAIMS.map((claim) => ({
  ...claim,
  readings: claim.readings.filter(({ by }) => by === 'search'),
}))
const entries = await ledger(searched, { seed: 1n })
const told = entries.flatMap(({ readings }) => readings.flatMap(({ stories }) => stories)).length

const exported = (build: Build): readonly ExportedFile[] =>
  exportCounterexamples(entries, { command: 'npm run claims', build, lab: join(projectRoot, 'src') })
const files = exported(projectBuild())
// Without a configuration of its own vitest takes that of this project.
const place = writtenTo('claims', [...files, { path: 'vitest.config.mjs', text: 'export default {}\n' }])
afterAll(() => rmSync(place, { recursive: true, force: true }))

const nameOf = (claim: number, reading: string): string =>
  `claim-${String(claim).padStart(2, '0')}-${reading}`

/**
 * Readings that compare what happens with what would have happened otherwise. An exported test repeats what
 * happens, which is the same on the repair: what would have happened differs there.
 */
const COMPARED = new Set([nameOf(4, 'never-less')])

interface Run {
  readonly testResults: readonly { readonly name: string; readonly status: string }[]
}

/** Statuses by the name of the file, of all files or of those whose names contain one of the filters. */
function vitest(...filters: readonly string[]): ReadonlyMap<string, string> {
  const program = join(projectRoot, 'node_modules/vitest/vitest.mjs')
  const { stdout } = spawnSync(
    process.execPath,
    [program, 'run', ...filters, '--root', place, '--reporter=json'],
    {
      cwd: place,
      encoding: 'utf8',
      env: { ...process.env, VITEST: undefined },
      maxBuffer: 1 << 28,
    },
  )
  const { testResults } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Run
  return new Map(testResults.map(({ name, status }) => [name.replace(/^.*\/|\.test\.ts$/g, ''), status]))
}

/** Statuses by the name of the file. */
function foundry(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(forge(join(place, 'foundry'))).map(([suite, { test_results: results }]) => [
      /test\/(.*)\.t\.sol/.exec(suite)![1]!,
      results['test_contractsShowTheCounterexample()']!.status,
    ]),
  )
}

it('has a file for each counterexample', () => {
  expect(told).toBeGreaterThan(20)
  expect(files.filter(({ path }) => path.endsWith('.test.ts'))).toHaveLength(told)
  expect(files.filter(({ path }) => path.endsWith('.t.sol'))).toHaveLength(told)
})

describe('on the contracts as they are', () => {
  it('every vitest file passes', () => {
    expect([...vitest().values()]).toEqual(Array.from({ length: told }, () => 'passed'))
  }, 600_000)

  it.skipIf(!canRun)(
    'every Foundry test passes',
    () => {
      expect([...foundry().values()]).toEqual(Array.from({ length: told }, () => 'Success'))
    },
    600_000,
  )
})

describe.each(REPAIRS)('on the repair $name', (repair) => {
  const build = repairedBuild(repair)
  const repaired = repair.readings.map(({ claim, name }) => nameOf(claim, name))

  it('the vitest files of what it repairs fail', () => {
    writeFileSync(join(place, 'build.json'), buildFile(build))
    const failed = [...vitest(...repaired)].flatMap(([name, status]) => (status === 'failed' ? [name] : []))
    for (const reading of repaired)
      expect(failed.some((name) => name.startsWith(reading))).toBe(!COMPARED.has(reading))
  }, 600_000)

  it.skipIf(!canRun)(
    'the Foundry tests of what it repairs fail',
    () => {
      const bytecode = exported(build).find(({ path }) => path === 'foundry/test/Bytecode.sol')!
      writeFileSync(join(place, bytecode.path), bytecode.text)
      const failed = [...foundry()].flatMap(([name, status]) => (status === 'Failure' ? [name] : []))
      for (const reading of repaired)
        expect(failed.some((name) => name.startsWith(reading))).toBe(!COMPARED.has(reading))
    },
    600_000,
  )
})
