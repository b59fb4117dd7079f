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

/** Makes a source different without touching what it says. */
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

  it('leaves the outside world out', () => {
    const sources = projectArtifacts().map(({ source }) => source)
    expect(sources).toContain('contracts/Master.sol')
    expect(sources.filter((source) => source.startsWith('contracts/outside/'))).toEqual([])
    expect(Object.keys(outsideArtifacts())).toEqual(['btcb', 'usdt', 'factory', 'pair', 'router'])
  })
})

describe('a changed project', () => {
  // One whose code another one deploys, and one that others inherit from.
  it.each([
    ['LiquidityLocker', 'Master'],
    ['SnapshotToken', 'AutoMiningToken'],
  ])('with an edit in %s, which is in the code of %s, equals the whole compiled anew', (part, contract) => {
    const edits = [touch(part)]
    const sources = applyEdits(projectSources(), edits)
    const anew = compileSources({ sources, read: readProject }).artifacts
    const quick = changedProjectArtifacts({ edits })
    expect(quick).toHaveLength(anew.length)
    for (const artifact of anew) {
      expect(findArtifact(quick, artifact.contract, artifact.source)).toEqual(artifact)
    }
    const untouched = findArtifact(projectArtifacts(), contract)
    expect(findArtifact(quick, contract).bytecode).not.toBe(untouched.bytecode)
  })

  it('takes sources that are replaced or added, then edits them', () => {
    const source = 'contracts/Added.sol'
    const text =
      '// SPDX-License-Identifier: MIT\npragma solidity 0.8.37;\ncontract Added { uint256 public a = 1; }'
    const edit = { purpose: 'another name', source, find: 'public a', replace: 'public b' }
    const artifacts = changedProjectArtifacts({ sources: { [source]: text }, edits: [edit] })
    expect(findArtifact(artifacts, 'Added').abi).toMatchObject([{ name: 'b' }])
    expect(artifacts).toHaveLength(projectArtifacts().length + 1)
  })

  it('reaches contracts that import a package which is replaced', () => {
    const source = '@openzeppelin/contracts/access/Ownable.sol'
    const text = readProject(source)!
    const sources = { [source]: text.replace('Ownable: caller is not the owner', 'Go away') }
    const code = findArtifact(changedProjectArtifacts({ sources }), 'Master').bytecode
    expect(code).toContain(Buffer.from('Go away').toString('hex'))
  })

  it('is the project itself when nothing changes', () => {
    expect(changedProjectArtifacts({})).toEqual(projectArtifacts())
  })

  it('refuses an edit that does not match exactly once', () => {
    const edit = { ...touch('Master'), find: 'contract Nobody ' }
    expect(() => changedProjectArtifacts({ edits: [edit] })).toThrow(EditMismatch)
  })
})
