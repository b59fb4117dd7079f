import { expect, it } from 'vitest'
import { projectBuild } from '../../../src/evm/build.ts'
import { Chain } from '../../../src/evm/chain.ts'
import { buildFile, InvalidBuildFile, readBuildFile } from '../../../src/lockstep/export/build-file.ts'

it('keeps what the chain needs of a build', () => {
  const read = readBuildFile(buildFile(projectBuild()))
  expect(read.master.bytecode).toBe(projectBuild().master.bytecode)
  const chain = new Chain({ build: read, amtSorts: 'above', start: 5n })
  expect(chain.read({ on: 'master', fn: 'payerWallet', args: [] })).toBe('payer')
})

it('says what is wrong with another text', () => {
  const { master: _gone, ...rest } = JSON.parse(buildFile(projectBuild())) as { master: unknown }
  for (const text of ['{', '{}', JSON.stringify(rest), JSON.stringify({ ...rest, master: { abi: 1 } })])
    expect(() => readBuildFile(text)).toThrow(InvalidBuildFile)
  expect(() => readBuildFile(JSON.stringify(rest))).toThrow('master')
})
