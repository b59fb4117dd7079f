import { describe, expect, test } from 'vitest'
import { isqrt } from '../../../../src/model/kernel/uint256.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import { amountOut, protocolFee } from '../../../../src/model/contracts/pancake/formulas.ts'
import {
  UINT256_MAX,
  liquidWorld,
  named,
  provision,
  modelWorldOf,
  START,
  stockedWorld,
  eventNames,
  type ModelWorld,
} from '../../../support/model-world.ts'

function reservesOf(world: ModelWorld): readonly [bigint, bigint] {
  const [reserve0, reserve1] = world.ask('pair', 'getReserves') as readonly [bigint, bigint, bigint]
  return [reserve0, reserve1]
}

describe('a pair', () => {
  test('orders its tokens, reserves and events by address', () => {
    const above = liquidWorld(['btcb', 'amt', 'usdt', 'liqAmt'])
    const below = liquidWorld()
    expect(reservesOf(above)).toEqual([...reservesOf(below)].toReversed())
    expect(above.ask('factory', 'getPair', 'amt', 'btcb')).toBe('pair')
    const { events } = above.ok('alice', 'router.swapExactTokensForTokens', {
      amountA: ONE,
      limit: 0n,
      path: ['amt', 'btcb'],
      to: 'alice',
      deadline: UINT256_MAX,
    })
    expect(named(events, 'Swap')[0]!.slice(0, 4)).toEqual(['router', 0n, ONE, expect.any(BigInt)])
  })

  test('locks 1000 shares forever at the first deposit', () => {
    const world = stockedWorld()
    const args = provision('amt', 'btcb', 4n * ONE, ONE, 'alice')
    const { events, returned } = world.ok('alice', 'router.addLiquidity', args)
    expect(returned).toEqual([4n * ONE, ONE, 2n * ONE - 1000n])
    expect(
      named(
        events.filter(({ on }) => on === 'pair'),
        'Transfer',
      ),
    ).toEqual([
      ['zero', 'zero', 1000n],
      ['zero', 'alice', 2n * ONE - 1000n],
    ])
    expect(world.ask('pair', 'totalSupply')).toBe(2n * ONE)
    expect(world.ask('pair', 'balanceOf', 'zero')).toBe(1000n)
  })

  test('pays a direct swap up to the formula, and not one unit more', () => {
    const world = liquidWorld()
    const [reserve0, reserve1] = reservesOf(world)
    const out = amountOut(ONE, reserve0, reserve1)
    world.ok('alice', 'amt.transfer', { to: 'pair', amount: ONE })
    const swap = (amount1Out: bigint): string | undefined =>
      world.revert('alice', 'pair.swap', { amount0Out: 0n, amount1Out, to: 'alice', data: '0x' })
    expect(swap(out + 1n)).toBe('PairK')
    expect(swap(out)).toBeUndefined()
    expect(reservesOf(world)).toEqual([reserve0 + ONE, reserve1 - out])
  })

  test('leaves at least one unit of each reserve', () => {
    const world = liquidWorld()
    const [reserve0, reserve1] = reservesOf(world)
    const swap = (amount0Out: bigint, amount1Out: bigint): string | undefined =>
      world.revert('alice', 'pair.swap', { amount0Out, amount1Out, to: 'alice', data: '0x' })
    expect(swap(reserve0, 0n)).toBe('PairInsufficientLiquidity')
    expect(swap(0n, reserve1)).toBe('PairInsufficientLiquidity')
    expect(swap(reserve0 - 1n, reserve1 - 1n)).toBe('PairInsufficientInput')
  })

  test('pays for the shares that it received', () => {
    const world = liquidWorld()
    const [reserve0, reserve1] = reservesOf(world)
    const supply = world.ask('pair', 'totalSupply') as bigint
    const shares = world.ask('pair', 'balanceOf', 'bruno') as bigint
    world.ok('bruno', 'pair.transfer', { to: 'pair', amount: shares })
    const { events, returned } = world.ok('carmen', 'pair.burn', { to: 'carmen' })
    expect(returned).toEqual([(shares * reserve0) / supply, (shares * reserve1) / supply])
    expect(eventNames(events)).toEqual([
      'pair.Transfer',
      'amt.Transfer',
      'btcb.Transfer',
      'pair.Sync',
      'pair.Burn',
    ])
  })

  test('transfers excess balances on skim and adds them to the reserves on sync', () => {
    const world = liquidWorld()
    const [reserve0, reserve1] = reservesOf(world)
    world.ok('alice', 'btcb.transfer', { to: 'pair', amount: 7n })
    expect(named(world.ok('bruno', 'pair.skim', { to: 'carmen' }).events, 'Transfer')).toEqual([
      ['pair', 'carmen', 0n],
      ['pair', 'carmen', 7n],
    ])
    world.ok('alice', 'btcb.transfer', { to: 'pair', amount: 7n })
    world.ok('bruno', 'pair.sync', {})
    expect(reservesOf(world)).toEqual([reserve0, reserve1 + 7n])
    expect(world.ask('pair', 'getReserves')).toEqual([reserve0, reserve1 + 7n, START])
  })

  test('accumulates prices per second, across overflows of the 32-bit clock and of 256 bits', () => {
    const world = liquidWorld()
    const [reserve0, reserve1] = reservesOf(world)
    const price0 = (reserve1 << 112n) / reserve0
    const price1 = (reserve0 << 112n) / reserve1
    world.ok('alice', 'pair.sync', {})
    expect(world.ask('pair', 'price0CumulativeLast')).toBe(0n)
    world.act({ wait: 10n })
    world.ok('alice', 'pair.sync', {})
    expect(world.ask('pair', 'price0CumulativeLast')).toBe(price0 * 10n)
    expect(world.ask('pair', 'price1CumulativeLast')).toBe(price1 * 10n)
    const round = 1n << 32n
    world.act({ wait: round + 5n })
    world.ok('alice', 'pair.sync', {})
    expect(world.ask('pair', 'price0CumulativeLast')).toBe(price0 * 15n)
    world.act({ wait: round - 1n })
    world.ok('alice', 'pair.sync', {})
    expect(world.ask('pair', 'price0CumulativeLast')).toBe(price0 * (14n + round))
    expect((world.ask('pair', 'getReserves') as readonly bigint[])[2]).toBe(world.economy.timestamp % round)

    const full = worldWithPrice0(world, UINT256_MAX)
    full.act({ wait: 1n })
    full.ok('alice', 'pair.sync', {})
    expect(full.ask('pair', 'price0CumulativeLast')).toBe(price0 - 1n)
  })

  test('mints the protocol fee for the growth of √k at the next mint or burn, while it is on', () => {
    const world = liquidWorld()
    const add = (): ModelWorld['economy'] => {
      world.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', ONE, ONE, 'bruno'))
      return world.economy
    }
    add()
    expect(world.ask('pair', 'kLast')).toBe(0n)
    world.ok('pancake', 'factory.setFeeTo', { feeTo: 'pancake' })
    add()
    const kLast = world.ask('pair', 'kLast') as bigint
    const [reserve0, reserve1] = reservesOf(world)
    expect(kLast).toBe(reserve0 * reserve1)
    world.ok('alice', 'btcb.transfer', { to: 'pair', amount: 3n * ONE })
    world.ok('alice', 'pair.sync', {})
    const [grown0, grown1] = reservesOf(world)
    const supply = world.ask('pair', 'totalSupply') as bigint
    const fee = protocolFee(supply, grown0 * grown1, kLast)
    expect(fee).toBe(
      (8n * supply * (isqrt(grown0 * grown1) - isqrt(kLast))) /
        (17n * isqrt(grown0 * grown1) + 8n * isqrt(kLast)),
    )
    add()
    expect(world.ask('pair', 'balanceOf', 'pancake')).toBe(fee)
    world.ok('pancake', 'factory.setFeeTo', { feeTo: 'zero' })
    add()
    expect(world.ask('pair', 'kLast')).toBe(0n)
    expect(world.ask('pair', 'balanceOf', 'pancake')).toBe(fee)
  })

  test('reverts for balances beyond 112 bits', () => {
    const world = liquidWorld()
    world.ok('binance', 'btcb.mint', { amount: 1n << 113n })
    const [, reserve1] = reservesOf(world)
    world.ok('binance', 'btcb.transfer', { to: 'pair', amount: (1n << 112n) - 1n - reserve1 })
    world.ok('alice', 'pair.sync', {})
    world.ok('binance', 'btcb.transfer', { to: 'pair', amount: 1n })
    expect(world.revert('alice', 'pair.sync', {})).toBe('PairOverflow')
    expect(world.revert('alice', 'pair.skim', { to: 'alice' })).toBeUndefined()
  })
})

