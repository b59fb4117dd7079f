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
