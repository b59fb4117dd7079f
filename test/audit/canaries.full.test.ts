/** Canaries of an audit: noticed on any build, and only if they are what was injected. */
import { describe, expect, it } from 'vitest'
import { releaseAuditCanaries } from '../../src/audit/canaries.ts'
import { Census } from '../../src/audit/census/census.ts'
import { readSubject } from '../../src/audit/audit.ts'
import { changedBuild, projectBuild, type Build } from '../../src/evm/build.ts'
import { RULES, type Rules } from '../../src/lockstep/compare/rules.ts'
import { loadShortLists } from '../../src/lockstep/corpus/corpus.ts'
import { bytecodeMutants } from '../../src/lockstep/mutation/bytecode-mutant.ts'
import { isWait } from '../../src/model/interface/action.ts'
import { UnknownFunction } from '../../src/model/interface/functions.ts'
import { WRONG_BUILDS } from './builds/index.ts'
import { buildOf } from './builds/wrong-build.ts'
import { written } from './formats.ts'

const CHANGED = [
  /^master\.charge, byte \d+ of Master: (ADD|SUB|MUL|DIV|S?LT|S?GT) for (ADD|SUB|MUL|DIV|S?LT|S?GT)$/,
  /^burnVault\.backingWithdraw, byte \d+ of BurnVault: (ADD|SUB|MUL|DIV|S?LT|S?GT) for /,
  /^false property: the backing never falls$/,
]

function expectCaught(build: Build, seed: number): void {
  const canaries = releaseAuditCanaries({ build }, { seed })
  expect(canaries).toHaveLength(CHANGED.length)
  for (const [index, { name, caughtAfter, noticedBy }] of canaries.entries()) {
    expect(name).toMatch(CHANGED[index]!)
    expect(caughtAfter).toBeGreaterThan(0)
    if (index < 2) expect(noticedBy).toMatch(/^[a-zA-Z]+\.[a-zA-Z]+: /)
  }
}

describe('canaries', () => {
  it('are caught in the project’s own build, with any seed', () => {
    for (const seed of [1, 5]) expectCaught(projectBuild(), seed)
  })

  it('are caught in a wrong build, by what it does not show itself', () => {
    const build = changedBuild('claims pay half', {
      edits: [
        {
          purpose: 'claims pay half',
          source: 'contracts/libraries/Distribution.sol',
          find: 'amount = (self.pot * units) / totalUnits;',
          replace: 'amount = (self.pot * units) / totalUnits / 2;',
        },
      ],
    })
    expectCaught(build, 1)
    const [claim] = releaseAuditCanaries({ build }, { seed: 1 })
    const census = new Census({ build })
    for (const { amtSorts, actions } of bytecodeMutants(build, 'master.charge', loadShortLists(), 1)
      .sequences)
      census.runActions(amtSorts, actions)
    expect([...census.entries.keys()].some((signature) => signature.startsWith('master.charge: '))).toBe(true)
    expect(census.entries.has(claim!.noticedBy!)).toBe(false)
  })

  it('are caught in a build of which there is only bytecode', () => {
    const { build } = readSubject(written('combined JSON', buildOf(WRONG_BUILDS[0]!)))
    expect(build.master.deployedBytecode).toBe('0x')
    expectCaught(build, 1)
  })

  it('survive where nothing is compared, which is reported', () => {
    const canaries = releaseAuditCanaries({ build: projectBuild() }, { seed: 1, budget: 0 })
    expect(canaries.map(({ caughtAfter }) => caughtAfter)).toEqual([undefined, undefined, undefined])
  })

  it('survive a comparison that does not observe what they change, which tells what was tried', () => {
    const blind: Rules = {
      ...RULES,
      apply(economy, action, policy) {
        if (!isWait(action) && action.call === 'master.charge') throw new UnknownFunction(action.call)
        return RULES.apply(economy, action, policy)
      },
    }
    const [claim, redemption] = releaseAuditCanaries({ build: projectBuild(), rules: blind }, { seed: 1 })
    expect(claim).toMatchObject({ caughtAfter: undefined, noticedBy: undefined })
    expect(claim!.name).toMatch(/^master\.charge, \d+ changed instructions, .* byte \d+ of Master: /)
    expect(redemption!.caughtAfter).toBeGreaterThan(0)
  })

  it('survive in a build in which the function never goes through', () => {
    const build = changedBuild('no payment is accepted', {
      edits: [
        {
          purpose: 'no payment is accepted',
          source: 'contracts/Master.sol',
          find: 'if (msg.sender != payerWallet) revert NotPayer();',
          replace: 'if (msg.sender != address(1)) revert NotPayer();',
        },
      ],
    })
    const [claim, redemption] = releaseAuditCanaries({ build }, { seed: 1 })
    expect(claim!.caughtAfter).toBeUndefined()
    expect(claim!.name).toContain('no instruction')
    expect(redemption!.caughtAfter).toBeGreaterThan(0)
  })

  it('are not used where the build lacks the function', () => {
    const build: Build = { ...projectBuild(), lacks: ['master.charge'] }
    const names = releaseAuditCanaries({ build }, { seed: 1, budget: 0 }).map(({ name }) => name)
    expect(names.map((name) => name.split(/[,:]/)[0])).toEqual([
      'burnVault.backingWithdraw',
      'false property',
    ])
  })
})
