/**
 * Memory of a simulated day, counted in new objects: it must not grow with the number of inactive accounts.
 */
import { describe, expect, test } from 'vitest'

import { call, type Agent } from '../../../src/sim/agent.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { source } from '../../../src/sim/random/stream.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { scriptedAgent, dailyPayer, simWorld } from '../../support/sim-world.ts'

const DAYS = 12

const namesOf = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `idle-${n}`)

/** Inactive accounts with one AMT wei each. */
const idlers = (count: number): Agent =>
  scriptedAgent('idlers', [], {
    people: namesOf(count).map((name) => ({ name })),
    prepare: () =>
      namesOf(count).map((account) => call('owner', 'amt.transfer', { to: account, amount: 1n })),
  })

/** Bruno transfers a wei a day, so that every payment has a different ledger. */
const seller = scriptedAgent('seller', [[call('bruno', 'amt.transfer', { to: 'pair', amount: 1n })]])

/** Number of objects reachable from `from` that are not in `seen`; adds them to it. */
function countObjects(from: unknown, seen: Set<object>): number {
  const before = seen.size
  const open = [from]
  while (open.length > 0) {
    const each = open.pop()
    if (typeof each !== 'object' || each === null || seen.has(each)) continue
    seen.add(each)
    open.push(...(each instanceof Map ? [...each.keys(), ...each.values()] : Object.values(each)))
  }
  return seen.size - before
}

/** Number of new objects at each close but the first. */
function leftByDay(agents: readonly Agent[]): readonly number[] {
  const seen = new Set<object>()
  const left: number[] = []
  simulateDays(simWorld(agents).at({}).bound, INVARIANTS, {
    from: source(1n, 0),
    days: DAYS,
    onClose: (today) => left.push(countObjects(today, seen)),
  })
  return left.slice(1)
}

describe('the memory of a day', () => {
  const [few, many] = [20, 4000].map((count) => leftByDay([dailyPayer, seller, idlers(count)]))

  test('does not grow with inactive holders', () => {
    // Each entry written passes two more levels of the vectors' trees; no day writes more than twelve entries.
    many!.forEach((left, day) => expect(left - few![day]!).toBeLessThanOrEqual(2 * 12))
    expect(Math.max(...many!)).toBeLessThan(100)
  })

  test('grows with active accounts, so the count would detect a copy per account', () => {
    const gifts = Array.from({ length: 40 }, (_, n) =>
      call('bruno', 'amt.transfer', { to: `idle-${100 * n}`, amount: 1n }),
    )
    const active = leftByDay([dailyPayer, seller, idlers(4000), scriptedAgent('giver', [gifts])])
    expect(Math.min(...active)).toBeGreaterThanOrEqual(Math.max(...many!) + gifts.length)
  })
})
