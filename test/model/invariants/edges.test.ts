/**
 * Edges of the invariants: what just holds and what just does not, and what a violation says. The answers are
 * made up, so that also states are reached into which no correct contract gets.
 */
import { describe, expect, test } from 'vitest'
import {
  book,
  bookCurrent,
  openBook,
  openCurrentBook,
  type CurrentBook,
} from '../../../src/model/invariants/books.ts'
import { purchasesStaySmall } from '../../../src/model/invariants/buy-back.ts'
import { claimedOnce, claimsWithinPayment, masterCoversClaims } from '../../../src/model/invariants/claims.ts'
import { amtConserved, sharesConserved, supplyWithinCap } from '../../../src/model/invariants/conservation.ts'
import { floorNeverFalls } from '../../../src/model/invariants/floor.ts'
import type { Invariant } from '../../../src/model/invariants/invariant.ts'
import { INVARIANTS, type AnyInvariant } from '../../../src/model/invariants/invariants.ts'
import { productNeverFalls, sharesCoverLiqAmt } from '../../../src/model/invariants/liquidity.ts'
import { marketKeepsItsPrice } from '../../../src/model/invariants/market.ts'
import { masterBtcb } from '../../../src/model/invariants/master-btcb.ts'
import { nextMonitor, startMonitor } from '../../../src/model/invariants/monitor.ts'
import {
  stakingPaysItsPeriod,
  vaultsCoverDeposits,
  vaultsCoverOwed,
} from '../../../src/model/invariants/vaults.ts'
import { CONTRACT_ACCOUNTS } from '../../../src/model/interface/accounts.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import type { Event, Value } from '../../../src/model/interface/outcome.ts'
import type { Ledger } from '../../../src/model/kernel/ledger.ts'
import { internNames } from '../../../src/model/kernel/names.ts'
import { CAP } from '../../../src/model/kernel/units.ts'
import { viewKey, type Observed, type ViewDomain } from '../../../src/model/surface/observation.ts'

type Answers = Readonly<Record<string, Value>>

const DOMAIN: ViewDomain = {
  people: ['alice', 'bruno', 'carmen'],
  snapshots: 1n,
  pairs: ['pair', 'pair:btcb/usdt'],
  lockerExists: true,
  rounds: 0,
  airdrops: undefined,
}
const NAMES = internNames(CONTRACT_ACCOUNTS, DOMAIN.people)

/** Without `otherwise`, asking for another answer is an error. */
function answering(answers: Answers, otherwise?: Value): Observed {
  return {
    read(view) {
      const answer = answers[viewKey(view)] ?? otherwise
      if (answer === undefined) throw new Error(`expected no question about ${viewKey(view)}`)
      return answer
    },
  }
}

const event = (on: string, name: string, ...args: Event['args']): Event => ({ on, name, args })

type Step = readonly [Answers, (readonly Event[])?, Action?]

/** Follows an invariant through steps of answers and events; the violation of the last one, if any. */
function violationOf<S>(
  invariant: Invariant<S>,
  start: Answers,
  ...steps: readonly Step[]
): string | undefined {
  let state = invariant.start(answering(start), DOMAIN)
  for (const [index, [answers, events = [], action = { wait: 0n }]] of steps.entries()) {
    const outcome = { ok: true as const, returned: undefined, events }
    const verdict = invariant.next(state, { action, outcome, observed: answering(answers), domain: DOMAIN })
    if ('state' in verdict) state = verdict.state
    else if (index === steps.length - 1) return verdict.violation
    else throw new Error(`expected a violation at the last step only, got ${verdict.violation}`)
  }
  return undefined
}

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

