import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Account } from '../../../../src/model/interface/accounts.ts'
import { amountOut } from '../../../../src/model/contracts/pancake/formulas.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import {
  FOREVER,
  livelyStage,
  named,
  stageOf,
  stockedStage,
  trail,
  type Stage,
} from '../../../support/model-world.ts'

const HALF_HOUR = 1_800n
const HOLDERS = ['alice', 'bruno', 'carmen'] as const

/** A pool of 400 AMT and 40 BTCB, kept still; alice has 300 AMT in the vault, bruno 100. */
function buyingStage(): Stage {
  const stage = stockedStage()
  stage.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400n * ONE, amountBtcb: 40n * ONE })
  stage.ok('alice', 'buyBackVault.deposit', { amount: 300n * ONE })
  stage.ok('bruno', 'buyBackVault.deposit', { amount: 100n * ONE })
  return stage
}

function pay(stage: Stage, amountBtcb: bigint): void {
  stage.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 0n })
}

function purchase(stage: Stage): ReturnType<Stage['ok']> {
  stage.ok('carmen', 'buyBackVault.poke', {})
  stage.act({ wait: HALF_HOUR })
  return stage.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: FOREVER })
}

function withdrawn(stage: Stage, who: Account, amount: bigint): readonly unknown[] {
  return named(stage.ok(who, 'buyBackVault.withdraw', { amount }).events, 'withdrawn')[0]!
}

/** What an account has in the vault, by asking for its settlement. */
function depositOf(stage: Stage, who: Account): bigint {
  stage.ok(who, 'buyBackVault.withdraw', { amount: 0n })
  return stage.ask('buyBackVault', 'depositOf', who) as bigint
}

