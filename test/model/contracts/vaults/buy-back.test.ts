import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import type { Account } from '../../../../src/model/interface/accounts.ts'
import type { Economy } from '../../../../src/model/economy.ts'
import { amountOut } from '../../../../src/model/contracts/pancake/formulas.ts'
import {
  UINT256_MAX,
  named,
  modelWorldOf,
  stockedWorld,
  eventNames,
  type ModelWorld,
} from '../../../support/model-world.ts'
import { buyingWorld, depositOf, HALF_HOUR, HOLDERS, pay, purchase, withdrawn } from './buy-back-world.ts'

describe('a round', () => {
  test('buys AMT for all claimed BTCB, and each deposit grows by its share', () => {
    const world = buyingWorld()
    pay(world, 5_000_000n)
    const { events } = purchase(world)
    // 4,600 of 5,000 AMT are outside the pool: holders receive 4,600,000, the vault floor(4600000 * 400 /
    // 4600) = 400,000. floor(9975 * 4e5 * 400e18 / (10000 * 40e18 + 9975 * 4e5)) = 3,989,999.
    expect(eventNames(events)).toEqual([
      'master.charged',
      'btcb.Transfer',
      'buyBackVault.harvested',
      'btcb.Transfer',
      'btcb.Approval',
      'amt.Transfer',
      'pair.Sync',
      'pair.Swap',
      'buyBackVault.boughtBack',
    ])
    expect(named(events, 'boughtBack')).toEqual([[400_000n, 3_989_999n]])
    expect(world.ask('buyBackVault', 'round', 0n)).toEqual([1n, 400_000n, 3_989_999n, 0n])
    expect(world.ask('buyBackVault', 'pendingBtcb')).toBe(0n)
    // floor(300000 * 3989999 / 400000) and floor(100000 * 3989999 / 400000).
    expect(depositOf(world, 'alice')).toBe(300n * ONE + 2_992_499n)
    expect(depositOf(world, 'bruno')).toBe(100n * ONE + 997_499n)
    expect(world.ask('buyBackVault', 'totalDeposits')).toBe(400n * ONE + 3_989_998n)
  })

  test('counts for later payments only: a grown deposit earns more from the next payment on', () => {
    const world = buyingWorld()
    pay(world, 5_000_000n)
    purchase(world)
    pay(world, 5_000_000_000_000_000n)
    world.ok('carmen', 'buyBackVault.harvest', { upTo: 2n })
    const pot = world.ask('master', 'pays', 2n) as bigint
    const claimable =
      (world.ask('amt', 'totalSupplyAt', 2n) as bigint) -
      (world.ask('amt', 'balanceOfAt', 'pair', 2n) as bigint)
    for (const [who, grown] of [
      ['alice', 300n * ONE + 2_992_499n],
      ['bruno', 100n * ONE + 997_499n],
    ] as const) {
      world.ok('carmen', 'buyBackVault.settle', { account: who, upTo: 2n })
      expect(world.ask('buyBackVault', 'owedTo', who)).toBe((pot * grown) / claimable)
    }
  })

  test('reverts below the minimum of the caller, after the deadline, and within 30 minutes', () => {
    const world = buyingWorld()
    pay(world, 5_000_000n)
    world.ok('carmen', 'buyBackVault.poke', {})
    world.act({ wait: HALF_HOUR })
    const { timestamp } = world.economy
    const revert = (minAmtOut: bigint, deadline: bigint): string | undefined =>
      world.revert('carmen', 'buyBackVault.buyBack', { minAmtOut, deadline })
    expect(revert(3_990_000n, timestamp)).toBe('RouterInsufficientOutput')
    expect(revert(3_989_999n, timestamp - 1n)).toBe('RouterExpired')
    expect(revert(3_989_999n, timestamp)).toBeUndefined()
    expect(revert(0n, timestamp)).toBe('TooSoon')
    world.act({ wait: HALF_HOUR - 1n })
    expect(revert(0n, UINT256_MAX)).toBe('TooSoon')
    world.act({ wait: 1n })
    expect(revert(0n, UINT256_MAX)).toBe('NothingToSpend')
  })
})

