import { describe, expect, test } from 'vitest'
import { LOCK_SECONDS } from '../../../src/model/contracts/locker.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import { livelyStage, named, stockedStage, trail } from '../../support/model-world.ts'

describe('the liquidity locker', () => {
  test('claims for anyone who asks, and passes everything on to the beneficiary', () => {
    const stage = livelyStage()
    stage.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    stage.ok('binance', 'btcb.transfer', { to: 'locker', amount: 5n })
    const { events } = stage.ok('carmen', 'locker.charge', { snapId: 1n })
    expect(trail(events)).toEqual(['btcb.Transfer', 'master.charged', 'btcb.Transfer'])
    const [, , claimed] = named(events, 'charged')[0]!
    expect(named(events, 'Transfer')[1]).toEqual(['locker', 'owner', (claimed as bigint) + 5n])
    expect(stage.refusal('carmen', 'locker.charge', { snapId: 1n })).toBe('AlreadyCharged')
    expect(stage.refusal('carmen', 'locker.charge', { snapId: 0n })).toBe('SnapshotIdZero')
  })

  test('opens after two years to the second, once', () => {
    const stage = livelyStage()
    const shares = stage.ask('pair', 'balanceOf', 'locker') as bigint
    stage.act({ wait: LOCK_SECONDS - 1n })
    expect(stage.refusal('carmen', 'locker.release', {})).toBe('StillLocked')
    stage.act({ wait: 1n })
    const { events } = stage.ok('carmen', 'locker.release', {})
    expect(events).toEqual([
      { on: 'pair', name: 'Transfer', args: ['locker', 'master', shares] },
      { on: 'liqAmt', name: 'Transfer', args: ['locker', 'owner', shares] },
    ])
    expect(stage.refusal('carmen', 'locker.release', {})).toBe('NothingToRelease')
    stage.ok('alice', 'liqAmt.transfer', { to: 'locker', amount: 1n })
    expect(trail(stage.ok('carmen', 'locker.release', {}).events)).toEqual(['liqAmt.Transfer'])
    stage.ok('owner', 'master.removeLiquidity', { amount: shares })
  })

  test('cannot be called before it exists', () => {
    const stage = stockedStage()
    expect(stage.refusal('carmen', 'locker.release', {})).toBe('NoContract')
    expect(stage.refusal('carmen', 'locker.charge', { snapId: 1n })).toBe('NoContract')
  })
})
