import { describe, expect, test } from 'vitest'
import { isqrt } from '../../../../src/model/kernel/uint256.ts'
import { ONE } from '../../../../src/model/kernel/units.ts'
import {
  UINT256_MAX,
  deployedWorld,
  liquidWorld,
  modelWorldOf,
  named,
  provision,
  stockedWorld,
  eventNames,
} from '../../../support/model-world.ts'

describe('locking liquidity', () => {
  test('the launch pool uses 1,000,000 AMT and 49.5 BTCB completely; the locker gets √k − 1000', () => {
    const world = deployedWorld()
    world.ok('owner', 'master.mintMaster', { account: 'owner', amount: 43_750_000n * ONE })
    world.ok('binance', 'btcb.mint', { amount: 50n * ONE })
    world.ok('binance', 'btcb.transfer', { to: 'owner', amount: 50n * ONE })
    world.ok('owner', 'amt.approve', { spender: 'master', amount: UINT256_MAX })
    world.ok('owner', 'btcb.approve', { spender: 'master', amount: UINT256_MAX })
    const amountAmt = 1_000_000n * ONE
    const amountBtcb = (99n * ONE) / 2n
    const { events } = world.ok('owner', 'master.addLiquidityLocking', { amountAmt, amountBtcb })
    const shares = isqrt(amountAmt * amountBtcb) - 1000n
    expect(shares).toBe(7_035_623_639_735_144_330_848n)
    expect(events.at(-1)).toEqual({
      on: 'master',
      name: 'liqLockingAdded',
      args: [amountAmt, amountBtcb, 'owner'],
    })
    expect(eventNames(events).at(-2)).toBe('liqAmt.Transfer') // nothing is refunded
    expect(world.ask('pair', 'getReserves')).toEqual([amountAmt, amountBtcb, world.economy.timestamp])
    expect(world.ask('pair', 'balanceOf', 'locker')).toBe(shares)
    expect(world.ask('liqAmt', 'balanceOf', 'locker')).toBe(shares)
    expect(world.ask('pair', 'balanceOf', 'zero')).toBe(1000n)
    expect(world.ask('master', 'addrLiqLocker')).toBe('locker')
    expect(world.ask('locker', 'beneficiary')).toBe('owner')
    expect(world.ask('locker', 'releaseTime')).toBe(world.economy.timestamp + 730n * 86_400n)
  })

  test('is for the owner, once', () => {
    const world = liquidWorld()
    const lock = (by: string): string | undefined =>
      world.revert(by, 'master.addLiquidityLocking', { amountAmt: ONE, amountBtcb: ONE })
    expect(lock('alice')).toBe('NotOwner')
    expect(lock('owner')).toBe('AlreadyLocked')
  })
})

