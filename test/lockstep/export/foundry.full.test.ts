/**
 * Exported Foundry tests, run by forge: they fail on the mutant and pass on the project's contracts.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { exportFoundry } from '../../../src/lockstep/export/export-failure.ts'
import type { ExportedFile } from '../../../src/lockstep/export/failure-case.ts'
import { failureOfMutant, writtenTo } from './failures.ts'

const FORGE = join(projectRoot, 'node_modules/.bin/forge')

/** forge has binaries for Linux, macOS and Windows; the compiler's shim needs a shebang. */
const canRun =
  process.platform !== 'win32' && spawnSync(FORGE, ['--version'], { encoding: 'utf8' }).status === 0
if (!canRun) process.stdout.write('forge cannot run here: the exported Foundry tests are not executed\n')

/** A revert, what a function returns and emits, and a view; a payment, a pool and a distributor's list. */
const CASES = [
  'a payment of exactly 100 is accepted',
  "the providers' part rounds up",
  'the number of an entry is not in its leaf',
]

interface Run {
  readonly [suite: string]: {
    readonly test_results: {
      readonly [test: string]: { readonly status: string; readonly reason: string | null }
    }
  }
}

function forge(place: string): Run {
  const { stdout, stderr } = spawnSync(FORGE, ['test', '--offline', '--json', '--root', place], {
    cwd: place,
    encoding: 'utf8',
    env: { ...process.env, FOUNDRY_SOLC: join(projectRoot, 'test/support/solc.mjs'), NO_COLOR: '1' },
    maxBuffer: 1 << 28,
  })
  const json = stdout.slice(stdout.indexOf('{'))
  if (!json.startsWith('{')) throw new Error(`expected forge's results in JSON, got ${stdout}${stderr}`)
  return JSON.parse(json) as Run
}

/** The sources in a folder of their own. */
function inFolder(folder: string, files: readonly ExportedFile[]): readonly ExportedFile[] {
  return files.map(({ path, text }) => ({ path: path.replace('test/', `test/${folder}/`), text }))
}

describe.skipIf(!canRun)('an exported Foundry test', () => {
  it('fails on the mutant and passes on the contracts as they are', async () => {
    const files: ExportedFile[] = []
    for (const [index, name] of CASES.entries()) {
      const { build, failure } = await failureOfMutant(name)
      const exported = exportFoundry(failure, build)
      const bytecode = exportFoundry(failure, projectBuild()).find(
        ({ path }) => path === 'test/Bytecode.sol',
      )!
      const sound = exported.map((file) => (file.path === bytecode.path ? bytecode : file))
      files.push(...inFolder(`${index}/mutant`, exported), ...inFolder(`${index}/sound`, sound))
    }
    const place = writtenTo('foundry', files)
    const run = forge(place)
    for (const [index, name] of CASES.entries())
      for (const [which, status] of [
        ['mutant', 'Failure'],
        ['sound', 'Success'],
      ] as const) {
        const suite = run[`test/${index}/${which}/Counterexample.t.sol:CounterexampleTest`]
        const result = suite?.test_results['test_modelAndContractsAgree()']
        expect([name, which, result?.status, result?.reason]).toEqual([
          name,
          which,
          status,
          status === 'Success' ? null : expect.stringMatching(/^Differs\(/),
        ])
      }
    rmSync(place, { recursive: true })
  })
})
