/** Severities: what a difference comes to, and not what a balance shows at once. */
import { describe, expect, it } from 'vitest'
import { Census } from '../../src/audit/census/census.ts'
import { showing } from '../../src/audit/census/shrink.ts'
import { findingsOf, type Finding } from '../../src/audit/finding.ts'
import { lossOf } from '../../src/audit/severity.ts'
import { changedBuild, type Build } from '../../src/evm/build.ts'
import { call } from '../../src/lockstep/generate/context.ts'
import type { Action } from '../../src/model/interface/action.ts'
import { buildOf, minted, ONE, paid, trusts } from './builds/wrong-build.ts'
import { WRONG_BUILDS } from './builds/index.ts'
import { defective } from './defects.ts'

function findingIn(
  build: Build,
  actions: readonly Action[],
  start: string,
  options: Parameters<typeof findingsOf>[2] = {},
): Finding {
  const setup = { build }
  const census = new Census(setup)
  census.runActions('below', actions)
  const found = findingsOf(setup, census, options)
  return found.find(({ signature }) => signature.startsWith(start))!
}

const edited = (name: string, contract: string, find: string, replace: string): Build =>
  changedBuild(name, { edits: [{ purpose: name, source: `contracts/${contract}.sol`, find, replace }] })

const redemption: readonly Action[] = [
  minted('alice', 3n * ONE),
  minted('bruno', 4n * ONE),
  ...paid(5n * ONE, 60n),
  trusts('alice', 'amt', 'burnVault'),
  call('alice', 'burnVault.backingWithdraw', { amount: ONE }),
]

describe('a loss of one base unit', () => {
  const build = defective('redemptions round up')

  it('is of rounding, and ranks below what a state comes to', () => {
    expect(findingIn(build, redemption, 'burnVault.backingWithdraw').severity).toBe('rounding')
  })

  it('is of value where no loss counts as rounding', () => {
    const finding = findingIn(build, redemption, 'burnVault.backingWithdraw', { rounding: 0n })
    expect(finding.severity).toBe('value')
  })
})

it('is of value if the loss grows with the amounts, however small the shrunk ones are', () => {
  const build = edited(
    'redemptions pay double',
    'BurnVault',
    'uint256 payout = (amount * IERC20(BTCB).balanceOf(address(this))) / supply;',
    'uint256 payout = (2 * amount * IERC20(BTCB).balanceOf(address(this))) / supply;',
  )
  const finding = findingIn(build, redemption, 'burnVault.backingWithdraw')
  expect(finding.loss.largest).toBeLessThan(100n)
  expect(finding.severity).toBe('value')
})

it('is of value if the story has just enough for the amounts that it needs', () => {
  const wrong = WRONG_BUILDS.find(({ name }) => name === 'a sale pays the fee on top')!
  const finding = findingIn(buildOf(wrong), wrong.trigger, 'market.sell: then usdt.balanceOf differs')
  expect(finding.loss.largest).toBeLessThan(100n)
  expect(finding.severity).toBe('value')
})

it('is of value if the actor loses only by a share in a vault that others may have, too', () => {
  const name = 'the fair minimum is taken from the price of the moment'
  const wrong = WRONG_BUILDS.find((each) => each.name === name)!
  const finding = findingIn(buildOf(wrong), wrong.trigger, wrong.fn)
  const { actions } = finding.shown
  const alone = actions.map((action) =>
    'call' in action && action.call === wrong.fn ? { ...action, by: 'bruno' } : action,
  )
  const shown = showing({ build: buildOf(wrong) }, 'below', alone, finding.signature, true)!
  expect(lossOf('permits', shown, 'bruno').changes.length).toBeGreaterThan(0)
  expect(finding.severity).toBe('value')
})

const staked: readonly Action[] = [
  minted('alice', 2n * ONE),
  minted('bruno', 2n * ONE),
  trusts('alice', 'amt', 'stakingVault'),
  call('alice', 'stakingVault.deposit', { amount: ONE }),
]

describe('a share of a vault', () => {
  it('that is merely settled sooner is nobody\u2019s loss', () => {
    const build = edited(
      'a harvest settles its caller',
      'DepositVault',
      '_harvest(upTo);\n    }',
      '_harvest(upTo);\n        _settle(msg.sender, upTo, MAX_STEPS);\n    }',
    )
    const harvest = call('alice', 'stakingVault.harvest', { upTo: 1n })
    const finding = findingIn(build, [...staked, ...paid(ONE), harvest], 'stakingVault.harvest')
    expect(finding.signature).toBe('stakingVault.harvest: then stakingVault.owedTo differs')
    // Right after it, the vault has less of its own, and she has more.
    expect(finding.shown.worth.changes).toHaveLength(2)
    expect(finding.shown.exit?.changes).toEqual([])
    expect(finding.severity).toBe('state')
  })

  it('that the next payment is not recorded for is a loss, though no balance differs yet', () => {
    const build = edited(
      'a first deposit earns from the second payment on',
      'DepositVault',
      '_accounts[msg.sender].deposit += amount;',
      'if (_accounts[msg.sender].deposit == 0) ++_accounts[msg.sender].settledTo;\n        ' +
        '_accounts[msg.sender].deposit += amount;',
    )
    const finding = findingIn(build, staked, 'stakingVault.deposit')
    expect(finding.signature).toBe('stakingVault.deposit: then stakingVault.settledTo differs')
    expect(finding.shown.worth.changes).toEqual([])
    expect(finding.shown.afterPayment).toBe(true)
    expect(finding.shown.exit?.changes[0]).toMatchObject({ account: 'alice' })
    expect(finding.severity).toBe('value')
  })
})

it('says that a call which reverts for good freezes what is theirs', () => {
  const wrong = WRONG_BUILDS.find(({ name }) => name === 'a harvest that is done blocks a withdrawal')!
  const finding = findingIn(buildOf(wrong), wrong.trigger, 'stakingVault.withdraw')
  expect(finding.kind).toBe('blocks')
  expect(finding.shown.blocked.map(({ action }) => action.call)).toContain('stakingVault.withdraw')
  expect(finding.severity).toBe('value')
})

it('leaves a call that reverts where it should not, and freezes nothing, as it is', () => {
  const build = defective('a fee of 7 reverts')
  const finding = findingIn(build, [call('owner', 'market.setFee', { fee: 7n })], 'market.setFee')
  expect(finding.severity).toBe('blocks')
})
