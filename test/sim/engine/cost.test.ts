/**
 * What a day of a run leaves behind, counted in objects and not in time: it must not grow with the people who
 * do nothing.
 */
import { describe, expect, test } from 'vitest'

import { call, type Agent } from '../../../src/sim/agent.ts'
import { simulateDays } from '../../../src/sim/engine/simulation.ts'
import { source } from '../../../src/sim/random/stream.ts'
import { INVARIANTS } from '../../../src/model/invariants/invariants.ts'
import { scriptedAgent, dailyPayer, simWorld } from '../../support/sim-world.ts'

const DAYS = 12

const namesOf = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `idle-${n}`)

/** People with an AMT wei each, who do nothing. */
const idlers = (count: number): Agent =>
  scriptedAgent('idlers', [], {
    people: namesOf(count).map((name) => ({ name })),
    prepare: () =>
      namesOf(count).map((account) => call('owner', 'amt.transfer', { to: account, amount: 1n })),
  })

/** Bruno sells a wei a day, so that the ledger of each payment is another one. */
const seller = scriptedAgent('seller', [[call('bruno', 'amt.transfer', { to: 'pair', amount: 1n })]])

/** Objects that can be reached, besides those in `seen`. */
function reach(from: unknown, seen: Set<object>): number {
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

/** Objects that each close but the first has and the ones before had not. */
function leftByDay(agents: readonly Agent[]): readonly number[] {
  const seen = new Set<object>()
  const left: number[] = []
  simulateDays(simWorld(agents).at({}).bound, INVARIANTS, {
    from: source(1n, 0),
    days: DAYS,
    onClose: (today) => left.push(reach(today, seen)),
  })
  return left.slice(1)
}

describe('what a day leaves behind', () => {
  const [few, many] = [20, 4000].map((count) => leftByDay([dailyPayer, seller, idlers(count)]))

  test('does not grow with the holders who do nothing', () => {
    // Two more levels of the vectors' trees on the way to each entry that is written, of which no day has
    // more than twelve.
    many!.forEach((left, day) => expect(left - few![day]!).toBeLessThanOrEqual(2 * 12))
    expect(Math.max(...many!)).toBeLessThan(100)
  })

  test('does grow with those who act, so the count would see what is kept for everybody', () => {
    const gifts = Array.from({ length: 40 }, (_, n) =>
      call('bruno', 'amt.transfer', { to: `idle-${100 * n}`, amount: 1n }),
    )
    const crowd = leftByDay([dailyPayer, seller, idlers(4000), scriptedAgent('giver', [gifts])])
    expect(Math.min(...crowd)).toBeGreaterThanOrEqual(Math.max(...many!) + gifts.length)
  })
})
