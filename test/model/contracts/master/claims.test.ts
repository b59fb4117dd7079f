import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ONE } from '../../../../src/model/kernel/units.ts'
import {
  FOREVER,
  livelyStage,
  named,
  PEOPLE,
  stageOf,
  stockedStage,
  trail,
  type Stage,
} from '../../../support/model-world.ts'

function paidStage(payments = 1, amountBtcb = ONE): Stage {
  const stage = livelyStage()
  for (let count = 0; count < payments; count++)
    stage.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 20n })
  return stage
}

/** What the page promises: `floor(H*b/(S-p))`. */
function holdersShare(stage: Stage, account: string, id: bigint): bigint {
  const pot = stage.ask('master', 'pays', id) as bigint
  const units = stage.ask('amt', 'balanceOfAt', account, id) as bigint
  const supply = stage.ask('amt', 'totalSupplyAt', id) as bigint
  return (pot * units) / (supply - (stage.ask('amt', 'balanceOfAt', 'pair', id) as bigint))
}

describe('a claim', () => {
  test('by hand: five hold 1,000 AMT each, nothing is pooled, and each gets a fifth', () => {
    const stage = stockedStage()
    stage.ok('payer', 'master.payRent', { amountBtcb: 1_002n, vaultParticipation: 0n })
    for (const person of [...PEOPLE, 'owner', 'payer'])
      expect(stage.ok(person, 'master.charge', { snapId: 1n }).returned).toBe(200n)
    expect(stage.ask('btcb', 'balanceOf', 'master')).toBe(2n)
    expect(stage.ok('owner', 'master.handleDust', { snapId: 1n }).returned).toBe(2n)
    expect(stage.ask('btcb', 'balanceOf', 'master')).toBe(0n)
  })

  test('pays the share of what was held at the snapshot, whatever is held now', () => {
    const stage = paidStage()
    const due = holdersShare(stage, 'alice', 1n)
    stage.ok('alice', 'amt.transfer', { to: 'bruno', amount: 900n * ONE })
    const { events, returned } = stage.ok('alice', 'master.charge', { snapId: 1n })
    expect(returned).toBe(due)
    expect(events).toEqual([
      { on: 'btcb', name: 'Transfer', args: ['master', 'alice', due] },
      { on: 'master', name: 'charged', args: [1n, 'alice', due] },
    ])
    expect(stage.ask('master', 'alreadyCharged', 'alice', 1n)).toBe(true)
    expect(stage.ask('master', 'liqAlreadyCharged', 'alice', 1n)).toBe(false)
  })

  test('that rounds to zero is made all the same, and moves nothing', () => {
    const stage = stockedStage()
    stage.ok('alice', 'amt.transfer', { to: 'bruno', amount: 1_000n * ONE - 1n })
    stage.ok('payer', 'master.payRent', { amountBtcb: 101n, vaultParticipation: 0n })
    const { events, returned } = stage.ok('alice', 'master.charge', { snapId: 1n })
    expect(returned).toBe(0n)
    expect(trail(events)).toEqual(['master.charged'])
    expect(stage.refusal('alice', 'master.charge', { snapId: 1n })).toBe('AlreadyCharged')
  })

  test('refuses in order', () => {
    const stage = paidStage()
    const charge = (by: string, snapId: bigint): string | undefined =>
      stage.refusal(by, 'master.charge', { snapId })
    expect(charge('alice', 0n)).toBe('SnapshotIdZero')
    expect(charge('alice', 2n)).toBe('SnapshotNonexistent')
    expect(charge('alice', FOREVER)).toBe('SnapshotNonexistent')
    expect(charge('binance', 1n)).toBe('NothingToCharge')
    expect(charge('alice', 1n)).toBeUndefined()
    expect(charge('alice', 1n)).toBe('AlreadyCharged')
  })

  test('whose product overflows refuses', () => {
    const stage = stockedStage()
    const supply = stage.ask('btcb', 'totalSupply') as bigint
    stage.ok('binance', 'btcb.mint', { amount: FOREVER - supply })
    stage.ok('binance', 'btcb.transfer', { to: 'payer', amount: 1n << 230n })
    stage.ok('payer', 'master.payRent', { amountBtcb: 1n << 230n, vaultParticipation: 0n })
    expect(stage.refusal('alice', 'master.charge', { snapId: 1n })).toBe('Panic(0x11)')
    expect(stage.refusal('owner', 'master.handleDust', { snapId: 1n })).toBeUndefined()
  })

  test('over liqAMT pays the providers, the locker among them, and returns nothing', () => {
    const stage = paidStage()
    const pot = stage.ask('master', 'liqPays', 1n) as bigint
    const supply = stage.ask('liqAmt', 'totalSupply') as bigint
    const due = (pot * (stage.ask('liqAmt', 'balanceOf', 'alice') as bigint)) / supply
    const { events, returned } = stage.ok('alice', 'master.liqCharge', { snapId: 1n })
    expect(returned).toBeUndefined()
    expect(named(events, 'charged')).toEqual([[1n, 'alice', due]])
    expect(stage.refusal('bruno', 'master.liqCharge', { snapId: 1n })).toBe('NothingToCharge')
    expect(stage.ask('master', 'liqAlreadyCharged', 'alice', 1n)).toBe(true)
  })
})

