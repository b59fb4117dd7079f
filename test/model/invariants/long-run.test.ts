import { describe, expect, test } from 'vitest'
import { viewDomainOf } from '../../../src/model/economy.ts'
import { INVARIANTS, type AnyInvariant } from '../../../src/model/invariants/invariants.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import { eventsOf, type Event, type Outcome } from '../../../src/model/interface/outcome.ts'
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

describe('one action with the events of all leads to the same state', () => {
  /** Claims are sorted by the called function, and a vault buys once at a time. */
  const one = INVARIANTS.filter(({ name }) => !/^claim|^purchases/.test(name))

  test.each(one.map((invariant) => [invariant.name, invariant] as const))('%s', (_name, invariant) => {
    const world = modelWorldOf(STORIED)
    const start = invariant.start(world, world.domain)
    const events = LONG_RUN.flatMap((action) => eventsOf(world.act(action)))
    const outcome: Outcome = { ok: true, returned: undefined, events }
    const step = { action: { wait: 0n }, outcome, observed: world, domain: world.domain }
    expect(remembered(invariant.next(start, step))).toEqual({ state: remembered(statesOf(invariant).at(-1)) })
  })

  test.each(['claimed-once', 'claims-within-payment'])('%s, for holders and for providers', (name) => {
    const world = modelWorldOf(STORIED)
    let state = named(name).start(world, world.domain)
    const byProvider = (taken: Action): boolean => 'call' in taken && /liqCharge|locker/.test(taken.call)
    const done = LONG_RUN.map((action) => [action, eventsOf(world.act(action))] as const)
    for (const action of [{ wait: 0n }, LONG_RUN.find(byProvider)!]) {
      const own = done.filter(([taken]) => byProvider(taken) === byProvider(action))
      const outcome: Outcome = { ok: true, returned: undefined, events: own.flatMap(([, events]) => events) }
      const verdict = named(name).next(state, { action, outcome, observed: world, domain: world.domain })
      if ('state' in verdict) state = verdict.state
    }
    expect(remembered(state)).toEqual(remembered(statesOf(named(name)).at(-1)))
  })
})

describe('a fold keeps its state where nothing happens that concerns it', () => {
  const outcome: Outcome = {
    ok: true,
    returned: undefined,
    events: [{ on: 'factory', name: 'PairCreated', args: [] }],
  }
  const after = (name: string): readonly [before: unknown, after: unknown] => {
    const world = modelWorldOf(STORIED)
    const state = named(name).start(world, world.domain)
    const taken = { action: { wait: 0n }, outcome, observed: world, domain: world.domain }
    const verdict = named(name).next(state, taken)
    return [state, 'state' in verdict ? verdict.state : verdict.violation]
  }

  test.each(INVARIANTS.map(({ name }) => name).filter((name) => !/conserved|^snapshots|^floor/.test(name)))(
    '%s',
    (name) => {
      const [before, now] = after(name)
      expect(now === before).toBe(true)
    },
  )

  test('apart from the rotation', () => {
    for (const name of ['amt-conserved', 'lp-conserved', 'snapshots-never-change']) {
      const [before, now] = after(name) as readonly Readonly<Record<string, unknown>>[]
      for (const part of ['books', 'amt', 'liqAmt']) expect(now![part] === before![part], part).toBe(true)
    }
  })
})
