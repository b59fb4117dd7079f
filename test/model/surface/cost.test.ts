/**
 * What a step makes anew, counted in objects and not in time: it must not grow with the people who do nothing.
 */
import { describe, expect, test } from 'vitest'
import { call, type Action } from '../../../src/model/interface/action.ts'
import { apply, deployEconomy, type Economy } from '../../../src/model/economy.ts'
import { amt, btcb, type Timestamp } from '../../../src/model/kernel/units.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'

function done(economy: Economy, action: Action): Economy {
  const { economy: next, outcome } = apply(economy, action)
  expect(outcome.ok).toBe(true)
  return next
}

/** An economy with a pool, a funded payer, a trader, and `idle` holders besides. */
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

/** Objects that can be reached. */
function reachable(from: unknown, seen = new Set<object>()): Set<object> {
  if (typeof from !== 'object' || from === null || seen.has(from)) return seen
  seen.add(from)
  const parts = from instanceof Map ? [...from.keys(), ...from.values()] : Object.values(from)
  for (const part of parts) reachable(part, seen)
  return seen
}

/** Objects that a step made: those that can be reached after it and could not before. */
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

describe('what a step makes anew', () => {
  const [few, many] = [economyWith(20), economyWith(5000)]

  test.each(steps)('does not grow with the holders who do nothing: %s', (_name, action) => {
    // Two more levels of the vectors' trees on the way to each entry that is written, of which no step has more than twelve.
    expect(made(many, action) - made(few, action)).toBeLessThanOrEqual(2 * 12)
    expect(made(many, action)).toBeLessThan(120)
  })

  test('does grow with those who act, so the count would see a walk over all', () => {
    const apart = Array.from({ length: 20 }, (_, n) =>
      call(`idle-${250 * n}`, 'amt.transfer', { to: 'trader', amount: 1n }),
    )
    const old = reachable(many)
    const after = [...reachable(apart.reduce(done, many))].filter((object) => !old.has(object)).length
    expect(after).toBeGreaterThanOrEqual(made(many, apart[0]!) + apart.length - 1)
  })
})
