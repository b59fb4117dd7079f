/** Builds in the forms of other tools: read, recognised, and equal to what was written. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { audit, readSubject } from '../../../src/audit/audit.ts'
import { NoCompiler } from '../../../src/audit/input/compilers.ts'
import { ImportMissing } from '../../../src/audit/input/imports.ts'
import { NoContracts } from '../../../src/audit/input/read-contracts.ts'
import { isSame } from '../../../src/audit/input/surface.ts'
import { projectBuild, sameCode } from '../../../src/evm/build.ts'
import { foundrySources, freshFolder, verifiedSources, written, type Format } from '../formats.ts'

const places: string[] = []
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true })
})

function kept(place: string): string {
  places.push(place)
  return place
}

const FORMATS: readonly Format[] = ['hardhat', 'foundry', 'standard JSON', 'abi and bin', 'combined JSON']

describe.each(FORMATS)('a build as %s', (format) => {
  it('is read with every role and the whole surface', () => {
    const subject = readSubject(kept(written(format, projectBuild())))
    expect(subject.form).toBe('compiled contracts')
    expect(sameCode(subject.build, projectBuild())).toBe(true)
    expect(subject.surface.filter((each) => !isSame(each) || each.contract === undefined)).toEqual([])
    expect(subject.others).toEqual([])
  })
})

it('compiles verified sources of an explorer with their own settings', () => {
  const contracts = ['AutoMiningToken', 'LiquidityToken', 'BurnVault', 'Master', 'LiquidityLocker']
  const subject = readSubject(kept(verifiedSources(contracts)))
  expect(subject.form).toBe('verified sources')
  const { surface, build } = subject
  expect(surface.filter(({ contract }) => contract === undefined).map(({ role }) => role)).toEqual([
    'market',
    'stakingVault',
    'buyBackVault',
    'distributor',
  ])
  expect(build.market.bytecode).toBe(projectBuild().market.bytecode)
  expect(build.master.deployedBytecode.length).toBe(projectBuild().master.deployedBytecode.length)
})

it('compiles a Foundry project with its own libraries, and finds no difference', () => {
  const subject = readSubject(kept(foundrySources()))
  expect(subject.form).toBe('sources')
  const { findings } = audit(subject, { budget: 200, seed: 1 })
  // What the whitepaper's own design breaks is no difference.
  expect(findings.filter(({ claim }) => claim === undefined)).toEqual([])
})

it('names the version that sources ask for and that is not installed', () => {
  const place = kept(verifiedSources(['Master'], 'v0.8.19+commit.7dd6d404'))
  expect(() => readSubject(place)).toThrow(NoCompiler)
  expect(() => readSubject(place)).toThrow('version 0.8.19')
})

it("never takes the lab's OpenZeppelin for sources that do not bring their own", () => {
  const place = kept(foundrySources())
  rmSync(join(place, 'lib'), { recursive: true })
  expect(() => readSubject(place)).toThrow(ImportMissing)
})

it('rejects a folder without contracts', () => {
  const place = kept(freshFolder('empty'))
  writeFileSync(join(place, 'package.json'), '{}')
  expect(() => readSubject(place)).toThrow(NoContracts)
  expect(() => readSubject(join(place, 'nowhere'))).toThrow('got nothing there')
})
