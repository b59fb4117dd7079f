import { beforeAll, describe, expect, test } from 'vitest'

import dilution from '../../../src/scenarios/dilution/index.ts'
import type { RunResult } from '../../../src/sim/result.ts'
import {
  cells,
  expectInvariants,
  expectNoSurprises,
  expectPictures,
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

  test('finds what it expected, on six consecutive seeds', () => {
    expect(result.findings).toHaveLength(6)
    expectNoSurprises(dilution)
  })

  test('keeps every invariant in all variants, and has its pictures', () => {
    expectInvariants(result)
    expectPictures(result, ['floor-and-hash-rate', 'floor-contour', 'hash-rate-contour', 'payouts-by-case'])
  })

  test('10,000,000 AMT on 55,035,719 leave a holder 84.62% of their part of everything', () => {
    expect(metric(result, 'emitted')).toBe(10_000_000)
    expect(metric(result, 'ownership')).toBeCloseTo(55_035_719 / 65_035_719, 11)
    const supply = numbers(result, 'supply')
    expect([supply[9], supply[10]]).toEqual([55_035_719, 65_035_719])
  })

  test('the floor falls on the day of the emission by S/(S+m), and the machines come the day after', () => {
    const [floor, backing] = [numbers(result, 'floorPrice'), numbers(result, 'backing')]
    // The rate is rounded down to a wei, of some 5·10^11.
    expect(floor[10]! / (backing[10]! / 65_035_719)).toBeCloseTo(1, 11)
    expect(floor[10]!).toBeLessThan(floor[9]!)
    // 223,446 · 10,000,000 / 55,035,719 = 40,600.2.
    expect([...new Set(cells(result, 'hashRate'))]).toEqual(['223446', '264046'])
  })

  test('its grid is regular: more emission lowers what is not matched, and over-matching raises it', () => {
    const [emissions, matches] = ['emission', 'match'].map((name) => numbers(result, name, 'grid'))
    const floors = numbers(result, 'floor', 'grid')
    const at = (emission: number, match: number): number =>
      floors[emissions!.findIndex((each, row) => each === emission && matches![row] === match)]!
    expect(floors).toHaveLength(16)
    for (const match of [0, 50]) expect(at(40, match)).toBeLessThan(at(5, match))
    expect(at(40, 150)).toBeGreaterThan(at(5, 150))
    for (const emission of [5, 10, 20, 40]) expect(at(emission, 100)).toBeGreaterThan(at(emission, 50))
  })

  test('matched too little, the findings of the cases stay, for they are of the cases', () => {
    const poor = run(dilution, { hashMatch: '20', emission: '40000000' })
    expect(metric(poor, 'floorChange')).toBeLessThan(-40)
    expect(finding(poor, 'nothing comes with').asExpected).toBe(true)
  })

  test('beyond the cap it cannot be asked for', () => {
    expect(() => run(dilution, { emission: '45000000' })).toThrow()
  })

  test('is the same on the contracts, in the cases and at the grid’s corner', async () => {
    await expectVerified(run(dilution, {}, 13), ['bare', 'hash', 'deposit', 'both', 'grid-40m-150'])
  })
})
