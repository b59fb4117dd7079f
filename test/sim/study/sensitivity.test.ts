/**
 * Sensitivity of a study's metrics, by parameter. The estimators are tested in `test/statistics`.
 */
import { expect, test } from 'vitest'
import { source } from '../../../src/sim/random/stream.ts'
import { readAxis } from '../../../src/sim/study/axis.ts'
import { placesOf } from '../../../src/sim/study/design.ts'
import { sensitivityOf } from '../../../src/sim/study/sensitivity.ts'
import { morrisPoints } from '../../../src/statistics/morris.ts'

const SEED = source(1n, 0)

test('every metric with numbers that vary gets its sensitivity, by parameter', () => {
  const axes = ['a', 'b'].map((name) =>
    readAxis({ name, title: '', unit: '', kind: 'decimal', default: '0' }, '0..1:8'),
  )
  const walk = morrisPoints(2, 8, SEED)
  const means = new Map([
    ['plane', Float64Array.from(walk, ([a, b]) => 3 * a! + b!)],
    ['constant', new Float64Array(walk.length).fill(5)],
    ['sometimes', Float64Array.from(walk, ([a], index) => (index === 3 ? NaN : a!))],
  ])
  const sensitivity = sensitivityOf('morris', axes, SEED, means)!
  expect(Object.keys(sensitivity.metrics)).toEqual(['plane'])
  expect(sensitivity.metrics['plane']!['a']).toMatchObject({ muStar: '3' })
  expect(sensitivity.metrics['plane']!['b']).toMatchObject({ muStar: '1' })
  expect(sensitivityOf('grid', axes, SEED, means)).toBeUndefined()
})

test('Sobol’ indices of a plane are the shares of its slopes squared, within their intervals', () => {
  const axes = ['a', 'b'].map((name) =>
    readAxis({ name, title: '', unit: '', kind: 'decimal', default: '0' }, '0..1:256'),
  )
  const places = placesOf('saltelli', axes, SEED)
  const means = new Map([['plane', Float64Array.from(places, ([a, b]) => 3 * a! + b!)]])
  const { a, b } = sensitivityOf('saltelli', axes, SEED, means)!.metrics['plane']!
  for (const [measures, truth] of [
    [a, 0.9],
    [b, 0.1],
  ] as const)
    for (const end of ['first', 'total'] as const) {
      const { value, low, high } = (
        measures as Record<typeof end, { value: string; low: string; high: string }>
      )[end]
      expect(Number(low)).toBeLessThanOrEqual(truth)
      expect(Number(high)).toBeGreaterThanOrEqual(truth)
      expect(Number(low)).toBeLessThan(Number(value))
      expect(Number(high) - Number(low)).toBeLessThan(0.25)
    }
})

test('falling and rising effects have a mean with its sign and one without, in at most six digits', () => {
  const axes = ['a', 'b'].map((name) =>
    readAxis({ name, title: '', unit: '', kind: 'decimal', default: '0' }, '0..1:64'),
  )
  const walk = morrisPoints(2, 64, SEED)
  const falls = new Map([['plane', Float64Array.from(walk, ([a, b]) => b! / 3 - 3 * a!)]])
  const { a } = sensitivityOf('morris', axes, SEED, falls)!.metrics['plane']!
  expect(a).toMatchObject({ mu: '-3', muStar: '3' })
  const places = placesOf('saltelli', axes, SEED)
  const bent = new Map([['plane', Float64Array.from(places, ([x, y]) => x! * x! * y! + y! / 7)]])
  const indices = Object.values(sensitivityOf('saltelli', axes, SEED, bent)!.metrics['plane']!)
  const digits = indices
    .flatMap((each) => ('first' in each ? [each.first, each.total] : []))
    .flatMap((each) => Object.values(each) as string[])
    .map((text) => text.replace(/^-?0?\.?0*/, '').replace('.', '').length)
  expect(digits).toHaveLength(12)
  expect(Math.max(...digits)).toBe(6)
})
