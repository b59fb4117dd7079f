/** Timelines: days, reverts and states are those of the run. */
import { describe, expect, test } from 'vitest'
import { resultOf, scenarioOf } from '../../../src/explorer/engine/engine.ts'
import { walkablesOf } from '../../../src/explorer/engine/walkables.ts'
import type { Experiment } from '../../../src/explorer/experiment.ts'
import { matching, participants, placeOf } from '../../../src/explorer/walk/filter.ts'
import {
  isContract,
  momentAt,
  namedIn,
  NotReplayable,
  timelineOf,
} from '../../../src/explorer/walk/timeline.ts'
import { floorOf } from '../../../src/model/contracts/burn-vault.ts'
import { apply, changedViews, deployEconomy, read, type Economy } from '../../../src/model/economy.ts'
import { call, isWait } from '../../../src/model/interface/action.ts'
import { fromBase, type Timestamp } from '../../../src/model/kernel/units.ts'

const experiment = (scenario: string, days: number): Experiment => ({
  scenario,
  seed: '1',
  path: 0,
  days,
  set: {},
})

const walked = (asked: Experiment) => {
  const result = resultOf(scenarioOf(asked), asked)
  const lists = walkablesOf(scenarioOf(asked), asked, result)
  return { result, lists, timeline: timelineOf(lists[0]!.list()) }
}

describe('a timeline of a run', () => {
  const { result, timeline } = walked(experiment('baseline', 6))
  const daily = (name: string): readonly string[] =>
    result.tables[0]!.columns.find((column) => column.name === name)!.cells

  test('has the initial state, then one entry for each day, which cover all actions once', () => {
    expect(timeline.days.map(({ day }) => day)).toEqual([undefined, 0n, 1n, 2n, 3n, 4n, 5n])
    expect(timeline.days.slice(1).map(({ date }) => date)).toEqual(daily('date'))
    expect(timeline.days[0]!.first).toBe(0)
    expect(timeline.days.at(-1)!.end).toBe(result.actions.length)
    for (const [index, { first }] of timeline.days.entries())
      if (index > 0) expect(first).toBe(timeline.days[index - 1]!.end)
    for (const { end } of timeline.days.slice(1)) expect(isWait(result.actions[end - 1]!)).toBe(true)
  })

  test('knows the reverts of the run', () => {
    const counted = Object.values(result.reverts).reduce((sum, each) => sum + each, 0)
    expect(counted).toBeGreaterThan(0)
    expect(timeline.reverts.size).toBe(counted)
  })

  test('has the state at the close of each day that the daily table has', () => {
    const closes = timeline.days.slice(1).map(({ end }) => momentAt(timeline, end - 1).before)
    expect(closes.map((economy) => fromBase(floorOf(economy).backing))).toEqual(daily('backing'))
    expect(closes.map((economy) => fromBase(floorOf(economy).supply))).toEqual(daily('supply'))
    expect(new Set(daily('backing')).size).toBeGreaterThan(1)
  })

  test('has before and after any action the state of a replay without kept states', () => {
    const answers = (economy: Economy, other: Economy): readonly unknown[] =>
      changedViews(other, economy).flatMap((view) =>
        String(read(economy, view)) === String(read(other, view)) ? [] : [view],
      )
    const { deployment } = result
    let economy = deployEconomy({ ...deployment, timestamp: BigInt(deployment.timestamp) as Timestamp })
    for (const [index, action] of result.actions.entries()) {
      const next = apply(economy, action)
      if (index % 97 === 0 || index % 64 === 63) {
        const { before, after, outcome } = momentAt(timeline, index)
        expect(answers(before, economy)).toEqual([])
        expect(answers(after, next.economy)).toEqual([])
        expect(outcome.ok).toBe(!timeline.reverts.has(index))
      }
      economy = next.economy
    }
  })

  test('filters by whom an action names, and by who is in its events', () => {
    const person = 'large-1'
    const own = matching(timeline, { person })
    const named = result.actions.flatMap((action, index) => (namedIn(action).includes(person) ? [index] : []))
    expect(own).toEqual(expect.arrayContaining(named))
    expect(named.length).toBeGreaterThan(0)
    expect(own.length).toBeLessThan(result.actions.length / 4)
    const swaps = matching(timeline, { contract: 'pair' })
    // Swaps call the router; only their events name the pair.
    expect(swaps.some((index) => JSON.stringify(callOf(index)).includes('router.swap'))).toBe(true)
    const both = matching(timeline, { person, contract: 'master' })
    expect(both).toEqual(own.filter((index) => matching(timeline, { contract: 'master' }).includes(index)))
    expect(matching(timeline, { reverted: true })).toEqual([...timeline.reverts.keys()])
    expect(matching(timeline, { person: 'nobody' })).toEqual([])
  })

  const callOf = (index: number): unknown => {
    const action = result.actions[index]!
    return isWait(action) ? 'wait' : action.call
  }

  test('names everybody who takes part', () => {
    const people = participants(timeline).filter((name) => !isContract(name))
    expect(people).toEqual(expect.arrayContaining(['payer', 'large-1']))
  })
})

test('variants have initial states of their own, and waits in one are no days', () => {
  const asked = experiment('liquidity-flight', 3)
  const { lists, result } = walked(asked)
  expect(lists.map(({ name }) => name)).toEqual(['', ...result.variants.map(({ name }) => name)])
  for (const [index, each] of lists.slice(0, 3).entries()) {
    const { days } = timelineOf(each.list())
    expect(days.map(({ day }) => day)).toEqual([undefined, 0n, 1n, 2n])
    expect(days.at(-1)!.end).toBe((index === 0 ? result : result.variants[index - 1]!).actions.length)
  }
})

test('an action of an unknown account is named with its number', () => {
  const deployment = {
    people: ['alice'],
    tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
    timestamp: 1_689_120_000n as Timestamp,
  } as const
  const actions = [
    call('owner', 'factory.setFeeTo', { feeTo: 'zero' }),
    call('alice', 'btcb.transfer', { to: 'bob', amount: 0n }),
  ]
  expect(() => timelineOf({ deployment, actions })).toThrow(NotReplayable)
  expect(() => timelineOf({ deployment, actions })).toThrow(/^action 2 /)
})

test('places in ascending indices', () => {
  expect([0, 4, 5, 9, 10].map((index) => placeOf([4, 9], index))).toEqual([0, 0, 1, 1, 2])
})
