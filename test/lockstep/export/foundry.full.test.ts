/**
 * Exported Foundry tests, run by forge: they fail on the mutant and pass on the project's contracts.
 */
import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { exportFoundry } from '../../../src/lockstep/export/export-failure.ts'
import type { ExportedFile } from '../../../src/lockstep/export/failure-case.ts'
import { canRun, forge, inFolder } from './forge.ts'
import { failureOfMutant, writtenTo } from './failures.ts'

/** A revert, what a function returns and emits, and a view; a payment, a pool and a distributor's list. */
const CASES = [
  'a payment of exactly 100 is accepted',
  "the providers' part rounds up",
  'the number of an entry is not in its leaf',
]

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
