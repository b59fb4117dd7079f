import { describe, expect, test } from 'vitest'
import { viewDomainOf } from '../../../src/model/economy.ts'
import { INVARIANTS, type AnyInvariant } from '../../../src/model/invariants/invariants.ts'
import type { Event, Outcome } from '../../../src/model/interface/outcome.ts'
import { modelWorldOf, vaultsWorld } from '../../support/model-world.ts'
import { LONG_RUN, remembered } from './long-run.ts'
import { named, withEvents } from './mutated-world.ts'

const STORIED = vaultsWorld().economy

/** States of a fold before the first action and after each. */
function statesOf(invariant: AnyInvariant, change = (outcome: Outcome): Outcome => outcome): unknown[] {
  const world = modelWorldOf(STORIED)
  const states: unknown[] = [invariant.start(world, world.domain)]
  for (const action of LONG_RUN) {
    const outcome = change(world.act(action))
    const verdict = invariant.next(states.at(-1), { action, outcome, observed: world, domain: world.domain })
    if ('violation' in verdict) throw new Error(`${invariant.name}: ${verdict.violation}`)
    states.push(verdict.state)
  }
  return states
}

test('every action of the long run succeeds', () => {
  const world = modelWorldOf(STORIED)
  expect(LONG_RUN.map((action) => world.act(action)).filter(({ ok }) => !ok)).toEqual([])
})

/**
 * What a fold cannot read when it starts later: sums of the past, the list of an airdrop, the deposits at
 * earlier payments. Nobody sends tokens to a vault here, so what a vault holds is what it must hold.
 */
const UNREAD: Readonly<Record<string, readonly string[]>> = {
  'claims-within-payment': ['holders', 'providers'],
  'staking-pays-its-period': ['at', 'paid'],
}

describe('a fold that starts later has the state of the one that followed every action', () => {
  test.each(INVARIANTS.map((invariant) => [invariant.name, invariant] as const))('%s', (name, invariant) => {
    const readable = (state: unknown): unknown => {
      const plain = remembered(state)
      if (UNREAD[name] === undefined) return plain
      const left = Object.entries(plain as object).filter(([key]) => !UNREAD[name]!.includes(key))
      return Object.fromEntries(left)
    }
    const followed = statesOf(invariant)
    const world = modelWorldOf(STORIED)
    for (const [index, action] of LONG_RUN.entries()) {
      world.act(action)
      const later = invariant.start(world, viewDomainOf(world.economy))
      expect(readable(followed[index + 1]), `after action ${index}`).toEqual(readable(later))
    }
  })
})

describe('events of other contracts and other names change no verdict and no state', () => {
  const foreign = withEvents((events) =>
    events.flatMap((event): readonly Event[] => [
      { ...event, on: 'locker' },
      { ...event, name: 'other' },
      event,
      { ...event, on: 'router' },
      { ...event, name: 'Approval' },
    ]),
  )

  test.each(INVARIANTS.map((invariant) => [invariant.name, invariant] as const))('%s', (_name, invariant) => {
    expect(statesOf(invariant, foreign).map(remembered)).toEqual(statesOf(invariant).map(remembered))
  })
})

test('a fold without a rotation keeps its state where nothing happens', () => {
  const world = modelWorldOf(STORIED)
  const outcome: Outcome = { ok: true, returned: undefined, events: [] }
  for (const name of ['claimed-once', 'claims-within-payment', 'master-covers-claims', 'k-never-falls']) {
    const state = named(name).start(world, world.domain)
    const taken = { action: { wait: 0n }, outcome, observed: world, domain: world.domain }
    expect(named(name).next(state, taken), name).toEqual({ state })
    const verdict = named(name).next(state, taken)
    expect('state' in verdict && verdict.state === state, name).toBe(true)
  }
})
