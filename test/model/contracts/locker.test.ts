import { describe, expect, test } from 'vitest'
import { ONE } from '../../../src/model/kernel/units.ts'
import { LOCK_SECONDS } from '../../../src/model/contracts/locker.ts'
import { liquidWorld, named, stockedWorld, eventNames } from '../../support/model-world.ts'

describe('the liquidity locker', () => {
  test('claims for any caller and sends all BTCB to the beneficiary', () => {
    const world = liquidWorld()
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    world.ok('binance', 'btcb.transfer', { to: 'locker', amount: 5n })
    const { events } = world.ok('carmen', 'locker.charge', { snapId: 1n })
    expect(eventNames(events)).toEqual(['btcb.Transfer', 'master.charged', 'btcb.Transfer'])
    const [, , claimed] = named(events, 'charged')[0]!
    expect(named(events, 'Transfer')[1]).toEqual(['locker', 'owner', (claimed as bigint) + 5n])
    expect(world.revert('carmen', 'locker.charge', { snapId: 1n })).toBe('AlreadyCharged')
    expect(world.revert('carmen', 'locker.charge', { snapId: 0n })).toBe('SnapshotIdZero')
  })

  test('releases after two years, exact to the second, once', () => {
    const world = liquidWorld()
    const shares = world.ask('pair', 'balanceOf', 'locker') as bigint
    world.act({ wait: LOCK_SECONDS - 1n })
    expect(world.revert('carmen', 'locker.release', {})).toBe('StillLocked')
    world.act({ wait: 1n })
    const { events } = world.ok('carmen', 'locker.release', {})
    expect(events).toEqual([
      { on: 'pair', name: 'Transfer', args: ['locker', 'master', shares] },
      { on: 'liqAmt', name: 'Transfer', args: ['locker', 'owner', shares] },
    ])
    expect(world.revert('carmen', 'locker.release', {})).toBe('NothingToRelease')
    world.ok('alice', 'liqAmt.transfer', { to: 'locker', amount: 1n })
    expect(eventNames(world.ok('carmen', 'locker.release', {}).events)).toEqual(['liqAmt.Transfer'])
    world.ok('owner', 'master.removeLiquidity', { amount: shares })
  })

  test('reverts with NoContract before it exists', () => {
    const world = stockedWorld()
    expect(world.revert('carmen', 'locker.release', {})).toBe('NoContract')
    expect(world.revert('carmen', 'locker.charge', { snapId: 1n })).toBe('NoContract')
  })
})
