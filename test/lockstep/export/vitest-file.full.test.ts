/**
 * The exported vitest file, run by a child: it fails on the mutant and passes on the project's contracts.
 */
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { buildFile } from '../../../src/lockstep/export/build-file.ts'
import { exportFailure, exportVitest } from '../../../src/lockstep/export/export-failure.ts'
import { UnknownInvariant } from '../../../src/lockstep/export/vitest-file.ts'
import { replayCase } from '../../../src/lockstep/export/replay-case.ts'
import { BACKING_NEVER_FALLS } from '../../../src/lockstep/mutation/canaries.ts'
import { falseInvariant } from './broken-invariant.ts'
import { failureOfMutant, writtenTo } from './failures.ts'

interface Run {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly failureMessages: string[] }[]
  }[]
}

function vitest(place: string): Run {
  const program = join(projectRoot, 'node_modules/vitest/vitest.mjs')
  const { stdout } = spawnSync(process.execPath, [program, 'run', '--root', place, '--reporter=json'], {
    cwd: place,
    encoding: 'utf8',
    env: { ...process.env, VITEST: undefined },
  })
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Run
}

it('fails with the story on the mutant, and passes on the contracts as they are', async () => {
  const { build, failure } = await failureOfMutant("the providers' part rounds up")
  const files = exportFailure(failure, build, { lab: join(projectRoot, 'src') })
  // Without a configuration of its own vitest takes that of this project.
  const config = { path: 'vitest.config.mjs', text: 'export default {}\n' }
  const place = writtenTo('vitest', [...files, config])
  const failed = vitest(place)
  expect([failed.numFailedTests, failed.numPassedTests]).toEqual([1, 0])
  const [message] = failed.testResults[0]!.assertionResults[0]!.failureMessages
  expect(message).toContain('master.pays(1)')
  writeFileSync(join(place, 'build.json'), buildFile(projectBuild()))
  const passed = vitest(place)
  expect([passed.numFailedTests, passed.numPassedTests]).toEqual([0, 1])
  rmSync(place, { recursive: true })
})

it('fails on a broken invariant that its user exports, and passes where it holds', () => {
  const { failure, build, other, invariant } = falseInvariant()
  expect(() => exportVitest(failure)).toThrow(UnknownInvariant)
  expect(exportFailure(failure, build).map(({ path }) => path)).not.toContain('counterexample.test.ts')
  const lab = join(projectRoot, 'src')
  const files = exportFailure(failure, build, { lab, invariants: { from: './mine.ts', name: 'MINE' } })
  const canaries = join(lab, 'lockstep/mutation/canaries.ts')
  const mine = `import { BACKING_NEVER_FALLS } from '${canaries}'\nexport const MINE = [BACKING_NEVER_FALLS]\n`
  const place = writtenTo('vitest-invariant', [
    ...files,
    { path: 'mine.ts', text: mine },
    { path: 'vitest.config.mjs', text: 'export default {}\n' },
  ])
  const failed = vitest(place)
  expect([failed.numFailedTests, failed.numPassedTests]).toEqual([1, 0])
  const [message] = failed.testResults[0]!.assertionResults[0]!.failureMessages
  expect(message).toContain(`invariant ${invariant} on the model`)
  rmSync(place, { recursive: true })
  const { deployment, found } = failure
  const invariants = [BACKING_NEVER_FALLS]
  const elsewhere = replayCase(deployment, found.finding.actions, { build: other(), invariants })
  expect(elsewhere?.about).not.toContain('invariant')
})

it('imports the package unless it is told a path', async () => {
  const { failure } = await failureOfMutant('a payment of exactly 100 is accepted')
  expect(exportVitest(failure)).toContain("from 'amt-lab/lockstep'")
  expect(exportVitest(failure, { lab: '../src' })).toContain("from '../src/lockstep/index.ts'")
})
