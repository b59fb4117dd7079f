import { describe, expect, test } from 'vitest'
import { NotModelled } from '../../../../src/model/contracts/pancake/factory.ts'
import { foundedStage } from '../../../support/model-world.ts'

describe("PancakeSwap's factory", () => {
  test('creates each pair once, in either order, and counts', () => {
    const stage = foundedStage()
    const { events, returned } = stage.ok('alice', 'factory.createPair', { tokenA: 'usdt', tokenB: 'btcb' })
    expect(returned).toBe('pair:btcb/usdt')
    expect(events).toEqual([
      { on: 'factory', name: 'PairCreated', args: ['btcb', 'usdt', 'pair:btcb/usdt', 2n] },
    ])
    expect(stage.ask('factory', 'getPair', 'usdt', 'btcb')).toBe('pair:btcb/usdt')
    expect(stage.ask('factory', 'getPair', 'usdt', 'amt')).toBe('zero')
    const create = (tokenA: string, tokenB: string): string | undefined =>
      stage.refusal('alice', 'factory.createPair', { tokenA, tokenB })
    expect(create('btcb', 'usdt')).toBe('PairExists')
    expect(create('zero', 'zero')).toBe('FactoryIdenticalAddresses')
    expect(create('zero', 'amt')).toBe('FactoryZeroAddress')
    expect(() => create('alice', 'amt')).toThrow(NotModelled)
  })

  test('lets only its setter say who gets the fee, and who says so next', () => {
    const stage = foundedStage()
    expect(stage.refusal('owner', 'factory.setFeeTo', { feeTo: 'owner' })).toBe('PancakeForbidden')
    expect(stage.refusal('owner', 'factory.setFeeToSetter', { feeToSetter: 'owner' })).toBe(
      'PancakeForbidden',
    )
    stage.ok('pancake', 'factory.setFeeToSetter', { feeToSetter: 'alice' })
    stage.ok('alice', 'factory.setFeeTo', { feeTo: 'bruno' })
    expect(stage.ask('factory', 'feeTo')).toBe('bruno')
    expect(stage.ask('factory', 'feeToSetter')).toBe('alice')
    expect(stage.refusal('pancake', 'factory.setFeeTo', { feeTo: 'zero' })).toBe('PancakeForbidden')
  })

  test('initialises pairs itself', () => {
    const stage = foundedStage()
    expect(stage.refusal('alice', 'pair.initialize', { token0: 'amt', token1: 'btcb' })).toBe(
      'PancakeForbidden',
    )
  })
})
