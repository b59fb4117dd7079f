/** Paths of shocks: values between, at and after their points, and what is no path. */
import { describe, expect, test } from 'vitest'
import { InvalidPath, valueOn, type Path } from '../../../src/sim/stress/shock.ts'

const PATH: Path = [
  [2, '0.5'],
  [6, '0.75'],
]

describe('the value of a path', () => {
  test('is neutral up to day 0, linear between points, and stays after the last', () => {
    const days = [-5, 0, 1, 2, 4, 6, 7, 1000]
    expect(days.map((day) => valueOn(PATH, day, 1))).toEqual([1, 1, 0.75, 0.5, 0.625, 0.75, 0.75, 0.75])
  })

  test('starts at its neutral value: 0 for what is added', () => {
    expect([0, 1, 2].map((day) => valueOn([[2, '2.8']], day, 0))).toEqual([0, 1.4, 2.8])
    expect(valueOn([[1, '0']], 1, 0)).toBe(0)
  })

  test('is neutral on day 0, also before a value beyond float64', () => {
    expect(valueOn([[2, '9'.repeat(400)]], 0, 1)).toBe(1)
  })

  test('is neutral without points', () => {
    expect([-1, 0, 9].map((day) => valueOn([], day, 1))).toEqual([1, 1, 1])
    expect(valueOn([], 0, 0)).toBe(0)
  })

  test.each<[string, Path]>([
    [
      'days out of order',
      [
        [3, '1'],
        [3, '2'],
      ],
    ],
    ['a point on day 0', [[0, '1']]],
    ['a part of a day', [[1.5, '1']]],
    ['a factor of 0', [[1, '0']]],
    ['a negative factor', [[1, '-0.5']]],
    ['an exponent', [[1, '1e3']]],
    ['no number', [[1, '']]],
  ])('is an error for %s', (_what, path) => {
    expect(() => valueOn(path, 4, 1)).toThrow(InvalidPath)
  })
})
