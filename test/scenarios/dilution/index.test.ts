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
} from '../harness.ts'

describe('an emission', () => {
  let result: RunResult
  beforeAll(() => {
    result = run(dilution)
  })

  test('confirms its hypotheses', () => {
    expect(result.findings).toHaveLength(6)
    expectNoSurprises(dilution)
  })

  test('keeps every invariant in all variants, and has its charts', () => {
    expectInvariants(result)
    expectCharts(result, ['floor-and-hash-rate', 'floor-contour', 'hash-rate-contour', 'payouts-by-case'])
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

  test('an emission above the cap is rejected', () => {
    expect(() => run(dilution, { emission: '45000000' })).toThrow()
  })

  test('is the same on the contracts, for every case and a corner of the grid', async () => {
    await expectVerified(run(dilution, {}, 13), ['bare', 'hash', 'deposit', 'both', 'grid-40m-150'])
  })
})
