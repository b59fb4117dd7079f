import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import { CAP, ONE } from '../../../src/model/kernel/units.ts'
import { newMarket, type Market } from '../../../src/model/state/market.ts'
import { amtForDown, usdtForDown } from '../../../src/model/contracts/market.ts'
import { named, stockedWorld, eventNames, type ModelWorld } from '../../support/model-world.ts'

const HIGHEST_RATE = (1n << 128n) - 1n

/** 100 AMT and 60 USDT for sale, at 150 USDT per 100 AMT and a fee of 10 per mille. */
function openWorld(): ModelWorld {
  const world = stockedWorld()
  world.ok('owner', 'amt.transfer', { to: 'market', amount: 100n * ONE })
  world.ok('owner', 'usdt.transfer', { to: 'market', amount: 60n * ONE })
  return world
}

describe('the Market', () => {
  test('sells floor(100u/R) AMT, and the admin wallet receives the USDT', () => {
    const world = openWorld()
    const { events } = world.ok('alice', 'market.buy', { amountUsdt: ONE })
    expect(eventNames(events)).toEqual(['usdt.Transfer', 'usdt.Approval', 'amt.Transfer', 'market.amtBought'])
    expect(named(events, 'amtBought')).toEqual([[ONE, 666_666_666_666_666_666n]])
    expect(world.ask('usdt', 'balanceOf', 'admin')).toBe(ONE)
    expect(world.ask('amt', 'balanceOf', 'market')).toBe(100n * ONE - 666_666_666_666_666_666n)
    expect(world.revert('alice', 'market.buy', { amountUsdt: 150n * ONE })).toBe('InsufficientInventory')
  })

  test('buys for floor(floor(aR/100)(1000-f)/1000) USDT, and the admin wallet receives the AMT', () => {
    const world = openWorld()
    const { events } = world.ok('alice', 'market.sell', { amountAmt: ONE + 1n })
    expect(eventNames(events)).toEqual(['amt.Transfer', 'usdt.Transfer', 'market.userSold'])
    // floor((1e18 + 1) * 1.5) = 1.5e18 + 1; 99% of it, rounded down: 1.485e18.
    expect(named(events, 'userSold')).toEqual([[1_485_000_000_000_000_000n, ONE + 1n]])
    expect(world.ask('amt', 'balanceOf', 'admin')).toBe(ONE + 1n)
    expect(world.revert('alice', 'market.sell', { amountAmt: 50n * ONE })).toBe('InsufficientUsdt')
  })

  test('lets only its owner set the price and withdraw', () => {
    const world = openWorld()
    for (const outsider of ['alice', 'admin'])
      expect([
        world.revert(outsider, 'market.setRate', { usdPer100Amt: 0n }),
        world.revert(outsider, 'market.setFee', { fee: 1_000n }),
        world.revert(outsider, 'market.charge', { snapId: 0n }),
        world.revert(outsider, 'market.withdrawAll', {}),
      ]).toEqual(['NotOwner', 'NotOwner', 'NotOwner', 'NotOwner'])
    expect(world.revert('owner', 'market.setRate', { usdPer100Amt: HIGHEST_RATE + 1n })).toBe(
      'RateOutOfRange',
    )
    world.ok('owner', 'market.setRate', { usdPer100Amt: HIGHEST_RATE })
    world.ok('owner', 'market.setFee', { fee: 999n })
    world.ok('owner', 'market.transferOwnership', { to: 'alice' })
    expect(eventNames(world.ok('alice', 'market.withdrawAll', {}).events)).toEqual([
      'amt.Transfer',
      'usdt.Transfer',
    ])
    expect(world.ok('alice', 'market.withdrawAll', {}).events).toEqual([])
    world.ok('alice', 'market.renounceOwnership', {})
    expect(world.revert('alice', 'market.setFee', { fee: 0n })).toBe('NotOwner')
  })

  test('pays the rent of the unsold AMT to its owner', () => {
    const world = openWorld()
    world.ok('payer', 'master.payRent', { amountBtcb: 5_000n, vaultParticipation: 0n })
    // 100 of 5,000 AMT.
    expect(named(world.ok('owner', 'market.charge', { snapId: 1n }).events, 'Transfer')).toEqual([
      ['master', 'market', 100n],
      ['market', 'owner', 100n],
    ])
    expect(world.revert('owner', 'market.charge', { snapId: 1n })).toBe('AlreadyCharged')
  })
})

const market: fc.Arbitrary<Market> = fc.record({
  owner: fc.constant('owner'),
  rate: fc.oneof(fc.bigInt(1n, 1_000n), fc.bigInt(1n, HIGHEST_RATE)),
  fee: fc.bigInt(0n, 999n),
  adminWallet: fc.constant('admin'),
})
const anyAmt = fc.oneof(fc.bigInt(0n, 10_000n), fc.bigInt(0n, CAP))

describe('a round trip', () => {
  test('of USDT is never profitable', () => {
    const anyUsdt = fc.oneof(fc.bigInt(0n, 10_000n), fc.bigInt(0n, UINT256_MAX / 100n))
    fc.assert(
      fc.property(market, anyUsdt, (at, usdt) => {
        const amt = amtForDown(at, usdt)
        if (amt <= CAP) expect(usdtForDown(at, amt)).toBeLessThanOrEqual(usdt)
      }),
    )
  })

  test('of AMT is never profitable', () => {
    fc.assert(
      fc.property(market, anyAmt, (at, amt) => {
        expect(amtForDown(at, usdtForDown(at, amt))).toBeLessThanOrEqual(amt)
      }),
    )
  })

  test('is never improved by splitting the sale', () => {
    fc.assert(
      fc.property(market, anyAmt, anyAmt, (at, a, b) => {
        if (a + b > CAP) return
        expect(usdtForDown(at, a) + usdtForDown(at, b)).toBeLessThanOrEqual(usdtForDown(at, (a + b) as never))
      }),
    )
  })

  test('is exact without a fee at a rate of 100', () => {
    const fair = { ...newMarket(), rate: 100n, fee: 0n }
    expect(usdtForDown(fair, amtForDown(fair, 12_345n))).toBe(12_345n)
  })
})
