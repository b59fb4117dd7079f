import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import {
  UINT256_MAX,
  liquidWorld,
  named,
  PEOPLE,
  modelWorldOf,
  stockedWorld,
  eventNames,
  type ModelWorld,
} from '../../../support/model-world.ts'

function paidWorld(payments = 1, amountBtcb = ONE): ModelWorld {
  const world = liquidWorld()
  for (let count = 0; count < payments; count++)
    world.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 20n })
  return world
}

/** Claim of a holder by `docs/reference/mechanism.md`: `floor(H*b/(S-p))`. */
function holdersShare(world: ModelWorld, account: string, id: bigint): bigint {
  const pot = world.ask('master', 'pays', id) as bigint
  const units = world.ask('amt', 'balanceOfAt', account, id) as bigint
  const supply = world.ask('amt', 'totalSupplyAt', id) as bigint
  return (pot * units) / (supply - (world.ask('amt', 'balanceOfAt', 'pair', id) as bigint))
}

describe('a claim', () => {
  test('by hand: five accounts hold 1,000 AMT each, the pool is empty, and each receives a fifth', () => {
    const world = stockedWorld()
    world.ok('payer', 'master.payRent', { amountBtcb: 1_002n, vaultParticipation: 0n })
    for (const person of [...PEOPLE, 'owner', 'payer'])
      expect(world.ok(person, 'master.charge', { snapId: 1n }).returned).toBe(200n)
    expect(world.ask('btcb', 'balanceOf', 'master')).toBe(2n)
    expect(world.ok('owner', 'master.handleDust', { snapId: 1n }).returned).toBe(2n)
    expect(world.ask('btcb', 'balanceOf', 'master')).toBe(0n)
  })

  test('pays the share of the balance at the snapshot, independent of the current balance', () => {
    const world = paidWorld()
    const due = holdersShare(world, 'alice', 1n)
    world.ok('alice', 'amt.transfer', { to: 'bruno', amount: 900n * ONE })
    const { events, returned } = world.ok('alice', 'master.charge', { snapId: 1n })
    expect(returned).toBe(due)
    expect(events).toEqual([
      { on: 'btcb', name: 'Transfer', args: ['master', 'alice', due] },
      { on: 'master', name: 'charged', args: [1n, 'alice', due] },
    ])
    expect(world.ask('master', 'alreadyCharged', 'alice', 1n)).toBe(true)
    expect(world.ask('master', 'liqAlreadyCharged', 'alice', 1n)).toBe(false)
  })

  test('that rounds to zero counts as made and transfers nothing', () => {
    const world = stockedWorld()
    world.ok('alice', 'amt.transfer', { to: 'bruno', amount: 1_000n * ONE - 1n })
    world.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 0n })
    const { events, returned } = world.ok('alice', 'master.charge', { snapId: 1n })
    expect(returned).toBe(0n)
    expect(eventNames(events)).toEqual(['master.charged'])
    expect(world.revert('alice', 'master.charge', { snapId: 1n })).toBe('AlreadyCharged')
  })

  test('checks in order', () => {
    const world = paidWorld()
    const charge = (by: string, snapId: bigint): string | undefined =>
      world.revert(by, 'master.charge', { snapId })
    expect(charge('alice', 0n)).toBe('SnapshotIdZero')
    expect(charge('alice', 2n)).toBe('SnapshotNonexistent')
    expect(charge('alice', UINT256_MAX)).toBe('SnapshotNonexistent')
    expect(charge('binance', 1n)).toBe('NothingToCharge')
    expect(charge('alice', 1n)).toBeUndefined()
    expect(charge('alice', 1n)).toBe('AlreadyCharged')
  })

  test('whose product overflows reverts', () => {
    const world = stockedWorld()
    const supply = world.ask('btcb', 'totalSupply') as bigint
    world.ok('binance', 'btcb.mint', { amount: UINT256_MAX - supply })
    world.ok('binance', 'btcb.transfer', { to: 'payer', amount: 1n << 230n })
    world.ok('payer', 'master.payRent', { amountBtcb: 1n << 230n, vaultParticipation: 0n })
    expect(world.revert('alice', 'master.charge', { snapId: 1n })).toBe('Panic(0x11)')
    expect(world.revert('owner', 'master.handleDust', { snapId: 1n })).toBeUndefined()
  })

  test('over liqAMT pays the liquidity providers, the locker included, and returns nothing', () => {
    const world = paidWorld()
    const pot = world.ask('master', 'liqPays', 1n) as bigint
    const supply = world.ask('liqAmt', 'totalSupply') as bigint
    const due = (pot * (world.ask('liqAmt', 'balanceOf', 'alice') as bigint)) / supply
    const { events, returned } = world.ok('alice', 'master.liqCharge', { snapId: 1n })
    expect(returned).toBeUndefined()
    expect(named(events, 'charged')).toEqual([[1n, 'alice', due]])
    expect(world.revert('bruno', 'master.liqCharge', { snapId: 1n })).toBe('NothingToCharge')
    expect(world.ask('master', 'liqAlreadyCharged', 'alice', 1n)).toBe(true)
  })
})

