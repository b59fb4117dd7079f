import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amt, btcb, ONE, type Amt, type Btcb } from '../../../../src/model/kernel/units.ts'
import { split } from '../../../../src/model/contracts/master/payment.ts'
import {
  UINT256_MAX,
  deployedWorld,
  liquidWorld,
  named,
  stockedWorld,
  eventNames,
} from '../../../support/model-world.ts'

describe('a payment', () => {
  test('is split by hand: 1 BTCB at 20%, a fortieth of all AMT in the pool', () => {
    expect(split(btcb('1'), 20n, amt('1_000_000'), amt('40_000_000'))).toEqual({
      toVault: btcb('0.2'),
      toProviders: btcb('0.02'),
      toHolders: btcb('0.78'),
    })
    expect(split(101n as Btcb, 33n, 1n as Amt, 3n as Amt)).toEqual({
      toVault: 33n,
      toProviders: 22n,
      toHolders: 46n,
    })
  })

  test('is split without remainder, the first two parts rounded down', () => {
    const word = fc.bigInt(0n, 1n << 100n)
    fc.assert(
      fc.property(word, fc.bigInt(0n, 100n), word, word, (amount, percent, inPool, rest) => {
        const supply = inPool + rest + 1n
        const parts = split(amount as Btcb, percent, inPool as Amt, supply as Amt)
        expect(parts.toVault + parts.toProviders + parts.toHolders).toBe(amount)
        expect(parts.toVault).toBe((amount * percent) / 100n)
        expect(parts.toProviders).toBe(((amount - parts.toVault) * inPool) / supply)
      }),
    )
  })

  test('takes both snapshots, then the BTCB, then emits rentPaid', () => {
    const world = liquidWorld()
    const { events } = world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 20n })
    expect(eventNames(events)).toEqual([
      'amt.Snapshot',
      'liqAmt.Snapshot',
      'btcb.Transfer',
      'btcb.Approval',
      'btcb.Transfer',
      'btcb.Approval',
      'master.rentPaid',
    ])
    expect(named(events, 'Transfer')).toEqual([
      ['payer', 'burnVault', ONE / 5n],
      ['payer', 'master', (ONE * 4n) / 5n],
    ])
    expect(named(events, 'rentPaid')).toEqual([[ONE, ONE / 5n]])
    const inPool = world.ask('amt', 'balanceOf', 'pair') as bigint
    const supply = world.ask('amt', 'totalSupply') as bigint
    const toProviders = (((ONE * 4n) / 5n) * inPool) / supply
    expect(world.ask('master', 'liqPays', 1n)).toBe(toProviders)
    expect(world.ask('master', 'pays', 1n)).toBe((ONE * 4n) / 5n - toProviders)
    expect(world.ask('amt', 'getCurrentSnapshotId')).toBe(1n)
    expect(world.ask('liqAmt', 'getCurrentSnapshotId')).toBe(1n)
  })

  test('omits a transfer of zero', () => {
    const world = stockedWorld()
    const pay = (vaultParticipation: bigint): readonly string[] =>
      eventNames(world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation }).events)
    expect(pay(0n).filter((event) => event === 'btcb.Transfer')).toHaveLength(1)
    expect(pay(100n).filter((event) => event === 'btcb.Transfer')).toHaveLength(1)
    expect(world.ask('master', 'pays', 2n)).toBe(0n)
  })

  test('checks in order', () => {
    const empty = deployedWorld()
    const pay = (
      world: ReturnType<typeof deployedWorld>,
      by: string,
      amountBtcb: bigint,
      percent: bigint,
    ): unknown => world.revert(by, 'master.payRent', { amountBtcb, vaultParticipation: percent })
    expect(pay(empty, 'alice', 0n, 101n)).toBe('NotPayer')
    expect(pay(empty, 'payer', 100n, 101n)).toBe('PaymentTooSmall')
    expect(pay(empty, 'payer', 101n, 101n)).toBe('ShareOutOfRange')
    expect(pay(empty, 'payer', UINT256_MAX, 100n)).toBe('NoSupply')
    const world = liquidWorld()
    expect(pay(world, 'payer', UINT256_MAX, 2n)).toBe('Panic(0x11)')
    expect(pay(world, 'payer', UINT256_MAX / 100n, 0n)).toBe('Panic(0x11)')
    expect(pay(world, 'payer', 5_000n * ONE, 20n)).toBe('InsufficientBalance')
    const apart = liquidWorld()
    apart.ok('master', 'amt.snapshot', {})
    expect(pay(apart, 'payer', UINT256_MAX, 2n)).toBe('Panic(0x11)')
    expect(pay(apart, 'payer', 5_000n * ONE, 20n)).toBe('SnapshotsOutOfStep')
    world.ok('payer', 'btcb.approve', { spender: 'master', amount: 100n })
    expect(pay(world, 'payer', 101n, 0n)).toBe('InsufficientAllowance')
    expect(world.ask('amt', 'getCurrentSnapshotId')).toBe(0n)
  })
})
