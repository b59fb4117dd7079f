import { describe, expect, test } from 'vitest'
import { NotOwner } from '../../../src/model/contracts/ownable.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import type { TransferPolicy } from '../../../src/model/state/transfer-policy.ts'
import { modelWorldOf, stockedWorld } from '../../support/model-world.ts'

/** Nobody moves BTCB from alice, or to carmen; a transfer of USDT costs a hundredth. */
const policy: TransferPolicy = {
  check(coin, from, to) {
    if (coin === 'btcb' && (from === 'alice' || to === 'carmen')) throw new NotOwner()
  },
  feeDown: (coin, amount) => (coin === 'usdt' ? amount / 100n : 0n),
}

const START = stockedWorld().economy

describe('a transfer policy', () => {
  test('is asked about the sender and the receiver, before every other check', () => {
    const world = modelWorldOf(START, policy)
    const send = (by: string, to: string, amount: bigint): string | undefined =>
      world.revert(by, 'btcb.transfer', { to, amount })
    expect(send('alice', 'zero', 5_000n * ONE)).toBe('NotOwner')
    expect(send('bruno', 'carmen', 1n)).toBe('NotOwner')
    expect(send('carmen', 'alice', 1n)).toBeUndefined()
    expect(send('bruno', 'zero', 1n)).toBe('TransferToZero')
    expect(world.revert('alice', 'amt.transfer', { to: 'carmen', amount: 1n })).toBeUndefined()
  })

  test('takes its fee from the receiver, and burns it', () => {
    const world = modelWorldOf(START, policy)
    const supply = world.ask('usdt', 'totalSupply') as bigint
    const { events } = world.ok('alice', 'usdt.transfer', { to: 'bruno', amount: 1_050n })
    expect(world.ask('usdt', 'balanceOf', 'alice')).toBe(1_000n * ONE - 1_050n)
    expect(world.ask('usdt', 'balanceOf', 'bruno')).toBe(1_000n * ONE + 1_040n)
    expect(world.ask('usdt', 'totalSupply')).toBe(supply - 10n)
    expect(events.map(({ args }) => args)).toEqual([
      ['alice', 'bruno', 1_050n],
      ['bruno', 'zero', 10n],
    ])
  })

  test('burns a fee of one base unit, and none of zero', () => {
    const world = modelWorldOf(START, policy)
    const fees = [99n, 100n].map(
      (amount) => world.ok('alice', 'usdt.transfer', { to: 'bruno', amount }).events.length,
    )
    expect(fees).toEqual([1, 2])
  })
})
