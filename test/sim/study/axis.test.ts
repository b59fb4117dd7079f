import { describe, expect, test } from 'vitest'

import type { Parameter } from '../../../src/sim/definition/parameter.ts'
import { InvalidSweep, levelsOf, readAxis, valueAlong, valueWithin } from '../../../src/sim/study/axis.ts'

const axis = (text: string, kind: Parameter['kind'] = 'decimal') =>
  readAxis({ name: 'share', title: '', unit: '', kind, default: '1' }, text)

describe('the levels of a range', () => {
  test.each([
    ['0..1:3', ['0', '0.5', '1']],
    ['0..1:4', ['0', '0.333333333', '0.666666667', '1']],
    ['0.1..0.7:2', ['0.1', '0.7']],
    ['-0.5..0.25:4', ['-0.5', '-0.25', '0', '0.25']],
    ['0..0.000000000000000001:2', ['0', '0.000000000000000001']],
  ])('%s are evenly spaced, both ends included', (text, levels) => {
    expect(levelsOf(axis(text))).toEqual(levels)
  })

  test('end exactly at the ends, however many digits these have', () => {
    expect(levelsOf(axis('0.1234567891..0.2345678912:2'))).toEqual(['0.1234567891', '0.2345678912'])
    expect(levelsOf(axis('0.1234567899..0.2345678918:2'))).toEqual(['0.1234567899', '0.2345678918'])
    expect(levelsOf(axis('1..12345678901:3', 'integer'))).toEqual(['1', '6172839451', '12345678901'])
  })

  test('have at most 18 decimals, and ends of up to 60 digits', () => {
    expect(levelsOf(axis('0..0.000000000000000001:3'))).toEqual([
      '0',
      '0.000000000000000001',
      '0.000000000000000001',
    ])
    expect(levelsOf(axis('0..0.000000000000000003:5'))[1]).toBe('0.000000000000000001')
    const end = `1.${'0'.repeat(58)}1`
    expect(levelsOf(axis(`0..${end}:2`))).toEqual(['0', end])
    // A longer end is rounded like a point between the ends.
    expect(levelsOf(axis(`0..1.0${end.slice(2)}:2`))).toEqual(['0', '1'])
  })

  test('stay between ends that have more than nine digits', () => {
    expect(levelsOf(axis('1.0000000001..1.0000000004:4'))).toEqual([
      '1.0000000001',
      '1.0000000001',
      '1.0000000001',
      '1.0000000004',
    ])
    expect(levelsOf(axis('0.9999999996..0.9999999999:4'))).toEqual([
      '0.9999999996',
      '0.9999999999',
      '0.9999999999',
      '0.9999999999',
    ])
  })

  test('of whole numbers are whole', () => {
    expect(levelsOf(axis('0..10:4', 'integer'))).toEqual(['0', '3', '7', '10'])
  })

  test('need two values', () => {
    expect(levelsOf(axis('0..1:2'))).toEqual(['0', '1'])
    expect(() => levelsOf(axis('0..1:1'))).toThrow(InvalidSweep)
  })

  test('of a list are its values as given', () => {
    expect(levelsOf(axis('1.50,2'))).toEqual(['1.50', '2'])
  })
})

describe('the count of a range', () => {
  test('is from 1 to a million', () => {
    expect(axis('0..1:1')).toMatchObject({ count: 1 })
    expect(axis('0..1:1000000')).toMatchObject({ count: 1_000_000 })
    for (const count of ['0', '1000001']) expect(() => axis(`0..1:${count}`)).toThrow(InvalidSweep)
  })

  test('needs an ascending range; whole numbers need whole ends', () => {
    for (const text of ['1..1:2', '2..1:2']) expect(() => axis(text)).toThrow(InvalidSweep)
    for (const text of ['0.5..3:2', '0..3.5:2']) expect(() => axis(text, 'integer')).toThrow(InvalidSweep)
    expect(axis('0..3:2', 'integer')).toMatchObject({ whole: true })
    expect(axis('0..3:2')).toMatchObject({ whole: false })
  })
})

