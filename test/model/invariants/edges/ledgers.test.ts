/** Edges of the invariants about ledgers: what just holds and what just does not. The answers are made up. */
import { describe, expect, test } from 'vitest'
import type { Event } from '../../../../src/model/interface/outcome.ts'
import {
  book,
  bookCurrent,
  openBook,
  openCurrentBook,
  type CurrentBook,
} from '../../../../src/model/invariants/books.ts'
import {
  amtConserved,
  sharesConserved,
  supplyWithinCap,
} from '../../../../src/model/invariants/conservation.ts'
import type { Ledger } from '../../../../src/model/kernel/ledger.ts'
import { CAP } from '../../../../src/model/kernel/units.ts'
import type { Observed } from '../../../../src/model/surface/observation.ts'
import { DOMAIN, NAMES, answering, event, violationOf, type Answers } from './made-up.ts'

describe('a book', () => {
  const observed = answering({ 'amt.balanceOf(alice)': 3n, 'amt.balanceOf(bruno)': 4n }, 0n)
  const past = openBook('amt', NAMES, observed, DOMAIN)
  const current = openCurrentBook('amt', NAMES, observed, DOMAIN)

  test.each([
    ['of past balances too', (moved: Event) => book(past, 'amt', NAMES, moved)],
    ['of current balances', (moved: Event) => bookCurrent(current, 'amt', NAMES, moved)],
  ] as const)('%s says who sent more than they had, and who is unknown', (_name, after) => {
    const moved = (from: string, to: string, amount: bigint) =>
      after(event('amt', 'Transfer', from, to, amount))
    expect(moved('alice', 'bruno', 3n)).toMatchObject({ supply: 7n })
    expect(moved('alice', 'bruno', 5n)).toBe('alice sent 5 of amt and had 3')
    expect(moved('mallory', 'bruno', 1n)).toBe('amt moved from mallory to bruno, of which one is unknown')
    expect(moved('alice', 'mallory', 1n)).toBe('amt moved from alice to mallory, of which one is unknown')
  })

  test('of LP shares counts as burnt what the pair burns, and nobody else', () => {
    const shares = answering({ 'pair.balanceOf(alice)': 3n, 'pair.balanceOf(pair)': 2n }, 0n)
    const [old, now] = [openBook, openCurrentBook].map((open) => open('pair', NAMES, shares, DOMAIN))
    for (const [from, supply] of [
      ['alice', 5n],
      ['pair', 4n],
    ] as const) {
      const burn = event('pair', 'Transfer', from, 'zero', 1n)
      expect(book(old as Ledger, 'pair', NAMES, burn)).toMatchObject({ supply })
      expect(bookCurrent(now as CurrentBook, 'pair', NAMES, burn)).toMatchObject({ supply })
    }
  })

  test('of a pair that does not exist asks nothing and is empty', () => {
    expect(openBook('pair:amt/usdt', NAMES, answering({}), DOMAIN).supply).toBe(0n)
  })
})

describe('conservation', () => {
  const balances = (of: Answers): Observed => answering({ 'amt.totalSupply()': 7n, ...of }, 0n)
  const [truth, silent] = [
    { 'amt.balanceOf(alice)': 3n, 'amt.balanceOf(bruno)': 4n },
    { 'amt.balanceOf(alice)': 3n, 'amt.balanceOf(bruno)': 5n },
  ]
  const after = (
    of: Answers,
    events: readonly Event[],
    changed: Parameters<(typeof amtConserved)['next']>[1]['changed'] = [],
  ) => {
    const outcome = { ok: true as const, returned: undefined, events }
    const step = { action: { wait: 0n }, outcome, observed: balances(of), domain: DOMAIN, changed }
    return amtConserved.next(amtConserved.start(balances(truth), DOMAIN), step)
  }
  const told = { violation: 'bruno holds 5 of amt, its transfers sum to 4' }

  test('finds a silent change at once among the changed views, and only there', () => {
    const view = (on: string, fn: 'balanceOf' | 'allowance', ...args: readonly string[]) => ({ on, fn, args })
    expect(after(silent, [], [view('amt', 'balanceOf', 'bruno')])).toEqual(told)
    expect(after(silent, [], [view('amt', 'balanceOf', 'alice'), view('amt', 'balanceOf', 'bruno')])).toEqual(
      told,
    )
    for (const other of [
      view('btcb', 'balanceOf', 'bruno'),
      view('amt', 'allowance', 'bruno', 'alice'),
      view('amt', 'balanceOf', 'mallory'),
    ])
      expect(after(silent, [], [other])).not.toHaveProperty('violation')
  })

  test('checks both accounts of every transfer', () => {
    const moved = (from: string, to: string): Event => event('amt', 'Transfer', from, to, 0n)
    expect(after(truth, [moved('alice', 'carmen'), moved('carmen', 'bruno')])).not.toHaveProperty('violation')
    expect(after(silent, [moved('alice', 'carmen'), moved('carmen', 'bruno')])).toEqual(told)
    expect(after(silent, [moved('alice', 'carmen'), moved('bruno', 'carmen')])).toEqual(told)
  })

  test('finds a silent change of any holder within one rotation', () => {
    for (const holder of NAMES.list) {
      let state = amtConserved.start(balances(truth), DOMAIN)
      const observed = balances({ ...truth, [`amt.balanceOf(${holder})`]: 9n })
      const outcome = { ok: true as const, returned: undefined, events: [] }
      const found = NAMES.list.some(() => {
        const verdict = amtConserved.next(state, { action: { wait: 0n }, outcome, observed, domain: DOMAIN })
        if ('state' in verdict) state = verdict.state
        return 'violation' in verdict && verdict.violation.startsWith(`${holder} holds 9`)
      })
      expect(found, holder).toBe(true)
    }
  })

  test('begins its rotation with the first contract', () => {
    const first = { ...truth, 'amt.balanceOf(zero)': 9n }
    expect(after(first, [])).toEqual({ violation: 'zero holds 9 of amt, its transfers sum to 0' })
  })

  test('asks nothing about pairs that do not exist', () => {
    const open = (observed: Observed): Observed => ({
      read: (view) =>
        DOMAIN.pairs.some((pair) => pair === view.on) ? observed.read(view) : answering({}).read(view),
    })
    const observed = open(answering({}, 0n))
    const outcome = { ok: true as const, returned: undefined, events: [] }
    const state = sharesConserved.start(observed, DOMAIN)
    const step = { action: { wait: 0n }, outcome, observed, domain: DOMAIN }
    expect(sharesConserved.next(state, step)).toHaveProperty('state')
  })

  test('allows the cap itself', () => {
    expect(violationOf(supplyWithinCap, {}, [{ 'amt.totalSupply()': CAP }])).toBeUndefined()
    expect(violationOf(supplyWithinCap, {}, [{ 'amt.totalSupply()': CAP + 1n }])).toContain(`${CAP + 1n}`)
  })
})
