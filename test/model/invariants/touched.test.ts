import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, viewDomainOf, type Economy } from '../../../src/model/economy.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import {
  EVERYTHING,
  subjects,
  subjectsOf,
  touchedBy,
  type Subject,
  type Subjects,
} from '../../../src/model/invariants/touched.ts'
import { nextMonitor, startMonitor } from '../../../src/model/invariants/monitor.ts'
import { NotModelled } from '../../../src/model/contracts/pancake/factory.ts'
import { viewKey, viewsOf, type View } from '../../../src/model/surface/observation.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { eventsOf, type Event, type Outcome, type Success } from '../../../src/model/interface/outcome.ts'
import { ONE } from '../../../src/model/kernel/units.ts'
import type { Ledger } from '../../../src/model/kernel/ledger.ts'
import { get, set, vector } from '../../../src/model/kernel/vector.ts'
import { snapshotsNeverChange } from '../../../src/model/invariants/snapshots.ts'
import type { AnyInvariant } from '../../../src/model/invariants/invariants.ts'
import { anyActions } from '../any-action.ts'
import { action, UINT256_MAX, observed, vaultsWorld, modelWorldOf } from '../../support/model-world.ts'
import { COINS, isPair, isToken, PAIRS, type Coin } from '../../../src/model/interface/accounts.ts'

const STORIED = vaultsWorld().economy

/** The subject of a view. */
function subjectOf({ on, fn }: View): Subject {
  if (isToken(on)) return on
  if (isPair(on)) return ['balanceOf', 'totalSupply', 'allowance'].includes(fn) ? 'shares' : 'pools'
  if (on === 'stakingVault' || on === 'buyBackVault') return 'vaults'
  if (on === 'master' || on === 'market' || on === 'distributor') return on
  throw new Error(`expected a view of one of the subjects, got one of ${on}`)
}

/** Contracts of which no invariant reads a view or an event. */
const SILENT_CONTRACTS: readonly string[] = ['burnVault', 'locker', 'factory', 'router']

const PAY = action('payer', 'master.payRent', { amountBtcb: ONE, vaultParticipation: 20n })
const SWAP = action('alice', 'router.swapExactTokensForTokens', {
  amountA: ONE,
  limit: 0n,
  path: ['amt', 'btcb'],
  to: 'alice',
  deadline: UINT256_MAX,
})

const SILENT: Success = { ok: true, returned: undefined, events: [] }

