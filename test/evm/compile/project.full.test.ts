import { describe, expect, it } from 'vitest'
import { findArtifact } from '../../../src/evm/compile/artifact.ts'
import { compileSources } from '../../../src/evm/compile/compile.ts'
import { applyEdits, EditMismatch } from '../../../src/evm/compile/edit.ts'
import type { Edit } from '../../../src/evm/compile/edit.ts'
import { compileTokens, outsideArtifacts } from '../../../src/evm/compile/outside.ts'
import {
  changedProjectArtifacts,
  compileProject,
  projectArtifacts,
  projectSources,
} from '../../../src/evm/compile/project.ts'
import { readProject } from '../../../src/evm/compile/sources.ts'

/** Changes a source without changing its meaning. */
const touch = (contract: string): Edit => ({
  purpose: `touch ${contract}`,
  source: `contracts/${contract}.sol`,
  find: `contract ${contract} `,
  replace: `contract /* touched */ ${contract} `,
})

describe('the project', () => {
  it('compiles without warnings of its own', () => {
    const isOwn = (source: string | undefined) => !source?.startsWith('@openzeppelin/contracts/')
    expect(compileProject().warnings.filter(({ source }) => isOwn(source))).toEqual([])
    expect(compileTokens().warnings).toEqual([])
  })

  it('excludes the external contracts', () => {
    const sources = projectArtifacts().map(({ source }) => source)
    expect(sources).toContain('contracts/Master.sol')
    expect(sources.filter((source) => source.startsWith('contracts/outside/'))).toEqual([])
    expect(Object.keys(outsideArtifacts())).toEqual(['btcb', 'usdt', 'factory', 'pair', 'router'])
  })
})

describe('a changed project', () => {
  // A contract whose code another one deploys, and a base contract.
  it.each([
    ['LiquidityLocker', 'Master'],
    ['SnapshotToken', 'AutoMiningToken'],
  ])('with an edit in %s, which is part of the code of %s, equals a full compilation', (part, contract) => {
    const edits = [touch(part)]
    const sources = applyEdits(projectSources(), edits)
    const full = compileSources({ sources, read: readProject }).artifacts
    const partial = changedProjectArtifacts({ edits })
    expect(partial).toHaveLength(full.length)
    for (const artifact of full) {
      expect(findArtifact(partial, artifact.contract, artifact.source)).toEqual(artifact)
    }
    const untouched = findArtifact(projectArtifacts(), contract)
    expect(findArtifact(partial, contract).bytecode).not.toBe(untouched.bytecode)
  })

  it('replaces or adds sources before it edits them', () => {
    const source = 'contracts/Added.sol'
    const text =
      '// SPDX-License-Identifier: MIT\npragma solidity 0.8.37;\ncontract Added { uint256 public a = 1; }'
    const edit = { purpose: 'another name', source, find: 'public a', replace: 'public b' }
    const artifacts = changedProjectArtifacts({ sources: { [source]: text }, edits: [edit] })
    expect(findArtifact(artifacts, 'Added').abi).toMatchObject([{ name: 'b' }])
    expect(artifacts).toHaveLength(projectArtifacts().length + 1)
  })

  it('recompiles contracts that import a replaced package source', () => {
    const source = '@openzeppelin/contracts/access/Ownable.sol'
    const text = readProject(source)!
    const sources = { [source]: text.replace('Ownable: caller is not the owner', 'Go away') }
    const code = findArtifact(changedProjectArtifacts({ sources }), 'Master').bytecode
    expect(code).toContain(Buffer.from('Go away').toString('hex'))
  })

  it('equals the project when nothing changes', () => {
    expect(changedProjectArtifacts({})).toEqual(projectArtifacts())
  })

  it('throws on an edit that does not match exactly once', () => {
    const edit = { ...touch('Master'), find: 'contract Missing ' }
    expect(() => changedProjectArtifacts({ edits: [edit] })).toThrow(EditMismatch)
  })
})