describe('a round', () => {
  test('buys AMT for all claimed BTCB, and each deposit grows by its part', () => {
    const stage = buyingStage()
    pay(stage, 5_000_000n)
    const { events } = purchase(stage)
    // 4,600 of 5,000 AMT are outside the pool: holders get 4,600,000, the vault floor(4600000 * 400 / 4600) = 400,000.
    // floor(9975 * 4e5 * 400e18 / (10000 * 40e18 + 9975 * 4e5)) = 3,989,999.
    expect(trail(events)).toEqual([
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
    expect(stage.ask('buyBackVault', 'round', 0n)).toEqual([1n, 400_000n, 3_989_999n, 0n])
    expect(stage.ask('buyBackVault', 'pendingBtcb')).toBe(0n)
    // floor(300000 * 3989999 / 400000) and floor(100000 * 3989999 / 400000).
    expect(depositOf(stage, 'alice')).toBe(300n * ONE + 2_992_499n)
    expect(depositOf(stage, 'bruno')).toBe(100n * ONE + 997_499n)
    expect(stage.ask('buyBackVault', 'totalDeposits')).toBe(400n * ONE + 3_989_998n)
  })

  test('is settled as of its end: who grew earns more from the next payment on, who did not no more', () => {
    const stage = buyingStage()
    pay(stage, 5_000_000n)
    purchase(stage)
    pay(stage, 5_000_000_000_000_000n)
    stage.ok('carmen', 'buyBackVault.harvest', { upTo: 2n })
    const pot = stage.ask('master', 'pays', 2n) as bigint
    const claimable =
      (stage.ask('amt', 'totalSupplyAt', 2n) as bigint) -
      (stage.ask('amt', 'balanceOfAt', 'pair', 2n) as bigint)
    for (const [who, grown] of [
      ['alice', 300n * ONE + 2_992_499n],
      ['bruno', 100n * ONE + 997_499n],
    ] as const) {
      stage.ok('carmen', 'buyBackVault.settle', { account: who, upTo: 2n })
      expect(stage.ask('buyBackVault', 'owedTo', who)).toBe((pot * grown) / claimable)
    }
  })

  test('of which the caller asked more than it brings is refused, and so is a late one', () => {
    const stage = buyingStage()
    pay(stage, 5_000_000n)
    stage.ok('carmen', 'buyBackVault.poke', {})
    stage.act({ wait: HALF_HOUR })
    const { timestamp } = stage.economy
    const refusal = (minAmtOut: bigint, deadline: bigint): string | undefined =>
      stage.refusal('carmen', 'buyBackVault.buyBack', { minAmtOut, deadline })
    expect(refusal(3_990_000n, timestamp)).toBe('RouterInsufficientOutput')
    expect(refusal(3_989_999n, timestamp - 1n)).toBe('RouterExpired')
    expect(refusal(3_989_999n, timestamp)).toBeUndefined()
    expect(refusal(0n, timestamp)).toBe('TooSoon')
    stage.act({ wait: HALF_HOUR - 1n })
    expect(refusal(0n, FOREVER)).toBe('TooSoon')
    stage.act({ wait: 1n })
    expect(refusal(0n, FOREVER)).toBe('NothingToSpend')
  })
})

describe('the open round', () => {
  test('is paid out to who leaves with everything and stays with who does not', () => {
    const stage = buyingStage()
    pay(stage, 5_000_000n)
    expect(withdrawn(stage, 'bruno', 100n * ONE - 1n)).toEqual(['bruno', 100n * ONE - 1n, 0n])
    expect(stage.ask('buyBackVault', 'owedTo', 'bruno')).toBe(100_000n)
    expect(withdrawn(stage, 'alice', 300n * ONE)).toEqual(['alice', 300n * ONE, 300_000n])
    expect(stage.ask('buyBackVault', 'pendingBtcb')).toBe(100_000n)
    purchase(stage)
    // All of the round is bruno's now: floor(9975 * 1e5 * 400e18 / (10000 * 40e18 + 9975 * 1e5)) = 997,499.
    expect(depositOf(stage, 'bruno')).toBe(1n + 997_499n)
    expect(depositOf(stage, 'alice')).toBe(0n)
    expect(withdrawn(stage, 'bruno', 997_500n)).toEqual(['bruno', 997_500n, 0n])
    // More than was ever put in has been taken out; putting in goes on from there.
    stage.ok('bruno', 'buyBackVault.deposit', { amount: 5n })
    expect(depositOf(stage, 'bruno')).toBe(5n)
  })
})

describe('a purchase', () => {
  /** Alice has earned 40 of 46 parts of `amountBtcb`, times three quarters; the pool is 400 AMT and 40 BTCB. */
  const piled = (amountBtcb: bigint): Stage => {
    const stage = buyingStage()
    pay(stage, amountBtcb)
    return stage
  }
  const spentBy = (stage: Stage): bigint => named(purchase(stage).events, 'boughtBack')[0]![0] as bigint

  test('spends a 400th of the pool, of everybody the same part, and leaves the rest', () => {
    const stage = piled(5n * ONE)
    // 40 BTCB / 400, of floor(4.6 * 400 / 4600) = 0.4.
    expect(spentBy(stage)).toBe(ONE / 10n)
    expect(stage.ask('buyBackVault', 'pendingBtcb')).toBe((3n * ONE) / 10n)
    expect(stage.ask('buyBackVault', 'boughtAt')).toBe(stage.economy.timestamp)
    const [, , bought, left] = stage.ask('buyBackVault', 'round', 0n) as [bigint, bigint, bigint, bigint]
    expect(bought).toBe(amountOut(ONE / 10n, 40n * ONE, 400n * ONE))
    expect(left).toBe((3n * ONE) / 10n)
    // Of 0.3 BTCB alice has floor(0.3 * bought / 0.4), and 0.3 * 0.3 / 0.4 BTCB wait.
    expect(depositOf(stage, 'alice')).toBe(300n * ONE + (3n * bought) / 4n)
    expect(stage.ask('buyBackVault', 'owedTo', 'alice')).toBe((225n * ONE) / 1_000n)
  })

  test('is measured by the lesser of the pool at the record and the pool now', () => {
    const moved = (path: readonly Account[]): bigint => {
      const stage = piled(5n * ONE)
      stage.ok('carmen', 'buyBackVault.poke', {})
      stage.act({ wait: HALF_HOUR })
      const [amountA, deadline] = [ONE / 10n, FOREVER]
      stage.ok('carmen', 'router.swapExactTokensForTokens', {
        amountA,
        limit: 0n,
        path,
        to: 'carmen',
        deadline,
      })
      const { events } = stage.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline })
      return named(events, 'boughtBack')[0]![0] as bigint
    }
    expect(moved(['btcb', 'amt'])).toBe(ONE / 10n)
    expect(moved(['amt', 'btcb'])).toBe((40n * ONE - amountOut(ONE / 10n, 400n * ONE, 40n * ONE)) / 400n)
  })

  test('believes that the pool has grown once that has outlived its second', () => {
    const stage = buyingStage()
    const kept = (age: bigint): unknown =>
      (stage.ask('buyBackVault', 'priceRecord', age) as readonly bigint[])[1]
    const grow = (): unknown =>
      stage.ok('carmen', 'master.addLiquidity', { amountAmt: 100n * ONE, amountBtcb: 10n * ONE })
    expect([kept(0n), kept(1n)]).toEqual([0n, 0n])
    // The first record has nothing to doubt by.
    stage.ok('carmen', 'buyBackVault.poke', {})
    expect([kept(0n), kept(1n)]).toEqual([40n * ONE, 0n])
    stage.act({ wait: HALF_HOUR })
    grow()
    stage.ok('carmen', 'buyBackVault.poke', {})
    expect([kept(0n), kept(1n)]).toEqual([40n * ONE, 40n * ONE])
    stage.act({ wait: HALF_HOUR })
    stage.ok('carmen', 'buyBackVault.poke', {})
    expect([kept(0n), kept(1n)]).toEqual([50n * ONE, 40n * ONE])
    stage.act({ wait: HALF_HOUR - 1n })
    grow()
    stage.act({ wait: 1n })
    stage.ok('carmen', 'buyBackVault.poke', {})
    expect(kept(0n)).toBe(60n * ONE)
  })

  test('after another spends all that has piled up, each for its minimum, and nobody ever has less AMT', () => {
    const pending = fc.oneof(fc.bigInt(1n, 1_000n), fc.bigInt(1n, 80n * ONE))
    fc.assert(
      fc.property(pending, fc.constantFrom(...HOLDERS), fc.nat(6), (due, leaver, after) => {
        const stage = buyingStage()
        pay(stage, due * 11n + 101n)
        const deposits = new Map<Account, bigint>()
        for (let left = 1n, purchases = 0; left > 0n; purchases++) {
          if (purchases === after && depositOf(stage, leaver) > 0n)
            stage.ok(leaver, 'buyBackVault.withdraw', { amount: depositOf(stage, leaver) })
          deposits.delete(leaver)
          const waiting = stage.ask('buyBackVault', 'pendingBtcb') as bigint
          if (purchases > 0 && waiting === 0n) break
          const [amt, btcb] = stage.ask('pair', 'getReserves') as [bigint, bigint]
          const [[spent, bought]] = named(purchase(stage).events, 'boughtBack') as [[bigint, bigint]]
          expect(bought).toBeGreaterThanOrEqual((((spent * amt) / btcb) * 97n) / 100n)
          left = stage.ask('buyBackVault', 'pendingBtcb') as bigint
          expect(spent).toBeLessThanOrEqual(btcb / 400n)
          if (left > 0n) expect(spent).toBeGreaterThanOrEqual(ONE / 10n)
          for (const who of HOLDERS) {
            const deposit = depositOf(stage, who)
            expect(deposit).toBeGreaterThanOrEqual(deposits.get(who) ?? 0n)
            deposits.set(who, deposit)
          }
        }
        expect(stage.ask('buyBackVault', 'pendingBtcb')).toBe(0n)
        const all = HOLDERS.reduce((sum, who) => sum + depositOf(stage, who), 0n)
        expect(stage.ask('amt', 'balanceOf', 'buyBackVault')).toBeGreaterThanOrEqual(all)
      }),
      { numRuns: 25 },
    )
  })
})