describe('what an action touches', () => {
  test('is nothing for a revert, and nothing for a wait', () => {
    const reverted = apply(STORIED, action('alice', 'market.setFee', { fee: 1n }))
    expect(reverted.outcome.ok).toBe(false)
    expect(touchedBy(STORIED, reverted.economy, reverted.outcome)).toBe(0)
    const later = apply(STORIED, { wait: 60n })
    expect(touchedBy(STORIED, later.economy, later.outcome)).toBe(0)
  })

  test.each([
    ['a transfer', action('alice', 'amt.transfer', { to: 'bruno', amount: ONE }), ['amt']],
    ['a payment', PAY, ['amt', 'liqAmt', 'btcb', 'master']],
    ['a swap', SWAP, ['amt', 'btcb', 'pools']],
  ] as const)('%s touches what it changes and the subjects of its events', (_name, taken, touched) => {
    const { economy, outcome } = apply(STORIED, taken)
    expect(outcome.ok).toBe(true)
    // A payment records the vaults' deposits, which changes them only if there are any.
    const vaults = subjects('vaults')
    expect(touchedBy(STORIED, economy, outcome) & ~vaults).toBe(subjects(...touched))
  })

  const emitted = (on: string, name: string): Outcome => ({
    ok: true,
    returned: undefined,
    events: [{ on, name, args: [] }],
  })

  test.each(PAIRS)('a new state of %s touches the pools, and its shares theirs, without an event', (pair) => {
    const pools = { ...STORIED.pools, [pair]: { ...STORIED.pools[pair] } }
    expect(touchedBy(STORIED, { ...STORIED, pools }, SILENT)).toBe(subjects('pools'))
    const tokens = { ...STORIED.tokens, [pair]: { ...STORIED.tokens[pair] } }
    expect(touchedBy(STORIED, { ...STORIED, tokens }, SILENT)).toBe(subjects('shares'))
  })

  test.each(PAIRS)('an event of %s touches the pools, except a transfer of its shares', (pair) => {
    for (const name of ['Sync', 'Swap', 'Mint', 'Burn', 'Approval'])
      expect(touchedBy(STORIED, STORIED, emitted(pair, name))).toBe(subjects('pools'))
    expect(touchedBy(STORIED, STORIED, emitted(pair, 'Transfer'))).toBe(subjects('shares'))
  })

  test.each([
    ...(['amt', 'liqAmt', 'btcb', 'usdt', 'master', 'market', 'distributor'] as const).map(
      (on) => [on, on] as const,
    ),
    ['stakingVault', 'vaults'] as const,
    ['buyBackVault', 'vaults'] as const,
  ])('an event of %s touches %s, a transfer too', (on, subject) => {
    for (const name of ['Transfer', 'charged'])
      expect(touchedBy(STORIED, STORIED, emitted(on, name))).toBe(subjects(subject))
  })

  test('an event of the RCL, the locker, the factory or the router touches nothing', () => {
    for (const on of ['burnVault', 'locker', 'factory', 'router'])
      expect(touchedBy(STORIED, STORIED, emitted(on, 'Transfer'))).toBe(0)
  })

  test('each part of the economy touches its subject and no other, without an event', () => {
    const { master, market, vaults, purchases, distributor, tokens } = STORIED
    const parts: readonly (readonly [Subject, Economy])[] = [
      ['master', { ...STORIED, master: { ...master } }],
      ['market', { ...STORIED, market: { ...market } }],
      ['vaults', { ...STORIED, vaults: { ...vaults } }],
      ['vaults', { ...STORIED, purchases: { ...purchases } }],
      ['distributor', { ...STORIED, distributor: { ...distributor! } }],
      ...COINS.filter(isToken).map(
        (coin) => [coin, { ...STORIED, tokens: { ...tokens, [coin]: { ...tokens[coin] } } }] as const,
      ),
    ]
    for (const [subject, after] of parts)
      expect(touchedBy(STORIED, after, SILENT), subject).toBe(subjects(subject))
  })

  test('several events and views touch the subjects of all, in any order', () => {
    const views = [...viewsOf(viewDomainOf(STORIED))].filter(({ on }) => !SILENT_CONTRACTS.includes(on))
    const about = (view: View): Subjects =>
      view.on === 'buyBackVault' ? subjects('vaults') : subjects(subjectOf(view))
    for (const view of views) expect(subjectsOf([view], SILENT), viewKey(view)).toBe(about(view))
    for (const on of SILENT_CONTRACTS) expect(subjectsOf([{ on, fn: 'name', args: [] }], SILENT)).toBe(0)
    const each = ['amt', 'pools', 'market', 'master', 'shares', 'vaults'] as const
    const viewOf = new Map(views.map((view) => [about(view), view]))
    const names = new Map([
      ['pools', 'Sync'],
      ['shares', 'Transfer'],
    ])
    const on = (subject: Subject): string =>
      subject === 'pools' || subject === 'shares' ? 'pair' : subject === 'vaults' ? 'stakingVault' : subject
    for (const first of each)
      for (const second of each) {
        const both = subjects(first, second)
        expect(subjectsOf([viewOf.get(subjects(first))!, viewOf.get(subjects(second))!], SILENT)).toBe(both)
        const events = [first, second].map((one) => ({
          on: on(one),
          name: names.get(one) ?? 'any',
          args: [],
        }))
        expect(touchedBy(STORIED, STORIED, { ...SILENT, events } as Outcome)).toBe(both)
        expect(
          subjectsOf([viewOf.get(subjects(first))!], { ...SILENT, events: events.slice(1) } as Outcome),
        ).toBe(both)
      }
  })

  test('an economy of new parts touches all subjects', () => {
    const fresh = <T extends object>(parts: T): T =>
      Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, { ...(part as object) }])) as T
    const { tokens, pools, master, market, vaults, distributor } = STORIED
    const parts = {
      ...fresh({ master, market, vaults, distributor }),
      tokens: fresh(tokens),
      pools: fresh(pools),
    }
    expect(touchedBy(STORIED, { ...STORIED, ...parts } as Economy, SILENT)).toBe(EVERYTHING)
  })

  test('an event alone touches its subject', () => {
    const told: Outcome = {
      ok: true,
      returned: undefined,
      events: [{ on: 'usdt', name: 'Transfer', args: ['alice', 'bruno', 1n] }],
    }
    expect(touchedBy(STORIED, STORIED, told)).toBe(subjects('usdt'))
  })
})

