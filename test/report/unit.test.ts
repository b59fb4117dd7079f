/** Units as readers see them. */
import { expect, test } from 'vitest'
import { brief, inShownUnit, shownFactor, shownUnit, withUnit } from '../../src/report/unit.ts'

test('prices per AMT are in satoshi, exactly; other units stay', () => {
  expect(inShownUnit('0.000000731845678901', 'BTC/AMT')).toBe('73.1845678901')
  expect(inShownUnit('-0.00000001', 'BTC/AMT')).toBe('-1')
  expect(inShownUnit('12', 'BTC/AMT')).toBe('1200000000')
  expect(inShownUnit('never', 'BTC/AMT')).toBe('never')
  expect(inShownUnit('0.5', 'BTC')).toBe('0.5')
  expect([shownUnit('BTC/AMT'), shownUnit('AMT')]).toEqual(['sat/AMT', 'AMT'])
  expect([shownFactor('BTC/AMT'), shownFactor('BTC')]).toEqual([1e8, 1])
})

test('cards and sentences have four significant digits, and never round before the point', () => {
  expect(brief('0.000000731845678901', 'BTC/AMT')).toBe('73.18')
  expect(brief('54585126.5', 'AMT')).toBe('54,585,127')
  expect(brief('0.0000123456', 'BTC')).toBe('0.00001235')
  expect(brief('-69.7449', '%', 3)).toBe('-69.7')
})

test('a number has its unit, a word has none', () => {
  expect(withUnit('0.0000007', 'BTC/AMT')).toBe('70 sat/AMT')
  expect(withUnit('-12.345', '%')).toBe('-12.35%')
  expect(withUnit('50', '% a year')).toBe('50% a year')
  expect(withUnit('never', 'months')).toBe('never')
  expect(withUnit('7', '')).toBe('7')
})
