import { describe, expect, test } from 'vitest'
import { amountOut, protocolFee } from '../../../../src/model/contracts/pancake/formulas.ts'
import { isqrt } from '../../../../src/model/kernel/uint256.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import {
  FOREVER,
  livelyStage,
  named,
  provision,
  stageOf,
  START,
  stockedStage,
  trail,
  type Stage,
} from '../../../support/model-world.ts'

function reservesOf(stage: Stage): readonly [bigint, bigint] {
  const [reserve0, reserve1] = stage.ask('pair', 'getReserves') as readonly [bigint, bigint, bigint]
  return [reserve0, reserve1]
}

describe('a pair', () => {
  test('orders its tokens by address, and so its reserves and events', () => {
    const above = livelyStage(['btcb', 'amt', 'usdt', 'liqAmt'])
    const below = livelyStage()
    expect(reservesOf(above)).toEqual([...reservesOf(below)].toReversed())
    expect(above.ask('factory', 'getPair', 'amt', 'btcb')).toBe('pair')
    const { events } = above.ok('alice', 'router.swapExactTokensForTokens', {
      amountA: ONE,
      limit: 0n,
      path: ['amt', 'btcb'],
      to: 'alice',
      deadline: FOREVER,
    })
    expect(named(events, 'Swap')[0]!.slice(0, 4)).toEqual(['router', 0n, ONE, expect.any(BigInt)])
  })

  test('locks 1000 shares for ever when it is first provided', () => {
    const stage = stockedStage()
    const args = provision('amt', 'btcb', 4n * ONE, ONE, 'alice')
    const { events, returned } = stage.ok('alice', 'router.addLiquidity', args)
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
    expect(stage.ask('pair', 'totalSupply')).toBe(2n * ONE)
    expect(stage.ask('pair', 'balanceOf', 'zero')).toBe(1000n)
  })

  test('gives for a raw swap what was sent before, and not a unit more', () => {
    const stage = livelyStage()
    const [reserve0, reserve1] = reservesOf(stage)
    const out = amountOut(ONE, reserve0, reserve1)
    stage.ok('alice', 'amt.transfer', { to: 'pair', amount: ONE })
    const swap = (amount1Out: bigint): string | undefined =>
      stage.refusal('alice', 'pair.swap', { amount0Out: 0n, amount1Out, to: 'alice', data: '0x' })
    expect(swap(out + 1n)).toBe('PairK')
    expect(swap(out)).toBeUndefined()
    expect(reservesOf(stage)).toEqual([reserve0 + ONE, reserve1 - out])
  })

  test('leaves at least one unit of each reserve', () => {
    const stage = livelyStage()
    const [reserve0, reserve1] = reservesOf(stage)
    const swap = (amount0Out: bigint, amount1Out: bigint): string | undefined =>
      stage.refusal('alice', 'pair.swap', { amount0Out, amount1Out, to: 'alice', data: '0x' })
    expect(swap(reserve0, 0n)).toBe('PairInsufficientLiquidity')
    expect(swap(0n, reserve1)).toBe('PairInsufficientLiquidity')
    expect(swap(reserve0 - 1n, reserve1 - 1n)).toBe('PairInsufficientInput')
  })

  test('pays out by the shares that it was sent', () => {
    const stage = livelyStage()
    const [reserve0, reserve1] = reservesOf(stage)
    const supply = stage.ask('pair', 'totalSupply') as bigint
    const shares = stage.ask('pair', 'balanceOf', 'bruno') as bigint
    stage.ok('bruno', 'pair.transfer', { to: 'pair', amount: shares })
    const { events, returned } = stage.ok('carmen', 'pair.burn', { to: 'carmen' })
    expect(returned).toEqual([(shares * reserve0) / supply, (shares * reserve1) / supply])
    expect(trail(events)).toEqual([
      'pair.Transfer',
      'amt.Transfer',
      'btcb.Transfer',
      'pair.Sync',
      'pair.Burn',
    ])
  })

  test('gives away by skim what it holds beyond its reserves, and keeps it by sync', () => {
    const stage = livelyStage()
    const [reserve0, reserve1] = reservesOf(stage)
    stage.ok('alice', 'btcb.transfer', { to: 'pair', amount: 7n })
    expect(named(stage.ok('bruno', 'pair.skim', { to: 'carmen' }).events, 'Transfer')).toEqual([
      ['pair', 'carmen', 0n],
      ['pair', 'carmen', 7n],
    ])
    stage.ok('alice', 'btcb.transfer', { to: 'pair', amount: 7n })
    stage.ok('bruno', 'pair.sync', {})
    expect(reservesOf(stage)).toEqual([reserve0, reserve1 + 7n])
    expect(stage.ask('pair', 'getReserves')).toEqual([reserve0, reserve1 + 7n, START])
  })

  test('adds up prices by the second, over the wrap of its 32-bit clock and of 256 bits', () => {
    const stage = livelyStage()
    const [reserve0, reserve1] = reservesOf(stage)
    const price0 = (reserve1 << 112n) / reserve0
    const price1 = (reserve0 << 112n) / reserve1
    stage.ok('alice', 'pair.sync', {})
    expect(stage.ask('pair', 'price0CumulativeLast')).toBe(0n)
    stage.act({ wait: 10n })
    stage.ok('alice', 'pair.sync', {})
    expect(stage.ask('pair', 'price0CumulativeLast')).toBe(price0 * 10n)
    expect(stage.ask('pair', 'price1CumulativeLast')).toBe(price1 * 10n)
    const round = 1n << 32n
    stage.act({ wait: round + 5n })
    stage.ok('alice', 'pair.sync', {})
    expect(stage.ask('pair', 'price0CumulativeLast')).toBe(price0 * 15n)
    stage.act({ wait: round - 1n })
    stage.ok('alice', 'pair.sync', {})
    expect(stage.ask('pair', 'price0CumulativeLast')).toBe(price0 * (14n + round))
    expect((stage.ask('pair', 'getReserves') as readonly bigint[])[2]).toBe(stage.economy.timestamp % round)

    const full = stageWithPrice0(stage, FOREVER)
    full.act({ wait: 1n })
    full.ok('alice', 'pair.sync', {})
    expect(full.ask('pair', 'price0CumulativeLast')).toBe(price0 - 1n)
  })

  test('mints the protocol fee for the growth of √k at the next mint or burn, while it is on', () => {
    const stage = livelyStage()
    const add = (): Stage['economy'] => {
      stage.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', ONE, ONE, 'bruno'))
      return stage.economy
    }
    add()
    expect(stage.ask('pair', 'kLast')).toBe(0n)
    stage.ok('pancake', 'factory.setFeeTo', { feeTo: 'pancake' })
    add()
    const kLast = stage.ask('pair', 'kLast') as bigint
    const [reserve0, reserve1] = reservesOf(stage)
    expect(kLast).toBe(reserve0 * reserve1)
    stage.ok('alice', 'btcb.transfer', { to: 'pair', amount: 3n * ONE })
    stage.ok('alice', 'pair.sync', {})
    const [grown0, grown1] = reservesOf(stage)
    const supply = stage.ask('pair', 'totalSupply') as bigint
    const fee = protocolFee(supply, grown0 * grown1, kLast)
    expect(fee).toBe(
      (8n * supply * (isqrt(grown0 * grown1) - isqrt(kLast))) /
        (17n * isqrt(grown0 * grown1) + 8n * isqrt(kLast)),
    )
    add()
    expect(stage.ask('pair', 'balanceOf', 'pancake')).toBe(fee)
    stage.ok('pancake', 'factory.setFeeTo', { feeTo: 'zero' })
    add()
    expect(stage.ask('pair', 'kLast')).toBe(0n)
    expect(stage.ask('pair', 'balanceOf', 'pancake')).toBe(fee)
  })

  test('refuses balances beyond 112 bits', () => {
    const stage = livelyStage()
    stage.ok('binance', 'btcb.mint', { amount: 1n << 113n })
    const [, reserve1] = reservesOf(stage)
    stage.ok('binance', 'btcb.transfer', { to: 'pair', amount: (1n << 112n) - 1n - reserve1 })
    stage.ok('alice', 'pair.sync', {})
    stage.ok('binance', 'btcb.transfer', { to: 'pair', amount: 1n })
    expect(stage.refusal('alice', 'pair.sync', {})).toBe('PairOverflow')
    expect(stage.refusal('alice', 'pair.skim', { to: 'alice' })).toBeUndefined()
  })
})

