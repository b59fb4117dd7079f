/** Edges of the invariants about purchases, claims and the floor. The answers are made up. */
import { describe, expect, test } from 'vitest'
import type { Action } from '../../../../src/model/interface/action.ts'
import type { Event } from '../../../../src/model/interface/outcome.ts'
import { purchasesStaySmall } from '../../../../src/model/invariants/buy-back.ts'
import {
  claimedOnce,
  claimsWithinPayment,
  masterCoversClaims,
} from '../../../../src/model/invariants/claims.ts'
import { floorNeverFalls } from '../../../../src/model/invariants/floor.ts'
import { DOMAIN, answering, event, violationOf, type Answers } from './made-up.ts'

describe('purchases stay small', () => {
  const at = (time: bigint, pooled = 0n): Answers => ({
    'buyBackVault.boughtAt()': time,
    'btcb.balanceOf(pair)': pooled,
  })
  const bought = (spent: bigint): Event => event('buyBackVault', 'boughtBack', spent, 1n)

  test('to 1/400 of the pool before the purchase', () => {
    expect(violationOf(purchasesStaySmall, at(0n), [at(5_000n, 401n), [bought(1n)]])).toBeUndefined()
    expect(violationOf(purchasesStaySmall, at(0n), [at(5_000n, 400n), [bought(1n)]])).toBe(
      'a purchase spent 1 BTCB base units on a pool of 399',
    )
  })

  test('and half an hour apart, one at a time, the last one remembered', () => {
    const first = [at(5_000n, 4_000n), [bought(1n)]] as const
    const next = (time: bigint) => [at(time, 4_000n), [bought(1n)]] as const
    expect(violationOf(purchasesStaySmall, at(3_200n), first)).toBeUndefined()
    expect(violationOf(purchasesStaySmall, at(3_201n), first)).toBe(
      '1 purchases at 5000, the previous one at 3201',
    )
    expect(violationOf(purchasesStaySmall, at(0n), first, next(6_800n))).toBeUndefined()
    expect(violationOf(purchasesStaySmall, at(0n), first, next(6_799n))).toContain('the previous one at 5000')
    const twice = [at(5_000n, 4_000n), [bought(1n), bought(1n)]] as const
    expect(violationOf(purchasesStaySmall, at(0n), twice)).toBe('2 purchases at 5000, the previous one at 0')
    expect(violationOf(purchasesStaySmall, at(0n), [at(1n, 0n)])).toBeUndefined()
  })
})