describe('the open round', () => {
  test('is paid to a depositor who withdraws everything, and stays pending otherwise', () => {
    const world = buyingWorld()
    pay(world, 5_000_000n)
    expect(withdrawn(world, 'bruno', 100n * ONE - 1n)).toEqual(['bruno', 100n * ONE - 1n, 0n])
    expect(world.ask('buyBackVault', 'owedTo', 'bruno')).toBe(100_000n)
    expect(withdrawn(world, 'alice', 300n * ONE)).toEqual(['alice', 300n * ONE, 300_000n])
    expect(world.ask('buyBackVault', 'pendingBtcb')).toBe(100_000n)
    purchase(world)
    // The whole round belongs to bruno now: floor(9975 * 1e5 * 400e18 / (10000 * 40e18 + 9975 * 1e5)) =
    // 997,499.
    expect(depositOf(world, 'bruno')).toBe(1n + 997_499n)
    expect(depositOf(world, 'alice')).toBe(0n)
    expect(withdrawn(world, 'bruno', 997_500n)).toEqual(['bruno', 997_500n, 0n])
    // bruno has withdrawn more than he deposited; a new deposit adds to the negative balance.
    world.ok('bruno', 'buyBackVault.deposit', { amount: 5n })
    expect(depositOf(world, 'bruno')).toBe(5n)
  })
})

describe('a purchase', () => {
  /** {@link buyingWorld} after a payment of `amountBtcb`, of which the vault can claim 8%. */
  const pendingWorld = (amountBtcb: bigint): ModelWorld => {
    const world = buyingWorld()
    pay(world, amountBtcb)
    return world
  }
  const spentBy = (world: ModelWorld): bigint => named(purchase(world).events, 'boughtBack')[0]![0] as bigint

  test('spends 1/400 of the pool, the same fraction for every depositor, and leaves the rest pending', () => {
    const world = pendingWorld(5n * ONE)
    // 40 BTCB / 400, of floor(4.6 * 400 / 4600) = 0.4.
    expect(spentBy(world)).toBe(ONE / 10n)
    expect(world.ask('buyBackVault', 'pendingBtcb')).toBe((3n * ONE) / 10n)
    expect(world.ask('buyBackVault', 'boughtAt')).toBe(world.economy.timestamp)
    const [, , bought, left] = world.ask('buyBackVault', 'round', 0n) as [bigint, bigint, bigint, bigint]
    expect(bought).toBe(amountOut(ONE / 10n, 40n * ONE, 400n * ONE))
    expect(left).toBe((3n * ONE) / 10n)
    // alice's share of the pending BTCB is 0.3: floor(0.3 * bought / 0.4) AMT, and 0.3 * 0.3 / 0.4 BTCB stay
    // pending.
    expect(depositOf(world, 'alice')).toBe(300n * ONE + (3n * bought) / 4n)
    expect(world.ask('buyBackVault', 'owedTo', 'alice')).toBe((225n * ONE) / 1_000n)
  })

  test('is bounded by the lower of the reserve at the record and the reserve now', () => {
    const moved = (path: readonly Account[]): bigint => {
      const world = pendingWorld(5n * ONE)
      world.ok('carmen', 'buyBackVault.poke', {})
      world.act({ wait: HALF_HOUR })
      const [amountA, deadline] = [ONE / 10n, UINT256_MAX]
      world.ok('carmen', 'router.swapExactTokensForTokens', {
        amountA,
        limit: 0n,
        path,
        to: 'carmen',
        deadline,
      })
      const { events } = world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline })
      return named(events, 'boughtBack')[0]![0] as bigint
    }
    expect(moved(['btcb', 'amt'])).toBe(ONE / 10n)
    expect(moved(['amt', 'btcb'])).toBe((40n * ONE - amountOut(ONE / 10n, 400n * ONE, 40n * ONE)) / 400n)
  })

  test('counts a larger reserve only if it has lasted more than one second', () => {
    const world = buyingWorld()
    const kept = (age: bigint): unknown =>
      (world.ask('buyBackVault', 'priceRecord', age) as readonly bigint[])[1]
    const grow = (): unknown =>
      world.ok('carmen', 'master.addLiquidity', { amountAmt: 100n * ONE, amountBtcb: 10n * ONE })
    expect([kept(0n), kept(1n)]).toEqual([0n, 0n])
    // The first record has no predecessor that could cap it.
    world.ok('carmen', 'buyBackVault.poke', {})
    expect([kept(0n), kept(1n)]).toEqual([40n * ONE, 0n])
    world.act({ wait: HALF_HOUR })
    grow()
    world.ok('carmen', 'buyBackVault.poke', {})
    expect([kept(0n), kept(1n)]).toEqual([40n * ONE, 40n * ONE])
    world.act({ wait: HALF_HOUR })
    world.ok('carmen', 'buyBackVault.poke', {})
    expect([kept(0n), kept(1n)]).toEqual([50n * ONE, 40n * ONE])
    world.act({ wait: HALF_HOUR - 1n })
    grow()
    world.act({ wait: 1n })
    world.ok('carmen', 'buyBackVault.poke', {})
    expect(kept(0n)).toBe(60n * ONE)
  })

  test('repeated, spends all pending BTCB, each above its minimum, and no deposit ever shrinks', () => {
    const pending = fc.oneof(fc.bigInt(1n, 1_000n), fc.bigInt(1n, 80n * ONE))
    fc.assert(
      fc.property(pending, fc.constantFrom(...HOLDERS), fc.nat(6), (due, leaver, after) => {
        const world = buyingWorld()
        pay(world, due * 11n + 101n)
        const deposits = new Map<Account, bigint>()
        for (let left = 1n, purchases = 0; left > 0n; purchases++) {
          if (purchases === after && depositOf(world, leaver) > 0n)
            world.ok(leaver, 'buyBackVault.withdraw', { amount: depositOf(world, leaver) })
          deposits.delete(leaver)
          const waiting = world.ask('buyBackVault', 'pendingBtcb') as bigint
          if (purchases > 0 && waiting === 0n) break
          const [amt, btcb] = world.ask('pair', 'getReserves') as [bigint, bigint]
          const [[spent, bought]] = named(purchase(world).events, 'boughtBack') as [[bigint, bigint]]
          expect(bought).toBeGreaterThanOrEqual((((spent * amt) / btcb) * 97n) / 100n)
          left = world.ask('buyBackVault', 'pendingBtcb') as bigint
          expect(spent).toBeLessThanOrEqual(btcb / 400n)
          if (left > 0n) expect(spent).toBeGreaterThanOrEqual(ONE / 10n)
          for (const who of HOLDERS) {
            const deposit = depositOf(world, who)
            expect(deposit).toBeGreaterThanOrEqual(deposits.get(who) ?? 0n)
            deposits.set(who, deposit)
          }
        }
        expect(world.ask('buyBackVault', 'pendingBtcb')).toBe(0n)
        const all = HOLDERS.reduce((sum, who) => sum + depositOf(world, who), 0n)
        expect(world.ask('amt', 'balanceOf', 'buyBackVault')).toBeGreaterThanOrEqual(all)
      }),
      { numRuns: 25 },
    )
  })
})

