import { describe, expect, test } from 'vitest'
import { ONE } from '../../../src/model/kernel/units.ts'
import { FOREVER, stockedStage, trail } from '../../support/model-world.ts'

describe("OpenZeppelin's tokens", () => {
  test('a transfer moves exactly its amount and says so', () => {
    const stage = stockedStage()
    const { events, returned } = stage.ok('alice', 'amt.transfer', { to: 'bruno', amount: 7n })
    expect(returned).toBe(true)
    expect(events).toEqual([{ on: 'amt', name: 'Transfer', args: ['alice', 'bruno', 7n] }])
    expect(stage.ask('amt', 'balanceOf', 'alice')).toBe(1_000n * ONE - 7n)
    expect(stage.ask('amt', 'balanceOf', 'bruno')).toBe(1_000n * ONE + 7n)
  })

  test('all can be sent, one more cannot, and nothing is a transfer too', () => {
    const stage = stockedStage()
    const all = 1_000n * ONE
    expect(stage.refusal('alice', 'amt.transfer', { to: 'bruno', amount: all + 1n })).toBe(
      'InsufficientBalance',
    )
    stage.ok('alice', 'amt.transfer', { to: 'bruno', amount: all })
    expect(trail(stage.ok('alice', 'amt.transfer', { to: 'bruno', amount: 0n }).events)).toEqual([
      'amt.Transfer',
    ])
    expect(stage.refusal('alice', 'amt.transfer', { to: 'zero', amount: 0n })).toBe('TransferToZero')
  })

  test('a finite allowance is spent before the move, with its own event; an infinite one stays', () => {
    const stage = stockedStage()
    stage.ok('alice', 'amt.approve', { spender: 'bruno', amount: 10n })
    const spend = { from: 'alice', to: 'carmen', amount: 4n }
    expect(trail(stage.ok('bruno', 'amt.transferFrom', spend).events)).toEqual([
      'amt.Approval',
      'amt.Transfer',
    ])
    expect(stage.ask('amt', 'allowance', 'alice', 'bruno')).toBe(6n)
    stage.ok('alice', 'amt.approve', { spender: 'bruno', amount: FOREVER })
    expect(trail(stage.ok('bruno', 'amt.transferFrom', spend).events)).toEqual(['amt.Transfer'])
    expect(stage.ask('amt', 'allowance', 'alice', 'bruno')).toBe(FOREVER)
  })

  test('the allowance is checked before anything else', () => {
    const stage = stockedStage()
    const beyond = { from: 'alice', to: 'zero', amount: 5_000n * ONE }
    expect(stage.refusal('bruno', 'amt.transferFrom', beyond)).toBe('InsufficientAllowance')
    stage.ok('alice', 'amt.approve', { spender: 'bruno', amount: FOREVER })
    expect(stage.refusal('bruno', 'amt.transferFrom', beyond)).toBe('TransferToZero')
    expect(stage.refusal('bruno', 'amt.transferFrom', { ...beyond, to: 'bruno' })).toBe('InsufficientBalance')
    expect(stage.refusal('bruno', 'amt.transferFrom', { from: 'zero', to: 'zero', amount: 0n })).toBe(
      'ApproveFromZero',
    )
  })

  test('allowances go up and down step by step, within their range', () => {
    const stage = stockedStage()
    stage.ok('alice', 'amt.increaseAllowance', { spender: 'bruno', amount: 5n })
    stage.ok('alice', 'amt.increaseAllowance', { spender: 'bruno', amount: FOREVER - 5n })
    expect(stage.refusal('alice', 'amt.increaseAllowance', { spender: 'bruno', amount: 1n })).toBe(
      'Panic(0x11)',
    )
    stage.ok('alice', 'amt.decreaseAllowance', { spender: 'bruno', amount: FOREVER })
    expect(stage.refusal('alice', 'amt.decreaseAllowance', { spender: 'bruno', amount: 1n })).toBe(
      'AllowanceBelowZero',
    )
    expect(stage.refusal('alice', 'amt.decreaseAllowance', { spender: 'zero', amount: 0n })).toBe(
      'ApproveToZero',
    )
  })

  test('burning ends tokens; what others allowed can be burnt too', () => {
    const stage = stockedStage()
    stage.ok('alice', 'amt.burn', { amount: 1n })
    stage.ok('alice', 'amt.approve', { spender: 'bruno', amount: 2n })
    const burnt = stage.ok('bruno', 'amt.burnFrom', { from: 'alice', amount: 2n })
    expect(burnt.events.map(({ args }) => args)).toEqual([
      ['alice', 'bruno', 0n],
      ['alice', 'zero', 2n],
    ])
    expect(stage.ask('amt', 'totalSupply')).toBe(5_000n * ONE - 3n)
    expect(stage.refusal('bruno', 'amt.burnFrom', { from: 'alice', amount: 1n })).toBe(
      'InsufficientAllowance',
    )
    expect(stage.refusal('alice', 'amt.burn', { amount: 1_000n * ONE })).toBe('BurnExceedsBalance')
  })

  test('the cap bounds what circulates, so that burnt tokens may be minted again', () => {
    const stage = stockedStage()
    const room = 100_000_000n * ONE - 5_000n * ONE
    const mint = (amount: bigint): string | undefined =>
      stage.refusal('owner', 'master.mintMaster', { account: 'alice', amount })
    expect(mint(room + 1n)).toBe('CapExceeded')
    expect(mint(room)).toBeUndefined()
    expect(mint(1n)).toBe('CapExceeded')
    stage.ok('bruno', 'amt.burn', { amount: 1n })
    expect(mint(1n)).toBeUndefined()
    expect(mint(FOREVER)).toBe('CapExceeded')
  })

  test('only the owner mints and takes snapshots, and ownership moves on or ends', () => {
    const stage = stockedStage()
    expect(stage.refusal('owner', 'amt.mint', { to: 'owner', amount: 1n })).toBe('NotOwner')
    expect(stage.refusal('alice', 'liqAmt.snapshot', {})).toBe('NotOwner')
    expect(stage.refusal('binance', 'usdt.transferOwnership', { to: 'zero' })).toBe('NewOwnerZero')
    stage.ok('binance', 'usdt.transferOwnership', { to: 'alice' })
    expect(stage.refusal('binance', 'usdt.mint', { amount: 1n })).toBe('NotOwner')
    const { events } = stage.ok('alice', 'usdt.renounceOwnership', {})
    expect(events).toEqual([{ on: 'usdt', name: 'OwnershipTransferred', args: ['alice', 'zero'] }])
    expect(stage.refusal('alice', 'usdt.mint', { amount: 1n })).toBe('NotOwner')
  })
})
