/**
 * A pair at its edges: what brings no shares, what each call returns, and balances below the reserves.
 */
import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import type { Account } from '../../../../src/model/interface/accounts.ts'
import type { TransferPolicy } from '../../../../src/model/state/transfer-policy.ts'
import { amountOut, firstShares } from '../../../../src/model/contracts/pancake/formulas.ts'
import { action, modelWorldOf, named } from '../../../support/model-world.ts'
import { LIQUID, send, STOCKED, withPool, X, Y } from './pool-states.ts'

const swap = (amount0Out: bigint, amount1Out: bigint, to: Account = 'carmen') =>
  ({ amount0Out, amount1Out, to, data: '0x' }) as const

describe('a mint', () => {
  test.each([
    [0n, ONE],
    [ONE, 0n],
    [1n, 0n],
    [0n, 0n],
  ])('for %d AMT and %d BTCB brings no shares', (amt, btcb) => {
    const world = modelWorldOf(LIQUID)
    send(world, amt, btcb)
    expect(world.revert('alice', 'pair.mint', { to: 'alice' })).toBe('PairInsufficientLiquidityMinted')
  })

  test.each([
    [ONE, ONE],
    [40n * ONE, ONE],
  ])('for %d AMT and %d BTCB brings the lesser share, and returns it', (amt, btcb) => {
    const world = modelWorldOf(LIQUID)
    const supply = world.ask('pair', 'totalSupply') as bigint
    send(world, amt, btcb)
    const { events, returned } = world.ok('alice', 'pair.mint', { to: 'carmen' })
    const shares = [(amt * supply) / X, (btcb * supply) / Y].reduce((a, b) => (a < b ? a : b))
    expect(returned).toBe(shares)
    expect(events).toEqual([
      { on: 'pair', name: 'Transfer', args: ['zero', 'carmen', shares] },
      { on: 'pair', name: 'Sync', args: [X + amt, Y + btcb] },
      { on: 'pair', name: 'Mint', args: ['alice', amt, btcb] },
    ])
  })

  test('of the first shares needs more than 1,000', () => {
    const first = (amt: bigint, btcb: bigint): unknown => {
      const world = modelWorldOf(STOCKED)
      send(world, amt, btcb)
      return world.revert('alice', 'pair.mint', { to: 'alice' })
    }
    expect(first(999n, 1_001n)).toBe('MathSubUnderflow')
    expect(first(1_000n, 1_000n)).toBe('PairInsufficientLiquidityMinted')
    expect(first(1_001n, 1_001n)).toBeUndefined()
    expect(firstShares(1_001n, 1_001n)).toBe(1n)
  })

  test.each([
    [X + 1n, Y],
    [X, Y + 1n],
  ])('with a balance below its reserve reverts', (reserve0, reserve1) => {
    const world = withPool(LIQUID, { reserve0, reserve1 })
    expect(world.revert('alice', 'pair.mint', { to: 'alice' })).toBe('MathSubUnderflow')
    expect(world.revert('alice', 'pair.skim', { to: 'alice' })).toBe('MathSubUnderflow')
  })
})

describe('a burn', () => {
  test('reports what it paid, to whom', () => {
    const world = modelWorldOf(LIQUID)
    const supply = world.ask('pair', 'totalSupply') as bigint
    world.ok('bruno', 'pair.transfer', { to: 'pair', amount: ONE })
    const { events, returned } = world.ok('alice', 'pair.burn', { to: 'carmen' })
    const paid = [(ONE * X) / supply, (ONE * Y) / supply] as const
    expect(returned).toEqual(paid)
    expect(events).toEqual([
      { on: 'pair', name: 'Transfer', args: ['pair', 'zero', ONE] },
      { on: 'amt', name: 'Transfer', args: ['pair', 'carmen', paid[0]] },
      { on: 'btcb', name: 'Transfer', args: ['pair', 'carmen', paid[1]] },
      { on: 'pair', name: 'Sync', args: [X - paid[0], Y - paid[1]] },
      { on: 'pair', name: 'Burn', args: ['alice', paid[0], paid[1], 'carmen'] },
    ])
  })

  test('pays a share of the balances, not of the reserves', () => {
    const world = modelWorldOf(LIQUID)
    send(world, 3n * ONE, ONE)
    const supply = world.ask('pair', 'totalSupply') as bigint
    world.ok('bruno', 'pair.transfer', { to: 'pair', amount: ONE })
    const { returned } = world.ok('alice', 'pair.burn', { to: 'carmen' })
    expect(returned).toEqual([(ONE * (X + 3n * ONE)) / supply, (ONE * (Y + ONE)) / supply])
  })

  test('of no shares reverts, and so does one to an address that a token does not pay', () => {
    const world = modelWorldOf(LIQUID)
    expect(world.revert('alice', 'pair.burn', { to: 'alice' })).toBe('PairInsufficientLiquidityBurned')
    world.ok('bruno', 'pair.transfer', { to: 'pair', amount: ONE })
    expect(world.revert('alice', 'pair.burn', { to: 'zero' })).toBe('PairTransferFailed')
  })

  test('in a pool without supply divides by zero', () => {
    expect(modelWorldOf(STOCKED).revert('alice', 'pair.burn', { to: 'alice' })).toBe('NoReason')
  })
})

