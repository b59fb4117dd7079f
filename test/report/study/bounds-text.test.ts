/** Intervals of quantiles as texts. */
import { expect, test } from 'vitest'
import { boundsText } from '../../../src/report/study/sections.ts'

test.each([
  ['2', { low: '1', high: '3' }, '', '1 to 3'],
  ['2', { low: '2', high: '2' }, '', ''],
  ['0.00000002', { low: '0.00000001' }, 'BTC/AMT', 'from 1'],
  ['2', { high: '3', needs: 72 }, '', 'up to 3'],
  ['2', { needs: 72 }, '', 'needs 72 paths'],
  // `never` bounds nothing from above, and everything from below.
  ['56', { high: 'never', needs: 72 }, '', 'needs 72 paths'],
  ['never', { low: '56', high: 'never' }, '', '56 to never'],
  ['never', { low: 'never' }, '', ''],
])('the interval of %s is shown as it bounds it', (value, bounds, unit, text) => {
  expect(boundsText(value, bounds, unit)).toBe(text)
})