describe('LP shares', () => {
  test('go to the zero address too, spend finite allowances silently, and keep infinite ones', () => {
    const stage = livelyStage()
    stage.ok('bruno', 'pair.transfer', { to: 'zero', amount: 1n })
    expect(stage.ask('pair', 'balanceOf', 'zero')).toBe(1001n)
    stage.ok('bruno', 'pair.approve', { spender: 'zero', amount: 1n })
    stage.ok('bruno', 'pair.approve', { spender: 'alice', amount: 5n })
    const take = { from: 'bruno', to: 'alice', amount: 2n }
    expect(trail(stage.ok('alice', 'pair.transferFrom', take).events)).toEqual(['pair.Transfer'])
    expect(stage.ask('pair', 'allowance', 'bruno', 'alice')).toBe(3n)
    expect(stage.refusal('alice', 'pair.transferFrom', { ...take, amount: 4n })).toBe('MathSubUnderflow')
    stage.ok('bruno', 'pair.approve', { spender: 'alice', amount: FOREVER })
    stage.ok('alice', 'pair.transferFrom', take)
    expect(stage.ask('pair', 'allowance', 'bruno', 'alice')).toBe(FOREVER)
    expect(stage.refusal('alice', 'pair.transferFrom', { ...take, amount: FOREVER })).toBe('MathSubUnderflow')
  })

  test('are burnt only by the pair: what is sent to the zero address stays in the supply', () => {
    const stage = livelyStage()
    const supply = stage.ask('pair', 'totalSupply')
    stage.ok('bruno', 'pair.transfer', { to: 'zero', amount: 9n })
    expect(stage.ask('pair', 'totalSupply')).toBe(supply)
  })
})

/** The same stage with the first price accumulator at a given value, which would take centuries to reach. */
function stageWithPrice0(stage: Stage, price0Cumulative: bigint): Stage {
  const { pools } = stage.economy
  return stageOf({ ...stage.economy, pools: { ...pools, pair: { ...pools.pair!, price0Cumulative } } })
}
