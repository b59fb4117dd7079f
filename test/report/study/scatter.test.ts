/** Scatters: their bands are quantiles of the points around. */
import { describe, expect, test } from 'vitest'
import { bandsOf } from '../../../src/report/study/scatter.ts'

const texts = (values: readonly number[]): string[] => values.map(String)

describe('the bands of a scatter', () => {
  test('are absent where there are too few points for two groups', () => {
    expect(bandsOf([1, 2, 3, 4, 5], texts([1, 2, 3, 4, 5]))).toBeUndefined()
    const one = Array.from({ length: 15 }, (_, index) => index)
    expect(bandsOf(one, texts(one))).toBeUndefined()
  })

  test('are quartiles of each group of points, at every point of the group', () => {
    const at = Array.from({ length: 16 }, (_, index) => index / 3)
    const marks = [8, 1, 7, 2, 6, 3, 5, 4, 80, 10, 70, 20, 60, 30, 50, 40]
    const bands = bandsOf(at, texts(marks))!
    expect(Object.keys(bands)).toEqual(['b25', 'b50', 'b75'])
    const low = (value: string) => Array.from({ length: 8 }, () => value)
    expect(bands.b25).toEqual([...low('2'), ...low('20')])
    expect(bands.b50).toEqual([...low('4'), ...low('40')])
    expect(bands.b75).toEqual([...low('6'), ...low('60')])
  })

  test('part by value where each value has points enough, and then have tails', () => {
    const at = [...Array.from({ length: 20 }, () => 1), ...Array.from({ length: 30 }, () => 2)]
    const bands = bandsOf(at, texts(at.map((_, index) => index)))!
    expect([bands.b5![0], bands.b95![0], bands.b5![20], bands.b95![20]]).toEqual(['0', '18', '21', '48'])
  })

  test('have no place where a quantile is never, which comes after every number', () => {
    const at = Array.from({ length: 16 }, (_, index) => index)
    const marks = [...Array.from({ length: 8 }, () => 'never'), ...texts([1, 2, 3, 4, 5, 6, 7, 8])]
    const bands = bandsOf(at, marks)!
    expect([bands.b25![0], bands.b75![0], bands.b75![8]]).toEqual(['', '', '6'])
    const mixed = bandsOf(at, ['never', ...texts([1, 2, 3, 4, 5, 6, 7]), ...texts([1, 2, 3, 4, 5, 6, 7, 8])])!
    expect(mixed.b50![0]).toBe('4')
  })
})
