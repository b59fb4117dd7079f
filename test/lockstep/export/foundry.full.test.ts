/**
 * Exported Foundry tests, run by forge: they fail on the mutant and pass on the project's contracts.
 */
import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { exportFoundry } from '../../../src/lockstep/export/export-failure.ts'
import type { ExportedFile } from '../../../src/lockstep/export/failure-case.ts'
import { canRun, forge, inFolder } from './forge.ts'
import { falseInvariant, floorThatFalls } from './broken-invariant.ts'
import { failureOfMutant, writtenTo } from './failures.ts'

/** A revert, what a function returns and emits, and a view; a payment, a pool and a distributor's list. */
const CASES = [
  'a payment of exactly 100 is accepted',
  "the providers' part rounds up",
  'the number of an entry is not in its leaf',
]

/** The exported test on the contracts of another export. */
function withBytecode(
  exported: readonly ExportedFile[],
  other: readonly ExportedFile[],
): readonly ExportedFile[] {
  const bytecode = other.find(({ path }) => path === 'test/Bytecode.sol')!
  return exported.map((file) => (file.path === bytecode.path ? bytecode : file))
}

describe.skipIf(!canRun)('an exported Foundry test', () => {
  it('fails on what it was found on, and passes on contracts that do not show it', async () => {
    const files: ExportedFile[] = []
    for (const [index, name] of CASES.entries()) {
      const { build, failure } = await failureOfMutant(name)
      const exported = exportFoundry(failure, build)
      const sound = withBytecode(exported, exportFoundry(failure, projectBuild()))
      files.push(...inFolder(`${index}/mutant`, exported), ...inFolder(`${index}/sound`, sound))
    }
    const broken = [falseInvariant(), await floorThatFalls()]
    for (const [index, { failure, build, other }] of broken.entries()) {
      const exported = exportFoundry(failure, build)
      files.push(...inFolder(`broken/${index}/same`, exported))
      files.push(
        ...inFolder(`broken/${index}/other`, withBytecode(exported, exportFoundry(failure, other()))),
      )
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
    for (const [index, { invariant }] of broken.entries())
      for (const [which, status] of [
        ['same', 'Failure'],
        ['other', 'Success'],
      ] as const) {
        const suite = run[`test/broken/${index}/${which}/Counterexample.t.sol:CounterexampleTest`]
        const result = suite?.test_results['test_invariantHolds()']
        expect([invariant, which, result?.status, result?.reason]).toEqual([
          invariant,
          which,
          status,
          status === 'Success' ? null : expect.stringContaining(`InvariantBroken("${invariant}"`),
        ])
      }
    rmSync(place, { recursive: true })
  })
})
