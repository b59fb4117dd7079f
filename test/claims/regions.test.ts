/** Regions: points are computed once for an input, and the page has them with their calibration. */
import { describe, expect, test } from 'vitest'
import { CLAIMS } from '../../src/claims/claims.ts'
import { regionChart, regionsPage } from '../../src/claims/regions-page.ts'
import {
  mapRegions,
  pointOf,
  REGIONS,
  type Kept,
  type MapOptions,
  type Region,
} from '../../src/claims/regions.ts'

function memory(): Kept & { readonly puts: string[] } {
  const held = new Map<string, number>()
  const puts: string[] = []
  return {
    puts,
    get: (hash) => held.get(hash),
    put(hash, value) {
      puts.push(hash)
      held.set(hash, value)
    },
  }
}

/** Two days and four points. */
const small: Region = {
  ...REGIONS.find(({ claim }) => claim === 41)!,
  days: 2,
  x: { parameter: 'buffer', values: ['0', '4'] },
  y: { parameter: 'meanDownDays', values: ['2', '5'] },
}
const options = (kept: Kept, code = 'a'): MapOptions => ({ seed: 1n, paths: 2, code, kept })

describe('a region', () => {
  test('goes on where it was stopped, and computes a point once', () => {
    const kept = memory()
    const first = pointOf(small, '4', '2', options(kept))
    expect(kept.puts).toHaveLength(1)
    const [mapped] = mapRegions([small], options(kept))
    expect(kept.puts).toHaveLength(4)
    expect(mapped!.points[1]).toEqual(first)
    expect(mapRegions([small], options(kept))).toEqual([mapped])
    expect(kept.puts).toHaveLength(4)
  })

  test.each<[string, Region, MapOptions]>([
    ['other code', small, options(memory(), 'b')],
    ['another seed', small, { ...options(memory()), seed: 2n }],
    ['other days', { ...small, days: 3 }, options(memory())],
    ['another property', { ...small, holds: () => false }, options(memory())],
    ['another setting', { ...small, set: { meanUpDays: '9' } }, options(memory())],
  ])('is computed again for %s', (_, region, other) => {
    const kept = memory()
    pointOf(small, '4', '2', options(kept))
    pointOf(region, '4', '2', { ...other, kept })
    expect(kept.puts).toHaveLength(2)
  })

  test('counts the paths on which the claim holds, with an exact interval', () => {
    const all = pointOf({ ...small, holds: () => true }, '4', '2', options(memory()))
    const none = pointOf({ ...small, holds: () => false }, '4', '2', options(memory()))
    expect([all.held, none.held]).toEqual([2, 0])
    expect([all.high, none.low]).toEqual([1, 0])
    expect(all.low).toBeCloseTo(0.1581, 4)
  })

  test('is on the page and in its chart', () => {
    const mapped = mapRegions([small], options(memory()))
    const page = regionsPage(mapped, 'npm run claims', 'images/')
    expect(page).toContain('![Heat map of claim 41')
    expect(page).toContain('Mean time between outages of the bridge (assumption)')
    expect(regionChart(mapped[0]!).match(/<rect /g)).toHaveLength(1 + 4)
    expect(regionChart(mapped[0]!)).toContain('/2</text>')
  })
})

test.each(REGIONS)('the region of claim $claim has a reading and known parameters', (region) => {
  const { claim, reading, scenario, x, y, calibration, set } = region
  const { readings } = CLAIMS.find(({ number }) => number === claim)!
  expect(readings.find(({ name }) => name === reading)?.by).toBe('study')
  const names = scenario.parameters.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining([x.parameter, y.parameter, ...calibration, ...Object.keys(set)]),
  )
  for (const value of x.values)
    expect(() => scenario.at({ ...set, [x.parameter]: value, [y.parameter]: y.values[0]! })).not.toThrow()
})
