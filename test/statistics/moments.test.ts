import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readExact, type Exact } from '../../src/statistics/exact.ts'
import {
  deviationOf,
  extremesOf,
  meanOf,
  mergeMoments,
  momentsOf,
  NO_MOMENTS,
  varianceOf,
} from '../../src/statistics/moments.ts'

const exact = (...texts: string[]): Exact[] => texts.map((text) => readExact(text)!)
const decimals = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 25 }))
  .map(([negative, digits, places]): Exact => ({ digits: negative ? -digits : digits, decimals: places }))

describe('moments', () => {
  test('are the textbook’s: mean 5, variance 32/7 of 2 4 4 4 5 5 7 9', () => {
    const moments = momentsOf(exact('2', '4', '4.00', '4', '5', '5', '7.0', '9'))
    expect(meanOf(moments)!.toFixed()).toBe('5')
    expect(varianceOf(moments)!.mul(7).toFixed(40)).toBe(`32.${'0'.repeat(40)}`)
    expect(deviationOf(moments)!.pow(2).toFixed(30)).toBe(varianceOf(moments)!.toFixed(30))
    expect(extremesOf(moments)).toEqual({ min: '2', max: '9' })
  })

  test('are exact where floats are not: a variance of 1 around 10^18', () => {
    const moments = momentsOf(exact('1000000000000000000', '1000000000000000001', '1000000000000000002'))
    expect(varianceOf(moments)!.toFixed()).toBe('1')
    expect(extremesOf(momentsOf(exact('0.000000000000000001', '-2.5')))).toEqual({
      min: '-2.5',
      max: '0.000000000000000001',
    })
  })

  test('of the parts merge into those of the whole, in any order', () => {
    fc.assert(
      fc.property(fc.array(decimals, { maxLength: 12 }), fc.array(decimals, { maxLength: 12 }), (a, b) => {
        const whole = momentsOf([...a, ...b])
        expect(mergeMoments(momentsOf(a), momentsOf(b))).toEqual(whole)
        expect(mergeMoments(momentsOf(b), momentsOf(a))).toEqual(whole)
        expect(mergeMoments(whole, NO_MOMENTS)).toEqual(whole)
      }),
    )
  })

  test('have no mean without values, and no variance with one', () => {
    expect(meanOf(NO_MOMENTS)).toBeUndefined()
    expect(extremesOf(NO_MOMENTS)).toBeUndefined()
    expect(varianceOf(momentsOf(exact('5')))).toBeUndefined()
    expect(varianceOf(momentsOf(exact('5', '5')))!.toFixed()).toBe('0')
  })
})

test('words are no numbers', () => {
  for (const text of ['never', '', '1e5', '.5', '5.', 'NaN', ' 1', '0x10'])
    expect(readExact(text)).toBeUndefined()
})