describe('liquidity through Master', () => {
  test('refunds unused tokens and emits the used amounts', () => {
    const world = liquidWorld()
    const before = world.ask('btcb', 'balanceOf', 'carmen') as bigint
    const [amtReserve, btcbReserve] = world.ask('pair', 'getReserves') as readonly bigint[]
    const offered = 10n * ONE
    const used = (offered * btcbReserve!) / amtReserve!
    const { events } = world.ok('carmen', 'master.addLiquidity', {
      amountAmt: offered,
      amountBtcb: (used * 101n) / 100n,
    })
    expect(named(events, 'liqAdded')).toEqual([[offered, used, 'carmen']])
    expect(world.ask('btcb', 'balanceOf', 'carmen')).toBe(before - used)
    expect(world.ask('liqAmt', 'balanceOf', 'carmen')).toBe(named(events, 'Transfer').at(-2)![2])
    expect(eventNames(events)).toEqual([
      'amt.Transfer',
      'btcb.Transfer',
      'btcb.Approval',
      'amt.Transfer',
      'btcb.Transfer',
      'btcb.Approval',
      'pair.Transfer',
      'pair.Sync',
      'pair.Mint',
      'liqAmt.Transfer',
      'btcb.Transfer',
      'master.liqAdded',
    ])
  })

  test('reverts if the ratio would leave more than 2% of a side unused', () => {
    const world = liquidWorld()
    const add = (amountAmt: bigint, amountBtcb: bigint): string | undefined =>
      world.revert('carmen', 'master.addLiquidity', { amountAmt, amountBtcb })
    expect(add(100n * ONE, 6n * ONE)).toBe('RouterInsufficientB')
    expect(add(120n * ONE, 5n * ONE)).toBe('RouterInsufficientA')
    expect(add(0n, 0n)).toBe('LibraryInsufficientAmount')
    expect(add(2_000n * ONE, 1n)).toBe('InsufficientBalance')
    world.ok('carmen', 'amt.approve', { spender: 'master', amount: 0n })
    expect(add(1n, 1n)).toBe('InsufficientAllowance')
  })

  test.each([
    ['master.addLiquidity', 'carmen'],
    ['master.addLiquidityLocking', 'owner'],
  ] as const)('by %s, returns unused AMT and BTCB to the caller alone', (call, by) => {
    const start = stockedWorld()
    start.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', 100n * ONE, 5n * ONE, 'bruno'))
    for (const [amountAmt, amountBtcb] of [
      [1_010_000n, 50_000n],
      [1_000_000n, 50_500n],
    ] as const) {
      const world = modelWorldOf(start.economy)
      const { events } = world.ok(by, call, { amountAmt, amountBtcb })
      const name = call === 'master.addLiquidity' ? 'liqAdded' : 'liqLockingAdded'
      expect(named(events, name)).toEqual([[1_000_000n, 50_000n, by]])
      expect(world.ask('amt', 'balanceOf', by)).toBe(1_000n * ONE - 1_000_000n)
      expect(world.ask('btcb', 'balanceOf', by)).toBe(1_000n * ONE - 50_000n)
      for (const coin of ['amt', 'btcb'] as const)
        for (const contract of ['master', 'locker', 'router'])
          expect(world.ask(coin, 'balanceOf', contract)).toBe(0n)
      // As much liqAMT as the shares that Master or the locker received.
      const keeper = call === 'master.addLiquidity' ? 'master' : 'locker'
      const receiver = call === 'master.addLiquidity' ? by : 'locker'
      expect(world.ask('liqAmt', 'balanceOf', receiver)).toBe(world.ask('pair', 'balanceOf', keeper))
    }
  })

  test('may leave exactly 2% of a side unused', () => {
    const world = liquidWorld() // 550 AMT to 27.5 BTCB
    const add = (amountAmt: bigint, amountBtcb: bigint): string | undefined =>
      world.revert('carmen', 'master.addLiquidity', { amountAmt, amountBtcb })
    expect(add(19_599n, 1_000n)).toBe('RouterInsufficientB')
    expect(add(20_000n, 979n)).toBe('RouterInsufficientA')
    expect(add(19_600n, 1_000n)).toBeUndefined()
    expect(add(20_000n, 980n)).toBeUndefined()
  })

  test('is withdrawn to the caller against burned liqAMT', () => {
    const world = liquidWorld()
    const receipt = world.ask('liqAmt', 'balanceOf', 'alice') as bigint
    const supply = world.ask('pair', 'totalSupply') as bigint
    const [amtReserve, btcbReserve] = world.ask('pair', 'getReserves') as readonly bigint[]
    const { events } = world.ok('alice', 'master.removeLiquidity', { amount: receipt })
    expect(named(events, 'liqRemoved')).toEqual([
      [(receipt * amtReserve!) / supply, (receipt * btcbReserve!) / supply, 'alice'],
    ])
    expect(world.ask('liqAmt', 'balanceOf', 'alice')).toBe(0n)
    expect(world.revert('alice', 'master.removeLiquidity', { amount: 1n })).toBe('BurnExceedsBalance')
  })

  test('is withdrawn with a share of what the pair was given, and the event says so', () => {
    const world = liquidWorld()
    world.ok('bruno', 'amt.transfer', { to: 'pair', amount: ONE })
    world.ok('bruno', 'btcb.transfer', { to: 'pair', amount: ONE })
    const supply = world.ask('pair', 'totalSupply') as bigint
    const paid = (coin: 'amt' | 'btcb') => (ONE * (world.ask(coin, 'balanceOf', 'pair') as bigint)) / supply
    const due = [paid('amt'), paid('btcb'), 'alice']
    const { events } = world.ok('alice', 'master.removeLiquidity', { amount: ONE })
    expect(named(events, 'liqRemoved')).toEqual([due])
  })

  test('is withdrawn from a pool with more BTCB than AMT too', () => {
    const world = stockedWorld()
    world.ok('owner', 'master.addLiquidityLocking', { amountAmt: 5n * ONE, amountBtcb: 200n * ONE })
    world.ok('alice', 'master.addLiquidity', { amountAmt: ONE, amountBtcb: 40n * ONE })
    const amount = world.ask('liqAmt', 'balanceOf', 'alice') as bigint
    const { events } = world.ok('alice', 'master.removeLiquidity', { amount })
    const [amt, btcb] = named(events, 'liqRemoved')[0] as readonly [bigint, bigint]
    expect(amt).toBeGreaterThan(ONE - 1_000n)
    expect(btcb).toBeGreaterThan(40n * (ONE - 1_000n))
  })

  test('is withdrawn also with an unminted protocol fee of far more than 2%', () => {
    const world = liquidWorld()
    world.ok('pancake', 'factory.setFeeTo', { feeTo: 'pancake' })
    world.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', ONE, ONE, 'bruno'))
    world.ok('binance', 'btcb.transfer', { to: 'pair', amount: 100n * ONE })
    world.ok('binance', 'pair.sync', {})
    const supply = world.ask('pair', 'totalSupply') as bigint
    const { events } = world.ok('alice', 'master.removeLiquidity', { amount: 1_000_000n })
    const fee = named(
      events.filter(({ on }) => on === 'pair'),
      'Transfer',
    ).find(([from]) => from === 'zero')!
    expect((fee[2] as bigint) * 100n).toBeGreaterThan(supply * 2n)
  })

  test('reverts without an allowance, without shares and without liqAMT', () => {
    const empty = stockedWorld()
    expect(empty.revert('alice', 'master.removeLiquidity', { amount: 1n })).toBe('BurnExceedsBalance')
    expect(empty.revert('alice', 'master.removeLiquidity', { amount: 0n })).toBe('NoLiquidity')
    const world = liquidWorld()
    expect(world.revert('carmen', 'master.removeLiquidity', { amount: 0n })).toBe(
      'PairInsufficientLiquidityBurned',
    )
    world.ok('alice', 'liqAmt.approve', { spender: 'master', amount: 0n })
    expect(world.revert('alice', 'master.removeLiquidity', { amount: 1n })).toBe('InsufficientAllowance')
  })
})
