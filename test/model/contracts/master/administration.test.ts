import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import { UINT256_MAX, liquidWorld, stockedWorld, eventNames } from '../../../support/model-world.ts'

describe("Master's owner", () => {
  test('mints AMT, sets the payer wallet, transfers or renounces ownership', () => {
    const world = stockedWorld()
    const minted = world.ok('owner', 'master.mintMaster', { account: 'alice', amount: ONE })
    expect(eventNames(minted.events)).toEqual(['amt.Transfer', 'master.masterHasMinted'])
    expect(world.revert('alice', 'master.mintMaster', { account: 'zero', amount: UINT256_MAX })).toBe(
      'NotOwner',
    )
    expect(world.revert('owner', 'master.mintMaster', { account: 'zero', amount: UINT256_MAX })).toBe(
      'CapExceeded',
    )
    expect(world.revert('owner', 'master.mintMaster', { account: 'zero', amount: 1n })).toBe('MintToZero')

    expect(world.revert('alice', 'master.setPayerWallet', { wallet: 'zero' })).toBe('NotOwner')
    expect(world.revert('owner', 'master.setPayerWallet', { wallet: 'zero' })).toBe('ZeroAddress')
    world.ok('owner', 'master.setPayerWallet', { wallet: 'carmen' })
    expect(world.ask('master', 'payerWallet')).toBe('carmen')
    const rent = { amountBtcb: ONE, vaultParticipation: 0n }
    expect(world.revert('payer', 'master.payRent', rent)).toBe('NotPayer')
    world.ok('carmen', 'master.payRent', rent)

    expect(world.revert('alice', 'master.transferOwnership', { to: 'zero' })).toBe('NotOwner')
    expect(world.revert('owner', 'master.transferOwnership', { to: 'zero' })).toBe('NewOwnerZero')
    world.ok('owner', 'master.transferOwnership', { to: 'alice' })
    world.ok('alice', 'master.renounceOwnership', {})
    expect(world.ask('master', 'owner')).toBe('zero')
    expect(world.revert('alice', 'master.extendApprove', { amount: 1n })).toBe('NotOwner')
  })

  test("raises the router's allowances where they are lower, and never lowers one", () => {
    const world = liquidWorld()
    expect(world.ask('btcb', 'allowance', 'master', 'router')).toBeLessThan(UINT256_MAX)
    expect(eventNames(world.ok('owner', 'master.extendApprove', { amount: 1n }).events)).toEqual([
      'master.approveExtended',
    ])
    expect(eventNames(world.ok('owner', 'master.extendApprove', { amount: UINT256_MAX }).events)).toEqual([
      'btcb.Approval',
      'master.approveExtended',
    ])
    expect(world.ask('btcb', 'allowance', 'master', 'router')).toBe(UINT256_MAX)
  })
})
