import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import { FOREVER, livelyStage, stockedStage, trail } from '../../../support/model-world.ts'

describe("Master's owner", () => {
  test('mints AMT, names the payer, passes Master on or gives it up', () => {
    const stage = stockedStage()
    const minted = stage.ok('owner', 'master.mintMaster', { account: 'alice', amount: ONE })
    expect(trail(minted.events)).toEqual(['amt.Transfer', 'master.masterHasMinted'])
    expect(stage.refusal('alice', 'master.mintMaster', { account: 'zero', amount: FOREVER })).toBe('NotOwner')
    expect(stage.refusal('owner', 'master.mintMaster', { account: 'zero', amount: FOREVER })).toBe(
      'CapExceeded',
    )
    expect(stage.refusal('owner', 'master.mintMaster', { account: 'zero', amount: 1n })).toBe('MintToZero')

    expect(stage.refusal('alice', 'master.setPayerWallet', { wallet: 'zero' })).toBe('NotOwner')
    expect(stage.refusal('owner', 'master.setPayerWallet', { wallet: 'zero' })).toBe('ZeroAddress')
    stage.ok('owner', 'master.setPayerWallet', { wallet: 'carmen' })
    expect(stage.ask('master', 'payerWallet')).toBe('carmen')
    const rent = { amountBtcb: ONE, vaultParticipation: 0n }
    expect(stage.refusal('payer', 'master.payRent', rent)).toBe('NotPayer')
    stage.ok('carmen', 'master.payRent', rent)

    expect(stage.refusal('alice', 'master.transferOwnership', { to: 'zero' })).toBe('NotOwner')
    expect(stage.refusal('owner', 'master.transferOwnership', { to: 'zero' })).toBe('NewOwnerZero')
    stage.ok('owner', 'master.transferOwnership', { to: 'alice' })
    stage.ok('alice', 'master.renounceOwnership', {})
    expect(stage.ask('master', 'owner')).toBe('zero')
    expect(stage.refusal('alice', 'master.extendApprove', { amount: 1n })).toBe('NotOwner')
  })

  test("raises the router's allowances where they are lower, and never lowers one", () => {
    const stage = livelyStage()
    expect(stage.ask('btcb', 'allowance', 'master', 'router')).toBeLessThan(FOREVER)
    expect(trail(stage.ok('owner', 'master.extendApprove', { amount: 1n }).events)).toEqual([
      'master.approveExtended',
    ])
    expect(trail(stage.ok('owner', 'master.extendApprove', { amount: FOREVER }).events)).toEqual([
      'btcb.Approval',
      'master.approveExtended',
    ])
    expect(stage.ask('btcb', 'allowance', 'master', 'router')).toBe(FOREVER)
  })
})
