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

  test('sells and buys one base unit, and not less', () => {
    const world = openWorld()
    const buy = (amountUsdt: bigint) => world.revert('alice', 'market.buy', { amountUsdt })
    const sell = (amountAmt: bigint) => world.revert('alice', 'market.sell', { amountAmt })
    // 1.5 units of USDT buy one of AMT; of one of USDT, paid for one of AMT, the fee leaves none.
    expect([buy(0n), buy(1n), buy(2n)]).toEqual(['NothingBought', 'NothingBought', undefined])
    expect([sell(0n), sell(1n), sell(2n)]).toEqual(['NothingPaid', 'NothingPaid', undefined])
    expect(world.ask('amt', 'balanceOf', 'market')).toBe(100n * ONE - 1n)
    // 2 units at 1.5 are 3, and 2 after the fee.
    expect(world.ask('usdt', 'balanceOf', 'market')).toBe(60n * ONE - 2n)
    world.ok('owner', 'market.setRate', { usdPer100Amt: 100n })
    world.ok('owner', 'market.setFee', { fee: 0n })
    expect([buy(1n), sell(1n)]).toEqual([undefined, undefined])
  })

  test('sells its whole inventory and pays its last USDT, and not one unit more', () => {
    const world = openWorld()
    world.ok('owner', 'market.setRate', { usdPer100Amt: 100n })
    world.ok('owner', 'market.setFee', { fee: 0n })
    const inventory = 100n * ONE
    expect(world.revert('alice', 'market.buy', { amountUsdt: inventory + 1n })).toBe('InsufficientInventory')
    world.ok('alice', 'market.buy', { amountUsdt: inventory })
    expect(world.revert('alice', 'market.sell', { amountAmt: 60n * ONE + 1n })).toBe('InsufficientUsdt')
    world.ok('alice', 'market.sell', { amountAmt: 60n * ONE })
    const left = (['amt', 'usdt'] as const).map((coin) => world.ask(coin, 'balanceOf', 'market'))
    expect(left).toEqual([0n, 0n])
  })

  test('has a rate from 1 to 2^128 - 1 and a fee of less than all', () => {
    const world = openWorld()
    const rate = (usdPer100Amt: bigint) => world.revert('owner', 'market.setRate', { usdPer100Amt })
    const fee = (perMille: bigint) => world.revert('owner', 'market.setFee', { fee: perMille })
    const terms = () => [world.ask('market', 'usdPer100Amt'), world.ask('market', 'fee')]
    expect([rate(0n), rate(HIGHEST_RATE + 1n)]).toEqual(['RateOutOfRange', 'RateOutOfRange'])
    expect([fee(1_000n), fee(UINT256_MAX)]).toEqual(['FeeTooHigh', 'FeeTooHigh'])
    expect(terms()).toEqual([150n, 10n])
    for (const [given, perMille] of [
      [1n, 0n],
      [2n, 999n],
      [HIGHEST_RATE, 1n],
    ] as const) {
      expect([rate(given), fee(perMille)]).toEqual([undefined, undefined])
      expect(terms()).toEqual([given, perMille])
    }
  })

  test('is transferred or renounced by its owner only', () => {
    const world = openWorld()
    expect(world.revert('alice', 'market.transferOwnership', { to: 'alice' })).toBe('NotOwner')
    expect(world.revert('alice', 'market.renounceOwnership', {})).toBe('NotOwner')
    expect(world.revert('owner', 'market.transferOwnership', { to: 'zero' })).toBe('NewOwnerZero')
    const event = (from: string, to: string) => ({
      on: 'market',
      name: 'OwnershipTransferred',
      args: [from, to],
    })
    const given = world.ok('owner', 'market.transferOwnership', { to: 'carmen' })
    expect(given.events).toEqual([event('owner', 'carmen')])
    expect(world.revert('owner', 'market.renounceOwnership', {})).toBe('NotOwner')
    expect(world.ok('carmen', 'market.renounceOwnership', {}).events).toEqual([event('carmen', 'zero')])
  })

  test('gives one base unit of USDT and of AMT to its owner, and makes no transfer of none', () => {
    const world = stockedWorld()
    const withdraw = () => named(world.ok('owner', 'market.withdrawAll', {}).events, 'Transfer')
    for (const coin of ['amt', 'usdt'] as const) {
      world.ok('alice', `${coin}.transfer`, { to: 'market', amount: 1n })
      expect(withdraw()).toEqual([['market', 'owner', 1n]])
    }
    expect(withdraw()).toEqual([])
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
