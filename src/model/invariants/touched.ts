/**
 * Touched subjects: the parts of the economy whose answers an action may have changed, or whose events it
 * emitted.
 *
 * Economies share every part that an action did not replace, so an identical part gives identical answers. An
 * invariant that reads views and events of untouched subjects only cannot change its verdict.
 */
import { PAIRS, type Account } from '../interface/accounts.ts'
import { type Outcome, eventsOf } from '../interface/outcome.ts'
import type { View } from '../surface/observation.ts'
import type { Economy } from '../state/economy-state.ts'

/** `shares` and `pools`: LP shares and reserves of all pairs. `vaults`: staking vault and buy-back vault. */
export const SUBJECTS = [
  'amt',
  'liqAmt',
  'btcb',
  'usdt',
  'shares',
  'pools',
  'master',
  'market',
  'vaults',
  'distributor',
] as const
export type Subject = (typeof SUBJECTS)[number]

/** A set of subjects: one bit each, in the order of {@link SUBJECTS}. */
export type Subjects = number

/** All subjects. */
export const EVERYTHING: Subjects = (1 << SUBJECTS.length) - 1

/** The set of the given subjects. */
export function subjects(...of: readonly Subject[]): Subjects {
  return of.reduce((set, subject) => set | (1 << SUBJECTS.indexOf(subject)), 0)
}

const [AMT, LIQ_AMT, BTCB, USDT] = [subjects('amt'), subjects('liqAmt'), subjects('btcb'), subjects('usdt')]
const [SHARES, POOLS] = [subjects('shares'), subjects('pools')]
const [MASTER, MARKET, VAULTS, DISTRIBUTOR] = [
  subjects('master'),
  subjects('market'),
  subjects('vaults'),
  subjects('distributor'),
]

/**
 * Subjects of each contract's events, except a pair's `Transfer` of its shares. No invariant reads events of
 * the RCL, the locker, the factory or the router.
 */
const EVENT_SUBJECTS: ReadonlyMap<Account, Subjects> = new Map([
  ['amt', AMT],
  ['liqAmt', LIQ_AMT],
  ['btcb', BTCB],
  ['usdt', USDT],
  ['master', MASTER],
  ['market', MARKET],
  ['stakingVault', VAULTS],
  ['buyBackVault', VAULTS],
  ['distributor', DISTRIBUTOR],
  ...PAIRS.map((pair) => [pair, POOLS] as const),
])

/** Views of a pair that are about its LP shares. */
const SHARE_VIEWS: ReadonlySet<string> = new Set(['totalSupply', 'balanceOf', 'allowance'])

/** Subjects touched by the action that led from `before` to `after`. */
export function touchedBy(before: Economy, after: Economy, outcome: Outcome): Subjects {
  return (before === after ? 0 : changed(before, after)) | emittedBy(outcome)
}

/** Subjects of the given views, and of the events of an outcome: for a side without parts to compare. */
export function subjectsOf(views: readonly View[], outcome: Outcome): Subjects {
  let touched = emittedBy(outcome)
  for (const { on, fn } of views) {
    const about = EVENT_SUBJECTS.get(on) ?? 0
    touched |= about === POOLS && SHARE_VIEWS.has(fn) ? SHARES : about
  }
  return touched
}

function emittedBy(outcome: Outcome): Subjects {
  let touched = 0
  for (const { on, name } of eventsOf(outcome)) {
    const emitted = EVENT_SUBJECTS.get(on) ?? 0
    touched |= emitted === POOLS && name === 'Transfer' ? SHARES : emitted
  }
  return touched
}

// Unrolled: a loop over the pairs makes the comparisons several times as slow.

function changed(before: Economy, after: Economy): Subjects {
  let touched = tokensChanged(before.tokens, after.tokens) | poolsChanged(before.pools, after.pools)
  if (before.master !== after.master) touched |= MASTER
  if (before.market !== after.market) touched |= MARKET
  if (before.vaults !== after.vaults || before.purchases !== after.purchases) touched |= VAULTS
  if (before.distributor !== after.distributor) touched |= DISTRIBUTOR
  return touched
}

function tokensChanged(old: Economy['tokens'], now: Economy['tokens']): Subjects {
  if (old === now) return 0
  let touched = 0
  if (old.amt !== now.amt) touched |= AMT
  if (old.liqAmt !== now.liqAmt) touched |= LIQ_AMT
  if (old.btcb !== now.btcb) touched |= BTCB
  if (old.usdt !== now.usdt) touched |= USDT
  if (
    old.pair !== now.pair ||
    old['pair:amt/liqAmt'] !== now['pair:amt/liqAmt'] ||
    old['pair:amt/usdt'] !== now['pair:amt/usdt'] ||
    old['pair:liqAmt/btcb'] !== now['pair:liqAmt/btcb'] ||
    old['pair:liqAmt/usdt'] !== now['pair:liqAmt/usdt'] ||
    old['pair:btcb/usdt'] !== now['pair:btcb/usdt']
  )
    touched |= SHARES
  return touched
}

function poolsChanged(old: Economy['pools'], now: Economy['pools']): Subjects {
  return old !== now &&
    (old.pair !== now.pair ||
      old['pair:amt/liqAmt'] !== now['pair:amt/liqAmt'] ||
      old['pair:amt/usdt'] !== now['pair:amt/usdt'] ||
      old['pair:liqAmt/btcb'] !== now['pair:liqAmt/btcb'] ||
      old['pair:liqAmt/usdt'] !== now['pair:liqAmt/usdt'] ||
      old['pair:btcb/usdt'] !== now['pair:btcb/usdt'])
    ? POOLS
    : 0
}
