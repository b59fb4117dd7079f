import { describe, expect, test } from 'vitest'

import { amt } from '../../../src/model/kernel/units.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import { outsidePool } from '../../../src/scenarios/shared/july-2023.ts'
import { capTable, OWNERSHIP, type CapTable } from '../../../src/scenarios/shared/ownership.ts'
import { readSettings } from '../../../src/sim/definition/parameter.ts'

const OUTSIDE = outsidePool('after-reset')

const table = (given: Readonly<Record<string, string>> = {}, others = 0): CapTable =>
  capTable({ ...readSettings(OWNERSHIP, given).settings, pool: 'after-reset' }, others)

describe('the cap table', () => {
  test('divides all AMT outside the pool, and leaves a tenth of it to the reserve', () => {
    const rows = Object.values(table())
    expect(rows.reduce<bigint>((sum, row) => sum + row, 0n)).toBe(OUTSIDE)
    expect(Number(table().reserve) / Number(OUTSIDE)).toBeCloseTo(0.1, 6)
    expect(table().ownMiners).toBe((OUTSIDE * 55n) / 100n)
  })

  test('takes a larger row out of the reserve, down to nothing', () => {
    const more = table({ ownSmall: '14' })
    expect(more.ownSmall).toBe((OUTSIDE * 14n) / 100n)
    expect(more.reserve).toBeLessThan(amt('0.001'))
    expect(more.ownMiners).toBe(table().ownMiners)
  })

  test('rounds rows down, so that the reserve is never negative', () => {
    const split = table({ ownTraders: '6.005', ownSmall: '13.995' })
    expect(split.reserve).toBeGreaterThanOrEqual(0n)
    expect(split.ownTraders).toBe((OUTSIDE * 600n) / 10_000n)
  })

  test('rejects shares of more than 100%, those of a scenario’s own agents included', () => {
    expect(() => table({ ownSmall: '14.01' })).toThrow(/at most 100%.*got 100.01%/)
    expect(() => table({}, 10.5)).toThrow(/got 100.5%/)
    expect(() => table({}, 10)).not.toThrow()
  })
})

/** Scenarios whose people are those of the cap table. The others bring their own. */
const IN_THE_WORLD = scenarios.filter(({ parameters }) => parameters.some(({ name }) => name === 'ownMiners'))

describe('scenarios in one world', () => {
  test('are at least the three that form a price over a year or more, and the Great Reset', () => {
    const names = IN_THE_WORLD.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['baseline', 'catch-up', 'split-policy', 'great-reset']))
  })

  test('have the same defaults in every parameter that they share with the baseline', () => {
    const [baseline, ...others] = IN_THE_WORLD
    const standard = new Map(baseline!.parameters.map((parameter) => [parameter.name, parameter.default]))
    expect(baseline!.name).toBe('baseline')
    let compared = 0
    for (const { name: scenario, parameters } of others)
      for (const { name, default: own } of parameters) {
        if (!standard.has(name)) continue
        compared++
        expect({ scenario, name, own }).toEqual({ scenario, name, own: standard.get(name) })
      }
    expect(compared).toBeGreaterThan(100)
  })

  test('give every person of the baseline the same AMT and BTCB', () => {
    const endowments = IN_THE_WORLD.map(({ name, at }) => ({
      name,
      people: new Map(
        at({}).bound.agents.flatMap(({ people }) => people.map((person) => [person.name, person] as const)),
      ),
    }))
    const [baseline, ...others] = endowments
    expect(baseline!.people.size).toBeGreaterThan(150)
    for (const { name, people } of others)
      for (const [person, endowment] of baseline!.people)
        expect({ scenario: name, ...people.get(person) }).toEqual({ scenario: name, ...endowment })
  })
})
