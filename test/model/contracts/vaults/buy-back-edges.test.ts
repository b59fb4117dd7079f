/**
 * Purchases at their edges: allowances and pools that are nearly used up, and the exact minimum.
 */
import { describe, expect, test } from 'vitest'
import { withAllowance } from '../../../../src/model/kernel/allowances.ts'
import { indexOf } from '../../../../src/model/kernel/names.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import { amountOut } from '../../../../src/model/contracts/pancake/formulas.ts'
import { cumulativePrice } from '../../../../src/model/contracts/pancake/pool.ts'
import type { Economy } from '../../../../src/model/economy.ts'
import {
  modelWorldOf,
  named,
  stockedWorld,
  TOKEN_ORDER,
  UINT256_MAX,
  type ModelWorld,
} from '../../../support/model-world.ts'
import { buyingWorld, depositOf, HALF_HOUR, HOLDERS, pay, purchase } from './buy-back-world.ts'

describe('a purchase', () => {
  /** The buy-back vault may spend `amount` BTCB through the router. */
  const allowing = (economy: Economy, amount: bigint): ModelWorld => {
    const { names, tokens } = economy
    const [by, spender] = [indexOf(names, 'buyBackVault'), indexOf(names, 'router')]
    const allowances = withAllowance(tokens.btcb.allowances, by, spender, amount)
    return modelWorldOf({ ...economy, tokens: { ...tokens, btcb: { ...tokens.btcb, allowances } } })
  }

  /** Ready to buy: the vault can claim 8% of a payment, and spend 0.1 BTCB. */
  const ready = (amountBtcb: bigint): Economy => {
    const world = buyingWorld()
    pay(world, amountBtcb)
    world.ok('carmen', 'buyBackVault.poke', {})
    world.act({ wait: HALF_HOUR })
    return world.economy
  }

  test.each([
    ['less than it could', 5_000_000n, 400_000n],
    ['less than is pending', 5n * ONE, ONE / 10n],
    ['all, and as much as it may', (5n * ONE) / 4n, ONE / 10n],
  ])('that spends %s renews the allowance only if it is too low', (_what, amountBtcb, spent) => {
    const start = ready(amountBtcb)
    const left = (allowance: bigint): unknown => {
      const world = allowing(start, allowance)
      const bought = world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
      expect(named(bought.events, 'boughtBack')[0]![0]).toBe(spent)
      // The renewal and BTCB's own event, or the latter alone.
      const approvals = named(bought.events, 'Approval')
      if (approvals.length > 1) expect(approvals[0]).toEqual(['buyBackVault', 'router', UINT256_MAX])
      return [approvals.length, world.ask('btcb', 'allowance', 'buyBackVault', 'router')]
    }
    expect(left(0n)).toEqual([2, UINT256_MAX - spent])
    expect(left(spent - 1n)).toEqual([2, UINT256_MAX - spent])
    expect(left(spent)).toEqual([1, 0n])
    expect(left(spent + 1n)).toEqual([1, 1n])
  })

  test('needs a pool of which one part in 400 is a base unit of BTCB', () => {
    const start = ready(5n * ONE)
    const buy = (reserve1: bigint): unknown => {
      const pair = { ...start.pools.pair!, reserve1 }
      const world = modelWorldOf({ ...start, pools: { ...start.pools, pair } })
      return world.revert('carmen', 'buyBackVault.buyBack', { minAmtOut: UINT256_MAX, deadline: UINT256_MAX })
    }
    expect([buy(1n), buy(399n)]).toEqual(['PoolTooSmall', 'PoolTooSmall'])
    expect([buy(400n), buy(799n)]).toEqual(['RouterInsufficientOutput', 'RouterInsufficientOutput'])
  })

  test('may bring exactly the minimum by the average price, and not one unit less', () => {
    const start = ready(5n * ONE)
    const { pools, purchases, timestamp } = start
    const spent = ONE / 10n
    const bought = amountOut(spent, 40n * ONE, 400n * ONE)
    /** With a record of which the average price asks for at least `least`. */
    const buy = (least: bigint): string | undefined => {
      const fair = (least * 100n + 96n) / 97n
      const average = ((fair << 112n) + spent - 1n) / spent
      const now = cumulativePrice(pools.pair!, 'btcb', timestamp)
      const cumulative = BigInt.asUintN(256, now - average * HALF_HOUR)
      const newest = { ...purchases.newest!, cumulative }
      const world = modelWorldOf({ ...start, purchases: { ...purchases, newest } })
      return world.revert('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
    }
    expect([buy(bought - 1n), buy(bought), buy(bought + 1n)]).toEqual([
      undefined,
      undefined,
      'RouterInsufficientOutput',
    ])
  })

  test.each([[TOKEN_ORDER], [['btcb', 'amt', 'liqAmt', 'usdt']]] as const)(
    'measures the price and the reserve of BTCB, in the order %j',
    (order) => {
      const world = stockedWorld(order)
      world.ok('owner', 'master.addLiquidityLocking', { amountAmt: 400n * ONE, amountBtcb: 40n * ONE })
      world.act({ wait: 60n })
      world.ok('carmen', 'buyBackVault.poke', {})
      const price = 60n * (10n << 112n)
      expect(world.ask('buyBackVault', 'priceRecord', 0n)).toEqual([
        price,
        40n * ONE,
        world.economy.timestamp,
      ])
      world.ok('alice', 'buyBackVault.deposit', { amount: 300n * ONE })
      pay(world, 500n * ONE)
      world.act({ wait: HALF_HOUR })
      const { events } = world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX })
      const spent = ONE / 10n
      expect(named(events, 'boughtBack')).toEqual([[spent, amountOut(spent, 40n * ONE, 400n * ONE)]])
    },
  )

  test('after another counts what the deposits grew by once', () => {
    const world = buyingWorld()
    for (const _ of [1, 2, 3]) {
      pay(world, 5n * ONE)
      purchase(world)
      const deposits = HOLDERS.map((who) => depositOf(world, who))
      const all = deposits.reduce((sum, deposit) => sum + deposit, 0n)
      expect(world.ask('buyBackVault', 'totalDeposits')).toBe(all)
    }
  })

  test('needs a price, and a record of it needs both reserves', () => {
    const start = buyingWorld().economy
    const poke = (reserve0: bigint, reserve1: bigint): unknown => {
      const pair = { ...start.pools.pair!, reserve0, reserve1 }
      return modelWorldOf({ ...start, pools: { ...start.pools, pair } }).revert(
        'carmen',
        'buyBackVault.poke',
        {},
      )
    }
    expect(poke(1n, 1n)).toBeUndefined()
    expect(poke(1n, 5n)).toBeUndefined()
    expect(poke(5n, 1n)).toBeUndefined()
    for (const [reserve0, reserve1] of [
      [0n, 0n],
      [0n, 5n],
      [5n, 0n],
    ] as const)
      expect(poke(reserve0, reserve1)).toBe('NoPrice')
  })
})
