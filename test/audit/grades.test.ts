import { describe, expect, it } from 'vitest'
import { outcomeDifferences } from '../../src/audit/census/difference.ts'
import { EXACT, adapted, sameRevert, type Grades } from '../../src/audit/grades.ts'
import { call } from '../../src/lockstep/generate/context.ts'
import type { Event, Outcome } from '../../src/model/interface/outcome.ts'

const action = call('alice', 'amt.burn', { amount: 5n })
const transfer = (from: string, to: string, amount: bigint): Event => ({
  on: 'btcb',
  name: 'Transfer',
  args: [from, to, amount],
})
const done = (...events: readonly Event[]): Outcome => ({ ok: true, returned: 5n, events })
const kinds = (model: Outcome, chain: Outcome, grades: Partial<Grades> = {}): readonly string[] =>
  outcomeDifferences(action, model, chain, { ...EXACT, ...grades }, []).map(({ kind }) => kind)

describe('grades of events', () => {
  const [a, b] = [transfer('alice', 'bruno', 3n), transfer('bruno', 'carmen', 2n)]
  const zero = transfer('alice', 'bruno', 0n)

  it('are exact unless told otherwise', () => {
    expect(kinds(done(a, b), done(a, b))).toEqual([])
    expect(kinds(done(a, b), done(b, a))).toEqual(['events'])
    expect(kinds(done(a), done(a, zero))).toEqual(['events'])
  })

  it('may leave out transfers of zero, the order, or all but the net effect', () => {
    expect(kinds(done(a), done(a, zero), { events: 'no-zero-transfers' })).toEqual([])
    expect(kinds(done(a), done(a, transfer('alice', 'bruno', 1n)), { events: 'no-zero-transfers' })).toEqual([
      'events',
    ])
    expect(kinds(done(a, b), done(b, a), { events: 'set' })).toEqual([])
    expect(kinds(done(a, a), done(a), { events: 'set' })).toEqual(['events'])
    const direct = [transfer('alice', 'bruno', 1n), transfer('alice', 'carmen', 2n)]
    expect(kinds(done(a, b), done(...direct), { events: 'net' })).toEqual([])
    expect(kinds(done(a, b), done(a), { events: 'net' })).toEqual(['events'])
  })

  it('come after adaptors, which rename events, order arguments and change units', () => {
    const paid: Event = { on: 'master', name: 'RentPaid', args: [3n, 700n] }
    const adaptor = {
      on: 'master',
      event: 'RentPaid',
      as: 'rentPaid',
      args: [
        { arg: 1, per: 100n },
        { arg: 0, times: 2n },
      ],
    }
    expect(adapted([paid, zero], [adaptor])).toEqual([
      { on: 'master', name: 'rentPaid', args: [7n, 6n] },
      zero,
    ])
    expect(adapted([paid], [{ event: 'RentPaid' }])).toEqual([])
    expect(adapted([paid], [{ on: 'market', event: 'RentPaid' }])).toEqual([paid])
  })
})

describe('grades of reverts', () => {
  it('compare codes, classes of codes, or nothing', () => {
    expect(sameRevert('NotOwner', 'NotPayer', 'exact')).toBe(false)
    expect(sameRevert('NotOwner', 'NotPayer', 'class')).toBe(true)
    expect(sameRevert('NotOwner', 'Panic(0x11)', 'class')).toBe(false)
    expect(sameRevert('NotOwner', 'Error("only owner")', 'class')).toBe(false)
    expect(sameRevert('NotOwner', 'Error("only owner")', 'any')).toBe(true)
  })

  it('never excuse a revert for a success', () => {
    const reverted: Outcome = { ok: false, revert: 'NotOwner' }
    expect(kinds(reverted, done(), { reverts: 'any' })).toEqual(['permits'])
    expect(kinds(done(), reverted, { reverts: 'any' })).toEqual(['blocks'])
  })
})

it('compares return values unless told otherwise', () => {
  const other: Outcome = { ok: true, returned: 6n, events: [] }
  expect(kinds(done(), other)).toEqual(['returns'])
  expect(kinds(done(), other, { returns: 'any' })).toEqual([])
})

it('names missing, extra and changed events in the signature, without amounts', () => {
  const signature = (model: Outcome, chain: Outcome): string =>
    outcomeDifferences(action, model, chain, EXACT, [])[0]!.signature
  const [a, b] = [transfer('alice', 'bruno', 3n), transfer('bruno', 'carmen', 2n)]
  const burnt: Event = { on: 'burnVault', name: 'burnMade', args: [1n, 2n] }
  expect(signature(done(a), done(burnt))).toBe(
    'amt.burn: emits without btcb.Transfer and with burnVault.burnMade',
  )
  expect(signature(done(a), done(transfer('alice', 'bruno', 4n)))).toBe(
    'amt.burn: emits other arguments of btcb.Transfer',
  )
  expect(signature(done(a, b), done(b, a))).toBe('amt.burn: emits its events in another order')
})
