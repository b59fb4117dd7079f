/**
 * A pool's price accumulators, and the product from which the protocol fee is computed.
 */
import { describe, expect, test } from 'vitest'
import { UINT112_MAX } from '../../../../src/model/kernel/uint256.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import { feeShares } from '../../../../src/model/contracts/pancake/pair.ts'
import { cumulativePrice, isTradedNow } from '../../../../src/model/contracts/pancake/pool.ts'
import {
  liquidWorld,
  named,
  provision,
  stockedWorld,
  TOKEN_ORDER,
  UINT256_MAX,
  type ModelWorld,
} from '../../../support/model-world.ts'
import { LIQUID, send, STOCKED, withPool, X, Y } from './pool-states.ts'

describe('prices', () => {
  /** A minute after the last update, the pool is updated to its balances. */
  const accumulated = (world: ModelWorld): readonly bigint[] => {
    world.act({ wait: 60n })
    world.ok('alice', 'pair.sync', {})
    const { price0Cumulative, price1Cumulative } = world.economy.pools.pair!
    return [price0Cumulative, price1Cumulative]
  }

  test('do not accumulate while a reserve is empty', () => {
    expect(accumulated(withPool(LIQUID, { reserve0: 0n }))).toEqual([0n, 0n])
    expect(accumulated(withPool(LIQUID, { reserve1: 0n }))).toEqual([0n, 0n])
    expect(accumulated(withPool(LIQUID, { reserve0: 0n, reserve1: 0n }))).toEqual([0n, 0n])
  })

  test('accumulate also when the balances are gone', () => {
    const pool = { ...STOCKED.pools.pair!, reserve0: 2n, reserve1: 3n, updatedAt: STOCKED.timestamp }
    const price = 1n << 112n
    expect(accumulated(withPool(STOCKED, pool))).toEqual([
      60n * ((3n * price) / 2n),
      60n * ((2n * price) / 3n),
    ])
  })

  test('accumulate up to the second in which the 32-bit clock is zero', () => {
    const world = withPool(LIQUID, {})
    world.act({ wait: (1n << 32n) - (LIQUID.timestamp % (1n << 32n)) - 60n })
    world.ok('alice', 'pair.sync', {})
    const before = world.economy.pools.pair!
    const [price0] = accumulated(world)
    expect(world.economy.pools.pair!.updatedAt).toBe(0n)
    expect(price0).toBe(before.price0Cumulative + 60n * ((Y << 112n) / X))
  })

  test('wrap around at 256 bits, however high', () => {
    const growth = 60n * ((Y << 112n) / X)
    for (const price0Cumulative of [UINT256_MAX, UINT256_MAX - growth, UINT256_MAX - growth + 1n])
      expect(accumulated(withPool(LIQUID, { price0Cumulative }))[0]).toBe(
        BigInt.asUintN(256, price0Cumulative + growth),
      )
    const high = 1n << 255n
    expect(accumulated(withPool(LIQUID, { price0Cumulative: high }))[0]).toBe(high + growth)
    const wraps = { price0Cumulative: UINT256_MAX, reserve0: 1n, reserve1: UINT112_MAX }
    const steep = 60n * (UINT112_MAX << 112n)
    expect(accumulated(withPool(LIQUID, wraps))[0]).toBe(steep - 1n)
    // The steepest price for 136 years adds nearly 2^256.
    const ages = withPool(LIQUID, { ...wraps, updatedAt: LIQUID.timestamp + 61n })
    expect(accumulated(ages)[0]).toBe(((1n << 32n) - 1n) * (UINT112_MAX << 112n) - 1n)
  })
})