describe('settlement after many purchases', () => {
  test('goes 100 rounds at a time, and comes to what a withdrawal settles at once', () => {
    const stage = buyingStage()
    pay(stage, 1_000n * ONE)
    for (let round = 0; round < 250; round++) purchase(stage)
    const before = stage.economy
    const settle = (): string | undefined =>
      stage.refusal('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })
    const seen = Array.from({ length: 4 }, () => [settle(), stage.ask('buyBackVault', 'depositOf', 'alice')])
    expect(seen.map(([refusal]) => refusal)).toEqual([undefined, undefined, undefined, 'NothingToSettle'])
    expect(new Set(seen.map(([, deposit]) => deposit)).size).toBe(3)
    const atOnce = stageOf(before)
    expect(depositOf(atOnce, 'alice')).toBe(seen[3]![1])
    expect(atOnce.ask('buyBackVault', 'owedTo', 'alice')).toBe(stage.ask('buyBackVault', 'owedTo', 'alice'))
    // Whoever has nothing in the vault has no rounds to go through.
    stage.ok('carmen', 'buyBackVault.settle', { account: 'carmen', upTo: 1n })
    expect(stage.refusal('carmen', 'buyBackVault.settle', { account: 'carmen', upTo: 1n })).toBe(
      'NothingToSettle',
    )
  })

  test('applies a round that came after the last payment', () => {
    const stage = buyingStage()
    pay(stage, 5_000_000n)
    stage.ok('carmen', 'buyBackVault.harvest', { upTo: 1n })
    stage.ok('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })
    purchase(stage)
    expect(stage.refusal('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 0n })).toBe(
      'NothingToSettle',
    )
    stage.ok('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })
    expect(stage.ask('buyBackVault', 'depositOf', 'alice')).toBe(300n * ONE + 2_992_499n)
    expect(stage.refusal('carmen', 'buyBackVault.settle', { account: 'alice', upTo: 1n })).toBe(
      'NothingToSettle',
    )
  })
})

describe('the average price', () => {
  test('needs a record of 30 minutes to a day', () => {
    const stage = buyingStage()
    pay(stage, 5_000_000n)
    const refusal = (): string | undefined =>
      stage.refusal('carmen', 'buyBackVault.buyBack', { minAmtOut: FOREVER, deadline: FOREVER })
    const poke = (): string | undefined => stage.refusal('carmen', 'buyBackVault.poke', {})
    expect(refusal()).toBe('NoPrice')
    expect(poke()).toBeUndefined()
    stage.act({ wait: HALF_HOUR - 1n })
    expect([refusal(), poke()]).toEqual(['NoPrice', 'TooSoon'])
    stage.act({ wait: 1n })
    expect([refusal(), poke(), refusal()]).toEqual([
      'RouterInsufficientOutput',
      undefined,
      'RouterInsufficientOutput',
    ])
    stage.act({ wait: 86_400n })
    expect(refusal()).toBe('RouterInsufficientOutput')
    stage.act({ wait: 1n })
    expect([refusal(), poke(), refusal()]).toEqual(['NoPrice', undefined, 'NoPrice'])
  })

  test('is none on an empty pool', () => {
    expect(stockedStage().refusal('carmen', 'buyBackVault.poke', {})).toBe('NoPrice')
  })

  /** BTCB costs 10 AMT for 20 minutes, and after a sale of AMT some more: the record of what stood when, by hand. */
  test('is weighted by the time that each price stood, and asks for 97% of what it gives', () => {
    const stage = buyingStage()
    pay(stage, 5_000_000n)
    stage.ok('carmen', 'buyBackVault.poke', {})
    stage.act({ wait: 1_200n })
    stage.ok('carmen', 'router.swapExactTokensForTokens', {
      amountA: 4n * ONE,
      limit: 0n,
      path: ['amt', 'btcb'],
      to: 'carmen',
      deadline: FOREVER,
    })
    stage.act({ wait: 600n })
    const [x, y] = [404n * ONE, 40n * ONE - amountOut(4n * ONE, 400n * ONE, 40n * ONE)]
    const q = 1n << 112n
    const average = (((400n * ONE * q) / (40n * ONE)) * 1_200n + ((x * q) / y) * 600n) / 1_800n
    const least = ((average * 400_000n) / q) * 97n
    // Dear enough that exactly the minimum comes out, and one unit dearer: carmen moves the price within the same second.
    const bought = amountOut(400_000n, y, x)
    expect(bought).toBeGreaterThanOrEqual(least / 100n)
    const before = stage.economy
    const outcomes = Array.from({ length: 120 }, (_, percent) => {
      const moved = stageOf(before)
      if (percent > 0)
        moved.ok('carmen', 'router.swapExactTokensForTokens', {
          amountA: BigInt(percent) * (ONE / 50n),
          limit: 0n,
          path: ['btcb', 'amt'],
          to: 'carmen',
          deadline: FOREVER,
        })
      const [reserve0, reserve1] = moved.ask('pair', 'getReserves') as readonly bigint[]
      const gives = amountOut(400_000n, reserve1!, reserve0!)
      const refusal = moved.refusal('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: FOREVER })
      expect(refusal).toBe(gives < least / 100n ? 'RouterInsufficientOutput' : undefined)
      return refusal
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
        const stage = livelyStage()
        const at = early ? 300n * ONE : 0n
        if (early) for (const who of HOLDERS) stage.ok(who, 'buyBackVault.deposit', { amount: at })
        const told = HOLDERS.map((): Told => ({ deposit: at, owed: 0n }))
        for (const [kind, index, size] of ops) {
          const [who, mine] = [HOLDERS[index]!, told[index]!]
          if (kind === 'in') {
            if (stage.refusal(who, 'buyBackVault.deposit', { amount: size }) === undefined)
              mine.deposit += size
          } else if (kind === 'out') {
            const amount = size % 3n === 0n || size > mine.deposit ? mine.deposit : size
            const paid = withdrawn(stage, who, amount)[2]
            mine.deposit -= amount
            expect(paid).toBe(mine.deposit === 0n ? mine.owed : 0n)
            if (mine.deposit === 0n) mine.owed = 0n
          } else if (kind === 'pay') {
            pay(stage, 101n + size / 2n)
            const id = stage.extent.snapshots
            const [pot, supply, pooled] = [
              stage.ask('master', 'pays', id),
              stage.ask('amt', 'totalSupplyAt', id),
              stage.ask('amt', 'balanceOfAt', 'pair', id),
            ] as [bigint, bigint, bigint]
            for (const each of told) each.owed += (pot * each.deposit) / (supply - pooled)
          } else if (kind === 'buy') {
            stage.ok('owner', 'buyBackVault.poke', {})
            stage.act({ wait: HALF_HOUR })
            const outcome = stage.act({
              by: 'owner',
              call: 'buyBackVault.buyBack',
              args: {
                minAmtOut: 0n,
                deadline: FOREVER,
              },
            })
            if (!outcome.ok) continue
            const [spent, bought] = named(outcome.events, 'boughtBack')[0] as readonly [bigint, bigint]
            const left = stage.ask('buyBackVault', 'pendingBtcb') as bigint
            if (left > 0n) partial++
            for (const each of told) {
              each.deposit += (each.owed * bought) / (spent + left)
              each.owed = (each.owed * left) / (spent + left)
            }
          } else if (kind === 'settle') {
            const harvested = stage.ask('buyBackVault', 'harvestedTo') as bigint
            stage.refusal('owner', 'buyBackVault.settle', { account: who, upTo: harvested })
          } else stage.refusal('owner', 'amt.transfer', { to: 'buyBackVault', amount: size })
        }
        for (const [index, who] of HOLDERS.entries()) {
          expect(depositOf(stage, who)).toBe(told[index]!.deposit)
          expect(stage.ask('buyBackVault', 'owedTo', who)).toBe(told[index]!.owed)
        }
      }),
      { numRuns: 150 },
    )
    expect(partial).toBeGreaterThan(20)
  })
})
