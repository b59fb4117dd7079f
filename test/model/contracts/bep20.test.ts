import { describe, expect, test } from 'vitest'
import { ONE } from '../../../src/model/kernel/units.ts'
import { FOREVER, stockedStage } from '../../support/model-world.ts'

describe("Binance's tokens", () => {
  test('an allowance is reduced after the move, even an infinite one', () => {
    const stage = stockedStage()
    stage.ok('alice', 'btcb.approve', { spender: 'bruno', amount: FOREVER })
    const { events } = stage.ok('bruno', 'btcb.transferFrom', { from: 'alice', to: 'bruno', amount: 3n })
    expect(events).toEqual([
      { on: 'btcb', name: 'Transfer', args: ['alice', 'bruno', 3n] },
      { on: 'btcb', name: 'Approval', args: ['alice', 'bruno', FOREVER - 3n] },
    ])
  })

  test('the balance is checked before the allowance', () => {
    const stage = stockedStage()
    const take = (from: string, to: string, amount: bigint): string | undefined =>
      stage.refusal('bruno', 'btcb.transferFrom', { from, to, amount })
    expect(take('zero', 'zero', 1n)).toBe('TransferFromZero')
    expect(take('alice', 'zero', 1n)).toBe('TransferToZero')
    expect(take('alice', 'bruno', 5_000n * ONE)).toBe('InsufficientBalance')
    expect(take('alice', 'bruno', 1n)).toBe('InsufficientAllowance')
    expect(stage.ask('btcb', 'balanceOf', 'alice')).toBe(1_000n * ONE)
  })

  test('the owner mints to itself until the last unit, and anyone burns their own', () => {
    const stage = stockedStage()
    const supply = stage.ask('btcb', 'totalSupply') as bigint
    expect(stage.refusal('alice', 'btcb.mint', { amount: 1n })).toBe('NotOwner')
    stage.ok('binance', 'btcb.mint', { amount: FOREVER - supply })
    expect(stage.refusal('binance', 'btcb.mint', { amount: 1n })).toBe('Panic(0x11)')
    stage.ok('alice', 'btcb.burn', { amount: 1n })
    stage.ok('binance', 'btcb.mint', { amount: 1n })
    expect(stage.ask('btcb', 'totalSupply')).toBe(FOREVER)
    expect(stage.refusal('alice', 'btcb.burn', { amount: 1_000n * ONE })).toBe('BurnExceedsBalance')
  })
})