describe('settlement after many purchases', () => {
  test('applies 100 rounds per call, and equals the settlement of a withdrawal', () => {
    const world = buyingWorld()
    pay(world, 1_000n * ONE)
    const after: Economy[] = []
    for (let round = 0; round < 250; round++) {
      after.push(world.economy)
      purchase(world)
    }
    const callsFor = (rounds: number): number => {
      const settled = modelWorldOf(after[rounds]!)
      for (let calls = 0; ; calls++)
        if (settled.revert('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })) return calls
    }
    expect([callsFor(100), callsFor(101), callsFor(200)]).toEqual([1, 2, 2])
    const before = world.economy
    const settle = (): string | undefined =>
      world.revert('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })
    const seen = Array.from({ length: 4 }, () => [settle(), world.ask('buyBackVault', 'depositOf', 'alice')])
    expect(seen.map(([revert]) => revert)).toEqual([undefined, undefined, undefined, 'NothingToSettle'])
    expect(new Set(seen.map(([, deposit]) => deposit)).size).toBe(3)
    const atOnce = modelWorldOf(before)
    expect(depositOf(atOnce, 'alice')).toBe(seen[3]![1])
    expect(atOnce.ask('buyBackVault', 'owedTo', 'alice')).toBe(world.ask('buyBackVault', 'owedTo', 'alice'))
    // An account without a deposit skips all rounds.
    world.ok('carmen', 'buyBackVault.settle', { account: 'carmen', upTo: 1n })
    expect(world.revert('carmen', 'buyBackVault.settle', { account: 'carmen', upTo: 1n })).toBe(
      'NothingToSettle',
    )
  })

  test('applies a round after the last payment', () => {
    const world = buyingWorld()
    pay(world, 5_000_000n)
    world.ok('carmen', 'buyBackVault.harvest', { upTo: 1n })
    world.ok('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })
    purchase(world)
    expect(world.revert('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 0n })).toBe(
      'NothingToSettle',
    )
    world.ok('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })
    expect(world.ask('buyBackVault', 'depositOf', 'alice')).toBe(300n * ONE + 2_992_499n)
    expect(world.revert('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })).toBe(
      'NothingToSettle',
    )
  })
})

describe('the average price', () => {
  test('needs a record between 30 minutes and one day old', () => {
    const world = buyingWorld()
    pay(world, 5_000_000n)
    const revert = (): string | undefined =>
      world.revert('carmen', 'buyBackVault.buyBack', { minAmtOut: UINT256_MAX, deadline: UINT256_MAX })
    const poke = (): string | undefined => world.revert('carmen', 'buyBackVault.poke', {})
    expect(revert()).toBe('NoPrice')
    expect(poke()).toBeUndefined()
    world.act({ wait: HALF_HOUR - 1n })
    expect([revert(), poke()]).toEqual(['NoPrice', 'TooSoon'])
    world.act({ wait: 1n })
    expect([revert(), poke(), revert()]).toEqual([
      'RouterInsufficientOutput',
      undefined,
      'RouterInsufficientOutput',
    ])
    world.act({ wait: 86_400n })
    expect(revert()).toBe('RouterInsufficientOutput')
    world.act({ wait: 1n })
    expect([revert(), poke(), revert()]).toEqual(['NoPrice', undefined, 'NoPrice'])
  })

  test('does not exist for an empty pool', () => {
    expect(stockedWorld().revert('carmen', 'buyBackVault.poke', {})).toBe('NoPrice')
  })

  /**
   * BTCB costs 10 AMT for 20 minutes, then more after a sale of AMT. The time-weighted average is computed by
   * hand.
   */
  test('is weighted by time, and the minimum is 97% of the output at it', () => {
    const world = buyingWorld()
    pay(world, 5_000_000n)
    world.ok('carmen', 'buyBackVault.poke', {})
    world.act({ wait: 1_200n })
    world.ok('carmen', 'router.swapExactTokensForTokens', {
      amountA: 4n * ONE,
      limit: 0n,
      path: ['amt', 'btcb'],
      to: 'carmen',
      deadline: UINT256_MAX,
    })
    world.act({ wait: 600n })
    const [x, y] = [404n * ONE, 40n * ONE - amountOut(4n * ONE, 400n * ONE, 40n * ONE)]
    const q = 1n << 112n
    const average = (((400n * ONE * q) / (40n * ONE)) * 1_200n + ((x * q) / y) * 600n) / 1_800n
    const least = ((average * 400_000n) / q) * 97n
    // carmen moves the price within the same second, from above the minimum output to below it.
    const bought = amountOut(400_000n, y, x)
    expect(bought).toBeGreaterThanOrEqual(least / 100n)
    const before = world.economy
    const outcomes = Array.from({ length: 120 }, (_, percent) => {
      const moved = modelWorldOf(before)
      if (percent > 0)
        moved.ok('carmen', 'router.swapExactTokensForTokens', {
          amountA: BigInt(percent) * (ONE / 50n),
          limit: 0n,
          path: ['btcb', 'amt'],
          to: 'carmen',
          deadline: UINT256_MAX,
        })
      const [reserve0, reserve1] = moved.ask('pair', 'getReserves') as readonly bigint[]
      const gives = amountOut(400_000n, reserve1!, reserve0!)
      const revert = moved.revert('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
      expect(revert).toBe(gives < least / 100n ? 'RouterInsufficientOutput' : undefined)
      return revert
    })
    expect(new Set(outcomes)).toEqual(new Set([undefined, 'RouterInsufficientOutput']))
  })
})
