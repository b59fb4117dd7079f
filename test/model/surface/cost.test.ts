/**
 * Allocation cost of an action, counted in new objects instead of time. It must not grow with the number of
 * idle holders.
 */
import { describe, expect, test } from 'vitest'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import { amt, btcb, type Timestamp } from '../../../src/model/kernel/units.ts'
import { call, type Action } from '../../../src/model/interface/action.ts'
import { apply, deployEconomy, type Economy } from '../../../src/model/economy.ts'

function done(economy: Economy, action: Action): Economy {
  const { economy: next, outcome } = apply(economy, action)
  expect(outcome.ok).toBe(true)
  return next
}

/** An economy with a pool, a funded payer, a trader, and `idle` idle holders. */
function economyWith(idle: number): Economy {
  const names = Array.from({ length: idle }, (_, n) => `idle-${n}`)
  const actions = [
    call('binance', 'btcb.mint', { amount: btcb('1000') }),
    ...['owner', 'payer', 'trader'].map((to) =>
      call('binance', 'btcb.transfer', { to, amount: btcb('100') }),
    ),
    call('owner', 'master.mintMaster', { account: 'owner', amount: amt('1000000') }),
    call('owner', 'amt.approve', { spender: 'master', amount: UINT256_MAX }),
    call('owner', 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
    call('payer', 'btcb.approve', { spender: 'master', amount: UINT256_MAX }),
    call('trader', 'btcb.approve', { spender: 'router', amount: UINT256_MAX }),
    call('owner', 'master.addLiquidityLocking', { amountAmt: amt('1000000'), amountBtcb: btcb('50') }),
    ...names.map((account) => call('owner', 'master.mintMaster', { account, amount: amt('7') })),
  ]
  const deployment = {
    people: ['trader', ...names],
    tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'] as const,
    timestamp: 1_689_120_000n as Timestamp,
  }
  return actions.reduce(done, deployEconomy(deployment))
}

/** All objects reachable from a value. */
function reachable(from: unknown, seen = new Set<object>()): Set<object> {
  if (typeof from !== 'object' || from === null || seen.has(from)) return seen
  seen.add(from)
  const parts = from instanceof Map ? [...from.keys(), ...from.values()] : Object.values(from)
  for (const part of parts) reachable(part, seen)
  return seen
}

/** Number of new objects: reachable after the action and not before. */
function made(before: Economy, action: Action): number {
  const old = reachable(before)
  return [...reachable(done(before, action))].filter((object) => !old.has(object)).length
}

const steps: readonly (readonly [name: string, action: Action])[] = [
  ['a payment', call('payer', 'master.payRent', { amountBtcb: btcb('0.5'), vaultParticipation: 20n })],
  [
    'a swap',
    call('trader', 'router.swapExactTokensForTokens', {
      amountA: btcb('0.1'),
      limit: 0n,
      path: ['btcb', 'amt'],
      to: 'trader',
      deadline: UINT256_MAX,
    }),
  ],
  ['a wait', { wait: 86_400n }],
]

describe('the number of new objects', () => {
  const [few, many] = [economyWith(20), economyWith(5000)]

  test.each(steps)('does not grow with the number of idle holders: %s', (_name, action) => {
    // Each written entry copies up to two more levels of its vector's tree; no action writes more than twelve
    // entries.
    expect(made(many, action) - made(few, action)).toBeLessThanOrEqual(2 * 12)
    expect(made(many, action)).toBeLessThan(120)
  })

  test('grows with the number of acting holders, so the count detects a loop over all of them', () => {
    const transfers = Array.from({ length: 20 }, (_, n) =>
      call(`idle-${250 * n}`, 'amt.transfer', { to: 'trader', amount: 1n }),
    )
    const old = reachable(many)
    const after = [...reachable(transfers.reduce(done, many))].filter((object) => !old.has(object)).length
    expect(after).toBeGreaterThanOrEqual(made(many, transfers[0]!) + transfers.length - 1)
  })
})
