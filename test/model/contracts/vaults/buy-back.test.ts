import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Account } from '../../../../src/model/interface/accounts.ts'
import { amountOut } from '../../../../src/model/contracts/pancake/formulas.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import {
  UINT256_MAX,
  liquidWorld,
  named,
  modelWorldOf,
  stockedWorld,
  eventNames,
  type ModelWorld,
} from '../../../support/model-world.ts'

const HALF_HOUR = 1_800n
const HOLDERS = ['alice', 'bruno', 'carmen'] as const

/** A pool of 400 AMT and 40 BTCB, kept still; alice has 300 AMT in the vault, bruno 100. */
function buyingWorld(): ModelWorld {
  const world = stockedWorld()
  world.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400n * ONE, amountBtcb: 40n * ONE })
  world.ok('alice', 'buyBackVault.deposit', { amount: 300n * ONE })
  world.ok('bruno', 'buyBackVault.deposit', { amount: 100n * ONE })
  return world
}

function pay(world: ModelWorld, amountBtcb: bigint): void {
  world.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 0n })
}

function purchase(world: ModelWorld): ReturnType<ModelWorld['ok']> {
  world.ok('carmen', 'buyBackVault.poke', {})
  world.act({ wait: HALF_HOUR })
  return world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
}

function withdrawn(world: ModelWorld, who: Account, amount: bigint): readonly unknown[] {
  return named(world.ok(who, 'buyBackVault.withdraw', { amount }).events, 'withdrawn')[0]!
}

/** What an account has in the vault, by asking for its settlement. */
function depositOf(world: ModelWorld, who: Account): bigint {
  world.ok(who, 'buyBackVault.withdraw', { amount: 0n })
  return world.ask('buyBackVault', 'depositOf', who) as bigint
}