describe('liquidity', () => {
  const shares = (master: bigint, locker: bigint, supply: bigint): Answers => ({
    'pair.balanceOf(master)': master,
    'pair.balanceOf(locker)': locker,
    'liqAmt.totalSupply()': supply,
  })
  const reserves = (a: bigint, b: bigint): Answers => ({
    'pair.getReserves()': [a, b, 0n],
    'pair:btcb/usdt.getReserves()': [1n, 1n, 0n],
  })
  const synced = [event('pair', 'Sync', 1n, 1n)]
  const call = (name: string): Action => ({ by: 'alice', call: name, args: {} }) as unknown as Action

  test('shares cover liqAMT one for one', () => {
    expect(violationOf(sharesCoverLiqAmt, {}, [shares(2n, 3n, 5n)])).toBeUndefined()
    expect(violationOf(sharesCoverLiqAmt, {}, [shares(2n, 2n, 5n)])).toBe('4 LP shares are held for 5 liqAMT')
  })

  test('a swap may keep the product and not lower it; another action may', () => {
    const { 'pair.getReserves()': _unread, ...other } = reserves(0n, 0n)
    for (const name of ['pair.swap', 'router.swapExactTokensForTokens']) {
      const after = (a: bigint, b: bigint) =>
        violationOf(productNeverFalls, reserves(4n, 6n), [
          { 'pair.getReserves()': [a, b, 0n] },
          synced,
          call(name),
        ])
      expect(after(3n, 8n)).toBeUndefined()
      expect(after(23n, 1n)).toBe('a swap lowered the product of pair from 24 to 23')
    }
    for (const name of ['pair.sync', 'router.removeLiquidity'])
      expect(
        violationOf(productNeverFalls, reserves(4n, 6n), [
          { 'pair.getReserves()': [1n, 1n, 0n] },
          synced,
          call(name),
        ]),
      ).toBeUndefined()
    // A pair whose reserves did not change is not asked.
    const unsynced = [event('pair', 'Swap'), event('pair:amt/usdt', 'Sync')]
    expect(
      violationOf(productNeverFalls, reserves(4n, 6n), [other, unsynced, call('pair.swap')]),
    ).toBeUndefined()
    expect(
      violationOf(productNeverFalls, reserves(4n, 6n), [{}, unsynced, call('pair.swap')]),
    ).toBeUndefined()
  })
})

describe('vaults', () => {
  const amt = (staking: bigint, buyBack: bigint, deposits = [staking, buyBack]): Answers => ({
    'amt.balanceOf(stakingVault)': staking,
    'amt.balanceOf(buyBackVault)': buyBack,
    'stakingVault.totalDeposits()': deposits[0]!,
    'buyBackVault.totalDeposits()': deposits[1]!,
  })
  const btcb = (staking: bigint, buyBack: bigint, pending = buyBack): Answers => ({
    'btcb.balanceOf(stakingVault)': staking,
    'btcb.balanceOf(buyBackVault)': buyBack,
    'buyBackVault.pendingBtcb()': pending,
  })

  test('each hold what was deposited there, and say how much is missing', () => {
    const deposit = (on: string) => event(on, 'deposited', 'alice', 2n)
    const into = (vault: string, after: Answers) =>
      violationOf(vaultsCoverDeposits, amt(3n, 7n), [after, [deposit(vault)]])
    expect(into('stakingVault', amt(5n, 7n))).toBeUndefined()
    expect(into('stakingVault', amt(4n, 7n))).toBe('stakingVault holds 4 AMT base units for 5')
    expect(into('buyBackVault', amt(3n, 8n))).toBe('buyBackVault holds 8 AMT base units for 9')
    expect(into('buyBackVault', amt(3n, 9n, [3n, 10n]))).toBe(
      'deposits in buyBackVault sum to 10, expected at most 9',
    )
  })

  test('each hold what was harvested there, and say how much is missing', () => {
    const into = (vault: string, after: Answers) =>
      violationOf(vaultsCoverOwed, btcb(3n, 7n), [after, [event(vault, 'harvested', 1n, 1n, 2n)]])
    expect(into('stakingVault', btcb(5n, 7n))).toBeUndefined()
    expect(into('stakingVault', btcb(4n, 7n))).toBe('stakingVault holds 4 BTCB base units for 5')
    expect(into('buyBackVault', btcb(3n, 8n, 9n))).toBe('buyBackVault holds 8 BTCB base units for 9')
    expect(into('buyBackVault', btcb(3n, 9n, 8n))).toBe('the buy-back vault reports 8 pending, expected 9')
  })
})