describe('a range of claims', () => {
  test('is the sum of its claims, skipping what was claimed, in one transfer at the end', () => {
    const stage = paidStage(5)
    stage.ok('alice', 'master.charge', { snapId: 3n })
    const due = [1n, 2n, 4n, 5n].map((id) => holdersShare(stage, 'alice', id))
    const total = due.reduce((sum, amount) => sum + amount, 0n)
    const { events, returned } = stage.ok('alice', 'master.chargeFromTo', { from: 1n, to: 5n })
    expect(returned).toBe(total)
    expect(named(events, 'charged')).toEqual([1n, 2n, 4n, 5n].map((id, index) => [id, 'alice', due[index]]))
    expect(events.at(-1)).toEqual({ on: 'btcb', name: 'Transfer', args: ['master', 'alice', total] })
    expect(stage.ok('alice', 'master.chargeFromTo', { from: 1n, to: 5n })).toEqual({
      ok: true,
      returned: 0n,
      events: [],
    })
  })

  test('skips payments at which the caller held nothing, and returns zero for all of them', () => {
    const stage = paidStage(2)
    expect(stage.ok('binance', 'master.chargeFromTo', { from: 1n, to: 2n }).returned).toBe(0n)
    expect(stage.ask('master', 'alreadyCharged', 'binance', 1n)).toBe(false)
  })

  test('refuses whole if it runs past the last snapshot or begins at zero', () => {
    const stage = paidStage(2)
    const range = (from: bigint, to: bigint): string | undefined =>
      stage.refusal('alice', 'master.chargeFromTo', { from, to })
    expect(range(2n, 1n)).toBe('BadRange')
    expect(range(0n, 2n)).toBe('SnapshotIdZero')
    expect(range(1n, 3n)).toBe('SnapshotNonexistent')
    expect(range(1n, FOREVER)).toBe('SnapshotNonexistent')
    expect(range(FOREVER, FOREVER)).toBe('SnapshotNonexistent')
    expect(stage.ask('master', 'alreadyCharged', 'alice', 1n)).toBe(false)
  })

  test('pays the same as claiming one by one, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(101n, 10n * ONE), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (rents, backwards) => {
          const stage = livelyStage()
          for (const amountBtcb of rents)
            stage.ok('payer', 'master.payRent', { amountBtcb, vaultParticipation: 7n })
          const ids = rents.map((_, index) => BigInt(index + 1))
          if (backwards) ids.reverse()
          const range = { from: 1n, to: BigInt(rents.length) }
          for (const [side, by] of [
            ['', 'alice'],
            ['liq', 'alice'],
          ] as const) {
            const single = stageOf(stage.economy)
            const before = single.ask('btcb', 'balanceOf', by) as bigint
            for (const snapId of ids)
              single.ok(by, side === '' ? 'master.charge' : 'master.liqCharge', { snapId })
            const gained = (single.ask('btcb', 'balanceOf', by) as bigint) - before
            const { returned } = stage.ok(
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
  test('is what rounding left of the claims made, never more, and is collected once', () => {
    const stage = stockedStage()
    stage.ok('payer', 'master.payRent', { amountBtcb: 1_003n, vaultParticipation: 0n })
    const dust = (): unknown => stage.ok('owner', 'master.handleDust', { snapId: 1n }).returned
    expect(dust()).toBe(0n)
    stage.ok('alice', 'master.charge', { snapId: 1n })
    expect(dust()).toBe(0n) // floor(1003/5) - 200
    stage.ok('bruno', 'master.charge', { snapId: 1n })
    expect(dust()).toBe(1n) // floor(2006/5) - 400
    expect(dust()).toBe(0n)
    for (const person of ['carmen', 'owner', 'payer']) stage.ok(person, 'master.charge', { snapId: 1n })
    const { events, returned } = stage.ok('owner', 'master.handleDust', { snapId: 1n })
    expect(returned).toBe(2n) // 1003 - 1000 - 1
    expect(trail(events)).toEqual(['btcb.Transfer', 'master.dustCollected'])
    expect(stage.ask('btcb', 'balanceOf', 'master')).toBe(0n)
  })

  test('is zero where nothing was claimable, and the providers have their own', () => {
    const stage = stockedStage()
    stage.ok('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n })
    const { events, returned } = stage.ok('owner', 'master.LiqHandleDust', { snapId: 1n })
    expect(returned).toBe(0n)
    expect(events).toEqual([{ on: 'master', name: 'dustCollected', args: [1n, 0n] }])
    const paid = paidStage(1, 101n)
    paid.ok('alice', 'master.liqCharge', { snapId: 1n })
    paid.ok('carmen', 'locker.charge', { snapId: 1n })
    const pot = paid.ask('master', 'liqPays', 1n) as bigint
    const claimed = (paid.ask('liqAmt', 'balanceOfAt', 'alice', 1n) as bigint) * pot
    const supply = paid.ask('liqAmt', 'totalSupplyAt', 1n) as bigint
    const locked = supply - (paid.ask('liqAmt', 'balanceOfAt', 'alice', 1n) as bigint)
    const rest = pot - claimed / supply - (locked * pot) / supply
    expect(paid.ok('owner', 'master.LiqHandleDust', { snapId: 1n }).returned).toBe(rest)
  })

  test("is the owner's alone, for snapshots that exist", () => {
    const stage = paidStage()
    expect(stage.refusal('alice', 'master.handleDust', { snapId: 0n })).toBe('NotOwner')
    expect(stage.refusal('owner', 'master.handleDust', { snapId: 0n })).toBe('SnapshotIdZero')
    expect(stage.refusal('owner', 'master.LiqHandleDust', { snapId: 2n })).toBe('SnapshotNonexistent')
  })
})
