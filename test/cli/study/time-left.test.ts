import { expect, test } from 'vitest'
import { duration, timeLeft } from '../../../src/cli/study/time-left.ts'

test('the time left is a linear extrapolation', () => {
  let now = 0
  const left = timeLeft(() => now)
  expect(left(0, 10)).toBe('')
  now = 30_000
  expect(left(1, 4)).toBe(', about 90 s left'.replace('90 s', '2 min'))
  expect(left(3, 4)).toBe(', about 10 s left')
  expect(left(4, 4)).toBe('')
  expect([duration(89), duration(3600), duration(2 * 3600), duration(2 * 3600 + 60)]).toEqual([
    '89 s',
    '60 min',
    '2 h',
    '2 h 1 min',
  ])
})
