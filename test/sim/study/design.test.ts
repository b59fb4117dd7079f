import { describe, expect, test } from 'vitest'
import type { Parameter } from '../../../src/sim/definition/parameter.ts'
import { source } from '../../../src/sim/random/stream.ts'
import { InvalidSweep, readAxis, type Axis } from '../../../src/sim/study/axis.ts'
import { pointsOf, type DesignName } from '../../../src/sim/study/design.ts'

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