describe('the invariants', () => {
  test('read only the subjects that they declare', () => {
    const asked = new Map(INVARIANTS.map(({ name }) => [name, 0 as Subjects]))
    fc.assert(
      fc.property(anyActions, (actions) => {
        let economy = STORIED
        const states = new Map<string, unknown>(
          INVARIANTS.map((one) => [one.name, one.start(observed(economy), viewDomainOf(economy))]),
        )
        for (const taken of actions) {
          const applied = attempt(economy, taken)
          if (applied === undefined) continue
          economy = applied.economy
          for (const one of INVARIANTS) {
            const noting = {
              read: (view: View) => {
                asked.set(one.name, asked.get(one.name)! | subjects(subjectOf(view)))
                return observed(economy).read(view)
              },
            }
            const domain = viewDomainOf(economy)
            const seen = { action: taken, outcome: applied.outcome, observed: noting, domain }
            const verdict = one.next(states.get(one.name), seen)
            if ('state' in verdict) states.set(one.name, verdict.state)
          }
        }
      }),
      { numRuns: 40 },
    )
    for (const { name, about } of INVARIANTS) {
      expect(about, name).toBeLessThanOrEqual(EVERYTHING)
      expect(asked.get(name)! & ~about!, `${name} reads more`).toBe(0)
    }
  })

  /** One action of each kind, in turn; each succeeds. */
  const EACH_KIND: readonly Action[] = [
    action('alice', 'stakingVault.harvest', { upTo: 4n }),
    action('alice', 'stakingVault.withdraw', { amount: 0n }),
    action('bruno', 'stakingVault.deposit', { amount: ONE }),
    action('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: UINT256_MAX }),
    action('bruno', 'buyBackVault.withdraw', { amount: ONE }),
    PAY,
    action('alice', 'master.charge', { snapId: 4n }),
    action('bruno', 'master.liqCharge', { snapId: 4n }),
    action('payer', 'market.buy', { amountUsdt: ONE }),
    action('payer', 'market.sell', { amountAmt: ONE }),
    action('payer', 'distributor.claim', { index: 0n, account: 'alice', amount: ONE, proof: 0n }),
    SWAP,
    action('alice', 'master.addLiquidity', { amountAmt: 20n * ONE, amountBtcb: ONE }),
    action('alice', 'burnVault.backingWithdraw', { amount: ONE }),
    action('bruno', 'pair.transfer', { to: 'alice', amount: 1n }),
    action('owner', 'master.mintMaster', { account: 'alice', amount: ONE }),
  ]

  test('hear the events of the subjects that they declare, and read no others', () => {
    const world = modelWorldOf(STORIED)
    const states = new Map<string, unknown>(
      INVARIANTS.map((one) => [one.name, one.start(world, world.domain)]),
    )
    for (const taken of EACH_KIND) {
      const outcome = world.act(taken)
      expect(outcome).toMatchObject({ ok: true })
      for (const { name, about, next } of INVARIANTS) {
        const after = (events: readonly Event[]) => {
          const read = (view: View) => {
            expect(subjects(subjectOf(view)) & about!, `${name} asks ${view.on}`).not.toBe(0)
            return world.read(view)
          }
          const heard = { ok: true as const, returned: undefined, events }
          const step = { action: taken, outcome: heard, observed: { read }, domain: world.domain }
          return next(states.get(name), step)
        }
        const events = eventsOf(outcome)
        const declared = after(
          events.filter((told) => touchedBy(STORIED, STORIED, { ...SILENT, events: [told] }) & about!),
        )
        const all = after(events)
        if (!('state' in all)) throw new Error(`expected ${name} to hold, got ${all.violation}`)
        states.set(name, all.state)
        // What a book was before is read from what it is now, so that its versions differ in form.
        if (name.endsWith('-conserved')) expect(declared).toHaveProperty('state')
        else expect(declared, name).toEqual(all)
      }
    }
  })

  const silent: readonly (readonly [name: string, change: (economy: Economy) => Economy])[] = [
    ...(['amt', 'liqAmt', 'btcb', 'usdt', 'pair'] as const).map(
      (coin) => [`the supply of ${coin} grows`, (economy: Economy) => inflated(economy, coin)] as const,
    ),
    [
      'a vault reports a larger total of deposits',
      (economy) => ({
        ...economy,
        vaults: {
          ...economy.vaults,
          stakingVault: { ...economy.vaults.stakingVault, total: UINT256_MAX },
        },
      }),
    ],
    [
      'the buy-back vault reports more pending BTCB',
      (economy) => ({ ...economy, purchases: { ...economy.purchases, pendingBtcb: UINT256_MAX as never } }),
    ],
  ]

  test.each(silent)('are broken alike with and without touched subjects: %s', (_name, change) => {
    const world = modelWorldOf(STORIED)
    const before = world.economy
    const after = change(before)
    const start = startMonitor(INVARIANTS, observed(before), viewDomainOf(before))
    const taken = {
      action: { wait: 0n },
      outcome: { ok: true, returned: undefined, events: [] } as Outcome,
      observed: observed(after),
      domain: viewDomainOf(after),
    }
    const full = nextMonitor(start, taken)
    const knowing = nextMonitor(start, { ...taken, touched: touchedBy(before, after, taken.outcome) })
    expect(full.broken.length).toBeGreaterThan(0)
    expect(knowing.broken).toEqual(full.broken)
    // Nothing is checked if nothing was touched: the touched subjects are used.
    expect(nextMonitor(start, { ...taken, touched: 0 })).toBe(start)
  })
})

describe('snapshots of a token that an action did not touch', () => {
  const changes = {
    'another supply': (ledger: Ledger) => ({ ...ledger, supply: ledger.supply + 1n }),
    'other balances': ({ supply }: Ledger) => ({ balances: vector(1n), supply }),
  }

  test.each(Object.entries(changes))(
    'need no comparison: %s is found at the same action',
    (_name, change) => {
      const found = { amt: 0, liqAmt: 0 }
      fc.assert(
        fc.property(
          anyActions,
          fc.constantFrom('amt', 'liqAmt'),
          fc.nat(20),
          fc.nat(1),
          (actions, token, at, earlier) => {
            let economy = STORIED
            let full = startMonitor(
              [snapshotsNeverChange as AnyInvariant],
              observed(economy),
              viewDomainOf(economy),
            )
            let knowing = full
            for (const [index, taken] of actions.entries()) {
              const before = economy
              const applied = attempt(economy, taken)
              if (applied === undefined) continue
              economy =
                index === at % actions.length
                  ? rewritten(applied.economy, token, earlier, change)
                  : applied.economy
              const { outcome } = applied
              const domain = viewDomainOf(economy)
              const step = { action: taken, outcome, observed: observed(economy), domain }
              full = nextMonitor(full, step)
              knowing = nextMonitor(knowing, { ...step, touched: touchedBy(before, economy, outcome) })
              // Which account shows it depends on the rotation, which goes on with actions on the token alone.
              expect(knowing.broken.length).toBe(full.broken.length)
            }
            found[token] += full.broken.length
          },
        ),
        { numRuns: 60 },
      )
      expect(Math.min(found.amt, found.liqAmt)).toBeGreaterThan(0)
    },
  )
})

/** The economy with its first or latest snapshot of a token changed. */
function rewritten(
  economy: Economy,
  on: 'amt' | 'liqAmt',
  earlier: number,
  change: (ledger: Ledger) => Ledger,
): Economy {
  const token = economy.tokens[on]
  const { count, kept } = token.snapshots
  const id = earlier === 1 ? 1 : count
  const snapshots = { count, kept: set(kept, id, change(get(kept, id))) }
  return { ...economy, tokens: { ...economy.tokens, [on]: { ...token, snapshots } } }
}

function attempt(economy: Economy, taken: Parameters<typeof apply>[1]): ReturnType<typeof apply> | undefined {
  try {
    return apply(economy, taken)
  } catch (error) {
    if (error instanceof NotModelled) return undefined
    throw error
  }
}

/** The economy with a supply above the sum of balances. */
function inflated(economy: Economy, coin: Coin): Economy {
  const token = economy.tokens[coin]
  const ledger = { ...token.ledger, supply: token.ledger.supply + ONE }
  return { ...economy, tokens: { ...economy.tokens, [coin]: { ...token, ledger } } }
}
