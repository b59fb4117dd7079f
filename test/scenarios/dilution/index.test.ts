import { beforeAll, describe, expect, test } from 'vitest'

import dilution from '../../../src/scenarios/dilution/index.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import {
  cells,
  expectInvariants,
  expectNoSurprises,
  expectCharts,
  expectVerified,
  finding,
  metric,
  numbers,
  run,
  type Settings,
} from '../harness.ts'

describe('an emission', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(dilution)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(9)
    expectNoSurprises(dilution)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, [
      'floor-and-hash-rate',
      'past-floor',
      'floor-contour',
      'hash-rate-contour',
      'payouts-by-case',
    ])
  })

  test('10,000,000 AMT on 55,035,719 leave a holder 84.62% of their share', () => {
    expect(metric(result, 'emitted')).toBe(10_000_000)
    expect(metric(result, 'ownership')).toBeCloseTo(55_035_719 / 65_035_719, 11)
    const supply = numbers(result, 'supply')
    expect([supply[9], supply[10]]).toEqual([55_035_719, 65_035_719])
  })

  test('the floor falls to S/(S+m) on the day of the emission, and the machines arrive a day later', () => {
    const [floor, backing] = [numbers(result, 'floorPrice'), numbers(result, 'backing')]
    // The rate is rounded down to one wei of some 5·10^11.
    expect(floor[10]! / (backing[10]! / 65_035_719)).toBeCloseTo(1, 11)
    expect(floor[10]!).toBeLessThan(floor[9]!)
    // 223,446 · 10,000,000 / 55,035,719 = 40,600.2.
    expect([...new Set(cells(result, 'hashRate'))]).toEqual(['223446', '264046'])
  })

  test('the grid is monotonic: a larger emission lowers the floor below a full match and raises it above one', () => {
    const [emissions, matches] = ['emission', 'match'].map((name) => numbers(result, name, 'grid'))
    const floors = numbers(result, 'floor', 'grid')
    const at = (emission: number, match: number): number =>
      floors[emissions!.findIndex((each, row) => each === emission && matches![row] === match)]!
    expect(floors).toHaveLength(16)
    for (const match of [0, 50]) expect(at(40, match)).toBeLessThan(at(5, match))
    expect(at(40, 150)).toBeGreaterThan(at(5, 150))
    for (const emission of [5, 10, 20, 40]) expect(at(emission, 100)).toBeGreaterThan(at(emission, 50))
  })

  test('the hypotheses about variants do not depend on the run’s own match', () => {
    const poor = run(dilution, { hashMatch: '20', emission: '40000000', standby: '100' })
    expect(metric(poor, 'floorChange')).toBeLessThan(-40)
    expect(finding(poor, 'without a match').asExpected).toBe(true)
  })

  test('is worth its part at the pool price to those who get it, and costs the others in the joint exit', () => {
    const parties = cells(result, 'party', 'wealth')
    const worth = (party: string, column: string): number =>
      numbers(result, column, 'wealth')[parties.indexOf(party)]!
    const [holders, recipients, project] = [
      'All holders before the emission',
      'Recipients of the emission',
      'The project',
    ] as const
    const price = numbers(result, 'poolPrice')[10]!
    // 75% and 20% of it, and 5% to the project.
    expect(worth(recipients, 'spotBare') / (9_500_000 * price)).toBeCloseTo(1, 9)
    const toProject = worth(project, 'spotBare') - worth(project, 'spotNone')
    expect(toProject / (500_000 * price)).toBeCloseTo(1, 9)
    expect(worth(holders, 'spotBare')).toBe(worth(holders, 'spotNone'))
    // The deposit keeps the RCL's BTCB per AMT. A joint exit takes all of it but the part of the AMT that
    // stays in the pool, locked or sold there, which is less than a fifth.
    const total = (column: string): number =>
      [holders, recipients, project].reduce((sum, party) => sum + worth(party, column), 0)
    const backing = numbers(result, 'backing')[10]!
    const deposit = (backing * 10_000_000) / 55_035_719
    // No emission adds BTCB: of the RCL's, less is due to AMT that stays in the pool.
    expect(total('jointBare') - total('jointNone')).toBeLessThan(0.05 * backing)
    expect(total('jointDeposit') - total('jointBare')).toBeLessThan(deposit)
    expect(total('jointDeposit') - total('jointBare')).toBeGreaterThan(0.8 * deposit)
    for (const [name, change] of [
      ['Bare', -5.55],
      ['Deposit', -1.99],
    ] as const) {
      expect(metric(result, `holdersJoint${name}`)).toBeCloseTo(change, 2)
      expect(worth(holders, `joint${name}`) - worth(holders, 'jointNone')).toBeCloseTo(change, 2)
    }
  })

  test('the floor fell before July 2023 unless 7.74 BTC were deposited, or 6.15 of the 30', () => {
    const past = (set: Settings): readonly [fell: boolean, condition: boolean, floor: number] => {
      const at = run(dilution, set, 1)
      const [fell, condition] = ['more than doubled', 'only if less than'].map(
        (words) => finding(at, words).asExpected,
      ) as [boolean, boolean]
      return [fell, condition, metric(at, 'floorThen') * 1e8]
    }
    const [without, below, above] = ['0', '7.738', '7.739'].map((deposited) =>
      past({ depositsSinceLaunch: deposited }),
    ) as [ReturnType<typeof past>, ReturnType<typeof past>, ReturnType<typeof past>]
    expect([without[0], below[0], above[0]]).toEqual([true, true, false])
    expect([without[1], below[1], above[1]]).toEqual([true, true, true])
    // 37.738 BTC over 55,035,719 AMT.
    expect(below[2]).toBeCloseTo((37.738 / 55_035_719) * 1e8, 8)
    // 30 BTC in July 2023 in any case: 54.51 sat.
    const [less, more] = [
      past({ backing: '23.849', depositsSinceLaunch: '6.151' }),
      past({ backing: '23.848', depositsSinceLaunch: '6.152' }),
    ]
    expect([less[0], more[0]]).toEqual([true, false])
    for (const [, , floor] of [less, more]) expect(floor).toBeCloseTo(54.51, 2)
  })

  test('the table of the past changes its sign at these deposits', () => {
    const signs = (column: string): readonly number[] => numbers(result, column, 'past').map(Math.sign)
    expect(signs('change')).toEqual(Array.from({ length: 16 }, (_, deposit) => (deposit < 8 ? -1 : 1)))
    expect(signs('changeIfIncluded')).toEqual(
      Array.from({ length: 16 }, (_, deposit) => (deposit < 7 ? -1 : 1)),
    )
    // Where the RCL has less than the deposits, the second reading is impossible.
    expect(numbers(run(dilution, { backing: '5' }, 1), 'deposits', 'past')).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('an emission above the cap is rejected', () => {
    expect(() => run(dilution, { emission: '45000000' })).toThrow()
  })

  test('is the same on the contracts, for every case and a corner of the grid', async () => {
    const few = { holders: '10', traders: '3', depositsSinceLaunch: '2' }
    await expectVerified(run(dilution, few, 13), ['bare', 'hash', 'deposit', 'both', 'grid-40m-150'])
  })
})
