import { describe, expect, test } from 'vitest'

import { amt, type Amt } from '../../../src/model/kernel/units.ts'
import { scenarios } from '../../../src/scenarios/index.ts'
import { outsidePool } from '../../../src/scenarios/shared/july-2023.ts'
import {
  capTable,
  OWNERSHIP,
  WALLETS,
  type CapTable,
  type OwnPeople,
} from '../../../src/scenarios/shared/ownership.ts'
import { readSettings } from '../../../src/sim/definition/parameter.ts'
import type { Scenario } from '../../../src/sim/definition/scenario.ts'

const OUTSIDE = outsidePool({ pool: 'after-reset' })

const table = (given: Readonly<Record<string, string>> = {}, own: OwnPeople = {}): CapTable =>
  capTable({ ...readSettings(OWNERSHIP, given).settings, pool: 'after-reset' }, own)

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
    expect(() => table({}, { others: 10.5 })).toThrow(/got 100.5%/)
    expect(() => table({}, { others: 10 })).not.toThrow()
  })

  test('takes AMT for a scenario’s own people out of the wallets, from each in proportion', () => {
    const taken = ((OUTSIDE * 34n) / 100n) as Amt
    const [whole, rest] = [table(), table({}, { taken })]
    // The wallets hold 85%, so each gives two fifths.
    for (const row of WALLETS) expect(rest[row] - (whole[row] * 3n) / 5n).toBeLessThanOrEqual(1n)
    for (const row of ['ownStaked', 'ownBuyBack', 'ownProviders', 'ownMarket', 'reserve'] as const)
      expect(rest[row]).toBe(whole[row])
    const given = WALLETS.reduce((sum, row) => sum + whole[row] - rest[row], 0n)
    expect(taken - given).toBeGreaterThanOrEqual(0n)
    expect(taken - given).toBeLessThan(WALLETS.length)
  })

  test('spares rows that are no givers, and takes out of the reserve what the givers do not have', () => {
    const taken = ((OUTSIDE * 60n) / 100n) as Amt
    const rest = table({}, { taken, givers: ['ownMiners'] })
    expect(rest.ownMiners).toBe(0n)
    expect(rest.ownTraders).toBe(table().ownTraders)
    expect(rest.reserve).toBe(table().reserve - (taken - table().ownMiners))
    const most = (table().ownMiners + table().reserve) as Amt
    expect(table({}, { taken: most, givers: ['ownMiners'] }).reserve).toBe(0n)
    expect(() => table({}, { taken: (most + 1n) as Amt, givers: ['ownMiners'] })).toThrow(/at most .* AMT/)
    expect(() => table({}, { taken: most, givers: ['ownMiners'], others: 1 })).toThrow(/at most .* AMT/)
  })

  test('gives AMT of the reserve to the wallets if a negative amount is taken', () => {
    const rest = table({}, { taken: (-(OUTSIDE * 17n) / 100n) as Amt })
    for (const row of WALLETS) expect(Number(rest[row]) / Number(table()[row])).toBeCloseTo(1.2, 12)
  })
})

/** Scenarios whose people are those of the cap table; the first is what the others are compared with. */
const IN_THE_WORLD = scenarios.filter(({ parameters }) => parameters.some(({ name }) => name === 'ownMiners'))

interface Givers {
  /** Classes of the cap table that give a part of their AMT to people of the scenario. */
  readonly classes: readonly string[]
  /** What the reserve gives, in percent of the AMT outside the pool. */
  readonly reserve: number
}

const ALL_WALLETS = ['miner', 'large', 'medium', 'small', 'trader', 'redeemer']

/** Scenarios whose question needs more AMT in the hands of people of their own than the reserve has. */
const GIVERS: Readonly<Record<string, Givers>> = {
  'bank-run': { classes: ALL_WALLETS, reserve: 0 },
  'buyback-flywheel': { classes: ALL_WALLETS, reserve: 0 },
  'liquidity-flight': { classes: ALL_WALLETS, reserve: 0 },
  // Sellers with 80% and a whale with 2,000,000 AMT; the givers have 79%.
  'bear-market': {
    classes: ['miner', 'large', 'medium', 'small', 'redeemer'],
    reserve: 1 + (2e8 * 1e18) / Number(OUTSIDE),
  },
}

