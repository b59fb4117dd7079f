import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import { isqrt } from '../../../../src/model/kernel/uint256.ts'
import {
  FOREVER,
  foundedStage,
  livelyStage,
  named,
  provision,
  stockedStage,
  trail,
} from '../../../support/model-world.ts'

describe('locking liquidity', () => {
  test('the launch pool: 1,000,000 AMT and 49.5 BTCB go in whole, √k − 1000 shares to the locker', () => {
    const stage = foundedStage()
    stage.ok('owner', 'master.mintMaster', { account: 'owner', amount: 43_750_000n * ONE })
    stage.ok('binance', 'btcb.mint', { amount: 50n * ONE })
    stage.ok('binance', 'btcb.transfer', { to: 'owner', amount: 50n * ONE })
    stage.ok('owner', 'amt.approve', { spender: 'master', amount: FOREVER })
    stage.ok('owner', 'btcb.approve', { spender: 'master', amount: FOREVER })
    const amountAmt = 1_000_000n * ONE
    const amountBtcb = (99n * ONE) / 2n
    const { events } = stage.ok('owner', 'master.addLiquidityLocking', { amountAmt, amountBtcb })
    const shares = isqrt(amountAmt * amountBtcb) - 1000n
    expect(shares).toBe(7_035_623_639_735_144_330_848n)
    expect(events.at(-1)).toEqual({
      on: 'master',
      name: 'liqLockingAdded',
      args: [amountAmt, amountBtcb, 'owner'],
    })
    expect(trail(events).at(-2)).toBe('liqAmt.Transfer') // nothing is refunded
    expect(stage.ask('pair', 'getReserves')).toEqual([amountAmt, amountBtcb, stage.economy.timestamp])
    expect(stage.ask('pair', 'balanceOf', 'locker')).toBe(shares)
    expect(stage.ask('liqAmt', 'balanceOf', 'locker')).toBe(shares)
    expect(stage.ask('pair', 'balanceOf', 'zero')).toBe(1000n)
    expect(stage.ask('master', 'addrLiqLocker')).toBe('locker')
    expect(stage.ask('locker', 'beneficiary')).toBe('owner')
    expect(stage.ask('locker', 'releaseTime')).toBe(stage.economy.timestamp + 730n * 86_400n)
  })

  test('is for the owner, once', () => {
    const stage = livelyStage()
    const lock = (by: string): string | undefined =>
      stage.refusal(by, 'master.addLiquidityLocking', { amountAmt: ONE, amountBtcb: ONE })
    expect(lock('alice')).toBe('NotOwner')
    expect(lock('owner')).toBe('AlreadyLocked')
  })
})

describe('liquidity through Master', () => {
  test('refunds what the pool does not take, and tells what it took', () => {
    const stage = livelyStage()
    const before = stage.ask('btcb', 'balanceOf', 'carmen') as bigint
    const [amtReserve, btcbReserve] = stage.ask('pair', 'getReserves') as readonly bigint[]
    const offered = 10n * ONE
    const used = (offered * btcbReserve!) / amtReserve!
    const { events } = stage.ok('carmen', 'master.addLiquidity', {
      amountAmt: offered,
      amountBtcb: (used * 101n) / 100n,
    })
    expect(named(events, 'liqAdded')).toEqual([[offered, used, 'carmen']])
    expect(stage.ask('btcb', 'balanceOf', 'carmen')).toBe(before - used)
    expect(stage.ask('liqAmt', 'balanceOf', 'carmen')).toBe(named(events, 'Transfer').at(-2)![2])
    expect(trail(events)).toEqual([
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

  test('refuses a ratio that would leave more than 2% of a side unused', () => {
    const stage = livelyStage()
    const add = (amountAmt: bigint, amountBtcb: bigint): string | undefined =>
      stage.refusal('carmen', 'master.addLiquidity', { amountAmt, amountBtcb })
    expect(add(100n * ONE, 6n * ONE)).toBe('RouterInsufficientB')
    expect(add(120n * ONE, 5n * ONE)).toBe('RouterInsufficientA')
    expect(add(0n, 0n)).toBe('LibraryInsufficientAmount')
    expect(add(2_000n * ONE, 1n)).toBe('InsufficientBalance')
    stage.ok('carmen', 'amt.approve', { spender: 'master', amount: 0n })
    expect(add(1n, 1n)).toBe('InsufficientAllowance')
  })

  test('may leave exactly 2% of a side unused', () => {
    const stage = livelyStage() // 550 AMT to 27.5 BTCB
    const add = (amountAmt: bigint, amountBtcb: bigint): string | undefined =>
      stage.refusal('carmen', 'master.addLiquidity', { amountAmt, amountBtcb })
    expect(add(19_599n, 1_000n)).toBe('RouterInsufficientB')
    expect(add(20_000n, 979n)).toBe('RouterInsufficientA')
    expect(add(19_600n, 1_000n)).toBeUndefined()
    expect(add(20_000n, 980n)).toBeUndefined()
  })

  test('comes back for the liqAMT, to the caller, with the receipt burnt', () => {
    const stage = livelyStage()
    const receipt = stage.ask('liqAmt', 'balanceOf', 'alice') as bigint
    const supply = stage.ask('pair', 'totalSupply') as bigint
    const [amtReserve, btcbReserve] = stage.ask('pair', 'getReserves') as readonly bigint[]
    const { events } = stage.ok('alice', 'master.removeLiquidity', { amount: receipt })
    expect(named(events, 'liqRemoved')).toEqual([
      [(receipt * amtReserve!) / supply, (receipt * btcbReserve!) / supply, 'alice'],
    ])
    expect(stage.ask('liqAmt', 'balanceOf', 'alice')).toBe(0n)
    expect(stage.refusal('alice', 'master.removeLiquidity', { amount: 1n })).toBe('BurnExceedsBalance')
  })

  test('comes back although a protocol fee of far more than 2% has been left unclaimed', () => {
    const stage = livelyStage()
    stage.ok('pancake', 'factory.setFeeTo', { feeTo: 'pancake' })
    stage.ok('bruno', 'router.addLiquidity', provision('amt', 'btcb', ONE, ONE, 'bruno'))
    stage.ok('binance', 'btcb.transfer', { to: 'pair', amount: 100n * ONE })
    stage.ok('binance', 'pair.sync', {})
    const supply = stage.ask('pair', 'totalSupply') as bigint
    const { events } = stage.ok('alice', 'master.removeLiquidity', { amount: 1_000_000n })
    const fee = named(
      events.filter(({ on }) => on === 'pair'),
      'Transfer',
    ).find(([from]) => from === 'zero')!
    expect((fee[2] as bigint) * 100n).toBeGreaterThan(supply * 2n)
  })

  test('refuses without an allowance, without shares, and without liqAMT', () => {
    const empty = stockedStage()
    expect(empty.refusal('alice', 'master.removeLiquidity', { amount: 1n })).toBe('BurnExceedsBalance')
    expect(empty.refusal('alice', 'master.removeLiquidity', { amount: 0n })).toBe('NoLiquidity')
    const stage = livelyStage()
    expect(stage.refusal('carmen', 'master.removeLiquidity', { amount: 0n })).toBe(
      'PairInsufficientLiquidityBurned',
    )
    stage.ok('alice', 'liqAmt.approve', { spender: 'master', amount: 0n })
    expect(stage.refusal('alice', 'master.removeLiquidity', { amount: 1n })).toBe('InsufficientAllowance')
  })
})