test('a bargain of another contract is none of the Market', () => {
  for (const name of ['amtBought', 'userSold'])
    expect(violationOf(marketKeepsItsPrice, {}, [{}, [event('locker', name, 1n << 99n, 1n)]])).toBeUndefined()
})

describe('staking pays its period', () => {
  const account = (who: string, deposit: bigint): Answers => ({
    [`stakingVault.depositOf(${who})`]: deposit,
    [`stakingVault.settledTo(${who})`]: 0n,
    [`stakingVault.owedTo(${who})`]: 0n,
  })
  const people = { ...account('alice', 1n), ...account('bruno', 0n), ...account('carmen', 0n) }
  const payment = (id: number, supply: bigint): Answers => ({
    [`master.pays(${id})`]: 10n,
    [`amt.totalSupplyAt(${id})`]: supply,
    [`amt.balanceOfAt(pair, ${id})`]: 2n,
  })
  const withdrawn = (who: string, amount: bigint, paid: bigint): Event =>
    event('stakingVault', 'withdrawn', who, amount, paid)

  test('from the first payment on, for a single base unit', () => {
    const leave = (paid: bigint) => [payment(1, 5n), [withdrawn('alice', 1n, paid)]] as const
    expect(violationOf(stakingPaysItsPeriod, people, leave(3n))).toBeUndefined()
    expect(violationOf(stakingPaysItsPeriod, people, leave(2n))).toBe(
      'alice was paid 2 by the staking vault, expected 3',
    )
    const more = [payment(1, 5n), [withdrawn('alice', 3n, 3n)]] as const
    expect(violationOf(stakingPaysItsPeriod, people, more)).toBe('alice withdrew 3, 2 more than deposited')
  })

  // The pool holds all AMT, so that nobody could claim a part of the payment.
  test('and nothing to who had no deposit at a payment without a claimant', () => {
    const unclaimable = [payment(1, 2n), [withdrawn('bruno', 0n, 0n)]] as const
    expect(violationOf(stakingPaysItsPeriod, people, unclaimable)).toBeUndefined()
  })

  test('over more payments than there are accounts', () => {
    const last = NAMES.list.length + 5
    const steps = Array.from(
      { length: last },
      (_each, at) => [{}, [event('amt', 'Snapshot', BigInt(at + 2))]] as const,
    )
    const payments = Object.assign(
      {},
      ...Array.from({ length: last + 1 }, (_each, at) => payment(at + 1, 5n)),
    ) as Answers
    const due = 3n * BigInt(last + 1)
    expect(
      violationOf(stakingPaysItsPeriod, people, ...steps, [payments, [withdrawn('alice', 1n, due)]]),
    ).toBeUndefined()
  })
})