describe('a swap', () => {
  test.each(['amt', 'btcb'])('does not pay %s, a token of the pair', (to) => {
    const world = modelWorldOf(LIQUID)
    send(world, ONE, ONE)
    expect(world.revert('alice', 'pair.swap', swap(1n, 0n, to))).toBe('PairInvalidTo')
  })

  test('of nothing reverts, whatever came in', () => {
    const world = modelWorldOf(LIQUID)
    send(world, ONE, ONE)
    expect(world.revert('alice', 'pair.swap', swap(0n, 0n))).toBe('PairInsufficientOutput')
  })

  test('reports what came in, what went out, and to whom', () => {
    const world = modelWorldOf(LIQUID)
    send(world, ONE, 7n)
    const out = amountOut(ONE, X, Y)
    expect(world.ok('alice', 'pair.swap', swap(3n, out)).events).toEqual([
      { on: 'amt', name: 'Transfer', args: ['pair', 'carmen', 3n] },
      { on: 'btcb', name: 'Transfer', args: ['pair', 'carmen', out] },
      { on: 'pair', name: 'Sync', args: [X + ONE - 3n, Y + 7n - out] },
      { on: 'pair', name: 'Swap', args: ['alice', ONE, 7n, 3n, out, 'carmen'] },
    ])
  })

  test.each([
    [1n, 0n, 'amt'],
    [0n, 1n, 'btcb'],
  ])('of %d and %d pays one base unit of %s alone', (out0, out1, coin) => {
    const world = modelWorldOf(LIQUID)
    send(world, 1_000n, 1_000n)
    expect(named(world.ok('alice', 'pair.swap', swap(out0, out1)).events, 'Transfer')).toEqual([
      ['pair', 'carmen', 1n],
    ])
    expect(world.ask(coin, 'balanceOf', 'carmen')).toBe(1_000n * ONE + 1n)
  })

  test('does not take a mistake of the program for a revert of the token', () => {
    const broken: TransferPolicy = {
      check: () => {
        throw new TypeError('no policy')
      },
      feeDown: () => 0n,
    }
    expect(() => modelWorldOf(LIQUID, broken).act(action('alice', 'pair.swap', swap(1n, 0n)))).toThrow(
      'no policy',
    )
  })

  test('with data reverts, since nobody answers the call, after the outputs are paid', () => {
    const world = modelWorldOf(LIQUID)
    send(world, ONE, 0n)
    const flash = (to: Account) =>
      world.revert('alice', 'pair.swap', { amount0Out: 0n, amount1Out: 1n, to, data: '0x00' })
    expect(flash('carmen')).toBe('NoReason')
    expect(flash('zero')).toBe('PairTransferFailed')
  })

  test('counts a balance below its reserve as no input', () => {
    const lower = withPool(LIQUID, { reserve0: X + ONE, reserve1: Y + ONE })
    expect(lower.revert('alice', 'pair.swap', swap(1n, 0n))).toBe('PairInsufficientInput')
    // So much BTCB comes in that the product holds, although AMT is missing.
    const world = withPool(LIQUID, { reserve0: X + ONE })
    send(world, 0n, Y)
    const { events } = world.ok('alice', 'pair.swap', swap(1n, 0n))
    expect(named(events, 'Swap')).toEqual([['alice', 0n, Y, 1n, 0n, 'carmen']])
    const other = withPool(LIQUID, { reserve1: Y + ONE })
    send(other, X, 0n)
    expect(named(other.ok('alice', 'pair.swap', swap(0n, 1n)).events, 'Swap')).toEqual([
      ['alice', X, 0n, 0n, 1n, 'carmen'],
    ])
  })
})