describe('claims', () => {
  test('of holders and of providers are summed apart, each up to its part', () => {
    const pots = { 'master.pays(1)': 10n, 'master.liqPays(1)': 5n }
    const byHolder: Action = { by: 'alice', call: 'master.charge', args: { snapId: 1n } }
    const byProvider: Action = { by: 'alice', call: 'master.liqCharge', args: { snapId: 1n } }
    const claim = (action: Action, amount: bigint) =>
      [pots, [event('master', 'charged', 1n, 'alice', amount)], action] as const
    const all = [claim(byHolder, 9n), claim(byProvider, 4n), claim(byHolder, 1n), claim(byProvider, 1n)]
    expect(violationOf(claimsWithinPayment, {}, ...all)).toBeUndefined()
    expect(violationOf(claimsWithinPayment, {}, ...all, claim(byHolder, 1n))).toBe(
      'payment 1 paid 11 to holders, their part is 10',
    )
    expect(violationOf(claimsWithinPayment, {}, ...all, claim(byProvider, 1n))).toBe(
      'payment 1 paid 6 to providers, their part is 5',
    )
  })

  test('of a payment that was not made are a violation', () => {
    const recorded = { 'master.alreadyCharged(alice, 2)': true, 'master.alreadyCharged(alice, 1)': true }
    const claim = (id: bigint) => [recorded, [event('master', 'charged', id, 'alice', 1n)]] as const
    const state = claimedOnce.start(answering({}, false), DOMAIN)
    const after = ([answers, events]: ReturnType<typeof claim>) => {
      const outcome = { ok: true as const, returned: undefined, events }
      const step = { action: { wait: 0n }, outcome, observed: answering(answers), domain: DOMAIN }
      return claimedOnce.next(state, step)
    }
    expect(after(claim(1n))).toHaveProperty('state')
    expect(after(claim(2n))).toEqual({ violation: 'alice claimed payment 2 of 1 among holders' })
  })

  /** Nothing was paid in yet, so what Master holds is there by mistake. */
  const holds = (amount: bigint): Answers => ({ 'btcb.balanceOf(master)': amount })
  const start = (amount: bigint) => answering(holds(amount), 0n)
  const afterwards = (amount: bigint, ...later: readonly (readonly [bigint, ...Event[]])[]) => {
    let verdict: ReturnType<(typeof masterCoversClaims)['next']> = {
      state: masterCoversClaims.start(start(amount), DOMAIN),
    }
    for (const [held, ...events] of later) {
      if ('violation' in verdict) throw new Error(verdict.violation)
      const outcome = { ok: true as const, returned: undefined, events }
      const step = { action: { wait: 0n }, outcome, observed: answering(holds(held)), domain: DOMAIN }
      verdict = masterCoversClaims.next(verdict.state, step)
    }
    return 'violation' in verdict ? verdict.violation : undefined
  }
  const paid = event('master', 'rentPaid', 10n, 3n, 1n)

  test('are covered by what is paid in for them, beside what is there by mistake', () => {
    expect(afterwards(2n, [9n, paid])).toBeUndefined()
    expect(afterwards(2n, [8n, paid])).toBe('Master holds 8 BTCB base units, expected at least 7 + 2')
    expect(afterwards(2n, [9n, paid], [5n, event('master', 'charged', 1n, 'alice', 4n)])).toBeUndefined()
    expect(afterwards(2n, [9n, paid], [4n, event('master', 'charged', 1n, 'alice', 4n)])).toContain('3 + 2')
    expect(afterwards(2n, [9n, paid], [5n, event('master', 'dustCollected', 1n, 4n)])).toBeUndefined()
    const other = event('master', 'OwnershipTransferred', 'owner', 'alice')
    expect(afterwards(2n, [2n, other])).toBeUndefined()
    expect(afterwards(2n, [2n, other], [1n])).toBe('Master holds 1 BTCB base units, expected at least 0 + 2')
  })

  test('that were not covered before show at the next action', () => {
    const missing = (held: bigint) => {
      const state = { owed: 4n, stray: -1n }
      const outcome = { ok: true as const, returned: undefined, events: [] }
      const step = { action: { wait: 0n }, outcome, observed: answering(holds(held)), domain: DOMAIN }
      return masterCoversClaims.next(state, step)
    }
    expect(missing(4n)).toEqual({ state: { owed: 4n, stray: 0n } })
    expect(missing(3n)).toEqual({ violation: 'Master holds 3 BTCB base units, expected at least 4 + 0' })
  })
})

describe('the floor', () => {
  const rate = (backing: bigint, supply: bigint): Answers => ({
    'btcb.balanceOf(burnVault)': backing,
    'amt.totalSupply()': supply,
  })
  const move = (from: string, on = 'amt'): Event => event(on, 'Transfer', from, 'alice', 1n)

  test('may stay and rise, and fall only by emission', () => {
    expect(violationOf(floorNeverFalls, rate(10n, 2n), [rate(5n, 1n)])).toBeUndefined()
    expect(violationOf(floorNeverFalls, rate(10n, 2n), [rate(10n, 3n), [move('zero')]])).toBeUndefined()
    for (const events of [[], [move('bruno')], [move('zero', 'btcb')], [event('amt', 'Approval', 'zero')]])
      expect(violationOf(floorNeverFalls, rate(10n, 2n), [rate(9n, 2n), events])).toBe(
        'the rate fell from 10/2 to 9/2',
      )
  })

  test('does not exist without AMT, and does with one base unit', () => {
    expect(violationOf(floorNeverFalls, rate(9n, 0n), [rate(1n, 1n)])).toBeUndefined()
    expect(violationOf(floorNeverFalls, rate(9n, 1n), [rate(0n, 0n)])).toBeUndefined()
    expect(violationOf(floorNeverFalls, rate(9n, 1n), [rate(8n, 1n)])).toContain('from 9/1 to 8/1')
    expect(violationOf(floorNeverFalls, rate(8n, 2n), [rate(3n, 1n)])).toContain('from 8/2 to 3/1')
  })
})