describe('a range of claims', () => {
  test('pays the sum of the unclaimed payments in one transfer at the end', () => {
    const world = paidWorld(5)
    world.ok('alice', 'master.charge', { snapId: 3n })
    const due = [1n, 2n, 4n, 5n].map((id) => holdersShare(world, 'alice', id))
    const total = due.reduce((sum, amount) => sum + amount, 0n)
    const { events, returned } = world.ok('alice', 'master.chargeFromTo', { from: 1n, to: 5n })
    expect(returned).toBe(total)
    expect(named(events, 'charged')).toEqual([1n, 2n, 4n, 5n].map((id, index) => [id, 'alice', due[index]]))
    expect(events.at(-1)).toEqual({ on: 'btcb', name: 'Transfer', args: ['master', 'alice', total] })
    expect(world.ok('alice', 'master.chargeFromTo', { from: 1n, to: 5n })).toEqual({
      ok: true,
      returned: 0n,
      events: [],
    })
  })

  test('skips payments at whose snapshot the caller held nothing, and returns zero for them', () => {
    const world = paidWorld(2)
    expect(world.ok('binance', 'master.chargeFromTo', { from: 1n, to: 2n }).returned).toBe(0n)
    expect(world.ask('master', 'alreadyCharged', 'binance', 1n)).toBe(false)
  })

  test('reverts completely if it exceeds the last snapshot or begins at zero', () => {
    const world = paidWorld(2)
    const range = (from: bigint, to: bigint): string | undefined =>
      world.revert('alice', 'master.chargeFromTo', { from, to })
    expect(range(2n, 1n)).toBe('BadRange')
    expect(range(0n, 2n)).toBe('SnapshotIdZero')
    expect(range(1n, 3n)).toBe('SnapshotNonexistent')
    expect(range(1n, UINT256_MAX)).toBe('SnapshotNonexistent')
    expect(range(UINT256_MAX, UINT256_MAX)).toBe('SnapshotNonexistent')
    expect(world.ask('master', 'alreadyCharged', 'alice', 1n)).toBe(false)
  })

  test('pays the same as single claims in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(101n, 10n * ONE), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (rents, backwards) => {
          const world = liquidWorld()
          for (const amountBtcb of rents)
            world.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 7n })
          const ids = rents.map((_, index) => BigInt(index + 1))
          if (backwards) ids.reverse()
          const range = { from: 1n, to: BigInt(rents.length) }
          for (const [side, by] of [
            ['', 'alice'],
            ['liq', 'alice'],
          ] as const) {
            const single = modelWorldOf(world.economy)
            const before = single.ask('btcb', 'balanceOf', by) as bigint
            for (const snapId of ids)
              single.ok(by, side === '' ? 'master.charge' : 'master.liqCharge', { snapId })
            const gained = (single.ask('btcb', 'balanceOf', by) as bigint) - before
            const { returned } = world.ok(
              by,
              side === '' ? 'master.chargeFromTo' : 'master.liqChargeFromTo',
              range,
            )
            expect(returned).toBe(gained)
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('dust', () => {
  test('is the rounding remainder of the claims made, never more, and is collected once', () => {
    const world = stockedWorld()
    world.ok('payer', 'master.payRent', { amountBtcb: 1_003n, vaultParticipation: 0n })
    const dust = (): unknown => world.ok('owner', 'master.handleDust', { snapId: 1n }).returned
    expect(dust()).toBe(0n)
    world.ok('alice', 'master.charge', { snapId: 1n })
    expect(dust()).toBe(0n) // floor(1003/5) - 200
    world.ok('bruno', 'master.charge', { snapId: 1n })
    expect(dust()).toBe(1n) // floor(2006/5) - 400
    expect(dust()).toBe(0n)
    for (const person of ['carmen', 'owner', 'payer']) world.ok(person, 'master.charge', { snapId: 1n })
    const { events, returned } = world.ok('owner', 'master.handleDust', { snapId: 1n })
    expect(returned).toBe(2n) // 1003 - 1000 - 1
    expect(eventNames(events)).toEqual(['btcb.Transfer', 'master.dustCollected'])
    expect(world.ask('btcb', 'balanceOf', 'master')).toBe(0n)
  })

  test('is zero where nothing was claimable, and separate for the liquidity providers', () => {
    const world = stockedWorld()
    world.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    const { events, returned } = world.ok('owner', 'master.LiqHandleDust', { snapId: 1n })
    expect(returned).toBe(0n)
    expect(events).toEqual([{ on: 'master', name: 'dustCollected', args: [1n, 0n] }])
    const paid = paidWorld(1, 101n)
    paid.ok('alice', 'master.liqCharge', { snapId: 1n })
    paid.ok('carmen', 'locker.charge', { snapId: 1n })
    const pot = paid.ask('master', 'liqPays', 1n) as bigint
    const claimed = (paid.ask('liqAmt', 'balanceOfAt', 'alice', 1n) as bigint) * pot
    const supply = paid.ask('liqAmt', 'totalSupplyAt', 1n) as bigint
    const locked = supply - (paid.ask('liqAmt', 'balanceOfAt', 'alice', 1n) as bigint)
    const rest = pot - claimed / supply - (locked * pot) / supply
    expect(paid.ok('owner', 'master.LiqHandleDust', { snapId: 1n }).returned).toBe(rest)
  })

  test('is for the owner only, for snapshots that exist', () => {
    const world = paidWorld()
    expect(world.revert('alice', 'master.handleDust', { snapId: 0n })).toBe('NotOwner')
    expect(world.revert('owner', 'master.handleDust', { snapId: 0n })).toBe('SnapshotIdZero')
    expect(world.revert('owner', 'master.LiqHandleDust', { snapId: 2n })).toBe('SnapshotNonexistent')
  })
})