describe('what is wrong with an axis', () => {
  const FORMS = 'values such as 10,20,30 or a range such as 0..100:5'
  const cases: readonly [Parameter['kind'], string, string][] = [
    ['prices', '1', 'a parameter that is not a file'],
    ['decimal', '1..2', FORMS],
    ['decimal', '1,,2', FORMS],
    ['choice', '1..2:2', 'a list of values, since it is not a number'],
    ['boolean', '0..1:2', 'a list of values, since it is not a number'],
    ['date', '1..2:2', 'a list of values, since it is not a number'],
    ['decimal', '2..1:2', 'an ascending range'],
    ['decimal', '1..2:0', 'a count from 1 to 1000000'],
    ['integer', '1..2.5:2', 'a range of whole numbers'],
  ]
  test.each(cases)(
    'is said by parameter, what was expected, and what came: %s %s',
    (kind, text, expected) => {
      const told = { parameter: 'share', expected, got: text }
      expect(() => axis(text, kind)).toThrow(expect.objectContaining(told) as Error)
      expect(() => axis(text, kind)).toThrow(`share: expected ${expected}, got "${text}"`)
    },
  )

  test('is a single value, where there must be two', () => {
    const told = { parameter: 'share', expected: 'at least 2 values in a range', got: '3..4:1' }
    expect(() => levelsOf(axis('3..4:1'))).toThrow(expect.objectContaining(told) as Error)
  })

  test('an axis keeps its text', () => {
    expect(axis('0..4:3')).toMatchObject({ parameter: 'share', text: '0..4:3' })
    expect(axis('1,2')).toMatchObject({ parameter: 'share', text: '1,2' })
  })
})

describe('the value within an axis', () => {
  const BELOW_ONE = 1 - 2 ** -32

  test('of a fractional range rises evenly from its lower end to just below its upper end', () => {
    const range = axis('5..6:4')
    expect([0, 0.25, 0.5, 0.75].map((place) => valueWithin(range, place))).toEqual([
      '5',
      '5.25',
      '5.5',
      '5.75',
    ])
    expect(valueWithin(axis('0..4:4'), BELOW_ONE)).toBe('4')
    expect(valueWithin(axis('0..4:4'), 0.999)).toBe('3.996')
    expect(valueWithin(axis('-2..2:4'), 0.999)).toBe('1.996')
  })

  test('of whole numbers gives each the same part, the upper end included', () => {
    const range = axis('1..4:4', 'integer')
    const [places, values] = [[0, 0.249, 0.25, 0.499, 0.5, 0.749, 0.75, BELOW_ONE], '11223344']
    expect(places.map((place) => valueWithin(range, place)).join('')).toBe(values)
  })

  test('of a list gives each value the same part', () => {
    const list = axis('a,b,c', 'choice')
    expect([0, 0.33, 0.34, 0.66, 0.67, BELOW_ONE].map((place) => valueWithin(list, place)).join('')).toBe(
      'aabbcc',
    )
  })
})

describe('the value along an axis', () => {
  test('of a range runs from end to end', () => {
    const range = axis('0.045..0.07:6')
    expect([0, 0.2, 0.5, 1].map((place) => valueAlong(range, place))).toEqual([
      '0.045',
      '0.05',
      '0.0575',
      '0.07',
    ])
    expect(valueAlong(axis('0.1234567891..0.2345678912:2'), 1)).toBe('0.2345678912')
    expect(valueAlong(axis('0..10:2', 'integer'), 1 / 3)).toBe('3')
  })

  test('of a list takes the nearest value', () => {
    const list = axis('a,b,c', 'choice')
    expect([0, 0.24, 0.26, 0.5, 0.74, 0.76, 1].map((place) => valueAlong(list, place)).join('')).toBe(
      'aabbbcc',
    )
  })
})
