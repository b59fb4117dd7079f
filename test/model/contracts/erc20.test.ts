import { describe, expect, test } from 'vitest'
import { ONE } from '../../../src/model/kernel/units.ts'
import { UINT256_MAX, stockedWorld, eventNames } from '../../support/model-world.ts'

describe("OpenZeppelin's tokens", () => {
  test('a transfer moves exactly its amount and emits Transfer', () => {
    const world = stockedWorld()
    const { events, returned } = world.ok('alice', 'amt.transfer', { to: 'bruno', amount: 7n })
    expect(returned).toBe(true)
    expect(events).toEqual([{ on: 'amt', name: 'Transfer', args: ['alice', 'bruno', 7n] }])
    expect(world.ask('amt', 'balanceOf', 'alice')).toBe(1_000n * ONE - 7n)
    expect(world.ask('amt', 'balanceOf', 'bruno')).toBe(1_000n * ONE + 7n)
  })

  test('the whole balance can be sent, one unit more reverts, and zero is a transfer too', () => {
    const world = stockedWorld()
    const all = 1_000n * ONE
    expect(world.revert('alice', 'amt.transfer', { to: 'bruno', amount: all + 1n })).toBe(
      'InsufficientBalance',
    )
    world.ok('alice', 'amt.transfer', { to: 'bruno', amount: all })
    expect(eventNames(world.ok('alice', 'amt.transfer', { to: 'bruno', amount: 0n }).events)).toEqual([
      'amt.Transfer',
    ])
    expect(world.revert('alice', 'amt.transfer', { to: 'zero', amount: 0n })).toBe('TransferToZero')
  })

  test('a finite allowance is spent before the transfer, with an event; an infinite one stays', () => {
    const world = stockedWorld()
    world.ok('alice', 'amt.approve', { spender: 'bruno', amount: 10n })
    const spend = { from: 'alice', to: 'carmen', amount: 4n }
    expect(eventNames(world.ok('bruno', 'amt.transferFrom', spend).events)).toEqual([
      'amt.Approval',
      'amt.Transfer',
    ])
    expect(world.ask('amt', 'allowance', 'alice', 'bruno')).toBe(6n)
    world.ok('alice', 'amt.approve', { spender: 'bruno', amount: UINT256_MAX })
    expect(eventNames(world.ok('bruno', 'amt.transferFrom', spend).events)).toEqual(['amt.Transfer'])
    expect(world.ask('amt', 'allowance', 'alice', 'bruno')).toBe(UINT256_MAX)
  })

  test('the allowance is checked before anything else', () => {
    const world = stockedWorld()
    const beyond = { from: 'alice', to: 'zero', amount: 5_000n * ONE }
    expect(world.revert('bruno', 'amt.transferFrom', beyond)).toBe('InsufficientAllowance')
    world.ok('alice', 'amt.approve', { spender: 'bruno', amount: UINT256_MAX })
    expect(world.revert('bruno', 'amt.transferFrom', beyond)).toBe('TransferToZero')
    expect(world.revert('bruno', 'amt.transferFrom', { ...beyond, to: 'bruno' })).toBe('InsufficientBalance')
    expect(world.revert('bruno', 'amt.transferFrom', { from: 'zero', to: 'zero', amount: 0n })).toBe(
      'ApproveFromZero',
    )
  })

  test('allowances increase and decrease within uint256', () => {
    const world = stockedWorld()
    world.ok('alice', 'amt.increaseAllowance', { spender: 'bruno', amount: 5n })
    world.ok('alice', 'amt.increaseAllowance', { spender: 'bruno', amount: 4n })
    const lowered = world.ok('alice', 'amt.decreaseAllowance', { spender: 'bruno', amount: 2n })
    expect(lowered).toEqual({
      ok: true,
      returned: true,
      events: [{ on: 'amt', name: 'Approval', args: ['alice', 'bruno', 7n] }],
    })
    expect(world.ask('amt', 'allowance', 'alice', 'bruno')).toBe(7n)
    world.ok('alice', 'amt.increaseAllowance', { spender: 'bruno', amount: UINT256_MAX - 7n })
    expect(world.revert('alice', 'amt.increaseAllowance', { spender: 'bruno', amount: 1n })).toBe(
      'Panic(0x11)',
    )
    world.ok('alice', 'amt.decreaseAllowance', { spender: 'bruno', amount: UINT256_MAX })
    expect(world.revert('alice', 'amt.decreaseAllowance', { spender: 'bruno', amount: 1n })).toBe(
      'AllowanceBelowZero',
    )
    expect(world.revert('alice', 'amt.decreaseAllowance', { spender: 'zero', amount: 0n })).toBe(
      'ApproveToZero',
    )
  })

  test('burning lowers the supply, with an allowance also for others', () => {
    const world = stockedWorld()
    world.ok('alice', 'amt.burn', { amount: 1n })
    world.ok('alice', 'amt.approve', { spender: 'bruno', amount: 2n })
    const burnt = world.ok('bruno', 'amt.burnFrom', { from: 'alice', amount: 2n })
    expect(burnt.events.map(({ args }) => args)).toEqual([
      ['alice', 'bruno', 0n],
      ['alice', 'zero', 2n],
    ])
    expect(world.ask('amt', 'totalSupply')).toBe(5_000n * ONE - 3n)
    expect(world.revert('bruno', 'amt.burnFrom', { from: 'alice', amount: 1n })).toBe('InsufficientAllowance')
    expect(world.revert('alice', 'amt.burn', { amount: 1_000n * ONE })).toBe('BurnExceedsBalance')
  })

  test('the cap bounds the current supply, so burned tokens may be minted again', () => {
    const world = stockedWorld()
    const room = 100_000_000n * ONE - 5_000n * ONE
    const mint = (amount: bigint): string | undefined =>
      world.revert('owner', 'master.mintMaster', { account: 'alice', amount })
    expect(mint(room + 1n)).toBe('CapExceeded')
    expect(mint(room)).toBeUndefined()
    expect(mint(1n)).toBe('CapExceeded')
    world.ok('bruno', 'amt.burn', { amount: 1n })
    expect(mint(1n)).toBeUndefined()
    expect(mint(UINT256_MAX)).toBe('CapExceeded')
  })

  test('only the owner mints and takes snapshots; ownership can be transferred or renounced', () => {
    const world = stockedWorld()
    expect(world.revert('owner', 'amt.mint', { to: 'owner', amount: 1n })).toBe('NotOwner')
    expect(world.revert('alice', 'liqAmt.snapshot', {})).toBe('NotOwner')
    expect(world.revert('binance', 'usdt.transferOwnership', { to: 'zero' })).toBe('NewOwnerZero')
    world.ok('binance', 'usdt.transferOwnership', { to: 'alice' })
    expect(world.revert('binance', 'usdt.mint', { amount: 1n })).toBe('NotOwner')
    const { events } = world.ok('alice', 'usdt.renounceOwnership', {})
    expect(events).toEqual([{ on: 'usdt', name: 'OwnershipTransferred', args: ['alice', 'zero'] }])
    expect(world.revert('alice', 'usdt.mint', { amount: 1n })).toBe('NotOwner')
  })

  test('Master, their owner, mints liqAMT to others and takes snapshots, whose ids it gets', () => {
    const world = stockedWorld()
    for (const token of ['amt', 'liqAmt'] as const)
      expect(world.revert('alice', `${token}.mint`, { to: 'master', amount: 1n })).toBe('NotOwner')
    expect(world.ok('master', 'liqAmt.mint', { to: 'alice', amount: 5n }).events).toEqual([
      { on: 'liqAmt', name: 'Transfer', args: ['zero', 'alice', 5n] },
    ])
    for (const token of ['amt', 'liqAmt'] as const)
      for (const id of [1n, 2n])
        expect(world.ok('master', `${token}.snapshot`, {})).toEqual({
          ok: true,
          returned: id,
          events: [{ on: token, name: 'Snapshot', args: [id] }],
        })
  })

  test.each(['amt', 'liqAmt', 'btcb', 'usdt'] as const)(
    'only the owner of %s transfers or renounces it',
    (token) => {
      const world = stockedWorld()
      const owner = world.ask(token, 'owner') as string
      expect(world.revert('alice', `${token}.renounceOwnership`, {})).toBe('NotOwner')
      expect(world.revert('alice', `${token}.transferOwnership`, { to: 'alice' })).toBe('NotOwner')
      expect(world.ok(owner, `${token}.transferOwnership`, { to: 'carmen' }).events).toEqual([
        { on: token, name: 'OwnershipTransferred', args: [owner, 'carmen'] },
      ])
      expect(world.revert(owner, `${token}.renounceOwnership`, {})).toBe('NotOwner')
      world.ok('carmen', `${token}.renounceOwnership`, {})
      expect(world.ask(token, 'owner')).toBe('zero')
    },
  )
})
