import { describe, expect, test } from 'vitest'
import { ONE } from '../../../src/model/kernel/units.ts'
import { UINT256_MAX, stockedWorld } from '../../support/model-world.ts'

describe("Binance's tokens", () => {
  test('an allowance is reduced after the transfer, even an infinite one', () => {
    const world = stockedWorld()
    world.ok('alice', 'btcb.approve', { spender: 'bruno', amount: UINT256_MAX })
    const { events } = world.ok('bruno', 'btcb.transferFrom', { from: 'alice', to: 'bruno', amount: 3n })
    expect(events).toEqual([
      { on: 'btcb', name: 'Transfer', args: ['alice', 'bruno', 3n] },
      { on: 'btcb', name: 'Approval', args: ['alice', 'bruno', UINT256_MAX - 3n] },
    ])
  })

  test('the balance is checked before the allowance', () => {
    const world = stockedWorld()
    const take = (from: string, to: string, amount: bigint): string | undefined =>
      world.revert('bruno', 'btcb.transferFrom', { from, to, amount })
    expect(take('zero', 'zero', 1n)).toBe('TransferFromZero')
    expect(take('alice', 'zero', 1n)).toBe('TransferToZero')
    expect(take('alice', 'bruno', 5_000n * ONE)).toBe('InsufficientBalance')
    expect(take('alice', 'bruno', 1n)).toBe('InsufficientAllowance')
    expect(world.ask('btcb', 'balanceOf', 'alice')).toBe(1_000n * ONE)
  })

  test('the owner mints to itself up to uint256, and anyone burns own tokens', () => {
    const world = stockedWorld()
    const supply = world.ask('btcb', 'totalSupply') as bigint
    expect(world.revert('alice', 'btcb.mint', { amount: 1n })).toBe('NotOwner')
    world.ok('binance', 'btcb.mint', { amount: UINT256_MAX - supply })
    expect(world.revert('binance', 'btcb.mint', { amount: 1n })).toBe('Panic(0x11)')
    expect(world.ok('alice', 'btcb.burn', { amount: 1n })).toEqual({
      ok: true,
      returned: true,
      events: [{ on: 'btcb', name: 'Transfer', args: ['alice', 'zero', 1n] }],
    })
    expect(world.ok('binance', 'btcb.mint', { amount: 1n })).toEqual({
      ok: true,
      returned: true,
      events: [{ on: 'btcb', name: 'Transfer', args: ['zero', 'binance', 1n] }],
    })
    expect(world.ask('btcb', 'totalSupply')).toBe(UINT256_MAX)
    expect(world.revert('alice', 'btcb.burn', { amount: 1_000n * ONE })).toBe('BurnExceedsBalance')
  })
})
