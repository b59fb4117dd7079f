/** Libraries: their addresses in the code of contracts, and their deployment before it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { audit, readSubject } from '../../../src/audit/audit.ts'
import type { Unlinked } from '../../../src/audit/input/contract.ts'
import { linked } from '../../../src/audit/input/link.ts'
import { sameCode } from '../../../src/evm/build.ts'
import type { Artifact } from '../../../src/evm/compile/artifact.ts'
import { libraryAddress } from '../../../src/evm/deploy.ts'
import { deploymentSteps } from '../../../src/lockstep/export/foundry/deployment.ts'
import { buildFile, readBuildFile } from '../../../src/lockstep/export/build-file.ts'
import { START } from '../../../src/lockstep/compare/deployed-chain.ts'
import { foundrySources } from '../formats.ts'

const place = foundrySources()
afterAll(() => rmSync(place, { recursive: true, force: true }))

it('links a library with public functions, deploys it first, and finds no difference', () => {
  const file = join(place, 'src/libraries/PancakeLiquidity.sol')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/\binternal\b/g, 'public'))
  const subject = readSubject(place)
  const { build } = subject
  expect(subject.unlinked).toEqual([])
  expect(build.libraries?.map(({ contract }) => contract)).toEqual(['PancakeLiquidity'])
  expect(build.master.bytecode).toContain(libraryAddress(0).slice(2))
  const { findings, campaign } = audit(subject, { budget: 400, seed: 1 })
  expect(findings.filter(({ claim }) => claim === undefined)).toEqual([])
  // Liquidity was removed through the library.
  expect(campaign.census.calls.get('master.removeLiquidity')?.done).toBeGreaterThan(0)
  // It goes with the build, into files and into tests of Foundry.
  expect(sameCode(readBuildFile(buildFile(build)), build)).toBe(true)
  const created = deploymentSteps(build, 'below', START).flatMap((step) =>
    step.kind === 'create' ? [step.artifact.contract] : [],
  )
  expect(created[0]).toBe('PancakeLiquidity')
})

const artifact = (contract: string, source: string): Artifact => ({
  contract,
  source,
  abi: [],
  bytecode: '0x6001',
  deployedBytecode: '0x',
})
const using = (contract: string, hash: string, name?: string): Unlinked => ({
  contract,
  source: `${contract}.sol`,
  abi: [],
  code: `60__$${hash}$__61`,
  references: new Map(name === undefined ? [] : [[1, name]]),
})
const NO_HASH = '0'.repeat(34)

it('finds a library by the reference of the compiler, and chains of them in any order', () => {
  const result = linked({
    artifacts: [artifact('Leaf', 'a.sol')],
    unlinked: [using('Top', NO_HASH, 'Middle'), using('Middle', NO_HASH, 'Leaf')],
  })
  expect(result.unlinked).toEqual([])
  expect(result.libraries.map(({ contract }) => contract)).toEqual(['Middle', 'Leaf'])
  const [, top, middle] = result.artifacts
  expect(top!.bytecode).toBe(`0x60${libraryAddress(0).slice(2)}61`)
  expect(middle!.bytecode).toBe(`0x60${libraryAddress(1).slice(2)}61`)
})

it('names a contract whose library is missing, or cannot be told from others', () => {
  expect(linked({ artifacts: [], unlinked: [using('Top', NO_HASH, 'Leaf')] }).unlinked).toEqual(['Top'])
  const two = [artifact('Leaf', 'a.sol'), artifact('Leaf', 'b.sol')]
  const result = linked({ artifacts: two, unlinked: [using('Top', NO_HASH, 'Leaf')] })
  expect(result).toMatchObject({ unlinked: ['Top'], libraries: [], artifacts: two })
})