describe('LP shares', () => {
  test('can go to the zero address, spend finite allowances without an event, and keep infinite ones', () => {
    const world = liquidWorld()
    world.ok('bruno', 'pair.transfer', { to: 'zero', amount: 1n })
    expect(world.ask('pair', 'balanceOf', 'zero')).toBe(1001n)
    world.ok('bruno', 'pair.approve', { spender: 'zero', amount: 1n })
    world.ok('bruno', 'pair.approve', { spender: 'alice', amount: 5n })
    const take = { from: 'bruno', to: 'alice', amount: 2n }
    expect(eventNames(world.ok('alice', 'pair.transferFrom', take).events)).toEqual(['pair.Transfer'])
    expect(world.ask('pair', 'allowance', 'bruno', 'alice')).toBe(3n)
    expect(world.revert('alice', 'pair.transferFrom', { ...take, amount: 4n })).toBe('MathSubUnderflow')
    world.ok('bruno', 'pair.approve', { spender: 'alice', amount: UINT256_MAX })
    world.ok('alice', 'pair.transferFrom', take)
    expect(world.ask('pair', 'allowance', 'bruno', 'alice')).toBe(UINT256_MAX)
    expect(world.revert('alice', 'pair.transferFrom', { ...take, amount: UINT256_MAX })).toBe(
      'MathSubUnderflow',
    )
  })

  test('are burned only by the pair: shares at the zero address stay in the supply', () => {
    const world = liquidWorld()
    const supply = world.ask('pair', 'totalSupply')
    world.ok('bruno', 'pair.transfer', { to: 'zero', amount: 9n })
    expect(world.ask('pair', 'totalSupply')).toBe(supply)
  })
})

/** The same world with the first price accumulator at a value that would take centuries of trading. */
function worldWithPrice0(world: ModelWorld, price0Cumulative: bigint): ModelWorld {
  const { pools } = world.economy
  return modelWorldOf({ ...world.economy, pools: { ...pools, pair: { ...pools.pair!, price0Cumulative } } })
}
