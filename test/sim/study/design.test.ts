import { describe, expect, test } from 'vitest'
import type { Parameter } from '../../../src/sim/definition/parameter.ts'
import { source } from '../../../src/sim/random/stream.ts'
import { InvalidSweep, readAxis, type Axis } from '../../../src/sim/study/axis.ts'
import {
  DESIGNS,
  placesOf,
  pointsAreChoices,
  pointsOf,
  type DesignName,
} from '../../../src/sim/study/design.ts'

const parameter = (name: string, kind: Parameter['kind'] = 'decimal'): Parameter => ({
  name,
  title: name,
  unit: '',
  kind,
  default: '1',
})
const axis = (name: string, text: string, kind: Parameter['kind'] = 'decimal'): Axis =>
  readAxis(parameter(name, kind), text)
const SEED = source(7n, 0)
const points = (design: DesignName, ...axes: Axis[]) => pointsOf(design, axes, SEED)

describe('a grid', () => {
  test('has every combination, the last axis changing fastest', () => {
    expect(points('grid', axis('a', '1,2'), axis('b', '0..1:3'))).toEqual([
      { a: '1', b: '0' },
      { a: '1', b: '0.5' },
      { a: '1', b: '1' },
      { a: '2', b: '0' },
      { a: '2', b: '0.5' },
      { a: '2', b: '1' },
    ])
  })

  test('without axes is one point that sets nothing', () => {
    for (const design of ['grid', 'zip', 'lhs', 'sobol', 'morris', 'saltelli'] as const)
      expect(points(design)).toEqual([{}])
  })

  test('has both ends of a range and exact decimals between', () => {
    expect(points('grid', axis('a', '0.045..0.07:6')).map(({ a }) => a)).toEqual([
      '0.045',
      '0.05',
      '0.055',
      '0.06',
      '0.065',
      '0.07',
    ])
    expect(points('grid', axis('a', '0..100:4', 'integer')).map(({ a }) => a)).toEqual([
      '0',
      '33',
      '67',
      '100',
    ])
    expect(points('grid', axis('a', '0..1:4')).map(({ a }) => a)).toEqual([
      '0',
      '0.333333333',
      '0.666666667',
      '1',
    ])
  })
})

describe('a zip', () => {
  test('takes values in step', () => {
    expect(points('zip', axis('a', '1,2,3'), axis('b', '0..1:3'))).toEqual([
      { a: '1', b: '0' },
      { a: '2', b: '0.5' },
      { a: '3', b: '1' },
    ])
  })

  test('rejects axes of different length', () => {
    expect(() => points('zip', axis('a', '1,2,3'), axis('b', '0..1:2'))).toThrow(InvalidSweep)
  })
})

describe('the points of a Latin hypercube', () => {
  test('give each value of a list and each whole number of a range an equal part', () => {
    const cube = points('lhs', axis('a', 'x,y,z'), axis('b', '1..4:12', 'integer'), axis('c', '5..6:12'))
    const times = (key: string, value: string) => cube.filter((point) => point[key] === value).length
    for (const value of ['x', 'y', 'z']) expect(times('a', value)).toBe(4)
    for (const value of ['1', '2', '3', '4']) expect(times('b', value)).toBe(3)
    expect(cube.every(({ c }) => Number(c) >= 5 && Number(c) <= 6)).toBe(true)
  })
})

describe('a drawn design', () => {
  const axes = [axis('a', '0..10:4', 'integer'), axis('b', '2..4:4'), axis('c', 'x,y')]
  test.each([
    ['lhs', 4],
    ['sobol', 4],
    ['morris', 4 * (3 + 1)],
    ['saltelli', 4 * (3 + 2)],
  ] as const)('%s has %i points, each where its place in the unit cube is on the axes', (design, count) => {
    const places = placesOf(design, axes, SEED)
    const found = points(design, ...axes)
    expect(found).toHaveLength(count)
    expect(new Set(places.map(String)).size).toBe(count)
    places.forEach(([a, b], index) => {
      const whole = design === 'morris' ? Math.round(10 * a!) : Math.floor(11 * a!)
      expect(found[index]!['a']).toBe(String(whole))
      expect(Number(found[index]!['b'])).toBeCloseTo(2 + 2 * b!, 8)
    })
  })

  test('has points that stand for an unknown, not for policies to choose from', () => {
    expect(DESIGNS).toEqual(['grid', 'zip', 'lhs', 'sobol', 'morris', 'saltelli'])
    expect(DESIGNS.filter(pointsAreChoices)).toEqual(['grid', 'zip'])
  })
})

describe('what is wrong with the axes of a design', () => {
  const told = (design: DesignName, ...axes: Axis[]): unknown => {
    try {
      return points(design, ...axes)
    } catch (error) {
      const { parameter, expected, got } = error as InvalidSweep
      return [parameter, expected, got]
    }
  }
  test('is told of the first axis that does not fit', () => {
    expect(told('zip', axis('a', '1,2,3'), axis('b', '1,2'), axis('c', '1'))).toEqual([
      'b',
      'as many values as a has, 3, for design zip',
      '1,2',
    ])
    expect(told('zip', axis('a', '1,2,3'))).toEqual([{ a: '1' }, { a: '2' }, { a: '3' }])
    expect(told('lhs', axis('a', '0..1:4'), axis('b', '0..1:5'), axis('c', '0..1:6'))).toEqual([
      'b',
      'the count of a, 4, for design lhs',
      '0..1:5',
    ])
    expect(told('sobol', axis('a', '1,2'), axis('b', '3,4'))).toEqual([
      'a',
      'a range such as 0..100:16, whose count says how many points design sobol has',
      '1,2',
    ])
  })

  test('is a count of one for saltelli alone', () => {
    expect(told('saltelli', axis('a', '0..1:1'))).toEqual([
      'a',
      'a count of at least 2 for design saltelli',
      '0..1:1',
    ])
    expect(told('saltelli', axis('a', '0..1:2'))).toHaveLength(2 * (1 + 2))
    expect(told('lhs', axis('a', '0..1:1'))).toHaveLength(1)
  })
})

describe('invalid sweeps', () => {
  test.for<[what: string, text: string, kind: Parameter['kind']]>([
    ['nothing', '', 'decimal'],
    ['an empty value', '1,,2', 'decimal'],
    ['a range without a count', '0..1', 'decimal'],
    ['a range that goes down', '1..0:3', 'decimal'],
    ['a range of nothing', '0..1:0', 'decimal'],
    ['a range of choices', '0..1:3', 'choice'],
    ['a range of flags', '0..1:3', 'boolean'],
    ['halves of a whole number', '0.5..3:3', 'integer'],
    ['a count beyond reason', '0..1:1000001', 'decimal'],
  ])('%s is rejected', ([, text, kind]) => {
    expect(() => axis('a', text, kind)).toThrow(InvalidSweep)
  })

  test('a range of one value has no two ends', () => {
    expect(() => points('grid', axis('a', '0..1:1'))).toThrow(InvalidSweep)
  })

  test('drawn designs need a range, and one count for all', () => {
    expect(() => points('saltelli', axis('a', '0..1:1'))).toThrow(InvalidSweep)
    for (const design of ['lhs', 'sobol', 'morris', 'saltelli'] as const) {
      expect(() => points(design, axis('a', '1,2'))).toThrow(InvalidSweep)
      expect(() => points(design, axis('a', '0..1:4'), axis('b', '0..1:5'))).toThrow(InvalidSweep)
    }
  })
})
