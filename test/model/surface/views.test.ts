import { describe, expect, test } from 'vitest'
import { ONE } from '../../../src/model/kernel/units.ts'
import type { Account } from '../../../src/model/interface/accounts.ts'
import { answer, read } from '../../../src/model/economy.ts'
import type { View, ViewName } from '../../../src/model/surface/observation.ts'
import { NoAnswer } from '../../../src/model/surface/views.ts'
import { deployedWorld, liquidWorld, stockedWorld, vaultsWorld } from '../../support/model-world.ts'

const { economy: deployed } = deployedWorld()

const at = (on: Account, fn: ViewName, ...args: View['args']): View => ({ on, fn, args })

describe('a view', () => {
  test('of a new system tells that nothing happened', () => {
    for (const [view, value] of [
      [at('amt', 'totalSupply'), 0n],
      [at('amt', 'balanceOf', 'alice'), 0n],
      [at('amt', 'allowance', 'alice', 'bruno'), 0n],
      [at('amt', 'getCurrentSnapshotId'), 0n],
      [at('amt', 'CAP'), 100_000_000n * ONE],
      [at('master', 'alreadyCharged', 'alice', 1n), false],
      [at('master', 'liqLocked'), false],
      [at('master', 'addrLiqLocker'), 'zero'],
      [at('factory', 'getPair', 'btcb', 'amt'), 'pair'],
      [at('factory', 'getPair', 'btcb', 'usdt'), 'zero'],
      [at('factory', 'getPair', 'btcb', 'btcb'), 'zero'],
      [at('factory', 'getPair', 'btcb', 'alice'), 'zero'],
      [at('stakingVault', 'totalDeposits'), 0n],
      [at('buyBackVault', 'rounds'), 0n],
      [at('buyBackVault', 'boughtAt'), 0n],
      [at('buyBackVault', 'priceRecord', 0n), [0n, 0n, 0n]],
      [at('buyBackVault', 'priceRecord', 1n), [0n, 0n, 0n]],
    ] as const)
      expect(read(deployed, view)).toEqual(value)
  })

  test('tells names, symbols and decimals as on chain 56', () => {
    const told = (['amt', 'btcb', 'pair'] as const).map((on) =>
      (['name', 'symbol', 'decimals'] as const).map((fn) => read(deployed, at(on, fn))),
    )
    expect(told).toEqual([
      ['AutoMiningToken', 'AMT', 18n],
      ['BTCB Token', 'BTCB', 18n],
      ['Pancake LPs', 'Cake-LP', 18n],
    ])
  })

  test('of the router quotes by its formulas, with a fee of 0.25%', () => {
    const [input, reserveIn, reserveOut] = [1_007n, 30_001n, 10_009n]
    const quotes = (['quote', 'getAmountOut', 'getAmountIn'] as const).map((fn) =>
      read(deployed, at('router', fn, input, reserveIn, reserveOut)),
    )
    expect(quotes).toEqual([
      (input * reserveOut) / reserveIn,
      (9_975n * input * reserveOut) / (10_000n * reserveIn + 9_975n * input),
      (10_000n * reserveIn * input) / (9_975n * (reserveOut - input)) + 1n,
    ])
  })

  test('of a snapshot tells what was held and paid then, and of the pair what it is worth now', () => {
    const world = liquidWorld()
    const before = world.ask('amt', 'balanceOf', 'alice')
    world.ok('payer', 'master.payRent', { amountBtcb: 10n * ONE, vaultParticipation: 0n })
    world.ok('alice', 'amt.transfer', { to: 'bruno', amount: ONE })
    world.ok('alice', 'amt.burn', { amount: ONE })
    expect(world.ask('amt', 'balanceOfAt', 'alice', 1n)).toBe(before)
    expect(world.ask('amt', 'balanceOf', 'alice')).toBe((before as bigint) - 2n * ONE)
    expect(world.ask('amt', 'totalSupplyAt', 1n)).toBe((world.ask('amt', 'totalSupply') as bigint) + ONE)
    const paid = (['pays', 'liqPays'] as const).map((fn) => world.ask('master', fn, 1n) as bigint)
    expect(paid[0]! + paid[1]!).toBe(10n * ONE)
    expect(world.ask('master', 'addrLiqLocker')).toBe('locker')
    expect(world.ask('pair', 'price1CumulativeLast')).toBe(0n)
    world.act({ wait: 1n })
    world.ok('alice', 'pair.sync', {})
    const [amt, btcb] = world.ask('pair', 'getReserves') as [bigint, bigint]
    expect(world.ask('pair', 'price0CumulativeLast')).toBe((btcb << 112n) / amt)
    expect(world.ask('pair', 'price1CumulativeLast')).toBe((amt << 112n) / btcb)
  })

  test('of the price tells the newest record and the one before it', () => {
    const world = vaultsWorld()
    const first = world.ask('buyBackVault', 'priceRecord', 0n)
    expect(first).not.toEqual([0n, 0n, 0n])
    expect(world.ask('buyBackVault', 'priceRecord', 1n)).toEqual([0n, 0n, 0n])
    world.ok('carmen', 'buyBackVault.poke', {})
    expect(world.ask('buyBackVault', 'priceRecord', 0n)).not.toEqual(first)
    expect(world.ask('buyBackVault', 'priceRecord', 1n)).toEqual(first)
  })

  test('of a purchase tells the last payment before it, what was spent, bought and left', () => {
    const world = vaultsWorld()
    world.ok('carmen', 'buyBackVault.harvest', { upTo: 4n })
    const pending = world.ask('buyBackVault', 'pendingBtcb') as bigint
    expect(pending).toBeGreaterThan(0n)
    world.ok('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: 1n << 200n })
    const [lastSnapId, spent, bought, left] = world.ask('buyBackVault', 'round', 0n) as bigint[]
    expect([lastSnapId, left]).toEqual([4n, world.ask('buyBackVault', 'pendingBtcb')])
    expect(spent! + left!).toBe(pending)
    expect(bought).toBeGreaterThan(spent!)
    expect(world.ask('buyBackVault', 'rounds')).toBe(1n)
    expect(world.ask('buyBackVault', 'boughtAt')).toBe(world.economy.timestamp)
  })

  test('answers the same without an object for it', () => {
    const { economy } = stockedWorld()
    expect(answer(economy, 'amt', 'allowance', 'alice', 'router')).toBeGreaterThan(ONE)
    expect(answer(economy, 'amt', 'allowance', 'router', 'alice')).toBe(0n)
    expect(answer(economy, 'amt', 'balanceOf', 'alice')).toBe(1_000n * ONE)
  })
})

test.each([
  [at('alice', 'totalSupply'), 'a token or a pair', 'alice'],
  [at('pair', 'getOwner'), 'a token', 'pair'],
  [at('amt', 'getReserves'), 'a pair that exists', 'amt'],
  [at('pair:amt/usdt', 'getReserves'), 'a pair that exists', 'pair:amt/usdt'],
  [at('locker', 'releaseTime'), 'a locker that exists', 'locker'],
  [at('distributor', 'deadline'), 'a distributor that exists', 'distributor'],
  [at('amt', 'totalDeposits'), 'a vault', 'amt'],
  [at('amt', 'balanceOf', 7n), 'an account as argument', '7'],
  [at('amt', 'totalSupplyAt', 'alice'), 'a number as argument', 'alice'],
  [at('factory', 'allPairs', 9n), 'a pair that exists', 'the one at 9'],
])('the view %o has no answer: expected %s, got "%s"', (view, expected, got) => {
  expect(() => read(deployed, view)).toThrow(NoAnswer)
  expect(() => read(deployed, view)).toThrow(`expected ${expected}, got "${got}"`)
})