/**
 * Defaults that are a scenario's question: a bear market of BTC, an RCL whose floor it soon reaches, a lock
 * that soon ends, and a whale, which is measured in AMT or by the supply there and by the AMT outside the
 * pool in the baseline.
 */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'bear-market': ['backing', 'btcGrowth', 'btcVolatility', 'whale'],
  'liquidity-flight': ['daysSinceLaunch', 'whale'],
}

const classOf = (person: string): string => person.replace(/-\d+$/, '')

const isGiver = (scenario: string, person: string): boolean =>
  GIVERS[scenario]?.classes.includes(classOf(person)) ?? false

/** Everybody whom a scenario brings, by name. */
const endowmentsOf = ({ name, at }: Scenario) => ({
  name,
  people: new Map(
    at({}).bound.agents.flatMap(({ people }) => people.map((person) => [person.name, person] as const)),
  ),
})

describe('scenarios in one world', () => {
  test('are all scenarios', () => {
    expect(IN_THE_WORLD).toEqual(scenarios)
    expect(scenarios.length).toBeGreaterThanOrEqual(14)
  })

  test('have the same defaults in every parameter that they share with the baseline', () => {
    const [baseline, ...others] = IN_THE_WORLD
    const standard = new Map(baseline!.parameters.map((parameter) => [parameter.name, parameter.default]))
    expect(baseline!.name).toBe('baseline')
    let compared = 0
    for (const { name: scenario, parameters } of others)
      for (const { name, default: own } of parameters) {
        if (!standard.has(name) || ASKED[scenario]?.includes(name)) continue
        compared++
        expect({ scenario, name, own }).toEqual({ scenario, name, own: standard.get(name) })
      }
    expect(compared).toBeGreaterThan(100)
  })

  test('give every person of the baseline the same AMT and BTCB', () => {
    const [baseline, ...others] = IN_THE_WORLD.map(endowmentsOf)
    expect(baseline!.people.size).toBeGreaterThan(150)
    for (const { name, people } of others)
      for (const [person, endowment] of baseline!.people) {
        const own = people.get(person)
        expect({ scenario: name, person, btcb: own?.btcb }).toEqual({
          scenario: name,
          person,
          btcb: endowment.btcb,
        })
        if (!isGiver(name, person))
          expect({ scenario: name, ...own }).toEqual({ scenario: name, ...endowment })
      }
  })

  test('take AMT of their own people from all givers in one proportion, and at most 10% of all from the reserve', () => {
    const [baseline, ...others] = IN_THE_WORLD.map(endowmentsOf)
    for (const { name, people } of others) {
      const all = [...baseline!.people.keys()]
      const parts = all
        .filter((person) => isGiver(name, person))
        .map((person) => Number(people.get(person)!.amt ?? 0n) / Number(baseline!.people.get(person)!.amt))
      for (const part of parts) expect(part).toBeCloseTo(parts[0]!, 12)
      const given = all.reduce(
        (sum, person) => sum + (baseline!.people.get(person)!.amt ?? 0n) - (people.get(person)!.amt ?? 0n),
        0n,
      )
      const own = [...people.values()].filter((person) => !baseline!.people.has(person.name))
      const fromReserve = own.reduce((sum, person) => sum + (person.amt ?? 0n), 0n) - given
      const share = Number(fromReserve) / Number(OUTSIDE)
      const { reserve } = GIVERS[name] ?? {}
      if (reserve === undefined) expect(share).toBeGreaterThanOrEqual(0)
      else expect(100 * share).toBeCloseTo(reserve, 6)
      expect(share).toBeLessThan(0.1)
    }
  })
})
