/** Walks: the engine leads through a run and a file by actions, days and filters. */
import { describe, expect, test } from 'vitest'
import { openEngine } from '../../../src/explorer/engine/engine.ts'
import { FIRST, fragmentOf, stateOf, type Experiment } from '../../../src/explorer/experiment.ts'
import { LISTED, type Walk, type WalkAsked } from '../../../src/explorer/walk/walk.ts'
import { caseFile } from '../../../src/lockstep/export/case-file.ts'
import { call } from '../../../src/model/interface/action.ts'
import type { Timestamp } from '../../../src/model/kernel/units.ts'
import { input } from '../../report/fixture.ts'

const engine = openEngine(input().versions)
const experiment: Experiment = { scenario: 'bank-run', seed: '1', path: 0, days: 3, set: {} }
const ask = (asked: Partial<WalkAsked>): Walk =>
  engine.walk({ subject: { experiment }, language: 'en', filter: {}, action: 0, ...asked })

describe('a walk through a run', () => {
  test('begins with the initial state, and steps to the next action and day', () => {
    const { here, days, choices } = ask({})
    expect(choices[0]).toEqual({ name: '', title: 'The run' })
    expect(choices.length).toBeGreaterThan(1)
    expect(days.map(({ title }) => title)).toEqual(['Initial state', 'Day 0', 'Day 1', 'Day 2'])
    expect(here!.to).toMatchObject({ previousAction: undefined, nextAction: 1, nextDay: days[1]!.first })
    const next = ask({ action: here!.to.nextDay! })
    expect(next.here!.day).toBe(1)
    expect(next.here!.to.previousDay).toBe(0)
  })

  test('shows a part of a long day, with the action in it', () => {
    const { here } = ask({ action: LISTED + 20 })
    expect(here!.list.length).toBeLessThanOrEqual(LISTED)
    expect(here!.list.map(({ index }) => index)).toContain(LISTED + 20)
    expect(here!.earlier).toBe(LISTED)
    expect(here!.to.earlier).toBe(LISTED - 1)
    expect(here!.to.later).toBe(2 * LISTED)
  })

  test('finds days by number and by date', () => {
    const { days } = ask({})
    expect(ask({ day: '2' }).here!.shown.index).toBe(days[3]!.first)
    expect(ask({ day: days[2]!.date }).here!.shown.index).toBe(days[2]!.first)
    // The initial state has the date of day 0.
    expect(ask({ day: days[0]!.date }).here!.day).toBe(1)
  })

  test('an action that a filter leaves out leads to the next that it has', () => {
    const { people } = ask({})
    const filter = { person: people.at(-1)! }
    const found = ask({ filter, action: 1 })
    expect(found.matches).toBeGreaterThan(0)
    expect(found.matches).toBeLessThan(found.actions)
    expect(found.here!.place).toBe(0)
    expect(found.days.reduce((sum, { actions }) => sum + actions, 0)).toBe(found.matches)
    expect(ask({ filter: { person: 'nobody' } }).here).toBeUndefined()
  })

  test('an action beyond the end leads to the last one', () => {
    const { here, actions } = ask({ action: 1e9 })
    expect(here!.shown.index).toBe(actions - 1)
    expect(here!.to.nextAction).toBeUndefined()
  })

  test('a variant has its own actions; an unknown one is the run', () => {
    const run = ask({})
    const pool = ask({ subject: { experiment, variant: 'nobody' } })
    expect(pool.actions).not.toBe(run.actions)
    expect(ask({ subject: { experiment, variant: 'unheard' } }).actions).toBe(run.actions)
  })

  test('speaks Spanish', () => {
    const { here, days, choices } = ask({ language: 'es', action: 1e9 })
    expect(choices[0]!.title).toBe('La corrida')
    expect(days[1]!.title).toBe('Día 0')
    expect(here!.shown.sentence).toBe('Pasa el tiempo: 1 día')
  })
})

test('a walk through a file has its cases, days and what it is about', () => {
  const deployment = {
    people: ['alice'],
    tokenOrder: ['usdt', 'liqAmt', 'amt', 'btcb'],
    timestamp: 1_689_163_200n as Timestamp,
  } as const
  const actions = [
    call('alice', 'btcb.mint', { amount: 1n }),
    { wait: 86_400n },
    call('binance', 'btcb.mint', { amount: 5n }),
  ]
  const text = caseFile({ about: '<b>answer</b>', deployment, actions })
  const { about, days, here } = ask({ subject: { file: 'case.json', text, index: 0 } })
  expect(about).toBe('<b>answer</b>')
  expect(days.map(({ title, date }) => [title, date])).toEqual([
    ['Day 0', '2023-07-12'],
    ['Day 1', '2023-07-13'],
  ])
  expect(here!.shown).toMatchObject({ revert: 'NotOwner', time: '2023-07-12 12:00:00' })
})

test('a link has the action and the variant', () => {
  const state = { ...FIRST, view: 'walk', action: 120, variant: 'quarter-spot' } as const
  expect(stateOf(fragmentOf(state))).toEqual({ state, problems: [] })
  expect(fragmentOf(state)).toBe('#baseline&view=walk&action=120&variant=quarter-spot')
})