describe('a round', () => {
  test('buys AMT for all claimed BTCB, and each deposit grows by its part', () => {
    const world = buyingWorld()
    pay(world, 5_000_000n)
    const { events } = purchase(world)
    // 4,600 of 5,000 AMT are outside the pool: holders get 4,600,000, the vault floor(4600000 * 400 / 4600) = 400,000.
    // floor(9975 * 4e5 * 400e18 / (10000 * 40e18 + 9975 * 4e5)) = 3,989,999.
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

  test('is settled as of its end: who grew earns more from the next payment on, who did not no more', () => {
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

  test('of which the caller asked more than it brings is refused, and so is a late one', () => {
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
  test('is paid out to who leaves with everything and stays with who does not', () => {
    const world = buyingWorld()
    pay(world, 5_000_000n)
    expect(withdrawn(world, 'bruno', 100n * ONE - 1n)).toEqual(['bruno', 100n * ONE - 1n, 0n])
    expect(world.ask('buyBackVault', 'owedTo', 'bruno')).toBe(100_000n)
    expect(withdrawn(world, 'alice', 300n * ONE)).toEqual(['alice', 300n * ONE, 300_000n])
    expect(world.ask('buyBackVault', 'pendingBtcb')).toBe(100_000n)
    purchase(world)
    // All of the round is bruno's now: floor(9975 * 1e5 * 400e18 / (10000 * 40e18 + 9975 * 1e5)) = 997,499.
    expect(depositOf(world, 'bruno')).toBe(1n + 997_499n)
    expect(depositOf(world, 'alice')).toBe(0n)
    expect(withdrawn(world, 'bruno', 997_500n)).toEqual(['bruno', 997_500n, 0n])
    // More than was ever put in has been taken out; putting in goes on from there.
    world.ok('bruno', 'buyBackVault.deposit', { amount: 5n })
    expect(depositOf(world, 'bruno')).toBe(5n)
  })
})

describe('a purchase', () => {
  /** Alice has earned 40 of 46 parts of `amountBtcb`, times three quarters; the pool is 400 AMT and 40 BTCB. */
  const piled = (amountBtcb: bigint): ModelWorld => {
    const world = buyingWorld()
    pay(world, amountBtcb)
    return world
  }
  const spentBy = (world: ModelWorld): bigint => named(purchase(world).events, 'boughtBack')[0]![0] as bigint

  test('spends a 400th of the pool, of everybody the same part, and leaves the rest', () => {
    const world = piled(5n * ONE)
    // 40 BTCB / 400, of floor(4.6 * 400 / 4600) = 0.4.
    expect(spentBy(world)).toBe(ONE / 10n)
    expect(world.ask('buyBackVault', 'pendingBtcb')).toBe((3n * ONE) / 10n)
    expect(world.ask('buyBackVault', 'boughtAt')).toBe(world.economy.timestamp)
    const [, , bought, left] = world.ask('buyBackVault', 'round', 0n) as [bigint, bigint, bigint, bigint]
    expect(bought).toBe(amountOut(ONE / 10n, 40n * ONE, 400n * ONE))
    expect(left).toBe((3n * ONE) / 10n)
    // Of 0.3 BTCB alice has floor(0.3 * bought / 0.4), and 0.3 * 0.3 / 0.4 BTCB wait.
    expect(depositOf(world, 'alice')).toBe(300n * ONE + (3n * bought) / 4n)
    expect(world.ask('buyBackVault', 'owedTo', 'alice')).toBe((225n * ONE) / 1_000n)
  })

  test('is measured by the lesser of the pool at the record and the pool now', () => {
    const moved = (path: readonly Account[]): bigint => {
      const world = piled(5n * ONE)
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

  test('believes that the pool has grown once that has outlived its second', () => {
    const world = buyingWorld()
    const kept = (age: bigint): unknown =>
      (world.ask('buyBackVault', 'priceRecord', age) as readonly bigint[])[1]
    const grow = (): unknown =>
      world.ok('carmen', 'master.addLiquidity', { amountAmt: 100n * ONE, amountBtcb: 10n * ONE })
    expect([kept(0n), kept(1n)]).toEqual([0n, 0n])
    // The first record has nothing to doubt by.
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

  test('after another spends all that has piled up, each for its minimum, and nobody ever has less AMT', () => {
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
  test('goes 100 rounds at a time, and comes to what a withdrawal settles at once', () => {
    const world = buyingWorld()
    pay(world, 1_000n * ONE)
    for (let round = 0; round < 250; round++) purchase(world)
    const before = world.economy
    const settle = (): string | undefined =>
      world.revert('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })
    const seen = Array.from({ length: 4 }, () => [settle(), world.ask('buyBackVault', 'depositOf', 'alice')])
    expect(seen.map(([revert]) => revert)).toEqual([undefined, undefined, undefined, 'NothingToSettle'])
    expect(new Set(seen.map(([, deposit]) => deposit)).size).toBe(3)
    const atOnce = modelWorldOf(before)
    expect(depositOf(atOnce, 'alice')).toBe(seen[3]![1])
    expect(atOnce.ask('buyBackVault', 'owedTo', 'alice')).toBe(world.ask('buyBackVault', 'owedTo', 'alice'))
    // Whoever has nothing in the vault has no rounds to go through.
    world.ok('carmen', 'buyBackVault.settle', { account: 'carmen', upTo: 1n })
    expect(world.revert('carmen', 'buyBackVault.settle', { account: 'carmen', upTo: 1n })).toBe(
      'NothingToSettle',
    )
  })

  test('applies a round that came after the last payment', () => {
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
  test('needs a record of 30 minutes to a day', () => {
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

  test('is none on an empty pool', () => {
    expect(stockedWorld().revert('carmen', 'buyBackVault.poke', {})).toBe('NoPrice')
  })

  /** BTCB costs 10 AMT for 20 minutes, and after a sale of AMT some more: the record of what stood when, by hand. */
  test('is weighted by the time that each price stood, and asks for 97% of what it gives', () => {
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
    // Dear enough that exactly the minimum comes out, and one unit dearer: carmen moves the price within the same second.
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

type Op = readonly [kind: 'pay' | 'in' | 'out' | 'buy' | 'settle' | 'donate', who: number, size: bigint]
const op: fc.Arbitrary<Op> = fc.tuple(
  fc.constantFrom('pay', 'pay', 'in', 'out', 'buy', 'settle', 'donate'),
  fc.nat(2),
  fc.oneof(fc.bigInt(1n, 50n), fc.bigInt(1n, 40n * ONE)),
)

/**
 * The same vault as a list of what happened, gone through from the beginning for one depositor at a time: payments give a part of their
 * pot, rounds turn all parts since the round before into AMT.
 */
interface Told {
  deposit: bigint
  owed: bigint
}

describe('the vault is what its history says', () => {
  test('for each depositor, whatever the order of events and however rarely they are settled', () => {
    let partial = 0
    fc.assert(
      fc.property(fc.array(op, { minLength: 5, maxLength: 40 }), fc.boolean(), (ops, early) => {
        const world = liquidWorld()
        const at = early ? 300n * ONE : 0n
        if (early) for (const who of HOLDERS) world.ok(who, 'buyBackVault.deposit', { amount: at })
        const told = HOLDERS.map((): Told => ({ deposit: at, owed: 0n }))
        for (const [kind, index, size] of ops) {
          const [who, mine] = [HOLDERS[index]!, told[index]!]
          if (kind === 'in') {
            if (world.revert(who, 'buyBackVault.deposit', { amount: size }) === undefined)
              mine.deposit += size
          } else if (kind === 'out') {
            const amount = size % 3n === 0n || size > mine.deposit ? mine.deposit : size
            const paid = withdrawn(world, who, amount)[2]
            mine.deposit -= amount
            expect(paid).toBe(mine.deposit === 0n ? mine.owed : 0n)
            if (mine.deposit === 0n) mine.owed = 0n
          } else if (kind === 'pay') {
            pay(world, 101n + size / 2n)
            const id = world.domain.snapshots
            const [pot, supply, pooled] = [
              world.ask('master', 'pays', id),
              world.ask('amt', 'totalSupplyAt', id),
              world.ask('amt', 'balanceOfAt', 'pair', id),
            ] as [bigint, bigint, bigint]
            for (const each of told) each.owed += (pot * each.deposit) / (supply - pooled)
          } else if (kind === 'buy') {
            world.ok('owner', 'buyBackVault.poke', {})
            world.act({ wait: HALF_HOUR })
            const outcome = world.act({
              by: 'owner',
              call: 'buyBackVault.buyBack',
              args: {
                minAmtOut: 0n,
                deadline: UINT256_MAX,
              },
            })
            if (!outcome.ok) continue
            const [spent, bought] = named(outcome.events, 'boughtBack')[0] as readonly [bigint, bigint]
            const left = world.ask('buyBackVault', 'pendingBtcb') as bigint
            if (left > 0n) partial++
            for (const each of told) {
              each.deposit += (each.owed * bought) / (spent + left)
              each.owed = (each.owed * left) / (spent + left)
            }
          } else if (kind === 'settle') {
            const harvested = world.ask('buyBackVault', 'harvestedTo') as bigint
            world.revert('owner', 'buyBackVault.settle', { account: who, upTo: harvested })
          } else world.revert('owner', 'amt.transfer', { to: 'buyBackVault', amount: size })
        }
        for (const [index, who] of HOLDERS.entries()) {
          expect(depositOf(world, who)).toBe(told[index]!.deposit)
          expect(world.ask('buyBackVault', 'owedTo', who)).toBe(told[index]!.owed)
        }
      }),
      { numRuns: 150 },
    )
    expect(partial).toBeGreaterThan(20)
  })
})