test("Master's BTCB is told by who may claim it, also in base units", () => {
  const units = (token: string, id: number, of: Readonly<Record<string, bigint>>): Answers => ({
    [`${token}.totalSupplyAt(${id})`]: Object.values(of).reduce((sum, each) => sum + each, 0n),
    ...Object.fromEntries(
      Object.entries(of).map(([who, each]) => [`${token}.balanceOfAt(${who}, ${id})`, each]),
    ),
  })
  const pots = (id: number, holders: bigint, providers: bigint): Answers => ({
    [`master.pays(${id})`]: holders,
    [`master.liqPays(${id})`]: providers,
    ...Object.fromEntries(
      [...CONTRACT_ACCOUNTS, ...DOMAIN.people].flatMap((who) =>
        ['alreadyCharged', 'liqAlreadyCharged'].map((fn) => [
          `master.${fn}(${who}, ${id})`,
          who === 'carmen',
        ]),
      ),
    ),
  })
  const observed = answering(
    {
      'btcb.balanceOf(master)': 200n,
      ...pots(1, 62n, 9n),
      ...units('amt', 1, { pair: 4n, alice: 2n, carmen: 1n, market: 1n, dead: 1n, locker: 1n }),
      ...units('liqAmt', 1, { alice: 1n, locker: 2n, market: 1n }),
      ...pots(2, 5n, 7n),
      ...units('amt', 2, { pair: 4n }),
      ...pots(3, 3n, 2n),
      ...units('amt', 3, { pair: 4n }),
    },
    0n,
  )
  expect(masterBtcb(observed, { ...DOMAIN, snapshots: 3n }, 1n)).toEqual({
    unclaimedByHolders: 20n + 10n, // alice and the Market; carmen has claimed hers
    unclaimedByProviders: 2n + 4n, // alice and the locker
    heldByUnable: 20n + 2n, // dead address and locker as holders, the Market as a provider
    withoutClaimant: 5n + 7n + 3n + 2n,
    dust: 2n + 1n - 1n,
    stray: 200n - 30n - 6n - 22n - 17n - 2n,
  })
})

describe('the monitor', () => {
  /** Counts its steps; broken at the given one. */
  const counting = (name: string, brokenAt: number, about?: number, first = 0): AnyInvariant => ({
    name,
    statement: name,
    source: name,
    ...(about === undefined ? {} : { about }),
    start: () => first,
    next: (state) =>
      (state as number) + 1 === brokenAt ? { violation: name } : { state: (state as number) + 1 },
  })
  const step = (touched?: number) => ({
    action: { wait: 0n } as const,
    outcome: { ok: true as const, returned: undefined, events: [] },
    observed: answering({}),
    domain: DOMAIN,
    ...(touched === undefined ? {} : { touched }),
  })

  test('keeps what was broken, in order, and the states of the others', () => {
    const all = [counting('a', 2), counting('b', 9), counting('c', 1), counting('d', 2), counting('e', 9)]
    let monitor = startMonitor(all, answering({}), DOMAIN)
    const broken: string[][] = []
    for (let at = 0; at < 3; at++) {
      monitor = nextMonitor(monitor, step())
      broken.push(monitor.broken.map(({ violation }) => violation))
    }
    expect(broken).toEqual([['c'], ['c', 'a', 'd'], ['c', 'a', 'd']])
    expect(monitor.monitored.map(({ invariant }) => invariant.name)).toEqual(['b', 'e'])
    expect(monitor.states).toEqual([3, 3])
  })

  test('skips what an action does not touch; without subjects an invariant is about everything', () => {
    let monitor = startMonitor([counting('a', 9, 2), counting('b', 9)], answering({}), DOMAIN)
    for (const touched of [1, 2, 3, 1]) monitor = nextMonitor(monitor, step(touched))
    expect(monitor.states).toEqual([2, 4])
    expect(nextMonitor(monitor, step(0))).toBe(monitor)
    const equal = startMonitor([counting('a', 9, 1, 0), counting('b', 9, 1, 1)], answering({}), DOMAIN)
    expect(nextMonitor(equal, step(1)).states).toEqual([1, 2])
    const idle = startMonitor([supplyWithinCap as AnyInvariant], answering({}), DOMAIN)
    expect(nextMonitor(idle, { ...step(), observed: answering({}, 0n) })).toBe(idle)
  })

  test('names are identifiers, and sources name the whitepaper or the mechanism', () => {
    for (const { name, source } of INVARIANTS) {
      expect(name).toMatch(/^[a-z]+[a-zA-Z]*(-[a-zA-Z]+)+$/)
      expect(source).toMatch(/^(whitepaper|mechanism)\b.*[:,] ./)
    }
  })
})
