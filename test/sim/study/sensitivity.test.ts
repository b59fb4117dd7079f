/**
 * Sensitivity of a study's metrics, by parameter. The estimators are tested in `test/statistics`.
 */
import { expect, test } from 'vitest'
import { source } from '../../../src/sim/random/stream.ts'
import { readAxis } from '../../../src/sim/study/axis.ts'
import { placesOf } from '../../../src/sim/study/design.ts'
import { sensitivityOf, sensitivityWithTails, type Sensitivity } from '../../../src/sim/study/sensitivity.ts'
import { statistic } from '../../../src/sim/study/quantiles.ts'
import { morrisEffects, morrisPoints } from '../../../src/statistics/morris.ts'
import { indicesOf } from '../../../src/statistics/sobol-indices.ts'

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

test('a sensitivity has the numbers of its estimator, each in at most six digits', () => {
  const axes = ['a', 'b'].map((name) =>
    readAxis({ name, title: '', unit: '', kind: 'decimal', default: '0' }, '0..1:8'),
  )
  const bend = ([a, b]: readonly number[]): number => a! * a! * b! - b! / 7
  const walk = placesOf('morris', axes, SEED)
  const outputs = Float64Array.from(walk, bend)
  const effects = morrisEffects(walk, outputs).map(({ mu, muStar, muStarError, sigma }) => ({
    mu: statistic(mu),
    muStar: statistic(muStar),
    muStarError: statistic(muStarError!),
    sigma: statistic(sigma),
  }))
  expect(sensitivityOf('morris', axes, SEED, new Map([['bent', outputs]]))).toEqual({
    method: 'morris',
    metrics: { bent: { a: effects[0], b: effects[1] } },
  })

  const places = placesOf('saltelli', axes, SEED)
  const bent = Float64Array.from(places, bend)
  const flat = new Float64Array(places.length).fill(3)
  const six = ({ value, low, high }: { value: number; low?: number; high?: number }) => ({
    value: statistic(value, 6),
    low: statistic(low!, 6),
    high: statistic(high!, 6),
  })
  const [a, b] = indicesOf(2, bent)!.map(({ first, total }) => ({ first: six(first), total: six(total) }))
  const means = new Map([
    ['bent', bent],
    ['flat', flat],
  ])
  expect(sensitivityOf('saltelli', axes, SEED, means)).toEqual({
    method: 'sobol',
    metrics: { bent: { a, b } },
  })
})

test('one walk gives no interval, one axis is enough, and none has no sensitivity', () => {
  const [a] = ['0..1:1'].map((text) =>
    readAxis({ name: 'a', title: '', unit: '', kind: 'decimal', default: '0' }, text),
  )
  const outputs = Float64Array.from(placesOf('morris', [a!], SEED), ([x]) => 2 * x!)
  const { metrics } = sensitivityOf('morris', [a!], SEED, new Map([['line', outputs]]))!
  expect(Object.keys(metrics['line']!['a']!)).toEqual(['mu', 'muStar', 'sigma'])
  expect(sensitivityOf('morris', [], SEED, new Map())).toBeUndefined()
})

test('tails are added where there are means, both quantiles and at least one metric with one', () => {
  const interval = { value: '1', low: '0', high: '2' }
  const of = (...names: readonly string[]): Sensitivity => ({
    method: 'sobol',
    metrics: Object.fromEntries(
      names.map((name) => [name, { [name]: { first: interval, total: interval } }]),
    ),
  })
  const [means, p5, p95] = [of('mean'), of('low'), of('high')]
  expect(sensitivityWithTails(means, { p5, p95 })).toEqual({
    ...means,
    tails: { p5: p5.metrics, p95: p95.metrics },
  })
  expect(sensitivityWithTails(means, { p5: of(), p95 })).toBe(means)
  expect(sensitivityWithTails(of(), { p5, p95: of() })).toHaveProperty('tails')
  expect(sensitivityWithTails(means, { p5: undefined, p95 })).toBe(means)
  expect(sensitivityWithTails(means, { p5, p95: undefined })).toBe(means)
  expect(sensitivityWithTails(undefined, { p5, p95 })).toBeUndefined()
})
