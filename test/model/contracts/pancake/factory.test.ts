import { describe, expect, test } from 'vitest'
import { initialize, NotModelled, PancakeForbidden } from '../../../../src/model/contracts/pancake/factory.ts'
import { deployedWorld } from '../../../support/model-world.ts'

describe("PancakeSwap's factory", () => {
  test('creates each pair once, in either order, and counts the pairs', () => {
    const world = deployedWorld()
    const { events, returned } = world.ok('alice', 'factory.createPair', { tokenA: 'usdt', tokenB: 'btcb' })
    expect(returned).toBe('pair:btcb/usdt')
    expect(events).toEqual([
      { on: 'factory', name: 'PairCreated', args: ['btcb', 'usdt', 'pair:btcb/usdt', 2n] },
    ])
    expect(world.ask('factory', 'getPair', 'usdt', 'btcb')).toBe('pair:btcb/usdt')
    expect(world.ask('factory', 'getPair', 'usdt', 'amt')).toBe('zero')
    world.ok('alice', 'factory.createPair', { tokenA: 'amt', tokenB: 'usdt' })
    expect([0n, 1n, 2n].map((index) => world.ask('factory', 'allPairs', index))).toEqual([
      'pair',
      'pair:btcb/usdt',
      'pair:amt/usdt',
    ])
    const create = (tokenA: string, tokenB: string): string | undefined =>
      world.revert('alice', 'factory.createPair', { tokenA, tokenB })
    expect(create('btcb', 'usdt')).toBe('PairExists')
    expect(create('zero', 'zero')).toBe('FactoryIdenticalAddresses')
    expect(create('zero', 'amt')).toBe('FactoryZeroAddress')
    expect(() => create('alice', 'amt')).toThrow(NotModelled)
    // The message names the two in the order of the call.
    expect(() => create('alice', 'amt')).toThrow('got a pair of alice and amt')
    expect(() => create('amt', 'alice')).toThrow('got a pair of amt and alice')
  })

  test('lets only the fee setter change the fee receiver and the fee setter', () => {
    const world = deployedWorld()
    expect(world.revert('owner', 'factory.setFeeTo', { feeTo: 'owner' })).toBe('PancakeForbidden')
    expect(world.revert('owner', 'factory.setFeeToSetter', { feeToSetter: 'owner' })).toBe('PancakeForbidden')
    world.ok('pancake', 'factory.setFeeToSetter', { feeToSetter: 'alice' })
    world.ok('alice', 'factory.setFeeTo', { feeTo: 'bruno' })
    expect(world.ask('factory', 'feeTo')).toBe('bruno')
    expect(world.ask('factory', 'feeToSetter')).toBe('alice')
    expect(world.revert('pancake', 'factory.setFeeTo', { feeTo: 'zero' })).toBe('PancakeForbidden')
  })

  test('is the only caller of initialize', () => {
    const world = deployedWorld()
    expect(world.revert('alice', 'pair.initialize', { token0: 'amt', token1: 'btcb' })).toBe(
      'PancakeForbidden',
    )
  })
})

test('a pair is initialised by the factory only, and never by a call', () => {
  expect(() => initialize('alice')).toThrow(PancakeForbidden)
  expect(() => initialize('factory')).toThrow('a call by the factory')
})