test.each([[TOKEN_ORDER], [['btcb', 'amt', 'liqAmt', 'usdt']]] as const)(
  'a cumulative price is what an update at that time would store, in the order %j',
  (order) => {
    const world = liquidWorld(order)
    for (const wait of [0n, 1n, 1_800n]) {
      world.act({ wait: 77n })
      world.ok('alice', 'router.swapExactTokensForTokens', {
        amountA: 20n * ONE,
        limit: 0n,
        path: ['amt', 'btcb'],
        to: 'alice',
        deadline: UINT256_MAX,
      })
      const before = world.economy.pools.pair!
      world.act({ wait })
      world.ok('alice', 'pair.sync', {})
      const { price0Cumulative, price1Cumulative } = world.economy.pools.pair!
      expect(price0Cumulative).not.toBe(price1Cumulative)
      const { timestamp } = world.economy
      expect(cumulativePrice(before, before.token0, timestamp)).toBe(price0Cumulative)
      expect(cumulativePrice(before, before.token1, timestamp)).toBe(price1Cumulative)
      expect([isTradedNow(before, timestamp), isTradedNow(before, timestamp + (1n << 32n))]).toEqual([
        wait === 0n,
        wait === 0n,
      ])
    }
  },
)

describe('the product for the protocol fee', () => {
  const product = (world: ModelWorld) => world.economy.pools.pair!.kLast

  test('is forgotten at a mint while the fee is off, whatever it was', () => {
    const [amt, btcb] = [2n * ONE, ONE]
    for (const kLast of [1n, X + amt, Y + btcb, (X + amt) * (Y + btcb)]) {
      const world = withPool(LIQUID, { kLast })
      send(world, amt, btcb)
      world.ok('alice', 'pair.mint', { to: 'alice' })
      expect(product(world)).toBe(0n)
    }
  })

  test('is that of the balances after a mint while the fee is on, whatever it was', () => {
    const [amt, btcb] = [2n * ONE, ONE]
    const after = (X + amt) * (Y + btcb)
    for (const kLast of [0n, X + amt, Y + btcb, after, X * Y]) {
      const world = withPool(LIQUID, { kLast })
      world.ok('pancake', 'factory.setFeeTo', { feeTo: 'carmen' })
      send(world, amt, btcb)
      const fee = feeShares(world.economy, 'pair')
      expect(fee > 0n).toBe(kLast > 0n && kLast < X * Y)
      const { events } = world.ok('alice', 'pair.mint', { to: 'alice' })
      const minted = named(events, 'Transfer').map(([, to]) => to)
      expect(minted).toEqual(fee > 0n ? ['carmen', 'alice'] : ['alice'])
      expect(product(world)).toBe(after)
    }
  })

  test('owes no fee for a pair that does not exist', () => {
    expect(feeShares(LIQUID, 'pair:amt/usdt')).toBe(0n)
  })
})

test('the protocol fee may be a single share', () => {
  const world = stockedWorld()
  world.ok('pancake', 'factory.setFeeTo', { feeTo: 'carmen' })
  world.ok('alice', 'router.addLiquidity', provision('amt', 'btcb', 10_000n, 10_000n, 'alice'))
  send(world, 4n, 4n)
  world.ok('alice', 'pair.sync', {})
  // floor(8 * 10000 * 4 / (17 * 10004 + 8 * 10000))
  expect(feeShares(world.economy, 'pair')).toBe(1n)
  send(world, 10n, 10n)
  const { events } = world.ok('alice', 'pair.mint', { to: 'bruno' })
  expect(named(events, 'Transfer')).toEqual([
    ['zero', 'carmen', 1n],
    ['zero', 'bruno', 9n],
  ])
})

test.each([[TOKEN_ORDER], [['btcb', 'amt', 'liqAmt', 'usdt']]] as const)(
  'reserves are up to 112 bits, in the order %j',
  (order) => {
    const world = stockedWorld(order)
    world.ok('alice', 'amt.transfer', { to: 'pair', amount: ONE })
    world.ok('binance', 'btcb.mint', { amount: 1n << 113n })
    world.ok('binance', 'btcb.transfer', { to: 'pair', amount: UINT112_MAX })
    expect(world.revert('alice', 'pair.sync', {})).toBeUndefined()
    expect(world.economy.pools.pair!.token0).toBe(order[0])
    world.ok('binance', 'btcb.transfer', { to: 'pair', amount: 1n })
    expect(world.revert('alice', 'pair.sync', {})).toBe('PairOverflow')
  },
)
