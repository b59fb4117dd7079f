/**
 * Amounts of exactly one base unit, and of none: where a comparison with zero decides.
 */
import { describe, expect, test } from 'vitest'

import { ONE } from '../../../src/model/kernel/units.ts'
import { LOCK_SECONDS } from '../../../src/model/contracts/locker.ts'
import type { Token } from '../../../src/model/interface/accounts.ts'
import { eventNames, liquidWorld, named, provision, stockedWorld } from '../../support/model-world.ts'

const transfers = (events: Parameters<typeof named>[0]) => named(events, 'Transfer')

/** Of the least payment, 101 base units, a hundredth is one; 50 of 5,000 AMT get one, and none of 71. */
const SMALL = [
  { amountBtcb: 101n, vaultParticipation: 0n },
  { amountBtcb: 101n, vaultParticipation: 30n },
] as const

test('a payment brings one base unit to the RCL', () => {
  const { events } = stockedWorld().ok('payer', 'master.payRent', {
    amountBtcb: 101n,
    vaultParticipation: 1n,
  })
  expect(transfers(events)).toEqual([
    ['payer', 'burnVault', 1n],
    ['payer', 'master', 100n],
  ])
})

describe('the locker', () => {
  test('passes on one base unit, and makes no transfer of none', () => {
    const world = stockedWorld()
    world.ok('owner', 'master.addLiquidityLocking', { amountAmt: 50n * ONE, amountBtcb: ONE })
    for (const payment of SMALL) world.ok('payer', 'master.payRent', payment)
    const claim = (snapId: bigint) => transfers(world.ok('carmen', 'locker.charge', { snapId }).events)
    expect(claim(2n)).toEqual([])
    expect(claim(1n).at(-1)).toEqual(['locker', 'owner', 1n])
  })

  test('releases one share', () => {
    const world = liquidWorld()
    world.act({ wait: LOCK_SECONDS })
    world.ok('carmen', 'locker.release', {})
    world.ok('bruno', 'pair.transfer', { to: 'locker', amount: 1n })
    expect(transfers(world.ok('carmen', 'locker.release', {}).events)).toEqual([['locker', 'master', 1n]])
  })
})

test('the Market makes no transfer of none, and one of one base unit', () => {
  const world = stockedWorld()
  world.ok('owner', 'amt.transfer', { to: 'market', amount: 50n * ONE })
  for (const payment of SMALL) world.ok('payer', 'master.payRent', payment)
  const claim = (snapId: bigint) => world.ok('owner', 'market.charge', { snapId }).events
  expect(eventNames(claim(2n))).toEqual(['master.charged'])
  expect(transfers(claim(1n)).at(-1)).toEqual(['market', 'owner', 1n])
})

describe.each([[['amt', 'btcb', 'liqAmt', 'usdt']], [['btcb', 'amt', 'liqAmt', 'usdt']]] as const)(
  'a pool of one base unit of one token, in the order %j',
  (order) => {
    const tiny = (one: Token, other: Token) => {
      const world = stockedWorld(order)
      world.ok('alice', 'router.addLiquidity', provision(one, other, 1n, 10_000_000n, 'alice'))
      return world
    }

    test.each([
      ['amt', 'btcb'],
      ['btcb', 'amt'],
    ] as const)('of %s: pays no share that is worth none of it', (one, other) => {
      const world = tiny(one, other)
      world.ok('alice', 'pair.transfer', { to: 'pair', amount: 1n })
      expect(world.revert('carmen', 'pair.burn', { to: 'carmen' }, 'pair')).toBe(
        'PairInsufficientLiquidityBurned',
      )
    })

    test.each([
      ['amt', 'btcb'],
      ['btcb', 'amt'],
    ] as const)('of %s: has a price that accumulates', (one, other) => {
      const world = tiny(one, other)
      world.act({ wait: 10n })
      world.ok('carmen', 'pair.sync', {}, 'pair')
      const { price0Cumulative, price1Cumulative } = world.economy.pools.pair!
      const [dear, cheap] =
        world.economy.pools.pair!.token0 === one
          ? [price0Cumulative, price1Cumulative]
          : [price1Cumulative, price0Cumulative]
      expect(dear).toBe(10n * 10_000_000n * 2n ** 112n)
      expect(cheap).toBe(10n * (2n ** 112n / 10_000_000n))
    })
  },
)
